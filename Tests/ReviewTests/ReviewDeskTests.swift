import Activity
import Foundation
import TestSupport
import Testing
import Timesheet
import Workflow

@testable import Review

@Suite struct ReviewDeskTests {
  @Test func `m merges what s has split, and u splits it again`() throws {
    let evening = try workedEvening()
    let before = evening.entries
    evening.press("s")
    evening.press(.enter)
    let split = evening.entries
    evening.press("m")
    #expect(evening.said == "Merged: acme/website, 0:30:00.")
    #expect(try evening.events() == ["propose", "split", "merge"])
    #expect(evening.entries.map(\.seconds) == before.map(\.seconds))
    evening.press("u")
    #expect(evening.entries == split)
    evening.press("u")
    #expect(evening.entries == before)
  }

  @Test func `a note that a rule made of a hostile title can be edited`() throws {
    let evening = try Evening([("hear \\u0007bell", 30)])
    let rules = """
      rules:
        - { name: All, when: { title: '(?<all>.+)' }, set: { project: acme/website, note: '{all}' } }

      """
    try Data(rules.utf8).write(to: URL(filePath: evening.root + "/config/rules.d/10.yaml"))
    evening.settle()
    #expect(evening.entries.map(\.note) == ["hear \u{7}bell"], "\(evening.said)")
    evening.type("n, twice\r")
    #expect(evening.said == "Noted.")
    #expect(evening.entries.map(\.note) == ["hear  bell, twice"])
  }

  @Test func `the target stands beside what is counted`() throws {
    let evening = try Evening([("web a", 30), ("help b", 20)], config: "target: 7h30m\n")
    #expect(evening.model.screen().text.contains("Counted 0:50:00 of 7:30  Billable 0:50:00"))
  }

