import TestSupport
import Testing

@testable import Activity

private let editor = Subject.window(Window(app: "Code", title: "index.ts"))

/// Steps of the clock and nights on which it changes, by property: the edge's few lines, on
/// readings that no machine needs to make.
@Suite struct ClockLawTests {
  /// Wall clocks that are put forward and back, sleep in between: what counts as active is what
  /// the machine was awake, to the millisecond.
  @Test(arguments: UInt64(0)..<300)
  func `no step of the clock makes or destroys active time`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var reading = ClockReading(monotonic: 5_000, boot: 9_000, wall: 1_700_000_000_000)
    var timeline = Timeline(reading)
    func now() -> Instant { timeline.instant(boot: reading.boot) }
    var tape = ClockTape(at: now())
    var (awake, slept): (Int64, Int64) = (0, 0)
    for _ in 0..<40 {
      let passed = Int64.random(in: 1...600_000, using: &random)
      reading.monotonic += passed
      reading.boot += passed
      reading.wall += passed
      awake += passed
      // A machine that wakes up may find its clock set, too.
      let events = Int.random(in: 0..<12, using: &random)
      if [0, 1].contains(events) { reading.wall += 3_600_000 }
      if [2, 3].contains(events) { reading.wall -= 3_600_000 }
      if [1, 3, 4, 5].contains(events) {
        let night = Int64.random(in: 2_000...30_000_000, using: &random)
        reading.boot += night
        reading.wall += night
        slept += night
      }
      // By the clock as it was.
      let edge = timeline.instant(boot: reading.boot)
      for change in timeline.note(reading) {
        switch change {
        case .slept(let since): tape.note(.slept(since: since), at: edge)
        case .advanced(let time): tape.note(.clockAdvanced(to: time), at: edge)
        case .setBack: tape.begin(at: now(), endingAt: edge)
        }
      }
      tape.note(.alive(lastInput: nil), at: now())
    }
    tape.end(at: now())
    #expect(tape.sum(.active) == awake)
    #expect(tape.sum(.asleep) == slept)
    #expect(tape.runs.allSatisfy { zip($0, $0.dropFirst()).allSatisfy { $0.end == $1.start } })
  }

  /// Offsets as the tz database has them: where clocks go forward and back by an hour, by half an
  /// hour, and not at all.
  @Test(arguments: [
    ("Pacific/Auckland", Int32(43_200), Int32(46_800)),
    ("Europe/Berlin", 3_600, 7_200),
    ("America/New_York", -18_000, -14_400),
    ("Australia/Lord_Howe", 37_800, 39_600),
  ])
  func `on the nights when the clock changes no moment is lost or doubled`(
    name: String, winter: Int32, summer: Int32
  ) {
    for seed in UInt64(0)..<50 {
      var random = SplitMix64(seed: seed)
      for (from, to) in [(winter, summer), (summer, winter)] {
        let change = Int64.random(in: 1...86_400_000, using: &random)
        var recorder = Recorder(
          source: "t", at: Instant(milliseconds: 0), zone: Zone(name: name, offset: from),
          subject: editor)
        var spans: [Span] = []
        func carryOut(_ actions: [Recorder.Action]) {
          for case .write(let span) in actions { spans.append(span) }
        }
        carryOut(
          recorder.note(.zone(Zone(name: name, offset: to)), at: Instant(milliseconds: change)))
        carryOut(recorder.stop(at: Instant(milliseconds: 90_000_000)))
        #expect(spans.map(\.zone.offset) == [from, to])
        #expect(spans.map(\.milliseconds) == [change, 90_000_000 - change])
        // By the wall the span jumps, and its length does not.
        let wall = spans.map { $0.start.milliseconds + Int64($0.zone.offset) * 1000 }
        #expect(wall[1] - wall[0] == change + Int64(to - from) * 1000)
      }
    }
  }
}

/// Runs one after the other, as the agent makes them when the clock is put back.
private struct ClockTape {
  var recorder: Recorder
  var runs: [[Span]] = [[]]

  init(at start: Instant) {
    recorder = Recorder(source: "t", at: start, zone: .utc, subject: editor)
  }

  mutating func note(_ event: Recorder.Event, at time: Instant) {
    carryOut(recorder.note(event, at: time))
  }

  mutating func begin(at start: Instant, endingAt end: Instant) {
    carryOut(recorder.stop(at: end))
    recorder = Recorder(source: "t", at: start, zone: .utc, subject: editor)
    runs.append([])
  }

  mutating func end(at time: Instant) { carryOut(recorder.stop(at: time)) }

  func sum(_ presence: Presence) -> Int64 {
    runs.joined().filter { $0.presence == presence }.reduce(0) { $0 + $1.milliseconds }
  }

  private mutating func carryOut(_ actions: [Recorder.Action]) {
    for action in actions {
      switch action {
      case .write(let span): runs[runs.count - 1].append(span)
      case .recut(let from, let spans):
        runs[runs.count - 1].removeAll { $0.start >= from }
        runs[runs.count - 1] += spans
      }
    }
  }
}
