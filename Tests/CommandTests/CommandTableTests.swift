import Foundation
import Testing

/// Every command that changes the books: its event, its undo, its refusal. A command that the parser
/// has, and neither table nor `elsewhere` names, fails the last test.
@Suite struct CommandTableTests {
  enum Back { case undo, wall, aside }

  /// One command, on what the rows before it left.
  struct Row {
    var command: String
    /// What its event says; the command's words without.
    var event: String?
    var back = Back.undo
    /// What it is refused with, and why.
    var refused: (words: @Sendable (Scene) -> [String], code: Int32, because: String)
    var words: @Sendable (Scene) -> [String]
    /// What a person did before, once it was refused, and after.
    var before: @Sendable (Scene) throws -> Void = { _ in }
    var ready: @Sendable (Scene) throws -> Void = { _ in }
    var after: @Sendable (Scene) throws -> Void = { _ in }
    /// It stays done for the rows below.
    var stays = false

    var what: String { event ?? command }
  }

  /// The day of `examples/`, with the ids of what commands are tried on.
  final class Scene {
    let program: Program
    let sandbox: Sandbox?
    var ids: [String: String] = [:]
    /// What the first push bills.
    var billed: [String] = []
    private var books: [String: Data] = [:]

    init(_ program: Program, _ sandbox: Sandbox? = nil) {
      self.program = program
      self.sandbox = sandbox
    }

    subscript(name: String) -> String { ids[name] ?? "?" }

    func done(_ words: String...) throws {
      let answer = try program.run(words)
      try #require(answer.code == 0, "\(words): \(answer.error)")
    }

    func entries(_ words: String...) throws -> [EntryList.Entry] {
      let answer = try program.run(["entries", "2026-11-20", "--json"] + words)
      return try JSONDecoder().decode(EntryList.self, from: Data(answer.output.utf8)).entries
    }

    /// An own entry and two more of its project and task, and one of no project.
    func choose() throws {
      let entries = try entries()
      let own = entries.filter {
        $0.project == "website" && $0.task == "development" && $0.scattered != true
      }.sorted { $0.seconds > $1.seconds }
      try #require(own.count > 2)
      ids = ["own": own[0].id, "next": own[1].id, "locked": own[2].id]
      ids["unassigned"] =
        entries.filter { $0.project == nil && $0.presence_only != true }
        .max { $0.seconds < $1.seconds }?.id
    }

    func events() throws -> [EventList.Event] {
      try program.json(EventList.self, "history", "--json").events
    }

    /// All that undo gives back: entries, closed days, links, learned rules.
    func state() throws -> String {
      let learned = program.home.appending(path: "config/rules.d/00-learned.yaml")
      return try program.run("export").output
        + program.run("day", "list", "2026-11-20", "--json").output
        + links()
        + ((try? String(contentsOf: learned, encoding: .utf8)) ?? "")
    }

    /// The number and id of the invoice, and what it bills.
    func chooseInvoice() throws {
      let entries = try entries("--state", "invoiced")
      billed = entries.map(\.id)
      ids = [
        "number": entries.first?.invoice?.number ?? "?", "id": entries.first?.invoice?.id ?? "?",
      ]
    }

    func keepBooks() throws {
      for file in try bookFiles() { books[file.lastPathComponent] = try Data(contentsOf: file) }
    }

