import Foundation
import Testing

@Suite struct CloseDayTests {
  private struct Days: Decodable {
    struct Day: Decodable {
      struct Closed: Decodable {
        var at: String
        var by: String
      }
      struct Gap: Decodable {
        var seconds: Int
      }
      var date: String
      var seconds: Int
      var balance: [String: Int]
      var state: String
      var closed: Closed?
      var late: [String]
      var undecided: Int
      var unassigned: Int
      var presence_only: Int
      var gaps: [Gap]
    }
    var days: [Day]
  }

  private func imported() throws -> Program {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    return program
  }

  private func day(_ program: Program) throws -> Days.Day {
    try #require(try program.json(Days.self, "day", "list", "2026-11-20", "--json").days.first)
  }

  /// All approved, hands-off work too.
  private func decided() throws -> Program {
    let program = try imported()
    #expect(try program.run("approve", "2026-11-20").code == 0)
    for entry in try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "proposed", "--json"
    ).entries where entry.client != nil {
      #expect(try program.run("approve", entry.id).code == 0)
    }
    return program
  }

  @Test func `a day with open entries stays open, and says what is left`() throws {
    let program = try imported()
    let before = try day(program)
    #expect(before.state == "open")
    let refused = try program.run("day", "close", "2026-11-20", "--anyway")
    #expect(refused.code == 6)
    #expect(refused.error.contains("not decided: daybook approve 2026-11-20"))
    #expect(refused.error.contains("of hands-off work: daybook approve "))
    #expect(try program.run("history").output == "Nothing has changed the books.\n")
    let days = try program.run("history", "2026-11-18")
    #expect(days.output.hasPrefix("Nothing changed the books on these days."))
  }

  @Test func `unassigned time over ten minutes needs a word`() throws {
    let program = try decided()
    let left = try day(program)
    #expect(left.undecided == 0)
    #expect(left.unassigned == left.balance["unassigned"])
    #expect(left.unassigned > 600)
    #expect(left.gaps.allSatisfy { $0.seconds >= 600 })
    let refused = try program.run("day", "close", "2026-11-20")
    #expect(refused.code == 6)
    #expect(refused.error.contains("unassigned: daybook entries 2026-11-20 --unassigned"))
    #expect(try day(program).state == "open")
    #expect(try program.run("day", "close", "2026-11-20", "--anyway", "--dry-run").code == 0)
    #expect(try day(program).state == "open")
    #expect(try program.run("day", "close", "2026-11-20", "--anyway").code == 0)
    let closed = try day(program)
    #expect(closed.state == "closed")
    #expect(closed.closed?.by == "hana")
    #expect(closed.closed?.at == "2026-11-21T18:00:00+13:00")
    #expect(
      try program.run("day", "close", "2026-11-20").output.hasPrefix("Closed already by hana."))
  }

  @Test func `closing is a step, and a later change shows the day as late`() throws {
    let program = try decided()
    #expect(try program.run("day", "close", "2026-11-20", "--anyway").code == 0)
    #expect(try program.run("undo").code == 0)
    #expect(try day(program).state == "open")
    #expect(try program.run("redo").code == 0)
    #expect(try day(program).state == "closed")

    let entry = try #require(
      try program.json(
        EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
      ).entries.first)
    #expect(try program.run("unapprove", entry.id, "--reason", "wrong client").code == 0)
    let late = try day(program)
    #expect(late.state == "late")
    #expect(late.late == ["its entries changed after it was closed"])
    #expect(
      try program.run("day", "list", "2026-11-20").output.contains("2026-11-20 is late: its"))
    #expect(try program.run("day", "close", "2026-11-20", "--anyway").code == 6)
    #expect(try program.run("approve", entry.id).code == 0)
    #expect(try day(program).state == "closed")
  }

  @Test func `a closed day is reopened as a step, with its reason`() throws {
    let program = try decided()
    let open = try program.run("day", "reopen", "2026-11-20")
    #expect(open == Program.Answer(code: 0, output: "2026-11-20 is not closed.\n", error: ""))
    #expect(try program.run("day", "close", "2026-11-20", "--anyway", "--reason", "Done").code == 0)
    #expect(
      try program.run("day", "reopen", "2026-11-20", "--dry-run").output
        == "Would reopen 2026-11-20, which hana had closed.\n")
    #expect(try day(program).state == "closed")
    #expect(
      try program.run("day", "reopen", "2026-11-20", "--reason", "A call").output
        == "Reopened 2026-11-20, which hana had closed.\n")
    #expect(try day(program).state == "open")
    let events = try program.json(EventList.self, "history", "--json").events.suffix(2)
    #expect(events.map(\.what) == ["day close", "day reopen"])
    #expect(events.map(\.why) == ["Done", "A call"])
    #expect(try program.run("undo").code == 0)
    #expect(try day(program).state == "closed")
    #expect(try program.run("redo").code == 0)
    #expect(try day(program).state == "open")
    #expect(try program.run("day", "reopen", "this-week").code == 2)
    #expect(try program.run("verify").code == 0)
  }

  @Test func `late evidence shows the day as late`() throws {
    let program = try decided()
    #expect(try program.run("day", "close", "2026-11-20", "--anyway").code == 0)
    let span =
      #"{"start":"2026-11-20T21:00:00+13:00","end":"2026-11-20T21:30:00+13:00","#
      + #""presence":"active","app":"code","title":"late","source":"x11@laptop"}"#
    #expect(try program.run(["activity", "import", "-"], input: span + "\n").code == 0)
    #expect(try day(program).state == "late")
    #expect(try day(program).late == ["the record of the time before it was closed is another"])
    #expect(try program.run("day", "close", "2026-11-20", "--anyway").code == 0)
    #expect(try day(program).state == "closed")
  }

  @Test func `the day's own words stay as they were`() throws {
    let program = try imported()
    let day = try program.json(DayList.self, "day", "2026-11-20", "--json")
    #expect(day.days[0].balance.values.reduce(0, +) == day.days[0].seconds)
    #expect(try program.run("day", "close", "this-week").code == 2)
    #expect(try program.run("day", "close", "2026-12-24").code == 2)
  }
}
