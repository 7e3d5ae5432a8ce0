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
    var with: [Int]
    var hash: String
    var entries: [Change]
    var notes_erased: Int
  }
  var schema: Int
  var events: [Event]
}

@Suite struct UndoTests {
  private func entries(_ program: Program) throws -> String {
    try program.run("entries", "2026-11-20", "--json").output
  }

  @Test func `undo takes back one command at a time, redo makes it again`() throws {
    let program = try Program.proposed()
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
    let program = try Program.proposed()
    #expect(try program.run("approve", "2026-11-20").code == 0)
    #expect(try program.run("undo").code == 0)
    #expect(try program.run("approve", "2026-11-20", "--client", "acme").code == 0)
    #expect(try program.run("redo").output == "Nothing to redo.\n")
  }

  @Test func `what was only proposed since leaves the step to redo`() throws {
    let program = try Program.proposed()
    let id = try #require(
      try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries.first
    ).id
    #expect(try program.run("reject", id).code == 0)
    let rejected = try entries(program)
    #expect(try program.run("undo").code == 0)
    try recordMore(program)
    #expect(try program.run("propose", "2026-11-21").code == 0)
    #expect(
      try program.run("redo").output.hasPrefix("Made again: 2  2026-11-21 18:00  hana  reject"))
    #expect(try entries(program) == rejected)

    // Where its time was proposed otherwise meanwhile, there is nothing to make again.
    #expect(try program.run("undo").code == 0)
    try program.write(
      "rules: [{ name: All, when: {}, set: { project: acme/support } }]\n",
      to: "config/rules.d/00-all.yaml")
    #expect(try program.run("propose", "2026-11-20").code == 0)
    #expect(try program.run("redo").output == "Nothing to redo.\n")
    #expect(try program.run("verify").code == 0)
  }

  @Test func `one entry's last step is taken back alone, and that is a step itself`() throws {
    let program = try Program.proposed()
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
    let program = try Program.proposed()
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

  private func recordMore(_ program: Program) throws {
    let span =
      #"{"start":"2026-11-21T10:00:00+13:00","end":"2026-11-21T10:30:00+13:00","#
      + #""presence":"active","app":"code","title":"x - acme-web - Visual Studio Code","#
      + #""source":"x11@laptop"}"#
    #expect(try program.run(["activity", "import", "-"], input: span + "\n").code == 0)
  }

  private func all(_ program: Program) throws -> String {
    try program.run("entries", "2026-11-20..2026-11-21", "--json").output
  }

  @Test func `undo passes over what was only proposed since, and takes it back last`() throws {
    let program = try Program.proposed()
    let id = try #require(
      try program.json(EntryList.self, "entries", "2026-11-20..2026-11-21", "--json").entries.first
      {
        $0.client != nil
      }
    ).id
    let before = try all(program)
    #expect(try program.run("note", id, "Mine").code == 0)
    let noted = try all(program)
    try recordMore(program)
    #expect(try program.run("propose", "2026-11-21").code == 0)
    let more = try all(program)
    #expect(more != noted)

    let list = try program.run("undo", "--list").output.split(separator: "\n")
    #expect(list.map { $0.split(separator: " ")[0] } == ["2", "3", "1"])
    let undone = try program.run("undo")
    #expect(undone.output.hasPrefix("Undone: 2  2026-11-21 18:00  hana  note\n"))
    #expect(undone.output.contains("What was proposed since stays.\n"))
    let after = try program.json(
      EntryList.self, "entries", "2026-11-20..2026-11-21", "--json"
    ).entries
    #expect(after.first { $0.id == id }?.note != "Mine")
    #expect(after.contains { $0.start == "2026-11-21T10:00:00+13:00" })
    #expect(try program.run("redo").code == 0)
    #expect(try all(program) == more)

    #expect(try program.run("undo").code == 0)
    #expect(try program.run("undo").output.hasPrefix("Undone: 3  2026-11-21 18:00  hana  propose"))
    #expect(try all(program) == before)
  }

  @Test func `proposals that stand on a step go with it`() throws {
    let program = try Program.proposed()
    let entry = try #require(
      try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries.filter {
        $0.project == "website" && $0.task == "development" && $0.scattered != true
      }.max { $0.seconds < $1.seconds })
    let before = try entries(program)
    // What the edit lets go of is proposed in its own step; other rules then place it elsewhere.
    #expect(try program.run("edit", entry.id, "--end", "9:00").code == 0)
    try program.write(
      """
      rules:
        - name: All of it
          when: { app: /.*/ }
          set: { project: acme/support }

      """, to: "config/rules.d/00-all.yaml")
    #expect(try program.run("propose", "2026-11-20").code == 0)
    let after = try entries(program)
    #expect(try program.run("undo", "--dry-run").code == 0)
    let undone = try program.run("undo")
    #expect(undone.output.hasPrefix("Undone: 2  2026-11-21 18:00  hana  edit\n"))
    #expect(undone.output.contains("What was proposed since stood on it, and goes with it.\n"))
    #expect(try entries(program) == before)
    #expect(try program.run("undo", entry.id, "--dry-run").output.contains("1  2026-11-21 18:00"))

    let again = try program.run("redo")
    #expect(again.output.hasPrefix("Made again: 2  2026-11-21 18:00  hana  edit\n"))
    #expect(again.output.contains("What was proposed after it comes back with it.\n"))
    #expect(try entries(program) == after)
    #expect(try program.run("redo").output == "Nothing to redo.\n")
    #expect(try program.run("undo").code == 0)
    #expect(try entries(program) == before)

    let events = try program.json(EventList.self, "history", "--json").events
    #expect(events.map(\.kind) == ["change", "change", "change", "undo", "redo", "undo"])
    #expect(events.map(\.step) == [nil, nil, nil, 2, 2, 2])
    #expect(events.map(\.with) == [[], [], [], [3], [3], [3]])
    #expect(try program.run("history").output.contains("hana  undo of 2 with 3\n"))
    #expect(try program.run("verify").code == 0)
  }

  @Test func `a bad rule file keeps nobody from what needs no rules`() throws {
    let program = try Program.proposed()
    #expect(try program.run("approve", "2026-11-20").code == 0)
    let approved = try entries(program)
    try program.write("rules: [{ nme: x }]\n", to: "config/rules.d/00-bad.yaml")
    let id = try #require(approved.firstMatch(of: /"id":"([0-9a-f]+)"/)).1
    for words in [
      ["undo", "--dry-run"], ["undo", "--list"], ["undo"], ["redo"], ["history"], ["verify"],
      ["report", "2026-11-20"], ["export"], ["day", "reopen", "2026-11-20"],
    ] {
      let answer = try program.run(words)
      #expect(answer.code == 0, "\(words): \(answer.error)")
    }
    let unapproved = try program.run("unapprove", "2026-11-20", "--reason", "x")
    #expect(unapproved.code == 0, "\(unapproved.error)")
    for words in [
      ["approve", "2026-11-20"], ["report", "2026-11-20", "--by", "app"], ["propose"],
      ["entries", String(id), "--evidence"],
    ] {
      let answer = try program.run(words)
      #expect(answer.code == 2, "\(words)")
      #expect(answer.error.contains("00-bad.yaml:1:"), "\(words): \(answer.error)")
    }
  }
}