  @Test func `what is written while the day is read shows at the next look`() async throws {
    let evening = try workedEvening()
    let (home, date) = (evening.desk.home, try #require(evening.model.day?.date))
    let id = try #require(evening.entries.first?.id)
    var random = SplitMix64(seed: 7)
    for round in 0..<30 {
      let pause = UInt64.random(in: 0...20_000_000, using: &random)
      let other = Task.detached {
        try await Task.sleep(nanoseconds: pause)
        _ = try Home(home.world).note(
          EntrySelection(ids: [id.text], range: DateRange(day: date)), "round \(round)")
      }
      evening.receive(evening.desk.perform(.open(date), on: date))
      try await other.value
      // A file that was written in the tick of the look is looked at once more.
      try await Task.sleep(for: .milliseconds(20))
      evening.settle()
      #expect(evening.entries.first?.note == "round \(round)")
    }
    try await Task.sleep(for: .milliseconds(20))
    // And then there is peace: what nobody changes is not read again and again.
    evening.settle()
    #expect(evening.desk.look(at: date).isEmpty)
  }

  @Test func `a rule file edited before another day is opened is read at the next look`() throws {
    let evening = try workedEvening()
    let date = try #require(evening.model.day?.date)
    let rules = SmallBusiness.rules.replacing("note: Web", with: "note: Edited")
    try #require(rules != SmallBusiness.rules)
    try Data(rules.utf8).write(to: URL(filePath: evening.root + "/config/rules.d/10.yaml"))
    let before = date.adding(days: -1)
    evening.receive(evening.desk.perform(.open(before), on: date))
    evening.receive(evening.desk.perform(.open(date), on: before))
    evening.settle()
    #expect(evening.entries.contains { $0.note == "Edited" }, "\(evening.said)")
  }

  @Test func `u never takes back the proposal alone`() throws {
    let evening = try workedEvening()
    let before = evening.entries
    evening.press("u")
    #expect(evening.said == "Nothing is left to take back.")
    #expect(evening.entries == before)
    #expect(try evening.events() == ["propose"])
  }

  @Test func `evidence shows the titles, why the rule`() throws {
    let evening = try workedEvening()
    evening.press("i")
    #expect(evening.model.screen().text.contains("0:30:00  Code  web a"))
    evening.press("i?")
    #expect(evening.model.screen().text.contains("“Web”"))
    #expect(evening.model.screen().text.contains("rules.d/10.yaml:2"))
  }

  private func corrected() throws -> Evening {
    let evening = try Evening([("other d", 15), ("web a", 30), ("other d", 25)])
    evening.press(.end)
    evening.type("pbook\r")
    return evening
  }

  @Test func `a rule of a correction is written on a yes and moves what is proposed`() throws {
    let evening = try corrected()
    let before = evening.entries
    evening.press("R")
    #expect(evening.model.screen().text.contains("reckoning… 0 %"))
    evening.settle()
    let text = evening.model.screen().text
    #expect(text.contains("It would stand first in rules.d/00-learned.yaml"))
    #expect(text.contains("0:15:00  from no project to brightside/booking"))
    evening.press("y")
    #expect(evening.said == "Written to rules.d/00-learned.yaml; what is proposed follows it.")
    #expect(evening.entries.allSatisfy { $0.key != nil })
    #expect(try evening.events() == ["propose", "assign", "rules suggest", "propose"])
    let written = try #require(evening.learned())
    #expect(written.contains("set: { project: brightside/booking }"))
    let after = evening.entries

    evening.press("u")
    #expect(
      evening.said == "Took back: rules suggest. The rule goes out of rules.d/00-learned.yaml.")
    #expect(evening.entries == before)
    #expect(evening.learned() == nil)
    evening.press(.control("r"))
    #expect(
      evening.said
        == "Did again: rules suggest. The rule goes back to the top of rules.d/00-learned.yaml.")
    #expect(evening.entries == after)
    #expect(evening.learned() == written)
    evening.type("uu")
    #expect(evening.said == "Took back: assign.")
    #expect(evening.entries.contains { $0.key == nil })
    #expect(
      try evening.events()
        == [
          "propose", "assign", "rules suggest", "propose", "undo", "redo", "undo", "undo",
        ])
    #expect(try evening.desk.home.verify().filter { !$0.holds } == [])
  }

  @Test func `a rule that somebody changed since is not taken out, and nothing is`() throws {
    let evening = try corrected()
    evening.press("R")
    evening.settle()
    evening.press("y")
    let path = evening.root + "/config/rules.d/00-learned.yaml"
    let changed = try #require(evening.learned()) + "    stop: true\n"
    try Data(changed.utf8).write(to: URL(filePath: path))
    evening.settle()
    let (before, events) = (evening.entries, try evening.events())
    evening.press("u")
    #expect(evening.model.notice?.isRefusal == true)
    #expect(
      evening.said.hasPrefix(
        "rules.d/00-learned.yaml:5: This rule is no longer as Daybook wrote it"), "\(evening.said)")
    #expect(evening.entries == before)
    #expect(try evening.events() == events)
    #expect(evening.learned() == changed)
    // Once it is gone by hand, so is the step.
    try Data("rules: []\n".utf8).write(to: URL(filePath: path))
    evening.press("u")
    #expect(
      evening.said
        == "Took back: rules suggest. The rule in rules.d/00-learned.yaml is so already.")
  }

  @Test(arguments: [Key.character("j"), .escape, .enter, .character("R"), .control("c")])
  func `any key leaves the reckoning of a rule, at any time`(key: Key) throws {
    for steps in [0, 1, 31, 33, 40] {
      let evening = try corrected()
      let before = evening.entries
      evening.press("R")
      for _ in 0..<steps { evening.receive(evening.desk.goOn()) }
      #expect(evening.desk.isReckoning)
      evening.press(key)
      #expect(!evening.desk.isReckoning)
      evening.settle()
      #expect(evening.model.mode == .list)
      #expect(evening.entries == before)
      #expect(evening.said == "Left it; R reckons again.")
      evening.press("R")
      evening.settle()
      #expect(evening.model.screen().text.contains("It would stand first"))
    }
  }

  @Test func `what is redrawn or resized meanwhile does not leave it`() throws {
    let evening = try corrected()
    evening.press("R")
    evening.press(.control("l"))
    evening.model.resize(ScreenSize(columns: 100, rows: 30))
    evening.settle()
    #expect(evening.model.screen().text.contains("It would stand first"))
  }

  @Test func `forty proposals are reviewed with at most sixty keys`() throws {
    let titles = ["web", "help", "booking", "other"]
    let evening = try Evening((0..<40).map { ("\(titles[$0 % 4]) \($0)", Int64(7 + $0 % 5)) })
    #expect(evening.entries.count == 40)
    // The ten that no rule knew: the last project again, or no work.
    evening.press("A")
    for number in 0..<10 {
      evening.press(.tab)
      if number % 2 == 0 {
        evening.press("p")
        evening.press(.enter)
        evening.press("a")
      } else {
        evening.press("r")
      }
    }
    #expect(evening.states() == ["approved": 35, "rejected": 5])
    #expect(evening.presses <= 60, "\(evening.presses) keys")
    #expect(evening.model.screen().text.contains("all decided ✓"))
  }
}
