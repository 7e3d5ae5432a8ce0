import Activity
import Control
import Desktop
import Testing

@testable import daybook_agent

@Suite struct TrayContentsTests {
  private let now = Instant(seconds: 1_000_000)

  private func contents(
    _ presence: Presence = .active, work: TrayContents.Work? = nil, pause: Pause = .none
  ) -> TrayContents {
    TrayContents(presence: presence, work: work, pause: pause, now: now)
  }

  private func labels(_ contents: TrayContents) -> [String] {
    contents.menu.rows.map { $0.kind == .separator ? "-" : $0.label }
  }

  @Test func `while all is well there is nothing but what one needs`() {
    var contents = contents(work: .project("Website rebuild", client: "Acme Pty Ltd"))
    contents.today = .init(active: 20_400_000, assigned: 11_100_000)
    #expect(
      labels(contents) == [
        "Recording Website rebuild, Acme Pty Ltd", "Today 5 h 40 min, 3 h 5 min assigned", "-",
        "Pause", "Forget the last", "-", "Review today…", "Status", "-", "Quit",
      ])
  }

  @Test func `without rules nothing is said of projects`() {
    var contents = contents()
    contents.today = .init(active: 60_000)
    #expect(labels(contents).contains("Today 1 min"))
  }

  @Test(arguments: [
    (Presence.active, "Recording"), (.idle, "Nobody at the keyboard"), (.locked, "Locked"),
    (.asleep, "Asleep"), (.paused, "Paused"), (.unknown, "Nothing is recorded"),
  ])
  func `the first row says how it stands`(presence: Presence, words: String) {
    #expect(labels(contents(presence)).first == words)
  }

  @Test func `a pause can be ended, and says how long it lasts`() {
    let end = now.advanced(by: 11 * 60_000 + 1)
    #expect(labels(contents(.paused, pause: .until(end))).contains("Resume (12 min left)"))
    #expect(labels(contents(.paused, pause: .untilResumed)).contains("Resume"))
    #expect(!labels(contents(.paused, pause: .untilResumed)).contains("Pause"))
    // One that is over is none.
    #expect(labels(contents(pause: .until(now))).contains("Pause"))
  }

  @Test func `trouble has a row that leads on`() throws {
    var contents = contents()
    contents.trouble = "The record can't be written"
    let row = try #require(contents.menu.rows.first { $0.id == TrayRow.trouble.rawValue })
    #expect(row.label == "The record can't be written")
    #expect(row.kind == .choice)
  }

  @Test func `names from outside are short and on one line`() {
    let hostile =
      "ev\u{1b}[2Jil\u{202e}\r\n\u{e000}_x" + String(repeating: "a\u{301}", count: 10_000)
    let name = TrayContents.name(hostile)
    #expect(name.unicodeScalars.count == 41)
    #expect(name.hasPrefix("ev\u{fffd}[2Jil\u{fffd}\u{fffd}\u{fffd}\u{fffd}_x"))
    #expect(name.hasSuffix("…"))
    #expect(labels(contents(work: .program(hostile))).first == "Recording \(name)")
  }

  @Test(arguments: [
    (0, "0 min"), (59_999, "0 min"), (60_000, "1 min"), (3_600_000, "1 h"),
    (20_400_000, "5 h 40 min"), (-5, "0 min"),
  ])
  func `lengths are whole minutes`(milliseconds: Int64, words: String) {
    #expect(TrayContents.length(milliseconds) == words)
  }

  @Test func `every row has a number of its own`() {
    for pause in [Pause.none, .untilResumed] {
      var contents = contents(pause: pause)
      contents.trouble = "x"
      contents.today = .init()
      let ids = contents.menu.rows.flatMap { [$0.id] + $0.rows.map(\.id) }
      #expect(Set(ids).count == ids.count)
      #expect(ids.allSatisfy { TrayRow(rawValue: $0) != nil })
    }
  }
}
