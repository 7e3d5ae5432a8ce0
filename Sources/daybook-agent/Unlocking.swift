import Activity
import Desktop

/// The end of a lock that nobody confirmed, where no bus tells of it.
extension Agent {
  /// When to look whether somebody works though the session was asked to lock: only while such a
  /// lock stands, and somebody is there.
  var unlockLook: Uptime? {
    guard let observer, observer.idleSource != .nothing, recording?.recorder.isIdle == false
    else { return nil }
    return bus.facts.inputLookDue
  }

  /// Does what was due then.
  func lookForUnlock(upTo heard: Instant) {
    hear(observer?.look() ?? [], upTo: heard)
    guard let input = observer?.lastInput, let since = bus.saw(input: input) else { return }
    noteUnlocked(since: since, at: heard)
  }

  func noteUnlocked(since: Uptime, at time: Instant) {
    let begin = timeline.instant(monotonic: since.milliseconds)
    // The same window all the while, for another one would have ended the lock; but what the rules
    // make of it was asked for locked time. Some may begin or end to act on the way.
    let subject = observed.map {
      filter.subject(of: $0, presence: .active, at: begin, zone: zone.zone(at: begin))
    }
    note(.focus(subject ?? .nothing), at: time)
    note(.unlocked(since: begin), at: time)
    let recensor = filter.recensor()
    recording?.amend { $0.start >= begin ? recensor($0) : [$0] }
    hearBus(at: time)
    note(.focus(self.subject(at: time)), at: time)
  }
}
