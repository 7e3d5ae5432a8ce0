import Foundation
import Testing

/// What Xero holds and the books don't know is never billed a second time.
@Suite struct GuardTests {
  /// The books as they are now, to be put back later.
  private func backup(_ program: Program) throws -> [String: Data] {
    let folder = program.home.appending(path: "data")
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasPrefix("books.db") {
      files[name] = try Data(contentsOf: folder.appending(path: name))
    }
    return files
  }

  private func restore(_ files: [String: Data], _ program: Program) throws {
    let folder = program.home.appending(path: "data")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasPrefix("books.db") {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    for (name, data) in files {
      let path = folder.appending(path: name)
      try data.write(to: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path.path)
    }
  }

  private func waiting(_ program: Program) throws -> [String] {
    try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
    ).entries.filter { $0.client == "acme" && $0.billable }.map(\.id)
  }

  private func push(_ program: Program, _ more: String...) throws -> Program.Answer {
    try program.run(["invoice", "push", "acme", "--yes", "--json"] + more)
  }

  @Test func `a restored backup finds the draft it made`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let place = program.home.path + "/kept"
    #expect(try program.run("backup", place).code == 0)
    let first = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json")
    #expect(try program.run("restore", place, "--yes").code == 0)
    let again = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json")
    #expect(again.drafts.map(\.invoice_id) == first.drafts.map(\.invoice_id))
    #expect(again.drafts.map(\.state) == ["created"])
    #expect(try sandbox.invoices().count == 1)
    #expect(try sandbox.violations() == [])
    #expect(try program.run("verify").code == 0)
  }

  @Test func `a restored backup whose time has changed stops, and takes the draft in exactly`()
    throws
  {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let before = try backup(program)
    let entries = try waiting(program)
    try #require(entries.count > 1)
    let made = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json").drafts
    let id = try #require(made[0].invoice_id)
    try restore(before, program)
    #expect(try program.run("unapprove", entries[0], "--reason", "Too long").code == 0)

    let stopped = try push(program)
    #expect(stopped.code == 6)
    #expect(stopped.error.contains(made[0].number ?? "?"))
    #expect(stopped.error.contains("daybook invoice adopt \(id) --entries"))
    #expect(stopped.error.contains("--not-mine \(id)"))
    #expect(try sandbox.invoices().count == 1, "nothing was sent")

    func adopt(_ entries: [String], _ more: String...) throws -> Program.Answer {
      try program.run(["invoice", "adopt", id, "--entries"] + entries + more)
    }
    #expect(try adopt(Array(entries.dropFirst()), "--yes").code == 6, "another token")
    #expect(try adopt(entries, "--yes").code == 5, "one is not approved")
    // As they were: approving anew proposes anew, beside what is decided by now.
    try restore(before, program)
    #expect(try adopt(entries).code == 4)
    #expect(try adopt(entries, "--dry-run").code == 0)
    #expect(try program.run("invoice", "list").output.contains("No invoices"))
    let adopted = try adopt(entries, "--yes")
    #expect(adopted.code == 0, "\(adopted.error)")
    #expect(try program.run("undo").code == 5, "a wall")
    #expect(try program.run("history").output.contains("invoice adopt"))
    #expect(try adopt(entries, "--yes").code == 5, "once")
    #expect(try program.run("verify").code == 0)
    let rest = try push(program)
    #expect(rest.code == 0)
    #expect(try sandbox.invoices().count == 1)
    #expect(try sandbox.violations() == [])
  }

  @Test func `a draft that was edited in Xero is not taken in`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let before = try backup(program)
    let entries = try waiting(program)
    let made = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json").drafts
    let id = try #require(made[0].invoice_id)
    try restore(before, program)
    try sandbox.backOffice(
      "/invoices/\(id)/edit", method: "POST", body: #"{"description":"Something else"}"#)
    let adopted = try program.run(["invoice", "adopt", id, "--entries"] + entries + ["--yes"])
    #expect(adopted.code == 6)
    #expect(adopted.error.contains("its line 1 is another"))
    // Nor one whose reference was: it gives no token any more, and still it stops a push.
    try sandbox.backOffice(
      "/invoices/\(id)/edit", method: "POST", body: #"{"reference":"November"}"#)
    #expect(
      try program.run(["invoice", "adopt", id, "--entries"] + entries + ["--yes"]).code == 6)
    #expect(try push(program).code == 6)
    #expect(try sandbox.invoices().count == 1)
  }

  @Test func `a second machine stops, and what is not its own only warns once it was said`() throws
  {
    let sandbox = try Sandbox()
    let first = try PushTests.ready(sandbox)
    let made = try first.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json").drafts
    let id = try #require(made[0].invoice_id)
    let second = try PushTests.ready(sandbox)
    let stopped = try push(second)
    #expect(stopped.code == 6)
    #expect(stopped.error.contains(id))
    #expect(try sandbox.invoices().count == 1)

    #expect(try second.run("invoice", "adopt", "--not-mine", id).code == 4)
    #expect(try second.run("invoice", "adopt", "--not-mine", UUID().uuidString, "--yes").code == 3)
    #expect(try first.run("invoice", "adopt", "--not-mine", id, "--yes").code == 5, "it is its own")
    let passed = try push(second, "--not-mine", id)
    #expect(passed.code == 0, "\(passed.error)")
    #expect(try sandbox.invoices().count == 2)

    // More of the first machine's: it must be told of the second's, then each only warns.
    func more(_ program: Program, _ times: String) throws {
      let added = try program.run(
        "add", "acme/website/development", times, "More", "--on", "2026-11-19", "--approve")
      try #require(added.code == 0, "\(added.error)")
    }
    try more(first, "9:00-10:00")
    #expect(try push(first).code == 6)
    let others = try #require(try sandbox.held().last?.InvoiceID)
    #expect(try push(first, "--not-mine", others).code == 0)
    try more(second, "11:00-12:00")
    let warned = try push(second)
    #expect(warned.code == 0, "\(warned.error)")
    #expect(warned.output.contains("made by other books"))
    #expect(try sandbox.invoices().count == 4)
    #expect(try sandbox.violations() == [])
  }

  @Test func `what was deleted or voided there stops nothing`() throws {
    let sandbox = try Sandbox()
    let first = try PushTests.ready(sandbox)
    let made = try first.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json").drafts
    let number = try #require(made[0].number)
    try sandbox.backOffice("/invoices/\(number)/delete", method: "POST")
    let second = try PushTests.ready(sandbox)
    #expect(try push(second).code == 0)
    #expect(try sandbox.invoices().live == 1)
  }

  @Test func `a fixed clock pushes to this machine alone`() throws {
    let program = try Program(examples: true)
    for name in ["API", "IDENTITY", "LOGIN"] {
      program.environment["DAYBOOK_XERO_\(name)"] = "https://xero.example"
    }
    let answer = try program.run("invoice", "push", "--yes")
    #expect(answer.code == 2)
    #expect(answer.error.contains("real clock"))
    #expect(try program.run("invoice", "push", "--dry-run").code != 7)
  }

  @Test func `the first push to an organisation needs its name, here or in a link`() throws {
    let sandbox = try Sandbox()
    try sandbox.backOffice(
      "/consent", method: "POST",
      body: #"{"organisations":["b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001"]}"#)
    let program = try PushTests.ready(sandbox, link: false)
    #expect(try program.run("xero", "link", "acme", "--contact", "Acme Pty Ltd").code == 0)
    let unnamed = try push(program)
    #expect(unnamed.code == 4)
    #expect(
      unnamed.error.contains("daybook xero link acme --organisation 'Harbour Studio Ltd'"))
    #expect(try sandbox.invoices().count == 0)
    #expect(
      try program.run(
        "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact", "Acme Pty Ltd"
      ).code == 0)
    #expect(try push(program).code == 0)
    #expect(try sandbox.invoices().count == 1)
  }

  @Test func `what Xero has changed since the preview is asked before anything is sent`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let tenant = "b1f5a7de-2c0e-4d67-9f1b-5a3f6f6f0001"
    try sandbox.backOffice(
      "/tax-rates/OUTPUT2", method: "POST", body: #"{"tenant":"\#(tenant)","rate":12.5}"#)
    let stopped = try push(program)
    #expect(stopped.code == 6)
    #expect(stopped.error.contains("daybook invoice preview acme"))
    #expect(try sandbox.invoices().count == 0)
    // What a person can see by now is what goes.
    #expect(try push(program).code == 0)
    try sandbox.backOffice(
      "/organisations/\(tenant)", method: "POST", body: #"{"name":"Harbour Studio (2026) Ltd"}"#)
    let renamed = try program.run("invoice", "push", "brightside", "--yes")
    #expect(renamed.code == 2)
    #expect(renamed.error.contains("Harbour Studio (2026) Ltd"))
    #expect(try sandbox.invoices().count == 1)
  }

  @Test func `after the day's last call nothing more is tried, and it says when to go on`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    try sandbox.backOffice(
      "/faults", method: "POST",
      body: #"{"fault":"429-day","method":"PUT","path":"/Invoices","times":1,"skip":1}"#)
    try sandbox.backOffice("/requests", method: "DELETE")
    let answer = try program.run("invoice", "push", "--yes")
    #expect(answer.code == 7)
    #expect(answer.error.contains("1 of 3 drafts is in Xero"))
    #expect(answer.error.contains(/Here that is \d{4}-\d\d-\d\d \d\d:\d\d/))
    struct Requests: Decodable {
      struct Request: Decodable { var method: String }
      var requests: [Request]
    }
    let asked = try JSONDecoder().decode(Requests.self, from: sandbox.backOffice("/requests"))
    #expect(asked.requests.count { $0.method == "PUT" } == 2, "nothing after the refusal")
    #expect(try sandbox.invoices().count == 1)
    #expect(try program.run("invoice", "push", "--yes").code == 0)
    #expect(try sandbox.invoices().count == 3)
  }
}
