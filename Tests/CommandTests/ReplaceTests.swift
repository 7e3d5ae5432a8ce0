import Foundation
import Testing

/// A draft's lines are made anew while nobody has touched it in Xero.
@Suite struct ReplaceTests {
  private struct Shown: Decodable {
    struct Invoice: Decodable {
      struct Line: Decodable {
        var description: String
        var entries: [String]
      }
      var number: String
      var reference: String
      var total: String
      var lines: [Line]?
    }
    var invoices: [Invoice]
  }

  private func pushed(_ sandbox: Sandbox) throws -> (Program, DraftList.Draft) {
    let program = try PushTests.ready(sandbox)
    let drafts = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json")
    return (program, try #require(drafts.drafts.first))
  }

  private func edit(_ program: Program) throws {
    let path = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(
      text.replacing(
        "name: Acme Pty Ltd\n",
        with: "name: Acme Pty Ltd\n    lines: single\n    text: 'Work, {period}'\n"
      ).utf8
    ).write(to: path)
  }

  @Test func `what was approved without a rate keeps the one it was invoiced at`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let path = program.home.appending(path: "config/clients.yaml")
    var text = try String(contentsOf: path, encoding: .utf8)
    text += """

        kea:
          name: Kea
          currency: NZD
          xero: { account: "200", tax: OUTPUT2 }
          projects: { shop: { name: Shop } }

      """
    try Data(text.utf8).write(to: path)
    for words in [
      ["add", "kea/shop", "9:00-10:00", "Work", "--on", "2026-11-19"], ["approve", "2026-11-19"],
      ["xero", "link", "kea", "--organisation", "Harbour Studio Ltd", "--contact", "Acme Pty Ltd"],
    ] {
      let answer = try program.run(words)
      try #require(answer.code == 0, "\(words): \(answer.error)")
    }
    let without = text
    func charge(_ hourly: Int) throws {
      let now = without.replacing(
        "    name: Kea\n",
        with: "    name: Kea\n    rates: [{ from: 2026-01-01, hourly: \(hourly) }]\n")
      try Data(now.utf8).write(to: path)
    }
    try charge(100)
    let pushed = try program.run("invoice", "push", "kea", "--yes")
    #expect(pushed.code == 0, "\(pushed.error)")
    try charge(120)
    let replaced = try program.run("invoice", "replace", "INV-0001", "--yes")
    #expect(replaced.output.contains("the same again"), "\(replaced.output)\(replaced.error)")
    #expect(try program.run("verify").code == 0)
  }

  @Test func `the same entries get other lines, once, and books and Xero agree`() throws {
    let sandbox = try Sandbox()
    let (program, draft) = try pushed(sandbox)
    let number = try #require(draft.number)
    #expect(
      try program.run("invoice", "replace", number, "--yes").output.contains("the same again"))
    try edit(program)
    #expect(try program.run("invoice", "replace", number).code == 4)
    #expect(try program.run("invoice", "replace", number, "--dry-run").code == 0)
    let replaced = try program.run("invoice", "replace", number, "--yes")
    #expect(replaced.code == 0, "\(replaced.error)")
    let shown = try program.json(Shown.self, "invoice", "show", number, "--json").invoices[0]
    #expect(shown.reference == draft.reference)
    let text = try program.run("invoice", "show", number).output
    #expect(text.contains(", due 2026-12-05, reference \(draft.reference)\n"), "\(text)")
    #expect(shown.lines?.allSatisfy { $0.description.hasPrefix("Work, ") } == true)
    let held = String(decoding: try sandbox.backOffice("/invoices"), as: UTF8.self)
    #expect(held.contains("Work, "))
    #expect(try sandbox.invoices().count == 1)
    #expect(try program.run("undo").code == 5, "a wall")
    let verified = try program.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    let reconciled = try program.run("xero", "reconcile")
    #expect(!reconciled.output.contains("edited"), "\(reconciled.output)")
    #expect(try program.run("invoice", "explain", number).code == 0)
    #expect(try sandbox.violations() == [])

    // Deleted and released, the entries are billed on a new draft.
    try sandbox.backOffice("/invoices/\(number)/delete", method: "POST")
    #expect(
      try program.run("invoice", "release", number, "--reason", "x", "--yes").code == 0)
    let again = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json")
    #expect(again.drafts.map(\.state) == ["created"])
    #expect(again.drafts[0].reference != draft.reference)
    #expect(try program.run("verify").code == 0)
  }

  @Test func `an approved or edited one is left as it is`() throws {
    let sandbox = try Sandbox()
    let (program, draft) = try pushed(sandbox)
    let number = try #require(draft.number)
    try edit(program)
    try sandbox.backOffice(
      "/invoices/\(number)/edit", method: "POST", body: #"{"description":"Mine"}"#)
    let edited = try program.run("invoice", "replace", number, "--yes")
    #expect(edited.code == 6)
    #expect(edited.error.contains("was edited in Xero"))
    try sandbox.backOffice("/invoices/\(number)/approve", method: "POST")
    #expect(try program.run("invoice", "replace", number, "--yes").code == 5)
    #expect(try program.run("verify").code == 0)
    #expect(try sandbox.violations() == [])
  }

  @Test(arguments: ["drop-before", "drop-after", "500", "503", "truncate", "portal", "401"])
  func `whatever happens to the request, books and Xero agree in the end`(fault: String) throws {
    let sandbox = try Sandbox()
    let (program, draft) = try pushed(sandbox)
    let number = try #require(draft.number)
    try edit(program)
    try sandbox.backOffice(
      "/faults", method: "POST",
      body: #"{"fault":"\#(fault)","method":"POST","path":"/Invoices","times":1}"#)
    let first = try program.run("invoice", "replace", number, "--yes")
    #expect([0, 7].contains(first.code), "\(first.error)")
    let second = try program.run("invoice", "replace", number, "--yes")
    #expect(second.code == 0, "\(second.error)")
    #expect(try program.run("verify").code == 0)
    #expect(try !program.run("xero", "reconcile").output.contains("edited"))
    #expect(try sandbox.invoices().count == 1)
    #expect(try sandbox.violations() == [])
  }
}
