import Activity

/// What the machine's clocks do to the record.
extension Agent {
  /// Any wake-up may be the first after a sleep, a step of the clock, or a change of the offset.
  func compareClocks() {
    var (reading, next) = (Clock.reading(), timeline)
    var changes = next.note(reading)
    zone.refresh(at: reading.monotonic)
    let isStep = changes.contains {
      if case .slept = $0 { false } else { true }
    }
    // The recorder never goes back: what the display has told by now is older than what follows.
    if isStep || !zone.isSettled(at: now) { settleZone(at: listen()) }
    guard !changes.isEmpty else { return }
    if isStep {
      (reading, next) = (Clock.reading(), timeline)
      changes = next.note(reading)
    }
    // By the clock as it was: what has passed since the last event was lived, too.
    let edge = timeline.instant(boot: reading.boot)
    settleZone(at: edge)
    timeline = next
    for change in changes {
      switch change {
      case .slept(let since): recording?.note(.slept(since: since), at: edge)
      case .advanced(let time):
        journal.complain("the clock was put forward; the time between counts as unknown.")
        recording?.note(.clockAdvanced(to: time), at: edge)
      case .setBack:
        journal.complain("the clock was put back; a new record begins.")
        endRecording(at: edge)
        // Where the other ended, by the clock as it is now: the disk's time was lived, too.
        beginRecording(at: timeline.instant(boot: reading.boot))
      }
    }
    settleZone(at: now)
    commit(durable: true)
  }

  /// Lets each change of the offset up to `time` cut the record at its own moment.
  func settleZone(at time: Instant) {
    guard !zone.isSettled(at: time), let before = recording?.recorder.now else { return }
    let time = max(time, before)
    for (time, zone) in zone.changes(from: before, to: time) {
      judge(upTo: time)
      recording?.note(.zone(zone), at: time)
      if judged.until != nil { judgeAnew(at: time) }
    }
    recording?.note(.zone(zone.settle(at: time)), at: time)
    // By another clock the rules may think otherwise at once, and at other moments.
    if judged.until != nil { judgeAnew(at: time) }
  }
}
