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
}
