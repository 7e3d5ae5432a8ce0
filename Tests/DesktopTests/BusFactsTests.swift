import Testing

@testable import Desktop

@Suite struct BusFactsTests {
  private func at(_ seconds: Int64) -> Uptime { Uptime(milliseconds: seconds * 1000) }

  @Test func `a request to lock that nobody confirmed ends with another window`() {
    var facts = BusFacts()
    facts.asked(toLock: true, at: at(0))
    // The locker itself may come to the front first.
    #expect(facts.windowChanged(at: at(9), tellsInput: false) == nil)
    #expect(facts.isLocked)
    #expect(facts.windowChanged(at: at(11), tellsInput: false) == at(11))
    #expect(!facts.isLocked)
  }

  @Test func `a window that closes behind the lock does not end it, one with input beside it does`()
  {
    var facts = BusFacts()
    facts.asked(toLock: true, at: at(0))
    #expect(facts.windowChanged(at: at(60), tellsInput: true) == nil)
    // To be asked for at once.
    #expect(facts.inputLookDue == at(10))
    #expect(facts.saw(input: at(-5), at: at(60)) == nil)
    #expect(facts.saw(input: at(100), at: at(100)) == nil)
    #expect(facts.isLocked)
    #expect(facts.windowChanged(at: at(3_600), tellsInput: true) == nil)
    #expect(facts.inputLookDue == at(115))
    #expect(facts.saw(input: at(3_599), at: at(3_601)) == at(3_599))
    #expect(!facts.isLocked)
  }

  @Test
  func `a request to lock that nobody confirmed ends with the first input of a minute's work`() {
    var facts = BusFacts()
    facts.asked(toLock: true, at: at(0))
    #expect(facts.saw(input: at(5), at: at(10)) == nil)
    for second in stride(from: Int64(300), to: 360, by: 15) {
      #expect(facts.saw(input: at(second), at: at(second)) == nil)
      #expect(facts.isLocked)
    }
    #expect(facts.saw(input: at(360), at: at(365)) == at(300))
    #expect(!facts.isLocked)
    #expect(facts.inputLookDue == nil)
  }

  @Test func `another window ends the lock where the input that led to it began`() {
    var facts = BusFacts()
    facts.asked(toLock: true, at: at(0))
    _ = facts.saw(input: at(100), at: at(100))
    _ = facts.saw(input: at(115), at: at(115))
    var rested = facts
    #expect(facts.windowChanged(at: at(120), tellsInput: true) == at(100))
    #expect(rested.windowChanged(at: at(200), tellsInput: true) == nil)
    #expect(rested.saw(input: at(200), at: at(200)) == at(200))
  }

  @Test func `a knock at the table now and then is no work`() {
    var facts = BusFacts()
    facts.asked(toLock: true, at: at(0))
    for second in stride(from: Int64(20), to: 4_000, by: 31) {
      #expect(facts.saw(input: at(second), at: at(second)) == nil)
    }
    #expect(facts.isLocked)
  }

  @Test func `who locks once more is not taken for working on`() {
    var facts = BusFacts()
    facts.asked(toLock: true, at: at(0))
    for second in [20, 35, 50, 65] as [Int64] { _ = facts.saw(input: at(second), at: at(second)) }
    facts.asked(toLock: true, at: at(66))
    #expect(facts.saw(input: at(81), at: at(81)) == nil)
    #expect(facts.isLocked)
  }

  @Test func `input is looked for behind an unconfirmed lock alone`() {
    var facts = BusFacts()
    #expect(facts.inputLookDue == nil)
    facts.asked(toLock: true, at: at(0))
    #expect(facts.inputLookDue == at(10))
    _ = facts.saw(input: at(-5), at: at(10))
    #expect(facts.inputLookDue == at(25))
    facts.activeSavers = ["org.xfce.ScreenSaver"]
    #expect(facts.inputLookDue == nil)
    #expect(facts.saw(input: at(1_000), at: at(1_000)) == nil)
    facts.activeSavers = []
    facts.hinted(locked: true)
    #expect(facts.inputLookDue == nil)
  }

  @Test func `a lock that was confirmed is ended by a word alone`() {
    var facts = BusFacts()
    facts.asked(toLock: true, at: at(0))
    facts.hinted(locked: true)
    #expect(facts.windowChanged(at: at(100), tellsInput: true) == nil)
    #expect(facts.saw(input: at(100), at: at(100)) == nil)
    #expect(facts.isLocked)
    facts.hinted(locked: false)
    #expect(!facts.isLocked)
  }

  @Test func `the screen saver locks for itself`() {
    var facts = BusFacts()
    facts.activeSavers = ["org.xfce.ScreenSaver"]
    facts.hinted(locked: true)
    facts.forgetSystem()
    #expect(facts.isLocked)
    facts.forgetSession()
    #expect(!facts.isLocked)
  }

  @Test func `one of two players is enough`() {
    var facts = BusFacts()
    facts.player(":1.5", plays: true)
    facts.player(":1.6", plays: true)
    facts.player(":1.5", plays: false)
    #expect(facts.isPlaying)
    facts.player(":1.6", plays: false)
    #expect(!facts.isPlaying)
  }

  @Test func `a bus that stays away wakes nobody up in the end`() {
    var backoff = Backoff(now: at(0))
    #expect(backoff.deadline == at(1))
    var now: Int64 = 1
    var waits: [Int64] = []
    while let deadline = backoff.deadline {
      now = deadline.milliseconds / 1000
      backoff.failed(at: at(now))
      if let next = backoff.deadline { waits.append((next - at(now)) / 1000) }
    }
    #expect(waits == [2, 4, 8, 16, 32])
    #expect(!backoff.isDue(at: at(now + 59)))
    #expect(backoff.isDue(at: at(now + 60)))
  }
}
