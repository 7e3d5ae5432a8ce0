import Activity
import Testing

@testable import Control

@Suite struct PauseTests {
  private let end = Instant(milliseconds: 1000)

  @Test func `a pause with an end holds until just before it`() {
    #expect(Pause.until(end).holds(at: Instant(milliseconds: 999)))
    #expect(!Pause.until(end).holds(at: end))
    #expect(Pause.untilResumed.holds(at: Instant(milliseconds: .max)))
    #expect(!Pause.none.holds(at: Instant(milliseconds: 0)))
  }

  @Test func `a pause file is read as it was written`() {
    for pause in [Pause.until(end), .untilResumed] { #expect(Pause(file: pause.file) == pause) }
    #expect(
      Pause.until(end).file.map { String(decoding: $0, as: UTF8.self) } == "daybook 1 paused 1000\n"
    )
    #expect(Pause.none.file == nil)
  }

  @Test(
    arguments: [
      "", "\n", "daybook 1 paused 1000", "daybook 1 paused\n", "daybook 1 paused soon\n",
      "daybook 2 paused 1000\n", "daybook 1 resumed -\n", "daybook 1 paused 1000\n\n",
      "\u{0}\u{0}\u{0}\u{0}", String(repeating: "x", count: 5000),
    ])
  func `a pause file that can't be read is a pause`(text: String) {
    let pause = Pause(file: Array(text.utf8))
    #expect(pause == .unreadable)
    #expect(pause.holds(at: Instant(milliseconds: .max)))
  }

  @Test func `a pause file that can't be opened is a pause`() {
    #expect(Pause(file: nil) == .unreadable)
  }
}
