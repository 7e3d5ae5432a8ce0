import Foundation
import Testing

/// What nobody knows of the real server, the other way round than it is assumed, and words of it that
/// nobody listed: a push makes the same drafts all the same.
@Suite struct UnknownTests {
  private func turn(_ name: String, _ value: String, _ sandbox: Sandbox) throws {
    try sandbox.backOffice("/switches", method: "POST", body: "{\"\(name)\":\(value)}")
  }

  @Test(arguments: ["DRAFT", "SUBMITTED", "AUTHORISED"])
  func `where silence would approve, each draft is one all the same`(status: String) throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    try turn("omittedStatus", "\"\(status)\"", sandbox)
    #expect(try program.run("invoice", "push", "--yes").code == 0)
    #expect(try sandbox.held().map(\.Status) == ["DRAFT", "DRAFT", "DRAFT"])
  }

  private func organisations(_ sandbox: Sandbox) throws -> [String] {
    struct Told: Decodable {
      struct Organisation: Decodable { var tenant: String }
      var organisations: [Organisation]
    }
    return try JSONDecoder().decode(Told.self, from: sandbox.backOffice("/organisations"))
      .organisations.map(\.tenant)
  }

  /// What is billed differs; what is made and what is asked does not.
  @Test func `a push costs the same calls whether or not answers to writes are billed`() throws {
    struct Told: Decodable {
      struct App: Decodable { var bytes: Int }
      var egress: [App]
    }
    struct Calls: Decodable {
      struct Call: Decodable, Equatable {
        var method: String
        var path: String
      }
      var requests: [Call]
    }
    var billed: [Int] = []
    var calls: [[Calls.Call]] = []
    for counts in [true, false] {
      let sandbox = try Sandbox()
      let program = try PushTests.ready(sandbox)
      try turn("writesCostEgress", "\(counts)", sandbox)
      for list in ["/egress", "/requests"] { try sandbox.backOffice(list, method: "DELETE") }
      #expect(try program.run("invoice", "push", "--yes").code == 0)
      #expect(try sandbox.invoices().live == 3)
      let told = try JSONDecoder().decode(Told.self, from: sandbox.backOffice("/egress"))
      billed.append(told.egress.reduce(0) { $0 + $1.bytes })
      let asked = try JSONDecoder().decode(Calls.self, from: sandbox.backOffice("/requests"))
      calls.append(asked.requests)
    }
    #expect(calls[0] == calls[1] && calls[0].count { $0.method == "PUT" } == 3)
    #expect(billed[1] > 0, "the looks before a draft are read")
    #expect(billed[0] > billed[1] + 3 * 1000, "three drafts in full: \(billed)")
    #expect(billed[0] < 100_000, "\(billed)")
  }

  @Test func `an organisation with a plan, zone and currency of no list is fetched and billed`()
    throws
  {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    for organisation in try organisations(sandbox) {
      try sandbox.backOffice(
        "/organisations/" + organisation, method: "POST",
        body: #"{"class":"ULTIMATE_2027","timeZone":"MARSSTANDARDTIME","#
          + #""currencies":["NZD","AUD","EUR","XCG"]}"#)
    }
    let synced = try program.run("xero", "sync", "--json")
    #expect(synced.code == 0, "\(synced.error)")
    #expect(synced.output.contains("XCG"))
    #expect(try program.run("invoice", "push", "--yes").code == 0)
    #expect(try sandbox.invoices().live == 3)
  }
}
