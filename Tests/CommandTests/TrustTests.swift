import Foundation
import Testing

/// What would cost a person money or their trust, found by trying to break it.
@Suite struct TrustTests {
  private func approve(_ program: Program, _ words: String...) throws {
    let answer = try program.run(["add"] + words + ["--approve"])
    try #require(answer.code == 0, "\(answer.error)")
  }

  /// An hour with the note "x", added and open to be edited: its id.
  private func addedHour(_ program: Program) throws -> String {
    try approve(program, "acme/website", "9:00-10:00", "x", "--on", "2026-11-20")
    let id = try #require(
      try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries.first
    ).id
    try #require(try program.run("unapprove", id, "--reason", "to edit").code == 0)
    return id
  }

  @Test func `no second is counted twice when the day's start moves`() throws {
    let program = try Program(examples: true)
    try approve(
      program, "acme/website/meetings", "2026-11-20T02:00-2026-11-20T03:30", "x", "--on",
      "2026-11-19")
    let config = try String(
      contentsOf: program.home.appending(path: "config/config.yaml"), encoding: .utf8)
    let moved =
      config.split(separator: "\n").filter { !$0.hasPrefix("day_start") }
      .joined(separator: "\n") + "\nday_start: \"00:00\"\n"
    try program.write(moved, to: "config/config.yaml")
    let again = try program.run(
      "add", "acme/website/meetings", "2:00-3:30", "y", "--on", "2026-11-20", "--approve")
    #expect(again.code == 6, "\(again.output)")
    #expect(again.error.contains("no second is counted twice"))
  }

  @Test func `no second is counted twice when the zone changes`() throws {
    let program = try Program(examples: true)
    try approve(
      program, "acme/website", "2026-11-21T06:00-2026-11-21T07:00", "x", "--on", "2026-11-21")
    program.environment["TZ"] = "Europe/Berlin"
    let again = try program.run(
      "add", "acme/support", "2026-11-20T18:00-2026-11-20T18:30", "y", "--on", "2026-11-20",
      "--approve")
    #expect(again.code == 6, "\(again.output)")
    #expect(try program.run("verify").code == 0)
  }

  @Test func `books that another program holds are busy, not broken, and can be read`() throws {
    let program = try Program(examples: true)
    try approve(program, "acme/website", "9:00-10:00", "x", "--on", "2026-11-20")
    let path = program.home.appending(path: "data/books.db").path
    let holder = Process()
    holder.executableURL = URL(filePath: "/usr/bin/sqlite3")
    holder.arguments = [path]
    let input = Pipe()
    holder.standardInput = input
    holder.standardOutput = FileHandle.nullDevice
    try holder.run()
    defer { holder.terminate() }
    input.fileHandleForWriting.write(Data("BEGIN IMMEDIATE;\n".utf8))
    usleep(300_000)
    let read = try program.run("entries", "2026-11-20")
    #expect(read.code == 0, "\(read.error)")
    let written = try program.run("note", "2026-11-20", "z")
    #expect(written.code == 6, "\(written.error)")
    #expect(written.error.contains("in use by another"))
  }

  @Test(arguments: [
    "9.00-10.00", "9:00 - 25:00", "9:00-9:0", "2026-11-20T09:00..2026-11-20T08:00",
  ])
  func `what tries to be times is never taken for a note`(word: String) throws {
    let program = try Program(examples: true)
    let id = try addedHour(program)
    let answer = try program.run("edit", id, word)
    #expect(answer.code == 2, "\(answer.output)")
    let now = try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries
    #expect(now.map(\.note) == ["x"])
    let times = try program.run("edit", id, "support", "9:15-9:45", "moved")
    #expect(times.code == 0, "\(times.error)")
  }

  @Test func `a note may begin with a minus and a length`() throws {
    let program = try Program(examples: true)
    let id = try addedHour(program)
    #expect(try program.run("edit", id, "--note", "-20m").code == 0)
    let now = try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries
    #expect(now.map(\.note) == ["-20m"])
  }

  @Test(arguments: ["propose", "day"])
  func `nobody waits for a century`(verb: String) throws {
    let program = try Program(examples: true)
    let answer = try program.run(verb, "0001-01-01..9999-12-31")
    #expect(answer.code == 2)
    #expect(answer.error.contains("at most eleven years"))
  }
}