    func restoreBooks() throws {
      for file in try bookFiles() { try FileManager.default.removeItem(at: file) }
      for (name, data) in books {
        let path = program.home.appending(path: "data/\(name)")
        try data.write(to: path)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o600], ofItemAtPath: path.path)
      }
    }

    private func bookFiles() throws -> [URL] {
      let folder = program.home.appending(path: "data")
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasPrefix("books.db") }.map { folder.appending(path: $0) }
    }

    private func links() throws -> String {
      struct Status: Decodable {
        struct Client: Decodable {
          var client: String
          var contact: String?
        }
        var clients: [Client]?
      }
      let answer = try program.run("xero", "status", "--json")
      let status = try? JSONDecoder().decode(Status.self, from: Data(answer.output.utf8))
      return (status?.clients ?? []).map { "\($0.client) \($0.contact ?? "-")\n" }.joined()
    }

    func edit(_ files: [String], replacing old: String, with new: String) throws {
      for file in files {
        let path = program.home.appending(path: "config/\(file)")
        let text = try String(contentsOf: path, encoding: .utf8)
        try Data(text.replacing(old, with: new).utf8).write(to: path)
      }
    }
  }

  private func run(_ row: Row, on scene: Scene) throws {
    try row.before(scene)
    try refuse(row, on: scene)
    try row.ready(scene)
    try go(row, on: scene)
    try row.after(scene)
  }

  private func refuse(_ row: Row, on scene: Scene) throws {
    let name = row.command
    let (before, events) = (try scene.state(), try scene.events())
    let refused = try scene.program.run(row.refused.words(scene))
    #expect(refused.code == row.refused.code, "\(name): \(refused.output) \(refused.error)")
    let said = refused.error + refused.output
    #expect(said.contains(row.refused.because), "\(name): \(said)")
    #expect(try scene.state() == before, "\(name): a refusal changed something")
    #expect(try scene.events().count == events.count, "\(name): a refusal left an event")
  }

  private func go(_ row: Row, on scene: Scene) throws {
    let name = row.command
    let (before, events) = (try scene.state(), try scene.events())
    let answer = try scene.program.run(row.words(scene) + ["--json"])
    #expect(answer.code == 0, "\(name): \(answer.error)")
    let made = try scene.events().dropFirst(events.count)
    #expect(made.map(\.what).allSatisfy { $0 == row.what }, "\(name): \(made.map(\.what))")
    let event = try #require(made.last, "\(name) left no event")
    let after = try scene.state()
    switch row.back {
    case .undo:
      #expect(made.count == 1, "\(name) is one event")
      #expect(event.kind == (["undo", "redo"].contains(name) ? name : "change"), "\(name)")
      let (back, forth) = name == "undo" ? ("redo", "undo") : ("undo", "redo")
      #expect(after != before, "\(name) changed nothing")
      try scene.done(back)
      #expect(try scene.state() == before, "\(name): not as it was")
      try scene.done(forth)
      #expect(try scene.state() == after, "\(name): not again as it had become")
      if !row.stays { try scene.done(back) }
    case .wall:
      #expect(event.kind == "wall", "\(name)")
      let undo = try scene.program.run("undo")
      #expect(undo.code == 5 && undo.error.hasPrefix("Undo stops at"), "\(name): \(undo.error)")
      #expect(try scene.state() == after, "\(name)")
    case .aside: #expect(event.kind == "aside", "\(name)")
    }
  }

  @Test func `each command of the evening has its event, its undo and its refusal`() throws {
    let scene = Scene(try Program(examples: true, starters: false))
    scene.program.answers = try Answers()
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    try scene.done("activity", "import", day)
    for row in Self.rows { try run(row, on: scene) }
    try scene.done("verify")
    try scene.program.answers?.expectInForm()
  }

  @Test func `each command that Xero knows of has its event, its wall and its refusal`() throws {
    let sandbox = try Sandbox()
    let scene = Scene(try PushTests.ready(sandbox, link: false), sandbox)
    scene.program.answers = try Answers()
    for row in Self.xeroRows { try run(row, on: scene) }
    try scene.done("verify")
    try scene.program.answers?.expectInForm()
  }

  // MARK: Which commands there are

  @Test func `no command is left out`() throws {
    let commands = try CommandDump.root().leaves.map { $0.path.joined(separator: " ") }
    let tables = (Self.rows + Self.xeroRows).map(\.command)
    #expect(Set(tables).isDisjoint(with: Self.elsewhere.keys))
    #expect(Set(commands) == Set(tables).union(Self.elsewhere.keys))
  }

  /// What changes nothing of the books, and what else it does.
  static let elsewhere: [String: String] = [
    "init": "writes the first settings", "config check": "reads", "rules check": "reads",
    "rules test": "reads", "rules why": "reads", "rules diff": "reads",
    "rules compile": "writes the agent's filter", "status": "reads", "pause": "tells the agent",
    "resume": "tells the agent", "activity list": "reads", "activity export": "reads",
    "activity import": "adds evidence", "entries": "reads", "day show": "reads",
    "day list": "reads", "report": "reads", "history": "reads", "date": "reads",
    "review": "by its keys: KeyTableTests", "uninvoiced": "reads", "rates why": "reads",
    "rates check": "reads", "rounding why": "reads", "invoice preview": "reads",
    "invoice list": "reads", "invoice show": "reads", "invoice explain": "reads",
    "invoice simulate": "reads", "invoice export": "writes a file",
    "invoice open": "shows a page", "xero login": "keeps tokens", "xero logout": "drops tokens",
    "xero status": "reads", "xero doctor": "reads", "xero organisations": "reads",
    "xero sync": "keeps a copy of what Xero has", "export": "reads", "verify": "reads",
    "cadence": "reads", "notify": "remembers what was told", "doctor": "reads",
    "backup": "writes a copy", "restore": "puts a whole home in place: BackupTests",
    "purge": "erases titles: PurgeTests", "import": "fills an empty home: FullExportTests",
  ]
}
