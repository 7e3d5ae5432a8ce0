import Foundation
import Testing

@Suite struct VerifyCommandTests {
  private struct Checks: Decodable {
    struct Check: Decodable {
      var name: String
      var holds: Bool
      var problems: [String]
    }
    var schema: Int
    var checks: [Check]
  }

  private func worked() throws -> Program {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("approve", "2026-11-20").code == 0)
    #expect(try program.run("undo").code == 0)
    #expect(try program.run("redo").code == 0)
    return program
  }

  private func sqlite(_ program: Program, _ sql: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sqlite3", program.home.appending(path: "data/books.db").path, sql]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test func `whole books hold, and each check has its name`() throws {
    let program = try worked()
    let checks = try program.json(Checks.self, "verify", "--json").checks
    #expect(checks.allSatisfy { $0.holds && $0.problems.isEmpty })
    #expect(
      checks.map(\.name) == [
        "file", "chain", "notes", "history", "sums", "seconds", "invoices", "totals", "days",
        "record", "evidence", "keys",
      ])
  }

  @Test func `the first broken link is named`() throws {
    let program = try worked()
    try sqlite(
      program, "DROP TRIGGER event_is_append_only; UPDATE event SET who = 'x' WHERE seq = 2")
    let answer = try program.run("verify")
    #expect(answer.code == 8)
    #expect(answer.output.contains("BROKEN  chain"))
    #expect(answer.output.contains("The chain breaks at event 2 (undo, by x)"))
    #expect(answer.error.hasPrefix("1 of 12 checks failed: chain."))
    #expect(try program.run("verify", "--json").code == 8)
  }

  @Test func `evidence that is gone is missed`() throws {
    let program = try worked()
    for file in ["activity.db", "activity.db-wal", "activity.db-shm"] {
      try? FileManager.default.removeItem(at: program.home.appending(path: "data/\(file)"))
    }
    let answer = try program.run("verify")
    #expect(answer.code == 8)
    #expect(answer.output.contains("BROKEN  evidence"))
    #expect(answer.output.contains("that activity.db does not have, such as "))
  }

  @Test func `a clock that is set back breaks no books`() throws {
    let program = try worked()
    program.environment["DAYBOOK_NOW"] = "2026-11-18T09:00:00+13:00"
    let answer = try program.run("verify")
    #expect(answer.code == 0, "\(answer.output)")
    program.environment["DAYBOOK_NOW"] = "2026-11-20T12:00:00+13:00"
    let midday = try program.run("verify")
    #expect(midday.code == 0, "\(midday.output)")
  }

  @Test func `empty files are damaged ones, and nothing is begun in their place`() throws {
    let program = try worked()
    for file in ["books.db-wal", "books.db-shm"] {
      try? FileManager.default.removeItem(at: program.home.appending(path: "data/\(file)"))
    }
    try program.write("", to: "data/books.db")
    for (words, code) in [
      (["entries", "2026-11-20"], 1), (["approve", "2026-11-20"], 1),
      (["verify"], 8),
    ] as [([String], Int32)] {
      let answer = try program.run(words)
      #expect(answer.code == code, "\(words)")
      #expect(answer.error.contains("books.db can't be used: it is damaged"), "\(answer.error)")
      #expect(answer.error.contains("Restore a backup"))
    }
    let other = try worked()
    for file in ["activity.db-wal", "activity.db-shm"] {
      try? FileManager.default.removeItem(at: other.home.appending(path: "data/\(file)"))
    }
    try other.write("", to: "data/activity.db")
    let answer = try other.run("propose", "2026-11-20")
    #expect(answer.code == 1)
    #expect(answer.error.contains("activity.db is empty"), "\(answer.error)")
  }

  @Test func `a file that is no database fails too`() throws {
    let program = try worked()
    try program.write(String(repeating: "This was the books. ", count: 500), to: "data/books.db")
    #expect(try program.run("verify").code == 8)
  }

  @Test func `an export has every entry, and nothing of the history`() throws {
    let program = try worked()
    let entries = try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries
    struct Line: Decodable {
      struct Share: Decodable { var span: String? }
      var id: String
      var state: String
      var seconds: Int
      var note: String
      var shares: [Share]
    }
    let lines = try program.run("export").output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    #expect(lines.map(\.id) == entries.map(\.id))
    #expect(lines.map(\.state) == entries.map(\.state))
    #expect(lines.map(\.seconds) == entries.map(\.seconds))
    #expect(lines.map(\.note) == entries.map(\.note))
    #expect(lines.allSatisfy { !$0.shares.isEmpty })
    #expect(try program.run("export", "2026-11-19").output == "")
  }
}
