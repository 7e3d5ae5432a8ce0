import TestSupport
import Testing

@testable import Activity

private let editor = Subject.window(Window(app: "Code", title: "index.ts"))
private let mail = Subject.window(Window(app: "Thunderbird", title: "Inbox"))

private func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

private func span(
  _ start: Int64, _ end: Int64, _ presence: Presence, _ subject: Subject = .nothing,
  zone: Zone = .utc, handsOff: HandsOff? = nil
) -> Span {
  Span(
    source: "test", start: at(start), end: at(end),
    observation: Observation(presence: presence, subject: subject, handsOff: handsOff),
    zone: zone)
}

/// A recorder and what would lie on disk: the edge in five lines.
private struct Tape {
  var recorder: Recorder
  var spans: [Span] = []

  init(from start: Int64 = 0, subject: Subject = .nothing, paused: Bool = false) {
    recorder = Recorder(
      source: "test", at: at(start), zone: .utc, subject: subject, paused: paused)
  }

  mutating func note(_ event: Recorder.Event, _ time: Int64) {
    carryOut(recorder.note(event, at: at(time)))
  }

  /// Takes every name until now out of memory; the disk is another's work.
  mutating func forget(_ time: Int64) {
    note(.alive(lastInput: nil), time)
    carryOut(recorder.amend { $0.forgetting(from: at(0), to: at(time)) })
  }

  mutating func stop(_ time: Int64) -> [Span] {
    carryOut(recorder.stop(at: at(time)))
    return spans
  }

  private mutating func carryOut(_ actions: [Recorder.Action]) {
    for action in actions {
      switch action {
      case .write(let span): spans.append(span)
      case .recut(let from, let replacements):
        spans.removeAll { $0.start >= from }
        spans += replacements
      }
    }
  }
}

