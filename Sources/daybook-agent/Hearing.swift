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
      // What had the focus until then is judged before another one may have it.
      catchUp(to: time)
      switch stamped.sighting {
      case .focus(let window):
        let tellsInput = observer?.idleSource != .nothing
        if let since = bus.saw(window: stamped.window, at: stamped.time, tellsInput: tellsInput) {
          noteUnlocked(since: since, at: time)
        }
        observed = window
        note(.focus(subject(at: time)), at: time)
        note(.handsOff(handsOff), at: time)
      case .idle(let since):
        note(.idle(since: timeline.instant(monotonic: since.milliseconds)), at: time)
        presenceChanged = true
      case .input:
        note(.input, at: time)
        if let since = bus.saw(input: stamped.time) { noteUnlocked(since: since, at: time) }
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

  /// - Parameter sightings: what an observer in the place of another one found there.
  func take(_ sightings: [X11Observer.Stamped]) {
    hear(sightings, upTo: now)
    let foundIdle = sightings.contains { if case .idle = $0.sighting { true } else { false } }
    guard !foundIdle, recording?.recorder.isIdle == true else { return }
    // Idle by the former threshold alone: of its end the new alarms would not tell.
    note(.input, at: lastInput ?? now)
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
    catchUp(to: time)
    let former = recording?.recorder.presence
    recording?.note(event, at: time)
    if filter.asksForPresence { judgePresence(after: event, former: former) }
  }

  func subject(at time: Instant) -> Subject {
    judged = (.nothing, nil)
    guard let observed else { return .nothing }
    let zone = zone.zone(at: time)
    let subject = filter.subject(
      of: observed, presence: recording?.recorder.presence ?? .active, at: time, zone: zone)
    judged = (subject, filter.nextEdge(after: time, in: zone))
    return subject
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
    // The alarms stand at the old threshold: watch anew. Until that is possible they are better
    // than none.
    reconnect()
  }
}
