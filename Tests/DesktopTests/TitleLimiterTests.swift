import Testing

@testable import Desktop

private func at(_ milliseconds: Int64) -> Uptime { Uptime(milliseconds: milliseconds) }

@Suite struct TitleLimiterTests {
  @Test func `four changes in two seconds are calm`() {
    var limiter = TitleLimiter()
    for time in [0, 500, 1_000, 1_500, 2_000, 2_500, 3_000] as [Int64] {
      #expect(limiter.changed(at: at(time)) == .read)
    }
    #expect(limiter.deadline == nil)
  }

  @Test func `the fifth change within two seconds begins a storm`() {
    var limiter = TitleLimiter()
    for time in [0, 16, 33, 50] as [Int64] { #expect(limiter.changed(at: at(time)) == .read) }
    #expect(limiter.changed(at: at(66)) == .readAndIgnore(until: at(1_066)))
    #expect(limiter.deadline == at(1_066))
  }

  @Test func `a storm lasts until two readings agree`() {
    var limiter = TitleLimiter()
    for time in [0, 16, 33, 50, 66] as [Int64] { _ = limiter.changed(at: at(time)) }
    #expect(limiter.read(at: at(1_070), same: false) == .readAndIgnore(until: at(2_070)))
    #expect(limiter.read(at: at(2_071), same: true) == .listen)
    #expect(limiter.deadline == nil)
    #expect(limiter.changed(at: at(2_100)) == .read)
  }
}
