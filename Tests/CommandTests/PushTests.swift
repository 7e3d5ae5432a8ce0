import Foundation
import Testing

/// From approved entries to drafts that a Xero server has accepted.
@Suite struct PushTests {
  private static let day = Program.repository.appending(path: "examples/day.jsonl").path

  /// Approved, signed in, fetched; `acme` and the others linked.
  static func ready(_ sandbox: Sandbox, link: Bool = true) throws -> Program {
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    for arguments in [
      ["activity", "import", Self.day], ["approve", "2026-11-20"], ["xero", "login"],
      ["xero", "sync"],
    ] {
      let answer = try program.run(arguments)
      try #require(answer.code == 0, "\(arguments): \(answer.error)")
    }
    guard link else { return program }
    for (client, contact) in [
      ("acme", "Acme Pty Ltd"), ("brightside", "Brightside Dental"),
      ("northwind", "Northwind Traders GmbH"),
    ] {
      let answer = try program.run(
        "xero", "link", client, "--organisation", "Harbour Studio Ltd", "--contact", contact)
      try #require(answer.code == 0, "\(answer.error)")
    }
    return program
  }

  @Test func `the server holds exactly the drafts of the preview, and a second push none`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    struct Preview: Decodable {
      struct Draft: Decodable {
        var client: String
        var reference: String
        var total: String
      }
      var drafts: [Draft]
    }
    let preview = try program.json(Preview.self, "invoice", "preview", "--json").drafts
    let pushed = try program.json(DraftList.self, "invoice", "push", "--yes", "--json").drafts
    #expect(pushed.map(\.state) == ["created", "created", "created"])
    #expect(pushed.map(\.reference) == preview.map(\.reference))
    #expect(pushed.map(\.total) == preview.map { $0.total })
    #expect(try sandbox.invoices().live == 3)

