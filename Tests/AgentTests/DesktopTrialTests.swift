import Activity
import ActivityLog
import Glibc
import TestSupport
import Testing

/// How long a trial is; the whole of it runs by `make trial-desktop` and `make trial-kills`.
func trialLength(_ variable: String, _ standard: Int) -> Int {
  getenv(variable).flatMap { Int(String(cString: $0)) } ?? standard
}

/// What the driver of a random desktop knows for certain.
private struct Truth {
  /// Between `before` and `after` something was changed; from then on this was so.
  struct Change<Value> {
    var before, after: Instant
    var value: Value
  }

  /// Which window had the focus, by its instance; nil for none.
  var focus: [Change<String?>] = []
  var inputs: [Change<Void>] = []
  /// When a window was made, and when it was gone.
  var lives: [String: (from: Instant, to: Instant)] = [:]
  /// Which titles a window had, from when on at the earliest.
  var titles: [String: [String: Instant]] = [:]

  /// Stretches in which the focus is certain.
  var certain: [(from: Instant, to: Instant, window: String?)] {
    zip(focus, focus.dropFirst()).map { ($0.after, $1.before, $0.value) }
  }
}

/// Acts on an X server by chance, and writes down what it did.
private final class Driver {
  private let x: TestX
  private var client: TestClient
  private var random: SplitMix64
  private var windows: [(id: TestClient.WindowID, name: String)] = []
  private var focused: String?
  private var made = 0
  private(set) var truth = Truth()

  init(_ x: TestX, seed: UInt64) {
    self.x = x
    client = TestClient(x.display)
    random = SplitMix64(seed: seed)
    input()
    open()
  }

  func act() {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<35: if let window = windows.randomElement(using: &random) { focus(window) }
    case 35..<70: retitle()
    case 70..<80 where windows.count < 8: open()
    case 80..<88: close()
    // All windows go with their program, and a later one gets the same numbers.
    case 88..<90: restart()
    case 90..<99: input()
    default: usleep(1_250_000)
    }
    usleep(.random(in: 0...40_000, using: &random))
  }

  private func open() {
    made += 1
    let name = "w\(made)"
    let before = wall()
    truth.lives[name] = (before, Instant(milliseconds: .max))
    truth.titles[name] = ["\(name).0": before]
    let id = client.window(title: "\(name).0", instance: name)
    windows.append((id, name))
    client.activate(id)
    truth.focus.append(.init(before: before, after: wall(), value: name))
    focused = name
  }

  private func focus(_ window: (id: TestClient.WindowID, name: String)) {
    let before = wall()
    client.activate(window.id)
    truth.focus.append(.init(before: before, after: wall(), value: window.name))
    focused = window.name
  }

  private func retitle() {
    guard let window = windows.randomElement(using: &random) else { return }
    let count = truth.titles[window.name]?.count ?? 0
    truth.titles[window.name]?["\(window.name).\(count)"] = wall()
    client.title("\(window.name).\(count)", on: window.id)
    client.sync()
  }

  private func close() {
    guard let index = windows.indices.randomElement(using: &random) else { return }
    let window = windows.remove(at: index)
    let before = wall()
    client.destroy(window.id)
    truth.lives[window.name]?.to = wall()
    settle(since: before)
  }

  private func restart() {
    let before = wall()
    let gone = windows.map(\.name)
    windows = []
    client = TestClient(x.display)
    // The server destroys them once it sees the connection closed: when it names none of them.
    _ = eventually { !client.hasManagedWindows }
    for name in gone { truth.lives[name]?.to = wall() }
    settle(since: before)
  }

  /// After a window has gone the manager chooses the next: we choose instead.
  private func settle(since before: Instant) {
    guard let next = windows.randomElement(using: &random) else {
      truth.focus.append(.init(before: before, after: wall(), value: nil))
      focused = nil
      return
    }
    client.activate(next.id)
    truth.focus.append(.init(before: before, after: wall(), value: next.name))
    focused = next.name
  }

  private func input() {
    let before = wall()
    x.xdotool("mousemove", "\(Int.random(in: 1100...1270, using: &random))", "790")
    truth.inputs.append(.init(before: before, after: wall(), value: ()))
  }

  func end() -> Truth {
    input()
    let now = wall()
    truth.focus.append(.init(before: now, after: now, value: focused))
    return truth
  }
}

