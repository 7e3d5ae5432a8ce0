import Testing

@testable import Desktop

private func at(_ milliseconds: Int64) -> Uptime { Uptime(milliseconds: milliseconds) }

@Suite struct IdleWatchTests {
  @Test func `the upward alarm tells when the last input was, however late it comes`() {
    var watch = IdleWatch(threshold: 180_000, now: at(0))
    #expect(watch.passed(at: at(200_000), idle: 190_000) == [.idle(since: at(10_000))])
    #expect(watch.isIdle)
    #expect(watch.lastInput == at(10_000))
    #expect(watch.fell(at: at(300_000)) == [.input(at: at(300_000))])
    #expect(!watch.isIdle)
  }

  @Test func `a reading finds idle that no alarm told of`() {
    var watch = IdleWatch(threshold: 180_000, now: at(0))
    #expect(watch.read(at: at(15_000), idle: 5_000) == [])
    #expect(watch.lastInput == at(10_000))
    #expect(watch.read(at: at(195_000), idle: 185_000) == [.idle(since: at(10_000))])
    #expect(watch.read(at: at(210_000), idle: 200_000) == [])
    #expect(watch.passed(at: at(211_000), idle: 201_000) == [])
  }

  @Test func `a downward alarm alone tells of the idle time before it`() {
    var watch = IdleWatch(threshold: 180_000, now: at(0))
    _ = watch.read(at: at(15_000), idle: 5_000)
    #expect(
      watch.fell(at: at(250_000)) == [.idle(since: at(10_000)), .input(at: at(250_000))])
  }

  @Test func `a reading finds input that no alarm told of`() {
    var watch = IdleWatch(threshold: 180_000, now: at(0))
    _ = watch.passed(at: at(180_000), idle: 180_000)
    #expect(watch.read(at: at(300_000), idle: 20_000) == [.input(at: at(280_000))])
  }

  @Test func `idle never begins before an input that is known`() {
    var watch = IdleWatch(threshold: 1_000, now: at(0))
    _ = watch.fell(at: at(9_000))
    #expect(watch.read(at: at(9_999), idle: 1_500) == [.idle(since: at(9_000))])
  }
}