    let again = try program.run("invoice", "push", "--yes")
    #expect(again.code == 0)
    #expect(again.output.contains("Nothing to push."))
    let wall = try program.run("undo")
    #expect(wall.code == 5)
    #expect(wall.error.hasPrefix("Undo stops at \"invoice push\" ("))
    #expect(
      try program.run("redo") == Program.Answer(code: 0, output: "Nothing to redo.\n", error: ""))
    let billed = try #require(
      try program.json(
        EntryList.self, "entries", "2026-11-20", "--state", "invoiced", "--json"
      ).entries.first)
    #expect(try program.run("undo", billed.id).code == 5)
    #expect(try program.run("verify").code == 0)
    #expect(try sandbox.invoices().count == 3)
    let invoiced = try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "invoiced", "--json"
    ).entries
    #expect(invoiced.allSatisfy { $0.billable && $0.invoice?.status == "DRAFT" })
    let number = try #require(pushed[0].number)
    let explained = try program.run("invoice", "explain", number, "--line", "1")
    #expect(explained.code == 0)
    #expect(explained.output.contains("rules.d/10-acme.yaml:"))
    #expect(explained.output.contains("acme-web"))
    let violations = try sandbox.backOffice("/violations")
    #expect(!String(decoding: violations, as: UTF8.self).contains("\"rule\""))
  }

  @Test func `a dry run says in JSON that nothing is open, too`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    #expect(try program.run("invoice", "push", "--yes").code == 0)
    let plan = try program.run("invoice", "push", "--dry-run", "--json").output
    #expect(plan.contains(#""drafts":[]"#) && plan.contains(#""open":[]"#), "\(plan)")
    let done = try program.run("invoice", "push", "--yes", "--json").output
    #expect(!done.contains(#""open""#), "\(done)")
  }

  /// An index in the place of a table: what SQLite finds as a draft is to be written down.
  @Test func `a disk that fails as a draft is written down is no other push`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    let books = program.home.appending(path: "data/books.db").path
    let sqlite = Process()
    sqlite.executableURL = URL(filePath: "/usr/bin/sqlite3")
    sqlite.arguments = [
      books,
      """
      CREATE TABLE broken (x);
      CREATE TRIGGER breaks AFTER INSERT ON push BEGIN INSERT INTO broken VALUES (1); END;
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET rootpage =
        (SELECT rootpage FROM sqlite_schema WHERE name = 'entry_billed_once') WHERE name = 'broken';
      """,
    ]
    try sqlite.run()
    sqlite.waitUntilExit()
    try #require(sqlite.terminationStatus == 0)
    let answer = try program.run("invoice", "push", "acme", "--yes")
    #expect(answer.code == 1, "\(answer.error)")
    #expect(answer.error.contains("books.db can't be used: "), "\(answer.error)")
    #expect(try sandbox.invoices().count == 0)
  }

  @Test(arguments: ["prepared", "sending"])
  func `killed while it pushes, then pushed again, there is one draft each`(moment: String) throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    program.environment["DAYBOOK_CUT_OFF"] = moment
    #expect(try program.run("invoice", "push", "--yes").code == 137)
    program.environment["DAYBOOK_CUT_OFF"] = nil
    struct Plan: Decodable { var open: [String] }
    let open = try program.json(Plan.self, "invoice", "push", "--dry-run", "--json").open
    let told = try program.run("invoice", "push", "--dry-run").output
    #expect(open.count == 1 && told.hasPrefix("To settle first: \(open[0])\n"), "\(told)")
    let again = try program.run("invoice", "push", "--yes")
    #expect(again.code == 0, "\(again.error)")
    #expect(try sandbox.invoices().count == 3)
    #expect(try program.run("invoice", "push", "--yes").output.contains("Nothing to push."))
  }

  /// The server commits, the answer is lost: what a person sees as "connection reset".
  @Test(arguments: ["drop-after", "drop-before", "truncate", "503", "portal"])
  func `whatever happens to the request, one draft each is made`(fault: String) throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    try sandbox.backOffice(
      "/faults", method: "POST",
      body: #"{"fault":"\#(fault)","method":"PUT","path":"/Invoices","times":1}"#)
    let first = try program.run("invoice", "push", "--yes", "--json")
    var left = first.code
    for _ in 0..<3 where left != 0 {
      left = try program.run("invoice", "push", "--yes", "--json").code
    }
    #expect(left == 0, "\(first.error)")
    #expect(try sandbox.invoices().live == 3)
    #expect(try program.run("uninvoiced").output.contains("Nothing"))
  }

  /// Xero remembers an internal error under its key for 6 minutes: until then nobody can know.
  @Test func `after an internal error the draft is held, and never made twice`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    try sandbox.backOffice(
      "/faults", method: "POST",
      body: #"{"fault":"500","method":"PUT","path":"/Invoices","times":1}"#)
    for _ in 0..<2 {
      let answer = try program.run("invoice", "push", "--yes")
      #expect(answer.code == 7)
      #expect(answer.error.contains("asks before it sends"))
      #expect(try sandbox.invoices().count == 2, "the other clients' drafts, once")
    }
    let link = try program.run(
      "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact",
      "Brightside Dental")
    #expect(link.code == 5, "a draft that may be there keeps its contact")
  }

  @Test func `the process dies after Xero committed, and the next push finds the draft`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    program.environment["DAYBOOK_CUT_OFF"] = "sent"
    #expect(try program.run("invoice", "push", "acme", "--yes").code == 137)
    #expect(try sandbox.invoices().count == 1)
    program.environment["DAYBOOK_CUT_OFF"] = nil
    let again = try program.run("invoice", "push", "acme", "--yes")
    #expect(again.code == 0, "\(again.error)")
    #expect(try sandbox.invoices().count == 1)
  }

  @Test func `two pushes at once make one draft each`() async throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    try sandbox.backOffice(
      "/faults", method: "POST",
      body: #"{"fault":"delay","seconds":2,"method":"PUT","path":"/Invoices","times":1}"#)
    let environment = program.environment
    let codes = await withTaskGroup(of: Int32.self) { group in
      for _ in 0..<2 {
        group.addTask { await Program.inBackground(["invoice", "push", "--yes"], environment) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    // The later one is told so, or finds nothing left to do.
    #expect(codes.contains(0))
    #expect(codes.allSatisfy { $0 == 0 || $0 == 6 }, "\(codes)")
    #expect(try sandbox.invoices().count == 3)
    #expect(try program.run("uninvoiced").output.contains("Nothing"))
  }

  @Test func `a client that is not linked stops alone`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox, link: false)
    #expect(
      try program.run(
        "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact",
        "Acme Pty Ltd"
      ).code == 0)
    let answer = try program.run("invoice", "push", "--yes")
    #expect(answer.code == 2)
    #expect(
      answer.error.hasSuffix(
        """
        1 of 3 drafts is in Xero; brightside waits: Brightside Dental is not linked to a contact. \
        Run "daybook xero link brightside".
        northwind waits: Northwind Traders GmbH is not linked to a contact. \
        Run "daybook xero link northwind".

        """))
    #expect(try sandbox.invoices().live == 1)
  }

  @Test func `a draft that the day's calls are not enough for is not begun`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    let before = try callsLeft(program)
    #expect(try program.run("invoice", "push", "acme", "--yes").code == 0)
    let after = try callsLeft(program)
    // As many as that push took, and not quite a draft's more: of two, one can go.
    let limit = 5000 - after + (before - after) + 2
    try sandbox.backOffice("/switches", method: "POST", body: #"{"dayLimit":\#(limit)}"#)
    let short = try program.run("invoice", "push", "--yes")
    #expect(short.code == 7)
    #expect(
      short.error.contains("more calls today, and this draft needs 3. Nothing of it was sent."),
      "\(short.error)")
    #expect(try sandbox.invoices().live == 2)
    try sandbox.backOffice("/switches", method: "POST", body: #"{"dayLimit":5000}"#)
    #expect(try program.run("invoice", "push", "--yes").code == 0)
    #expect(try sandbox.invoices().live == 3)
    #expect(try sandbox.violations() == [])
  }

  private func callsLeft(_ program: Program) throws -> Int {
    struct Status: Decodable {
      struct Organisation: Decodable { var calls_left_today: Int? }
      var organisations: [Organisation]
    }
    let organisations = try program.json(Status.self, "xero", "status", "--json").organisations
    return try #require(organisations.compactMap(\.calls_left_today).min())
  }

  @Test func `without a yes the plan is shown and nothing is sent`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    let answer = try program.run("invoice", "push")
    #expect(answer.code == 4)
    #expect(answer.output.contains("Acme Pty Ltd"))
    #expect(try sandbox.invoices().count == 0)
    #expect(try program.run("invoice", "push", "--dry-run").code == 0)
    #expect(try sandbox.invoices().count == 0)
  }

  @Test func `with Xero away nothing is lost and the exit code says so`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    sandbox.stop()
    let answer = try program.run("invoice", "push", "--yes")
    #expect(answer.code == 7)
    #expect(answer.error.contains("127.0.0.1"))
    let waiting = try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
    ).entries
    #expect(waiting.contains { $0.billable })
    #expect(!(try program.run("uninvoiced").output.contains("Nothing")))
  }

  @Test func `a sandbox's token never goes to another Xero`() throws {
    let sandbox = try Sandbox()
    let other = try Sandbox()
    let program = try Self.ready(sandbox)
    program.environment.merge(other.environment) { $1 }
    let answer = try program.run("xero", "organisations")
    #expect(answer.code == 7)
    #expect(answer.error.contains("daybook xero login"))
    struct Requests: Decodable { var requests: [Request] }
    struct Request: Decodable { var path: String }
    let seen = String(decoding: try other.backOffice("/requests"), as: UTF8.self)
    #expect(!seen.contains("/connections"))
    // Real addresses for some hosts and stand-ins for others are refused before anything is sent.
    program.environment["DAYBOOK_XERO_IDENTITY"] = nil
    #expect(try program.run("xero", "organisations").code == 2)
  }

  @Test func `what Xero refuses is told in its words, and the entries wait`() throws {
    let sandbox = try Sandbox()
    let program = try Self.ready(sandbox)
    struct Linked: Decodable {
      var clients: [Client]
      struct Client: Decodable { var contact_id: String }
    }
    let linked = try program.json(
      Linked.self, "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact",
      "Acme Pty Ltd", "--json")
    try sandbox.backOffice("/contacts/\(linked.clients[0].contact_id)/archive", method: "POST")
    let answer = try program.run("invoice", "push", "acme", "--yes", "--json")
    #expect(answer.code == 7)
    #expect(answer.error.contains("archived"))
    #expect(try sandbox.invoices().count == 0)
    #expect(try program.run("uninvoiced").output.contains("acme"))
  }
}
