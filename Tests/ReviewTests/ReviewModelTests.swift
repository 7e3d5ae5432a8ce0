import Activity
import TestSupport
import Testing
import Timesheet
import Workflow

@testable import Review

@Suite struct ReviewModelTests {
  private let acme = TestDay.entries[0].entry.id
  private let call = TestDay.entries[1].entry.id
  private let form = TestDay.entries[2].entry.id
  private let unknown = TestDay.entries[3].entry.id

  @Test func `a day opens on the first entry that wants a decision`() {
    var entries = TestDay.entries
    entries[0].entry.state = .rejected
    #expect(TestDay.model().cursor == acme)
    #expect(TestDay.model(entries).cursor == form)
  }

  @Test func `approving asks for it and goes on to the next open entry`() {
    var model = TestDay.model()
    #expect(model.press("a") == [.apply(.approve([acme]))])
    #expect(model.cursor == form)
  }

  @Test func `the rest is approved as one step, and with a filter only what is shown`() {
    var model = TestDay.model()
    #expect(model.press("A") == [.apply(.approveDay(TestDay.date))])
    #expect(model.press("/booking") == [])
    #expect(model.handle(.enter) == [])
    #expect(model.press("A") == [.apply(.approve([form]))])
  }

  @Test func `time without a project is not approved but explained`() {
    var model = TestDay.model()
    model.moveCursor(to: unknown)
    #expect(model.press("a") == [])
    #expect(
      model.screen().text.contains(
        "This time has no project, so nobody could be billed for it: p gives it one."))
  }

  @Test func `p finds a project by its letters, recent ones first`() {
    var model = TestDay.model()
    model.moveCursor(to: unknown)
    #expect(model.press("p") == [])
    #expect(
      model.handle(.enter) == [
        .apply(.assign(unknown, TestDay.projects[0], task: "development"))
      ])
    #expect(model.press("pbkd") == [])
    #expect(
      model.handle(.enter) == [
        .apply(.assign(unknown, TestDay.projects[2], task: "design"))
      ])
  }

  @Test func `t offers the tasks of the entry's own project`() {
    var model = TestDay.model()
    #expect(model.press("tdev") == [])
    #expect(
      model.handle(.enter) == [
        .apply(.assign(acme, TestDay.projects[0], task: "development"))
      ])
  }

  @Test func `a note is typed over the old one`() {
    var model = TestDay.model()
    #expect(model.press("n") == [])
    #expect(model.handle(.control("u")) == [])
    #expect(model.press("Checkout: a then r") == [])
    #expect(model.handle(.enter) == [.apply(.note(acme, "Checkout: a then r"))])
  }

  @Test func `each of the other keys asks for its own change`() {
    var model = TestDay.model()
    #expect(model.press("b") == [.apply(.bill(acme, false))])
    #expect(model.press("m") == [.apply(.merge(acme, form))])
    #expect(model.press("i") == [.ask(.evidence(acme))])
    #expect(model.press("?") == [.ask(.why(acme))])
    #expect(model.press("u") == [.apply(.undo)])
    #expect(model.handle(.control("r")) == [.apply(.redo)])
    #expect(model.press("r") == [.apply(.reject(acme))])
    #expect(model.press("q") == [.quit])
  }

  @Test func `a split begins in the middle and moves by minutes`() {
    var model = TestDay.model()
    #expect(model.press("s") == [])
    #expect(model.handle(.down) == [])
    #expect(model.handle(.pageUp) == [])
    #expect(model.handle(.enter) == [.apply(.split(acme, at: "09:01"))])
  }

  @Test func `times are typed as on a clock`() {
    var model = TestDay.model()
    #expect(model.press("e") == [])
    #expect(model.handle(.control("u")) == [])
    #expect(model.press("8:35-9:50:30") == [])
    #expect(
      model.handle(.enter) == [
        .apply(.edit(acme, times: "8:35-9:50:30"))
      ])
  }

  @Test(arguments: [
    ("9-10:30", "9:00-10:30"), ("9 – 10", "9:00-10:00"), ("9am-now", "9am-now"),
    ("-40m..-20m", "-40m..-20m"), ("2:30+13:00", "2:30+13:00"), ("9", "9:00"), ("soon", "soon"),
  ])
  func `a bare hour is a time where nothing else can be`(typed: String, meant: String) {
    #expect(typed.asTypedTimes == meant)
  }

  @Test func `a refused line comes back as it was typed`() {
    var model = TestDay.model()
    _ = model.press("e")
    _ = model.handle(.control("u"))
    _ = model.press("8:35")
    #expect(model.handle(.enter) == [.apply(.edit(acme, times: "8:35"))])
    model.receive(.refused("So it can't be."))
    #expect(model.screen().text.contains("So it can't be."))
    #expect(model.screen().text.contains("From-to: 8:35"))
  }

  @Test func `a decided entry is asked about before a person types`() {
    var entries = TestDay.entries
    entries[0].entry.state = .rejected
    var model = TestDay.model(entries)
    model.moveCursor(to: acme)
    #expect(model.press("n") == [.ask(.mayChange(acme, .note))])
    #expect(model.mode == .list)
    model.receive(.mayChange(acme, .note))
    #expect(model.mode != .list)
  }

  @Test func `while a rule is reckoned any key leaves it`() {
    var model = TestDay.model()
    model.receive(.reckoning(acme, percent: 40))
    #expect(model.screen().text.contains("reckoning… 40 %"))
    #expect(model.press("a") == [.leaveReckoning])
    #expect(model.mode == .list)
  }

  @Test func `a change from elsewhere leaves the cursor on its entry and its line`() throws {
    var entries = (0..<30).map { index in
      TestDay.entry(TestDay.at(5, index * 20), TestDay.at(5, index * 20 + 15), Int(index % 3))
    }
    var model = TestDay.model(entries)
    for _ in 0..<17 { _ = model.handle(.down) }
    let here = model.cursor
    let line = try #require(model.cursorLine) - model.top
    for index in 0..<4 {
      entries.insert(
        TestDay.entry(TestDay.at(4, Int64(index * 10)), TestDay.at(4, Int64(index * 10 + 5)), 0),
        at: index)
    }
    model.receive(.day(TestDay.day(entries), choices: TestDay.choices))
    #expect(model.cursor == here)
    #expect(model.cursorLine.map { $0 - model.top } == line)
  }

  @Test func `while a person types nothing moves, and afterwards the change is there`() {
    var model = TestDay.model()
    _ = model.press("n")
    let before = model.screen()
    model.receive(.day(TestDay.day([TestDay.entries[2]]), choices: TestDay.choices))
    #expect(model.screen() == before)
    _ = model.handle(.escape)
    #expect(model.day?.entries.count == 1)
    #expect(model.cursor == form)
  }

  @Test func `an entry that is gone leaves the cursor where it was`() {
    var model = TestDay.model()
    model.moveCursor(to: form)
    let parts = [
      TestDay.entry(TestDay.at(10, 20), TestDay.at(11), 2),
      TestDay.entry(TestDay.at(11), TestDay.at(12), 2),
    ]
    model.receive(
      .day(TestDay.day(TestDay.entries.filter { $0.entry.id != form } + parts), choices: []))
    #expect(model.selectedStart == TestDay.at(10, 20))
  }

  @Test func `raw titles are gone again with the same key`() {
    var model = TestDay.model()
    model.receive(.evidence(acme, [Page.Line("Code  secret.ts", lead: "1:30:00")]))
    #expect(model.screen().text.contains("secret.ts"))
    #expect(model.press("i") == [])
    #expect(!model.screen().text.contains("secret.ts"))
  }

  @Test func `a rule is offered after a correction and written on a yes`() {
    var model = TestDay.model()
    #expect(model.press("R") == [])
    #expect(model.screen().text.contains("A rule is made of a correction"))
    _ = model.press("p")
    _ = model.handle(.enter)
    #expect(model.press("R") == [.ask(.rule(acme))])
    model.receive(.rule(acme, [Page.Line("- name: x")]))
    #expect(model.press("y") == [.apply(.writeRule(acme))])
  }

  @Test func `brackets turn the days, not past today`() {
    var model = TestDay.model()
    #expect(model.press("[") == [.open(CivilDate("2026-11-19")!)])
    #expect(model.press("]") == [])
    #expect(model.screen().text.contains("2026-11-21 has not begun yet."))
  }

  @Test func `a click selects in the list and in the timeline`() {
    var model = TestDay.model()
    #expect(model.handle(.click(column: 40, row: 2)) == [])
    #expect(model.cursor == form)
    // Half-hour rows from 08:00: 14:00 is in the thirteenth.
    let row = 1 + (14 - 8)
    #expect(model.handle(.click(column: Layout.bar + 3, row: row)) == [])
    #expect(model.selectedStart == TestDay.at(13, 45))
  }

  @Test func `hands-off and private time stand in a group of their own`() throws {
    var model = TestDay.model()
    _ = model.handle(.end)
    let text = model.screen().text
    let heading = try #require(text.range(of: "Hands off or private: was it work?"))
    #expect(text[heading.upperBound...].contains("Weekly call"))
    #expect(text[heading.upperBound...].contains("(private)"))
  }

  @Test func `fragments are folded until they are asked for`() {
    var model = TestDay.model()
    #expect(model.shownEntries.count == 6)
    #expect(model.screen().text.contains("and 1 shorter than a minute, 0:00:40"))
    _ = model.press("o")
    #expect(model.shownEntries.count == 7)
  }

  @Test(arguments: UInt64(0)..<24)
  func `any keys on any day leave a screen of its size and a cursor on an entry`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var model = TestDay.model(
      columns: .random(in: 60...170, using: &random), rows: .random(in: 20...60, using: &random))
    let keys: [Key] =
      Keymap.bindings.flatMap(\.keys)
      + [.enter, .escape, .character("y"), .character("9"), .character(":"), .left, .backspace]
      + [.click(column: 30, row: 5), .click(column: 5, row: 5)]
    for _ in 0..<100 {
      let key = keys[.random(in: 0..<keys.count, using: &random)]
      if key != .character("q") { _ = model.handle(key) }
      switch Int.random(in: 0..<12, using: &random) {
      case 0:
        let kept = TestDay.entries.filter { _ in Bool.random(using: &random) }
        model.receive(.day(TestDay.day(kept), choices: TestDay.choices))
      case 1:
        model.resize(
          ScreenSize(
            columns: .random(in: 1...170, using: &random),
            rows: .random(in: 1...60, using: &random)))
      case 2:
        model.receive(.rule(acme, [Page.Line(String(repeating: "word ", count: 90))]))
      case 3: model.receive(.reckoning(acme, percent: 3))
      case 4: model.receive(.refused("No."))
      default: break
      }
      let screen = model.screen()
      #expect(screen.rows.count == model.size.rows)
      #expect(screen.rows.allSatisfy { $0.count == model.size.columns })
      if !model.shownEntries.isEmpty, model.waiting == nil, !model.mode.waits {
        #expect(model.selected != nil)
      }
    }
  }
}