@Suite(.serialized) struct DesktopTrialTests {
  let home = TemporaryDirectory()

  @Test(arguments: [UInt64(20_261_124)])
  func `a random desktop is recorded as it was`(seed: UInt64) throws {
    let x = TestX()
    let driver = Driver(x, seed: seed)
    let agent = Agent(x.display, home: home, arguments: ["--idle", "1s"])
    #expect(agent.isReady())
    let begin = wall()
    for _ in 0..<trialLength("DAYBOOK_TRIAL_ACTIONS", 150) { driver.act() }
    let truth = driver.end()
    let end = wall()
    #expect(agent.stop() == 0)
    let spans = agent.spans
    #expect(spans.tile)
    #expect(agent.runs.map(\.state) == [.stopped])
    #expect(spans.reduce(0) { $0 + $1.milliseconds } == spans[spans.count - 1].end - spans[0].start)
    check(windows: spans, truth)
    check(focus: spans, truth, from: begin, to: end)
    check(presence: spans, truth, from: begin)
  }

  /// Rounded to milliseconds on both sides.
  private static let rounding: Int64 = 2
  /// "No window" for a blink belongs to the window after it.
  private static let early = Recorder.flicker + rounding
  /// A window's end carries no time: it counts from when it is noticed.
  private static let notice: Int64 = 1_000

  private func check(windows spans: [Span], _ truth: Truth) {
    for span in spans {
      guard let window = span.subject.window else { continue }
      guard let life = truth.lives[window.instance] else {
        Issue.record("nobody made \(window)")
        continue
      }
      #expect(span.start - life.from >= -Self.early)
      #expect(life.to.milliseconds == .max || span.end - life.to <= Self.notice, "\(span)")
      // A window that is just being made may have no title yet.
      guard !window.title.isEmpty else { continue }
      let since = truth.titles[window.instance]?[window.title]
      #expect(since.map { span.start - $0 >= -Self.early } == true, "\(span)")
    }
  }

  private func check(focus spans: [Span], _ truth: Truth, from begin: Instant, to end: Instant) {
    var (known, wrong, stretches): (Int64, Int64, Int64) = (0, 0, 0)
    var first = 0
    for stretch in truth.certain where stretch.window != nil {
      let (from, to) = (max(stretch.from, begin), min(stretch.to, end))
      guard from < to else { continue }
      known += to - from
      stretches += 1
      while first < spans.count, spans[first].end <= from { first += 1 }
      for span in spans[first...] {
        guard span.start < to else { break }
        guard span.subject.window?.instance != stretch.window else { continue }
        wrong += min(span.end, to) - max(span.start, from)
      }
    }
    #expect(known > 0)
    #expect(wrong <= stretches * Self.rounding, "\(wrong) ms of \(known) in the wrong window")
  }

  private func check(presence spans: [Span], _ truth: Truth, from begin: Instant) {
    let threshold: Int64 = 1_000
    for (last, next) in zip(truth.inputs, truth.inputs.dropFirst()) where last.before > begin {
      let expected: Presence
      let (from, to): (Instant, Instant)
      if next.before - last.after > threshold + 100 {
        (expected, from, to) = (.idle, last.after, next.before)
      } else if next.after - last.before < threshold - 100 {
        (expected, from, to) = (.active, last.after, next.before)
      } else {
        continue
      }
      let other = spans.filter { $0.presence != expected }
        .reduce(Int64(0)) { $0 + max(0, min($1.end, to) - max($1.start, from)) }
      #expect(other <= 5, "\(other) ms not \(expected.name) between \(from) and \(to)")
    }
  }
}
