import Testing

@testable import Desktop

@Suite struct BusFactsTests {
  private func at(_ seconds: Int64) -> Uptime { Uptime(milliseconds: seconds * 1000) }

  @Test func `a request to lock that nobody confirmed ends with another program`() {
    var facts = BusFacts()
    facts.asked(toLock: true, at: at(0))
    // The locker itself may come to the front first.
    facts.programChanged(at: at(9))
    #expect(facts.isLocked)
    facts.programChanged(at: at(11))
    #expect(!facts.isLocked)
  }

  @Test func `a lock that was confirmed is ended by a word alone`() {
    var facts = BusFacts()
    facts.asked(toLock: true, at: at(0))
    facts.hinted(locked: true)
    facts.programChanged(at: at(100))
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
