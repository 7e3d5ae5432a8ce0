import TestSupport
import Testing

@testable import Activity

private func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

@Suite struct TimelineTests {
  @Test func `moments are counted from where the wall clock stood at the start`() {
    let timeline = Timeline(ClockReading(monotonic: 700, boot: 1_000, wall: 5_000_000))
    #expect(timeline.instant(boot: 1_500) == at(5_000_500))
    #expect(timeline.instant(monotonic: 900) == at(5_000_200))
  }

  @Test func `clocks that agree say nothing`() {
    var timeline = Timeline(ClockReading(monotonic: 0, boot: 0, wall: 0))
    #expect(timeline.note(ClockReading(monotonic: 9_000, boot: 9_001, wall: 9_900)) == [])
    #expect(timeline.instant(boot: 9_001) == at(9_001))
  }

  @Test func `a night's sleep is found by its length`() {
    var timeline = Timeline(ClockReading(monotonic: 0, boot: 0, wall: 0))
    let changes = timeline.note(
      ClockReading(monotonic: 10_000, boot: 28_810_000, wall: 28_810_000))
    #expect(changes == [.slept(since: at(10_000))])
    #expect(timeline.instant(monotonic: 11_000) == at(28_811_000))
  }

  @Test func `moments before a sleep are not moved into it, however many sleeps followed`() {
    var timeline = Timeline(ClockReading(monotonic: 0, boot: 0, wall: 0))
    _ = timeline.note(ClockReading(monotonic: 10_000, boot: 3_610_000, wall: 3_610_000))
    _ = timeline.note(ClockReading(monotonic: 20_000, boot: 7_220_000, wall: 7_220_000))
    #expect(timeline.instant(monotonic: 9_000) == at(9_000))
    #expect(timeline.instant(monotonic: 10_000) == at(3_610_000))
    #expect(timeline.instant(monotonic: 15_000) == at(3_615_000))
    #expect(timeline.instant(monotonic: 21_000) == at(7_221_000))
  }

  @Test func `input before a sleep is where idle begins, and the sleep stays asleep`() {
    var timeline = Timeline(ClockReading(monotonic: 0, boot: 0, wall: 0))
    let zone = Zone.utc
    var recorder = Recorder(source: "test", at: at(0), zone: zone)
    var spans: [Span] = []
    func note(_ event: Recorder.Event, at time: Instant) {
      for action in recorder.note(event, at: time) {
        switch action {
        case .write(let span): spans.append(span)
        case .recut(let from, let replacements):
          spans.removeAll { $0.start >= from }
          spans += replacements
        }
      }
    }
    // The last input after 600 s, a sleep after 1,200 s, idle at 1,500 s on the clock that stood still.
    note(.alive(lastInput: timeline.instant(monotonic: 600_000)), at: at(1_100_000))
    let woken = ClockReading(monotonic: 1_200_000, boot: 30_000_000, wall: 30_000_000)
    for case .slept(let since) in timeline.note(woken) {
      note(.slept(since: since), at: at(30_000_000))
    }
    note(.alive(lastInput: timeline.instant(monotonic: 600_000)), at: at(30_000_010))
    note(
      .idle(since: timeline.instant(monotonic: 600_000)),
      at: timeline.instant(monotonic: 1_500_000))
    #expect(
      (spans + recorder.tail).map { "\($0.presence) \($0.start.milliseconds)" } == [
        "active 0", "idle 600000", "asleep 1200000", "idle 30000000",
      ])
  }

  @Test(arguments: [Int64(3_600_000), -3_600_000])
  func `setting the clock is neither sleep nor work`(step: Int64) {
    var timeline = Timeline(ClockReading(monotonic: 0, boot: 0, wall: 90_000_000))
    let wall = 90_010_000 + step
    let changes = timeline.note(ClockReading(monotonic: 10_000, boot: 10_000, wall: wall))
    #expect(changes == [step > 0 ? .advanced(to: at(wall)) : .setBack(to: at(wall))])
    #expect(timeline.instant(boot: 12_000) - timeline.instant(boot: 11_000) == 1_000)
    #expect(timeline.instant(boot: 11_000) == at(wall + 1_000))
  }

  /// A machine that now and then does something else between two looks at its clocks.
  @Test(arguments: UInt64(0)..<200)
  func `clocks that are read one after the other tell of one moment`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (slept, wall): (Int64, Int64) = (
      .random(in: 0...1_000_000_000_000, using: &random), 1_795_000_000_123_456_789
    )
    var time = Int64.random(in: 0...1_000_000_000_000, using: &random)
    var delays = Int.random(in: 0...12, using: &random)
    func look(_ offset: Int64) -> Int64 {
      time += 30
      if delays > 0, Bool.random(using: &random) {
        delays -= 1
        time += .random(in: 0...5_000_000_000, using: &random)
      }
      return time + offset
    }
    let reading = ClockReading(
      monotonic: { look(0) }, boot: { look(slept) }, wall: { look(wall) })
    #expect(abs((reading.boot - reading.monotonic) * 1_000_000 - slept) <= 600_000)
    #expect(abs((reading.wall - reading.monotonic) * 1_000_000 - wall) <= 600_000)
  }

  @Test func `moments before the clock was put forward keep their time`() {
    var timeline = Timeline(ClockReading(monotonic: 0, boot: 0, wall: 0))
    _ = timeline.note(ClockReading(monotonic: 10_000, boot: 10_000, wall: 3_610_000))
    #expect(timeline.instant(boot: 9_000) == at(9_000))
    #expect(timeline.instant(boot: 10_000) == at(3_610_000))
  }
}
