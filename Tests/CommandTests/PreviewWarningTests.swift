import Foundation
import Testing

/// What a preview says before anything is sent.
@Suite struct PreviewWarningTests {
  private let harbour = "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001"
  private let acme = "c0000001-0000-4000-8000-000000000001"

  private func lock(_ sandbox: Sandbox, _ date: String, kind: String) throws {
    try sandbox.backOffice(
      "/lock-date", method: "POST",
      body: #"{"tenant":"\#(harbour)","date":"\#(date)","kind":"\#(kind)"}"#)
  }

  /// Those of locks and invoices that repeat.
  private func warnings(_ program: Program, date: String? = nil) throws -> [String] {
    try #require(try program.run("xero", "sync").code == 0)
    return try allWarnings(program, (date.map { ["--date", $0] } ?? []))
      .filter { $0.contains("lock") || $0.contains("repeating") }
  }

  private func allWarnings(_ program: Program, _ more: [String] = []) throws -> [String] {
    struct Preview: Decodable {
      struct Draft: Decodable { var warnings: [String] }
      var drafts: [Draft]
    }
    let answer = try program.run(["invoice", "preview", "acme", "--json"] + more)
    try #require(answer.code == 0, "\(answer.error)")
    return try JSONDecoder().decode(Preview.self, from: Data(answer.output.utf8))
      .drafts.flatMap(\.warnings)
  }

  @Test(arguments: ["period", "year"])
  func `a draft of a locked day warns, the last locked day too, and the next one doesn't`(
    kind: String
  ) throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    #expect(try warnings(program) == [])
    try lock(sandbox, "2026-11-20", kind: kind)
    let told =
      "Harbour Studio Ltd is locked up to 2026-11-20: Xero takes this draft of 2026-11-20, but will "
      + "not let it be approved. Give it another --date, or have the lock date moved"
    #expect(try warnings(program, date: "2026-11-20") == [told])
    #expect(try warnings(program, date: "2026-11-19").count == 1)
    #expect(try warnings(program, date: "2026-11-21") == [])
    // It is a warning: Xero takes the draft.
    #expect(
      try program.run("invoice", "push", "acme", "--yes", "--date", "2026-11-20").code == 0)
  }

  @Test
  func `what of the days is not approved or on no project is told, and what is elsewhere not`()
    throws
  {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    try #require(try program.run("activity", "import", day).code == 0)
    try #require(try program.run("approve", "2026-11-20").code == 0)
    struct Waiting: Decodable {
      struct Row: Decodable {
        var client: String
        var unapproved_seconds: Int
      }
      var rows: [Row]
      var unassigned_seconds: Int
    }
    let waiting = try program.json(Waiting.self, "uninvoiced", "2026-11-20", "--json")
    let proposed = try #require(waiting.rows.first { $0.client == "acme" }).unapproved_seconds
    func length(_ seconds: Int) -> String {
      let parts = [seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }
      return "\(seconds / 3600):\(parts[0]):\(parts[1])"
    }
    let told = try allWarnings(program)
    #expect(told.contains("1 entry (\(length(proposed))) of these days not approved yet"))
    #expect(told.contains("\(length(waiting.unassigned_seconds)) of these days on no project"))
    try #require(
      try program.run(
        "add", "acme/website", "9:00-10:00", "--on", "2026-11-18"
      ).code == 0)
    #expect(try allWarnings(program) == told, "of another day, before the first that is billed")
    #expect(
      try allWarnings(program, ["2026-11-18..2026-11-20"]).contains(
        "2 entries (\(length(proposed + 3600))) of these days not approved yet"))
  }

  @Test func `a currency that the organisation has not added stops the client before Xero does`()
    throws
  {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    try sandbox.backOffice(
      "/organisations/\(harbour)", method: "POST", body: #"{"currencies":["NZD"]}"#)
    try #require(try program.run("xero", "sync").code == 0)
    let answer = try program.run("invoice", "preview", "northwind")
    #expect(answer.code == 2)
    #expect(answer.error.contains("Harbour Studio Ltd invoices in NZD alone."))
    #expect(try program.run("invoice", "preview", "acme").code == 0)
  }

  @Test func `of two lock dates the later one counts`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    try lock(sandbox, "2026-10-31", kind: "period")
    try lock(sandbox, "2026-11-30", kind: "year")
    #expect(try warnings(program).count == 1)
    try lock(sandbox, "2026-12-31", kind: "period")
    try lock(sandbox, "2026-03-31", kind: "year")
    #expect(try warnings(program).first?.contains("locked up to 2026-12-31") == true)
  }

  @Test func `an invoice that repeats for the same contact warns`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    func repeats(_ order: String, for contact: String) throws {
      try sandbox.backOffice("/contacts/\(contact)/repeat", method: "POST", body: order)
    }
    // Another's, a purchase, a deleted one, and one that ended before the work was done.
    try repeats("{}", for: "c0000001-0000-4000-8000-000000000002")
    try repeats(#"{"type":"ACCPAY"}"#, for: acme)
    try repeats(#"{"status":"DELETED"}"#, for: acme)
    try repeats(#"{"end":"2026-11-19"}"#, for: acme)
    #expect(try warnings(program) == [])

    try repeats(
      #"{"unit":"WEEKLY","period":2,"next":"2026-12-08","status":"DRAFT","end":"2026-11-20"}"#,
      for: acme)
    #expect(
      try warnings(program) == [
        "Harbour Studio Ltd has a repeating invoice for this contact (every 2 weeks, next on "
          + "2026-12-08): make sure that this work is not billed twice"
      ])
    try repeats(#"{"next":"2026-12-01"}"#, for: acme)
    #expect(
      try warnings(program) == [
        "Harbour Studio Ltd has 2 repeating invoices for this contact (monthly, next on "
          + "2026-12-01): make sure that this work is not billed twice"
      ])
    #expect(try program.run("invoice", "push", "acme", "--yes").code == 0)
    #expect(try sandbox.violations() == [])
  }

  @Test(arguments: [401, 403])
  func `a sign-in that may not see repeating invoices fetches all the rest`(status: Int) throws {
    let sandbox = try Sandbox()
    try sandbox.backOffice(
      "/switches", method: "POST", body: #"{"missingScopeStatus":\#(status)}"#)
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    try #require(
      try program.run(
        "xero", "login", "--scopes",
        "openid email offline_access accounting.contacts.read accounting.settings.read"
      ).code == 0)
    let synced = try program.run("xero", "sync", "--json")
    #expect(synced.code == 0, "\(synced.error)")
    #expect(synced.output.contains(#""repeating_invoices":null"#), "\(synced.output)")
    #expect(synced.output.contains(#""contacts":8"#))
  }
}
