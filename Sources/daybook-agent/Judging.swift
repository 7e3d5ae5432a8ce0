import Activity
import Desktop

/// Rules that hide by time, weekday, date or presence act at their own moments, though no window
/// and no title changes then.
extension Agent {
  /// When the rules are due; nil where none looks at the clock, and while no window is named.
  var judgement: Uptime? {
    switch recording?.recorder.presence {
    case .active, .idle: break
    default: return nil
    }
    guard let due = judged.until else { return nil }
    // By what is left until then: the same moment whenever it is asked for, so that no timer is
    // set anew. One millisecond more: what begins then has a length, and is written at once.
    let time = Clock.uptime()
    return time.advanced(by: due - timeline.instant(monotonic: time.milliseconds) + 1)
  }

  /// Lets the rules that are due act, and writes what they leave: while nobody is there no sign of
  /// life does that.
  func heedRules() {
    let heard = listen()
    judge(upTo: heard)
    commit(at: heard, durable: true)
  }

  /// Lets what changes by the clock alone cut the record at its own moments, up to `time`.
  func catchUp(to time: Instant) {
    settleZone(at: time)
    judge(upTo: time)
  }

  /// Judges what has the focus at each moment up to `time` at which the rules may think otherwise.
  func judge(upTo time: Instant) {
    while let due = judged.until, due <= time, let now = recording?.recorder.now {
      judgeAnew(at: max(due, now))
    }
  }

  /// Notes what the rules leave of what has the focus, where that is no longer the same: what was
  /// forgotten stays so else.
  func judgeAnew(at time: Instant) {
    let before = judged.subject
    let subject = subject(at: time)
    if subject != before { recording?.note(.focus(subject), at: time) }
  }

  /// For rules that ask whether anyone is there.
  ///
  /// - Parameter former: the presence before `event`.
  func judgePresence(after event: Recorder.Event, former: Presence?) {
    if case .idle = event {
      // Found out late: what is idle now was judged as if somebody had been there.
      let recensor = filter.recensor()
      recording?.amend { $0.presence == .idle ? recensor($0) : [$0] }
    }
    guard let now = recording?.recorder.now, recording?.recorder.presence != former else { return }
    judgeAnew(at: now)
  }
}
