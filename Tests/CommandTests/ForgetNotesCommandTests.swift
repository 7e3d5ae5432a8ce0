import Foundation
import Testing

@Suite struct ForgetNotesCommandTests {
  private func worked() throws -> Program {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("propose", "2026-11-20").code == 0)
    return program
  }

  private func billed(_ program: Program) throws -> EntryList.Entry {
    try #require(
      try program.json(EntryList.self, "entries", "2026-11-20", "--client", "acme", "--json")
        .entries.first { $0.billable && $0.presence_only != true && $0.note.count > 12 })
  }

  private func traces(of text: String, in program: Program) throws -> [String] {
    let data = program.home.appending(path: "data")
    return try FileManager.default.contentsOfDirectory(atPath: data.path).filter {
      try Data(contentsOf: data.appending(path: $0)).range(of: Data(text.utf8)) != nil
    }
  }

  @Test func `what is forgotten leaves the notes of proposals and their history`() throws {
    let program = try worked()
    let notes = Set(
      try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries.map(\.note)
        .filter { $0.count > 12 })
    #expect(!notes.isEmpty)
    let arguments = [
      "forget", "--from", "2026-11-20T04:00", "--to", "2026-11-21T04:00",
    ]
    let plan = try program.run(arguments + ["--dry-run"])
    #expect(plan.output.contains("notes that rules made of that time."))
    #expect(try program.run(arguments + ["--yes"]).code == 0)
    for note in notes { #expect(try traces(of: note, in: program) == []) }
    #expect(try program.run("verify").code == 0)
    #expect(try program.run("undo").code == 0)
  }

  @Test func `an approved note stops its draft until it is written anew or allowed`() throws {
    let program = try worked()
    // A push with a clock that is set goes to this machine alone; this one asks nobody anything.
    for name in ["API", "IDENTITY", "LOGIN"] {
      program.environment["DAYBOOK_XERO_\(name)"] = "http://127.0.0.1:9"
    }
    let entry = try billed(program)
    #expect(try program.run("approve", entry.id).code == 0)
    #expect(try program.run("invoice", "preview").code == 0)
    let forgot = try program.run(
      "forget", "--from", "2026-11-20T04:00", "--to", "2026-11-21T04:00", "--yes")
    #expect(forgot.code == 0)
    #expect(forgot.output.contains("Approved entries keep their notes"))
    #expect(forgot.output.contains("(daybook note \(entry.id.prefix(6)) \"...\")"))
    #expect(!forgot.output.contains("memory"))

    let stopped = try program.run("invoice", "preview")
    #expect(stopped.code == 6)
    #expect(stopped.error.contains("Notes of \(entry.id) were made of time that is forgotten"))
    #expect(try program.run("invoice", "push", "--yes").code == 6)
    #expect(try program.run("invoice", "preview", "--allow").code == 0)

    #expect(try program.run("note", entry.id, "Support by telephone").code == 0)
    #expect(try program.run("invoice", "preview").code == 0)
    #expect(try program.run("verify").code == 0)
  }

  /// Half an hour of a file whose name is to be forgotten, and half an hour of another: one entry.
  private func secretAndPlain() throws -> (program: Program, id: String) {
    let program = try recorded()
    #expect(try program.run("propose", "2026-11-20").code == 0)
    let entry = try #require(try entries(program).first)
    #expect(entry.note == "Edited SECRETA.ts; Edited plain.ts")
    return (program, entry.id)
  }

  private func recorded() throws -> Program {
    let program = try Program(examples: true, starters: false)
    let rows = [("09:00", "09:30", "SECRETA"), ("09:30", "10:00", "plain")].map {
      """
      {"start": "2026-11-20T\($0.0):00+13:00", "end": "2026-11-20T\($0.1):00+13:00", \
      "presence": "active", "app": "Code", \
      "title": "\($0.2).ts - acme-web - Visual Studio Code", \
      "source": "x11@studio", "zone": "Pacific/Auckland"}
      """
    }
    #expect(
      try program.run("activity", "import", "-", input: rows.joined(separator: "\n")).code == 0)
    return program
  }

  private func entries(_ program: Program) throws -> [EntryList.Entry] {
    try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries
  }

  private func forgetSecret(_ program: Program) throws -> String {
    let answer = try program.run(
      "forget", "--from", "2026-11-20T09:00", "--to", "2026-11-20T09:30", "--yes")
    #expect(answer.code == 0)
    return answer.output
  }

  @Test(arguments: [
    ["split", "ID", "at", "9:30"],
    ["split", "ID", "into", "acme/website:50%", "acme/support:50%"],
    ["add", "acme/support", "9:00-9:30", "A call", "--on", "2026-11-20", "--split-other"],
  ])
  func `what is forgotten leaves the part that does not count it`(words: [String]) throws {
    let (program, id) = try secretAndPlain()
    #expect(try program.run(words.map { $0 == "ID" ? id : $0 }).code == 0)
    #expect(try entries(program).contains { $0.note == "Edited SECRETA.ts; Edited plain.ts" })
    _ = try forgetSecret(program)
    #expect(Set(try entries(program).map(\.note)).isSubset(of: ["", "A call"]))
    #expect(try traces(of: "SECRETA", in: program) == [])
    #expect(try program.run("verify").code == 0)
  }

  @Test func `what is forgotten leaves an entry that was proposed and cut in one step`() throws {
    let program = try recorded()
    let words = ["acme/support", "9:00-9:30", "A call", "--on", "2026-11-20", "--split-other"]
    #expect(try program.run(["add"] + words).code == 0)
    #expect(try entries(program).contains { $0.note == "Edited SECRETA.ts; Edited plain.ts" })
    _ = try forgetSecret(program)
    #expect(try entries(program).map(\.note).sorted() == ["", "A call"])
    #expect(try traces(of: "SECRETA", in: program) == [])
  }

  @Test func `an approved part that does not count what is forgotten stops its draft`() throws {
    let (program, id) = try secretAndPlain()
    #expect(try program.run("split", id, "at", "9:30").code == 0)
    let second = try #require(try entries(program).first { $0.id != id }).id
    #expect(try program.run("approve", second).code == 0)
    #expect(try forgetSecret(program).contains("(daybook note \(second.prefix(6)) \"...\")"))
    #expect(try program.run("invoice", "preview").code == 6)
    #expect(try program.run("note", second, "Support").code == 0)
    #expect(try program.run("invoice", "preview").code == 0)
    #expect(try traces(of: "SECRETA", in: program) == [])
    #expect(try program.run("verify").code == 0)
  }

  @Test func `a merge with a written note keeps nothing that must be forgotten`() throws {
    let (program, id) = try secretAndPlain()
    #expect(try program.run("split", id, "at", "9:30").code == 0)
    let second = try #require(try entries(program).first { $0.id != id }).id
    #expect(try program.run("note", second, "Call about plain").code == 0)
    #expect(try program.run("merge", id, second).code == 0)
    #expect(try entries(program).map(\.note) == ["Call about plain"])
    _ = try forgetSecret(program)
    #expect(try entries(program).map(\.note) == ["Call about plain"])
    #expect(try traces(of: "SECRETA", in: program) == [])
    #expect(try program.run("verify").code == 0)
  }
}
