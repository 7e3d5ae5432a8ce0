import Activity
import Desktop
import Glibc

/// What the display and the buses tell becomes the record's events.
extension Agent {
  /// Spans are on disk at most ten seconds after they end; this leaves some for the disk.
  private static let flushDelay: Int64 = 9_400

  /// Takes in what the display has told. The moment up to which that is all: what is noted as of
  /// then, and not as of a later one, hides nothing of what is still on its way, however long a
  /// busy machine keeps us.
  @discardableResult
  func listen() -> Instant {
    let time = now
    hear(observer?.drain() ?? [], upTo: time)
    return time
  }

  /// - Parameter heard: when the display was asked.
  func hear(_ sightings: [X11Observer.Stamped], upTo heard: Instant) {
    guard !sightings.isEmpty, recording != nil else { return }
    var presenceChanged = false
    for stamped in sightings {
      let time = timeline.instant(monotonic: stamped.time.milliseconds)
      switch stamped.sighting {
      case .focus(let window):
        observed = window
        if let window, bus.saw(program: window.window.app) { hearBus(at: time) }
        note(.focus(subject(at: time)), at: time)
        note(.handsOff(handsOff), at: time)
      case .idle(let since):
        note(.idle(since: timeline.instant(monotonic: since.milliseconds)), at: time)
        presenceChanged = true
      case .input:
        note(.input, at: time)
        presenceChanged = true
      }
    }
    if presenceChanged {
      // Nobody there means no sign of life: what is known is written at once.
      let isIdle = recording?.recorder.presence == .idle
      commit(at: heard, durable: isIdle)
      if isIdle {
        bringIn()
        checkLog()
      }
    }
    if recording?.isWaiting == true, flushAt == nil {
      flushAt = Clock.uptime().advanced(by: Self.flushDelay)
    }
  }

  /// Locked, going to sleep, a film: as the buses have it.
  func hearBus(at time: Instant) {
    noteFacts(at: time)
    if recording?.isWaiting == true {
      // Behind a lock there is no sign of life: what begins is on disk with its first millisecond.
      let first = time.advanced(by: 1)
      while now < first { usleep(500) }
      commit(at: first, durable: true)
      if bus.facts.isLocked { bringIn() }
    }
    if bus.facts.isGoingToSleep { bus.letSleep() }
  }

  func noteFacts(at time: Instant) {
    note(.locked(bus.facts.isLocked), at: time)
    note(.asleep(bus.facts.isGoingToSleep), at: time)
    note(.handsOff(handsOff), at: time)
  }

  private var handsOff: HandsOff? {
    HandsOff(
      isInhibited: bus.facts.isInhibited, isPlaying: bus.facts.isPlaying,
      isFullscreen: observed?.window.fullscreen ?? false)
  }

  func note(_ event: Recorder.Event, at time: Instant) {
    settleZone(at: time)
    recording?.note(event, at: time)
  }

  func subject(at time: Instant) -> Subject {
    guard let observed else { return .nothing }
    return filter.subject(
      of: observed, presence: recording?.recorder.presence ?? .active, at: time,
      zone: zone.zone(at: time))
  }

  func filterChanged() {
    notifier.settingsChanged()
    let time = listen()
    observer?.readsDirectories = filter.recordsDirectory
    hear(observer?.look() ?? [], upTo: time)
    note(.focus(subject(at: time)), at: time)
    let idle = options.idle ?? filter.idle ?? Options.standardIdle
    guard idle != idleThreshold else { return }
    idleThreshold = idle
    // The alarms stand at the old threshold: watch anew.
    observer = nil
    reconnect()
  }
}
