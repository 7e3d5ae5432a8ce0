import Foundation
import Testing

/// What waits, what comes late, what moved, and what a person lets pass.
@Suite struct UninvoicedTests {
  private struct Waiting: Decodable {
    struct Row: Decodable {
      struct Late: Decodable {
        var invoice: String
        var seconds: Int
        var entries: [String]
      }
      var client: String
      var seconds: Int
      var amount: String?
      var unapproved_seconds: Int
      var late: [Late]
      var moved_rates: [String]
    }
    var rows: [Row]
    var unassigned_seconds: Int
  }

  private func edit(_ program: Program, _ old: String, _ new: String) throws {
    let file = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try program.write(text.replacing(old, with: new), to: "config/clients.yaml")
  }

  @Test func `time in an invoiced period is late for that invoice, and the next draft has it`()
    throws
  {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let pushed = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json")
    let number = try #require(pushed.drafts.first?.number)
    let late = try program.json(
      EntryList.self, "add", "acme/website/meetings", "20:00-20:30", "--on", "2026-11-20",
      "--approve", "--json"
    ).entries[0]
    let before = try program.json(
      EntryList.self, "add", "acme/website/meetings", "9:00-9:30", "--on", "2026-11-18",
      "--approve", "--json"
    ).entries[0]
    let rows = try program.json(Waiting.self, "uninvoiced", "--json").rows
    let acme = try #require(rows.first { $0.client == "acme" })
    #expect(acme.seconds == 3600)
    #expect(acme.amount == "140.00")
    #expect(acme.late.map(\.invoice) == [number])
    #expect(acme.late.map(\.entries) == [[late.id]])
    #expect(acme.unapproved_seconds > 0, "the call with hands off waits for a yes")
    #expect(before.id != late.id)
    #expect(
      try program.run("uninvoiced").output.contains("acme: 1 entry (0:30:00) late for \(number)."))
    let listed = try program.run("entries", "2026-11-20", "--client", "acme")
    #expect(listed.output.matches(of: /\[late for INV-\d+\]/).count == 1, "\(listed.output)")
    let marked = try program.run("entries", "2026-11-18..2026-11-20", "--json")
    #expect(marked.output.matches(of: /"late_for":"INV-\d+"/).count == 1)
    #expect(marked.output.contains("\"late_for\":\"\(number)\""))
    let preview = try program.run("invoice", "preview", "acme")
    #expect(preview.code == 0)
    #expect(preview.output.contains("Note: 1 entry (0:30:00) late for \(number)"))
    #expect(try program.run("invoice", "push", "acme", "--yes").code == 0)
    #expect(
      try program.json(Waiting.self, "uninvoiced", "--json").rows.map(\.client) == [
        "brightside", "northwind",
      ])
  }

  @Test func `where stored and present rate differ is told, and the stored one is billed`() throws {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    try #require(try program.run("activity", "import", day).code == 0)
    try #require(try program.run("approve", "2026-11-20").code == 0)
    #expect(
      try program.json(Waiting.self, "uninvoiced", "--json").rows.allSatisfy {
        $0.moved_rates.isEmpty
      })
    try edit(program, "hourly: 140", "hourly: 170")
    let waiting = try program.json(Waiting.self, "uninvoiced", "--json")
    #expect(waiting.rows.map(\.moved_rates.count).filter { $0 > 0 }.count == 1)
    #expect(waiting.unassigned_seconds > 0)
    let told = try program.run("uninvoiced").output
    #expect(
      told.contains(
        "acme: approved at 140.00 NZD an hour, but clients.yaml has 170.00 NZD an hour by now: "))
    #expect(
      try program.json(Waiting.self, "uninvoiced", "--json").rows.first?.amount == "461.40")
  }

  @Test func `a hit stops its draft alone, and what is let pass is in the history by its id`()
    throws
  {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    try edit(
      program, "name: Acme Pty Ltd",
      "name: Acme Pty Ltd\n    text: '{project}: {task}, {period} - {notes}'")
    let note = "Asked Northwind Traders GmbH, password: hunter2222"
    try #require(
      try program.run(
        "add", "acme/website/meetings", "20:00-20:30", note, "--on", "2026-11-20", "--approve"
      ).code == 0)
    let stopped = try program.run("invoice", "push", "--yes")
    #expect(stopped.code == 6)
    #expect(try sandbox.invoices().live == 2)
    #expect(stopped.error.contains("2 of 3 drafts are in Xero; acme waits: "))
    #expect(!stopped.error.contains("hunter"), "a secret is not told again")
    let hits = stopped.error.matches(of: /\[(hit:[0-9a-f]{8})\]/).map { String($0.1) }
    #expect(hits.count == 2)
    // One of two is not enough, and a hit without --allow is a word too many.
    #expect(try program.run("invoice", "push", "acme", "--yes", "--allow", hits[0]).code == 6)
    #expect(try program.run("invoice", "push", "acme", "--yes", hits[0], hits[1]).code == 2)
    let passed = try program.run(["invoice", "push", "acme", "--yes", "--allow"] + hits)
    #expect(passed.code == 0, "\(passed.error)")
    #expect(try sandbox.invoices().live == 3)
    let history = try program.run("history").output
    #expect(history.contains("allowed \(hits.sorted().joined(separator: " "))"), "\(history)")
    let events = try program.run("history", "--json").output
    #expect(events.contains("invoice push"))
    #expect(try program.run("verify").code == 0)
  }

  @Test func `a key that is gone stops its client alone, also where a rule still names it`() throws
  {
    let program = try Program.proposed(starters: false)
    #expect(try program.run("approve", "2026-11-20").code == 0)
    try edit(program, "      booking:", "      dental:")
    #expect(try program.run("propose", "2026-11-20").code == 2)
    let waiting = try program.run("uninvoiced")
    #expect(waiting.code == 0, "\(waiting.error)")
    #expect(waiting.output.contains("brightside/booking"))
    let preview = try program.run("invoice", "preview")
    #expect(preview.code == 2)
    #expect(preview.output.contains("Acme Pty Ltd"))
    #expect(preview.output.contains("Brightside Dental\n") == false)
    #expect(preview.error.hasPrefix("brightside: "), "\(preview.error)")
    #expect(try program.run("xero", "status").code == 0)
  }

  @Test func `a rate of four decimals is shown whole, so that hours × rate is the amount`() throws {
    let program = try Program(examples: true)
    try edit(program, "hourly: 165", "hourly: 120.5555")
    #expect(
      try program.run(
        "add", "acme/website", "9:00-10:15", "x", "--on", "2026-11-20", "--approve"
      ).code == 0)
    let preview = try program.run("invoice", "preview", "acme")
    #expect(preview.output.contains("1.2500  120.5555  150.69"), "\(preview.output)")
  }

  private struct Resting: Decodable {
    struct Draft: Decodable {
      var client: String
      var warnings: [String]
    }
    struct Time: Decodable, Equatable {
      var client: String
      var why: String
      var entries: [String]
    }
    var drafts: [Draft]
    var resting: [Time]
  }

  @Test func `what a draft leaves out stands in the JSON with the ids that the text has`() throws {
    let program = try Program.proposed(starters: false)
    #expect(try program.run("approve", "2026-11-20").code == 0)
    try edit(
      program, "rounding: { per: day, mode: up, step: 6m }",
      "rounding: { per: entry, mode: down, step: 15m }")
    let preview = try program.json(Resting.self, "invoice", "preview", "--json")
    let resting = try #require(preview.resting.first)
    #expect(preview.resting.count == 1 && resting.entries.count == 3)
    #expect(resting.client == "brightside" && resting.why == "rounds_to_zero")
    let told = "3 entries round to zero and stay: " + resting.entries.joined(separator: ", ")
    #expect(preview.drafts.first { $0.client == "brightside" }?.warnings.contains(told) == true)
    let text = try program.run("invoice", "preview", "brightside").output
    #expect(text.contains("  Note: \(told)\n"), "\(text)")
  }

  @Test func `time that goes once an open push is settled is not said to rest`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    program.environment["DAYBOOK_CUT_OFF"] = "prepared"
    #expect(try program.run("invoice", "push", "brightside", "--yes").code == 137)
    program.environment["DAYBOOK_CUT_OFF"] = nil
    #expect(
      try program.run(
        "add", "brightside/booking", "20:00-20:03", "More", "--on", "2026-11-20", "--approve"
      ).code == 0)
    func told(_ words: String...) throws -> Resting {
      let answer = try program.run(["invoice", "push", "brightside", "--json"] + words)
      return try JSONDecoder().decode(Resting.self, from: Data(answer.output.utf8))
    }
    #expect(try told("--dry-run").resting.map(\.why) == ["covered"])
    // Xero refuses the open one, so that all of it goes anew.
    try sandbox.backOffice("/switches", method: "POST", body: #"{"lockDateRefusesDrafts":true}"#)
    try sandbox.backOffice(
      "/lock-date", method: "POST",
      body: #"{"tenant":"b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001","date":"2027-12-31"}"#)
    let pushed = try program.run("invoice", "push", "brightside", "--yes", "--json")
    #expect(pushed.output.matches(of: /"state":"rejected"/).count == 2, "\(pushed.output)")
    #expect(pushed.output.contains(#""resting":[]"#), "\(pushed.output)")
  }

  @Test func `no time is late for an invoice that is gone in Xero`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let pushed = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json")
    let number = try #require(pushed.drafts.first?.number)
    #expect(
      try program.run(
        "add", "acme/website/meetings", "20:00-20:30", "--on", "2026-11-20", "--approve"
      ).code == 0)
    func isLate() throws -> Bool {
      try program.run("uninvoiced").output.contains("late for \(number)")
    }
    #expect(try isLate())
    try sandbox.backOffice("/invoices/\(number)/delete", method: "POST")
    #expect(try program.run("xero", "reconcile").code == 0)
    #expect(try !isLate())
    #expect(try !program.run("entries", "2026-11-20").output.contains("late for"))
  }

  @Test func `time that makes no draft now is named, with what becomes of it`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    #expect(try program.run("invoice", "push", "brightside", "--yes").code == 0)
    // Its 6:21 of the day were billed as 12 minutes.
    #expect(
      try program.run(
        "add", "brightside/booking", "20:00-20:03", "More", "--on", "2026-11-20", "--approve"
      ).code == 0)
    let covered = try program.run("invoice", "preview", "brightside").output
    #expect(
      covered.hasPrefix("brightside: 1 entry waits, covered by what was billed before, for the"),
      "\(covered)")
    let pushed = try program.run("invoice", "push", "brightside", "--yes")
    #expect(pushed.code == 0 && pushed.output.hasSuffix("Nothing to push.\n"))
    #expect(pushed.output.hasPrefix(covered))
    for words in [["preview"], ["push", "--yes"], ["push", "--dry-run"]] {
      let answer = try program.run(["invoice"] + words + ["brightside", "--json"])
      let told = try JSONDecoder().decode(Resting.self, from: Data(answer.output.utf8))
      #expect(told.drafts.isEmpty && told.resting.map(\.why) == ["covered"])
      let id = try #require(told.resting.first?.entries.first)
      #expect(covered.hasSuffix(": \(id).\n"))
    }
    let whole = try program.run("invoice", "push", "--dry-run").output
    #expect(whole.contains("Acme Pty Ltd ->") && whole.hasSuffix(covered), "\(whole)")
    try edit(program, "per: day, mode: up, step: 6m", "per: day, mode: down, step: 8h")
    let rounded = try program.run("invoice", "preview", "brightside").output
    #expect(rounded.hasPrefix("brightside: 1 entry rounds to zero and stays: "), "\(rounded)")
  }
}
