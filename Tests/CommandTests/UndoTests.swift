import Foundation
import Testing

struct EventList: Decodable {
  struct Event: Decodable {
    struct Change: Decodable {
      var id: String
      var before: EntryList.Entry?
      var after: EntryList.Entry?
    }
    var seq: Int
    var who: String
    var what: String
    var why: String
    var kind: String
    var step: Int?
    var hash: String
    var entries: [Change]
    var notes_erased: Int
  }
  var schema: Int
  var events: [Event]
}

@Suite struct UndoTests {
  private func proposed() throws -> Program {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("propose", "2026-11-20").code == 0)
    return program
  }

  private func entries(_ program: Program) throws -> String {
    try program.run("entries", "2026-11-20", "--json").output
  }

  @Test func `undo takes back one command at a time, redo makes it again`() throws {
    let program = try proposed()
    let proposals = try entries(program)
    #expect(try program.run("approve", "2026-11-20", "--client", "acme").code == 0)
    let acme = try entries(program)
    #expect(try program.run("approve", "2026-11-20").code == 0)
    let all = try entries(program)

    let list = try program.run("undo", "--list").output.split(separator: "\n")
    #expect(list.map { $0.split(separator: " ")[0] } == ["3", "2", "1"])
    let dry = try program.run("undo", "--dry-run")
    #expect(dry.output.contains("state approved -> proposed"))
    #expect(try entries(program) == all)

    #expect(try program.run("undo").code == 0)
    #expect(try entries(program) == acme)
    #expect(try program.run("undo").code == 0)
    #expect(try entries(program) == proposals)
    #expect(try program.run("undo").code == 0)
    #expect(try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries.isEmpty)
    let end = try program.run("undo")
    #expect(end == Program.Answer(code: 0, output: "Nothing to undo.\n", error: ""))

    for expected in [proposals, acme, all] {
      #expect(try program.run("redo").code == 0)
      #expect(try entries(program) == expected)
    }
    let last = try program.run("redo")
    #expect(last == Program.Answer(code: 0, output: "Nothing to redo.\n", error: ""))
  }

  @Test func `a new change leaves nothing to redo`() throws {
    let program = try proposed()
    #expect(try program.run("approve", "2026-11-20").code == 0)
    #expect(try program.run("undo").code == 0)
    #expect(try program.run("approve", "2026-11-20", "--client", "acme").code == 0)
    #expect(try program.run("redo").output == "Nothing to redo.\n")
  }

  @Test func `one entry's last step is taken back alone, and that is a step itself`() throws {
    let program = try proposed()
    #expect(try program.run("approve", "2026-11-20").code == 0)
    let all = try entries(program)
    let approved = try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
    ).entries
    #expect(try program.run("undo", approved[0].id).code == 0)
    let left = try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
    ).entries
    #expect(left == Array(approved.dropFirst()))
    #expect(try program.run("undo").code == 0)
    #expect(try entries(program) == all)
    #expect(try program.run("undo", "ffffffffffff").code == 3)
  }

  @Test func `the history tells who, when, what and both sides`() throws {
    let program = try proposed()
    #expect(try program.run("approve", "2026-11-20", "--client", "acme").code == 0)
    #expect(try program.run("undo").code == 0)
    let events = try program.json(EventList.self, "history", "--json").events
    #expect(events.map(\.seq) == [1, 2, 3])
    #expect(events.map(\.what) == ["propose", "approve", "undo"])
    #expect(events.map(\.kind) == ["change", "change", "undo"])
    #expect(events.map(\.step) == [nil, nil, 2])
    #expect(events.allSatisfy { $0.who == "hana" })
    #expect(events[1].entries.allSatisfy { $0.before?.state == "proposed" })
    #expect(events[1].entries.allSatisfy { $0.after?.state == "approved" })
    #expect(events[2].entries.map(\.before) == events[1].entries.map(\.after))

    let id = try #require(events[1].entries.first { $0.after?.billable == true }).id
    let own = try program.run("history", id).output
    #expect(own.contains("2  2026-11-21 18:00  hana  approve\n"))
    #expect(own.contains("\(id.prefix(6))  state proposed -> approved; rate - -> "))
    #expect(own.contains("3  2026-11-21 18:00  hana  undo of 2\n"))
    #expect(try program.json(EventList.self, "history", "yesterday", "--json").events.isEmpty)
    #expect(try program.json(EventList.self, "history", "today", "--json").events.count == 3)
  }
}