@Suite struct RecorderTests {
  @Test func `a focus switch ends the span`() {
    var tape = Tape(subject: editor)
    tape.note(.focus(mail), 90_000)
    #expect(
      tape.stop(100_000) == [
        span(0, 90_000, .active, editor), span(90_000, 100_000, .active, mail),
      ])
  }

  @Test func `the same observation again ends nothing`() {
    var tape = Tape(subject: editor)
    tape.note(.focus(editor), 40_000)
    tape.note(.input, 50_000)
    #expect(tape.stop(60_000) == [span(0, 60_000, .active, editor)])
  }

  @Test func `locking the screen ends the span and names nothing`() {
    var tape = Tape(subject: editor)
    tape.note(.locked(true), 10_000)
    tape.note(.focus(mail), 11_000)
    tape.note(.locked(false), 20_000)
    #expect(
      tape.stop(30_000) == [
        span(0, 10_000, .active, editor), span(10_000, 20_000, .locked),
        span(20_000, 30_000, .active, mail),
      ])
  }

  @Test func `a lock that is found to have ended is locked time until then`() {
    var tape = Tape(subject: editor)
    tape.note(.locked(true), 10_000)
    tape.note(.alive(lastInput: nil), 20_000)
    tape.note(.unlocked(since: at(40_000)), 100_000)
    // Before a lock there is none to end.
    tape.note(.locked(true), 110_000)
    tape.note(.unlocked(since: at(105_000)), 115_000)
    #expect(
      tape.stop(120_000) == [
        span(0, 10_000, .active, editor), span(10_000, 40_000, .locked),
        span(40_000, 110_000, .active, editor), span(110_000, 120_000, .active, editor),
      ])
  }

  @Test
  func `an end of a lock that is found late names nothing of what was forgotten, or of nobody`() {
    var tape = Tape(subject: editor)
    tape.note(.locked(true), 10_000)
    tape.forget(20_000)
    tape.note(.unlocked(since: at(15_000)), 30_000)
    tape.note(.locked(true), 40_000)
    tape.note(.idle(since: at(40_000)), 50_000)
    tape.note(.input, 60_000)
    tape.note(.unlocked(since: at(45_000)), 70_000)
    #expect(
      tape.stop(80_000) == [
        span(0, 10_000, .active, editor), span(10_000, 20_000, .locked),
        span(20_000, 40_000, .active, editor), span(40_000, 60_000, .locked),
        span(60_000, 80_000, .active, editor),
      ])
  }

  @Test func `idle begins at the last input`() {
    var tape = Tape(subject: editor)
    tape.note(.alive(lastInput: at(15_000)), 15_000)
    tape.note(.idle(since: at(20_000)), 200_000)
    tape.note(.input, 260_000)
    #expect(
      tape.stop(270_000) == [
        span(0, 20_000, .active, editor), span(20_000, 260_000, .idle, editor),
        span(260_000, 270_000, .active, editor),
      ])
  }

  @Test func `idle begins at the last input also when spans have been closed since`() {
    var tape = Tape(subject: editor)
    tape.note(.focus(mail), 30_000)
    tape.note(.focus(editor), 60_000)
    tape.note(.idle(since: at(20_000)), 200_000)
    #expect(
      tape.stop(210_000) == [
        span(0, 20_000, .active, editor), span(20_000, 30_000, .idle, editor),
        span(30_000, 60_000, .idle, mail), span(60_000, 210_000, .idle, editor),
      ])
  }

  @Test func `idle never reaches behind an input that was seen`() {
    var tape = Tape(subject: editor)
    tape.note(.focus(mail), 10_000)
    tape.note(.alive(lastInput: at(12_000)), 15_000)
    tape.note(.idle(since: at(5_000)), 200_000)
    #expect(
      tape.stop(200_000) == [
        span(0, 10_000, .active, editor), span(10_000, 12_000, .active, mail),
        span(12_000, 200_000, .idle, mail),
      ])
  }

  @Test func `an input that is heard of late is known at its own time`() {
    var recorder = Recorder(source: "a@b", at: at(0), zone: .utc, subject: editor)
    _ = recorder.note(.idle(since: at(10_000)), at: at(20_000))
    _ = recorder.note(.focus(mail), at: at(30_000))
    _ = recorder.note(.input, at: at(29_900))
    #expect(recorder.lastInput == at(29_900))
    #expect(recorder.presence == .active)
  }

  @Test func `a reason to be there cuts idle time and nothing else`() {
    var tape = Tape(subject: editor)
    tape.note(.handsOff(.playing), 10_000)
    tape.note(.handsOff(nil), 20_000)
    tape.note(.idle(since: at(30_000)), 40_000)
    tape.note(.handsOff(.inhibited), 50_000)
    tape.note(.locked(true), 60_000)
    tape.note(.handsOff(nil), 70_000)
    #expect(
      tape.stop(80_000) == [
        span(0, 30_000, .active, editor), span(30_000, 50_000, .idle, editor),
        span(50_000, 60_000, .idle, editor, handsOff: .inhibited), span(60_000, 80_000, .locked),
      ])
  }

  @Test func `idle that is found late has the reasons that held then`() {
    var tape = Tape(subject: editor)
    tape.note(.handsOff(.playing), 5_000)
    tape.note(.focus(mail), 40_000)
    tape.note(.handsOff(nil), 50_000)
    tape.note(.handsOff(.inhibited), 60_000)
    tape.note(.idle(since: at(10_000)), 190_000)
    #expect(
      tape.stop(200_000) == [
        span(0, 10_000, .active, editor),
        span(10_000, 40_000, .idle, editor, handsOff: .playing),
        span(40_000, 50_000, .idle, mail, handsOff: .playing),
        span(50_000, 60_000, .idle, mail),
        span(60_000, 200_000, .idle, mail, handsOff: .inhibited),
      ])
  }

  @Test func `announced sleep and the clocks' make one span`() {
    var tape = Tape(subject: editor)
    tape.note(.asleep(true), 10_000)
    tape.note(.slept(since: at(10_500)), 90_000)
    tape.note(.asleep(false), 90_200)
    #expect(
      tape.stop(100_000) == [
        span(0, 10_000, .active, editor), span(10_000, 90_200, .asleep),
        span(90_200, 100_000, .active, editor),
      ])
  }

  @Test func `the stronger presence holds`() {
    var tape = Tape(subject: editor)
    tape.note(.idle(since: at(1_000)), 4_000)
    tape.note(.locked(true), 5_000)
    tape.note(.asleep(true), 6_000)
    tape.note(.paused(true), 7_000)
    tape.note(.asleep(false), 8_000)
    tape.note(.input, 9_000)
    tape.note(.paused(false), 10_000)
    tape.note(.locked(false), 11_000)
    #expect(
      tape.stop(12_000) == [
        span(0, 1_000, .active, editor), span(1_000, 5_000, .idle, editor),
        span(5_000, 6_000, .locked), span(6_000, 7_000, .asleep), span(7_000, 10_000, .paused),
        span(10_000, 11_000, .locked), span(11_000, 12_000, .active, editor),
      ])
  }

  @Test func `sleep is cut out of what was open`() {
    var tape = Tape(subject: editor)
    tape.note(.slept(since: at(60_000)), 30_000_000)
    #expect(
      tape.stop(30_001_000) == [
        span(0, 60_000, .active, editor), span(60_000, 30_000_000, .asleep),
        span(30_000_000, 30_001_000, .active, editor),
      ])
  }

  @Test func `a pause stays a pause through sleep and idle`() {
    var tape = Tape(subject: editor, paused: true)
    tape.note(.slept(since: at(1_000)), 2_000)
    tape.note(.idle(since: at(2_500)), 3_000)
    #expect(tape.stop(4_000) == [span(0, 4_000, .paused)])
  }

  @Test func `a span ends where the zone's offset changes`() {
    let winter = Zone(name: "Pacific/Auckland", offset: 43_200)
    let summer = Zone(name: "Pacific/Auckland", offset: 46_800)
    var recorder = Recorder(source: "test", at: at(0), zone: winter, subject: editor)
    let actions = recorder.note(.zone(summer), at: at(500))
    #expect(actions == [.write(span(0, 500, .active, editor, zone: winter))])
    #expect(recorder.stop(at: at(600)) == [.write(span(500, 600, .active, editor, zone: summer))])
  }

  @Test func `no window for a blink between two windows leaves no span`() {
    var tape = Tape(subject: editor)
    tape.note(.focus(.nothing), 10_000)
    tape.note(.focus(mail), 10_002)
    #expect(
      tape.stop(20_000) == [span(0, 10_000, .active, editor), span(10_000, 20_000, .active, mail)])
  }

  @Test func `no window for a blink within one window leaves it whole`() {
    var tape = Tape(subject: editor)
    tape.note(.focus(.nothing), 10_000)
    tape.note(.focus(editor), 10_099)
    tape.note(.focus(.nothing), 15_000)
    #expect(tape.stop(15_050) == [span(0, 15_050, .active, editor)])
  }

  @Test func `no window for a tenth of a second is a span`() {
    var tape = Tape(subject: editor)
    tape.note(.focus(.nothing), 10_000)
    #expect(tape.recorder.unsettledUntil == at(10_100))
    #expect(tape.spans == [])
    tape.note(.alive(lastInput: nil), 10_100)
    #expect(tape.recorder.unsettledUntil == nil)
    #expect(tape.spans == [span(0, 10_000, .active, editor)])
    tape.note(.focus(mail), 10_150)
    #expect(
      tape.stop(11_000) == [
        span(0, 10_000, .active, editor), span(10_000, 10_150, .active),
        span(10_150, 11_000, .active, mail),
      ])
  }

  @Test func `time put forward is unknown`() {
    var tape = Tape(subject: editor)
    tape.note(.clockAdvanced(to: at(3_610_000)), 10_000)
    #expect(
      tape.stop(3_620_000) == [
        span(0, 10_000, .active, editor), span(10_000, 3_610_000, .unknown),
        span(3_610_000, 3_620_000, .active, editor),
      ])
  }

  @Test func `times running backwards count as the latest seen`() {
    var tape = Tape(from: 1_000, subject: editor)
    tape.note(.focus(mail), 5_000)
    tape.note(.focus(editor), 2_000)
    #expect(tape.stop(500) == [span(1_000, 5_000, .active, editor)])
  }

  @Test func `the tail is what has not been written`() {
    var tape = Tape(subject: editor)
    tape.note(.focus(mail), 10_000)
    tape.note(.focus(.nothing), 20_000)
    tape.note(.alive(lastInput: nil), 20_050)
    #expect(
      tape.recorder.tail == [span(10_000, 20_000, .active, mail), span(20_000, 20_050, .active)])
  }

  @Test(arguments: UInt64(0)..<400)
  func `spans tile the time between start and stop exactly`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var tape = Tape(subject: random.subject())
    var now: Int64 = 0
    for _ in 0..<120 {
      now += .random(in: 0...random.step(), using: &random)
      var stated = now
      if Int.random(in: 0..<10, using: &random) == 0 {
        stated -= .random(in: 0...5_000, using: &random)
      }
      let event = random.event(now: now)
      if case .clockAdvanced(let time) = event { now = max(now, time.milliseconds) }
      tape.note(event, stated)
      let known = (tape.spans + tape.recorder.tail).reduce(Int64(0)) { $0 + $1.milliseconds }
      #expect(known == tape.recorder.now.milliseconds)
    }
    now += .random(in: 0...random.step(), using: &random)
    let spans = tape.stop(now)
    var end = at(0)
    for span in spans {
      #expect(span.start == end)
      #expect(span.end > span.start)
      end = span.end
    }
    #expect(end == tape.recorder.now)
  }

  @Test(arguments: UInt64(0)..<200)
  func `no active time lies between an input and the idle that followed it`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var tape = Tape(subject: editor)
    var now: Int64 = 0
    var absent: [(from: Int64, to: Int64)] = []
    for _ in 0..<20 {
      let lastInput = now
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        now += .random(in: 1...40_000, using: &random)
        tape.note(.focus(random.subject()), now)
      }
      now += 1_000
      tape.note(.idle(since: at(lastInput)), now)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        now += .random(in: 1...40_000, using: &random)
        tape.note(.focus(random.subject()), now)
      }
      now += 1
      tape.note(.input, now)
      absent.append((lastInput, now))
    }
    for span in tape.stop(now + 1) where span.presence == .active {
      for stretch in absent {
        let common =
          min(span.end.milliseconds, stretch.to) - max(span.start.milliseconds, stretch.from)
        #expect(common <= 0)
      }
    }
  }
}

extension SplitMix64 {
  fileprivate mutating func step() -> Int64 {
    [5, 90, 300, 60_000].randomElement(using: &self) ?? 5
  }

  fileprivate mutating func subject() -> Subject {
    [editor, mail, .nothing, .nothing, .private].randomElement(using: &self) ?? .nothing
  }

  fileprivate mutating func event(now: Int64) -> Recorder.Event {
    let back = at(now - .random(in: 0...200_000, using: &self))
    switch Int.random(in: 0..<17, using: &self) {
    case 0: return .input
    case 1: return .idle(since: back)
    case 2: return .locked(.random(using: &self))
    case 3: return .paused(.random(using: &self))
    case 4: return .asleep(.random(using: &self))
    case 5: return .slept(since: back)
    case 6: return .zone(Zone(name: "Z", offset: .random(in: 0...1, using: &self)))
    case 7: return .alive(lastInput: .random(using: &self) ? nil : back)
    case 8: return .clockAdvanced(to: at(now + .random(in: 0...10_000, using: &self)))
    case 9, 10:
      return .handsOff([nil, .playing, .inhibited].randomElement(using: &self) ?? nil)
    case 11: return .unlocked(since: back)
    default: return .focus(subject())
    }
  }
}
