import Foundation
import Testing

/// Rates of clients.yaml beside the prices of Xero's items.
@Suite struct RatesCheckTests {
  private struct Rows: Decodable {
    struct Row: Decodable, Equatable {
      var owner: String
      var state: String
      var hourly: String?
      var item: String?
      var item_price: String?
    }
    var rows: [Row]
  }

  private let harbour = "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001"

  private func ready(_ sandbox: Sandbox) throws -> Program {
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    for words in [
      ["xero", "login"], ["xero", "sync"],
      [
        "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact", "Acme Pty Ltd",
      ],
      [
        "xero", "link", "northwind", "--organisation", "Harbour Studio Ltd", "--contact",
        "Northwind Traders GmbH",
      ],
    ] {
      let answer = try program.run(words)
      try #require(answer.code == 0, "\(words): \(answer.error)")
    }
    return program
  }

  private func check(_ program: Program, _ more: String...) throws -> (Int32, [Rows.Row]) {
    let answer = try program.run(["rates", "check", "--json"] + more)
    return (
      answer.code, try JSONDecoder().decode(Rows.self, from: Data(answer.output.utf8)).rows
    )
  }

  @Test func `an item is found by its code or name, and its price compared`() throws {
    let sandbox = try Sandbox()
    let program = try ready(sandbox)
    let file = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    // The sandbox's item: DEV, "Development", 165.00 NZD.
    try program.write(
      text.replacing(
        "development: { name: Development }",
        with: "development: { name: Development, rates: [{ from: 2026-07-01, hourly: 165 }] }"),
      to: "config/clients.yaml")
    let (code, rows) = try check(program)
    #expect(code == 0)
    #expect(
      rows.contains(
        .init(
          owner: "acme/website/development", state: "same", hourly: "165", item: "DEV",
          item_price: "165")))
    #expect(rows.contains { $0.owner == "acme" && $0.state == "no_item" })
    #expect(
      rows.contains { $0.owner == "northwind/shop/development" && $0.state == "other_currency" })
    #expect(rows.contains { $0.owner == "brightside" && $0.state == "not_linked" })

    try sandbox.backOffice(
      "/items/DEV", method: "POST", body: #"{"tenant":"\#(harbour)","price":170.5}"#)
    #expect(try check(program).0 == 0, "it goes by what was fetched")
    try #require(try program.run("xero", "sync").code == 0)
    let (later, raised) = try check(program)
    #expect(later == 8)
    #expect(
      raised.filter { $0.state == "differs" }.map(\.owner) == ["acme/website/development"])
    let shown = try program.run("rates", "check")
    #expect(shown.code == 8)
    #expect(
      shown.output.contains(
        /acme\/website\/development +165\.00 +NZD +DEV +170\.50 .*DIFFERS/))
  }

  @Test func `an item that the work names is the one compared, at whosever rate`() throws {
    let sandbox = try Sandbox()
    let program = try ready(sandbox)
    let file = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    // The project's rate is 165, the client's 150; the item's price 165.
    try program.write(
      text.replacing("development: { name: Development }", with: "development: { item: dev }")
        .replacing(
          "        name: Support contract\n",
          with: "        name: Support contract\n        item: DEV\n"
        ).replacing(
          "            name: Meetings\n",
          with: "            name: Meetings\n            item: GONE\n"),
      to: "config/clients.yaml")
    let (code, rows) = try check(program)
    #expect(code == 8)
    func state(_ owner: String) -> String? { rows.first { $0.owner == owner }?.state }
    #expect(state("acme/website/development") == "same")
    #expect(state("acme/support") == "differs")
    #expect(state("acme/website/meetings") == "no_item")
  }

  @Test func `the rates are those in force on the day`() throws {
    let sandbox = try Sandbox()
    let program = try ready(sandbox)
    let (_, now) = try check(program)
    let (_, then) = try check(program, "--on", "2026-02-01")
    #expect(now.first { $0.owner == "acme/website" }?.hourly == "165")
    #expect(then.first { $0.owner == "acme/website" }?.hourly == "155")
    #expect(!then.contains { $0.owner == "acme/website/meetings" })
  }
}
