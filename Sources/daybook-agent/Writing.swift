import Activity
import ActivityLog
import Desktop
import Glibc

/// What is known goes to disk, and a run begins and ends.
extension Agent {
  /// A disk that took nothing is tried again after so long.
  private static let retryDelay: Int64 = 10_000

  /// Writes what is known up to `instant`; nil is now.
  func commit(at instant: Instant? = nil, durable: Bool) {
    let time = Clock.uptime()
    lastCommit = time
    do throws(ActivityLogError) {
      try settleUnwritten()
      let end = instant ?? now
      // Else an offset that changes before the next event would cut only there.
      catchUp(to: end)
      try recording?.commit(at: end, lastInput: lastInput, durable: durable)
      lastWrite = recording?.recorder.now
      flushAt = nil
      if saidStorage { storageReturned() }
    } catch {
      flushAt = time.advanced(by: Self.retryDelay)
      complain(error)
    }
  }

  /// What fails is tried again when nobody is there the next time: the disk has it already.
  func bringIn() {
    try? recording?.bringIn()
    if !log.isSound { commit(durable: true) }
  }

  /// A damaged file is begun anew by the next commit.
  func checkLog() {
    log.check()
    if log.isSound { log.rest() } else { commit(durable: true) }
    Memory.settle()
  }

  /// The last moment at which somebody was there; nil without a display. Where no display can tell,
  /// nobody is ever found idle: somebody is there now, and what is written stays as it is.
  var lastInput: Instant? {
    guard let observer else { return nil }
    return observer.lastInput.map { timeline.instant(monotonic: $0.milliseconds) } ?? now
  }

  private func complain(_ error: ActivityLogError) {
    guard !saidStorage else { return }
    saidStorage = true
    let sentence = "\(error) What is seen is kept and written later."
    journal.complain(sentence)
    notice.put(.storage, sentence)
  }

  private func storageReturned() {
    saidStorage = false
    journal.complain("the activity log is written again.")
    notice.take(.storage)
  }

  /// Older runs first: the file's order is that of time.
  private func settleUnwritten() throws(ActivityLogError) {
    while !unwritten.isEmpty {
      try unwritten[0].settle()
      unwritten.removeFirst()
    }
  }

  /// - Parameter begin: from then on; nil is now.
  func beginRecording(at begin: Instant? = nil) {
    let isVerbose = options.isVerbose
    observer?.readsDirectories = filter.recordsDirectory
    // What is there already is looked at first: the record begins with it.
    let sightings = observer?.begin() ?? []
    for case .focus(let window) in sightings.map(\.sighting) { observed = window }
    let start = begin ?? now
    recording = Recording(
      log, source: source, at: start, zone: zone.settle(at: start), subject: subject(at: start),
      paused: control.isPaused(at: Instant(milliseconds: Clock.reading().wall))
    ) {
      if isVerbose { Console.say($0.spoken) }
    }
    noteFacts(at: start)
    hear(sightings, upTo: start)
    // The first row has a length.
    while now <= start { usleep(500) }
    commit(durable: true)
    journal.note("recording; idle is known from \(observer?.idleSource.spoken ?? "nothing").")
  }

  func endRecording(at time: Instant) {
    catchUp(to: time)
    guard var ended = recording else { return }
    recording = nil
    ended.end(at: time, lastInput: lastInput)
    unwritten.append(ended)
    commit(durable: true)
  }
}

extension X11Observer.IdleSource {
  fileprivate var spoken: String {
    switch self {
    case .alarms: "the server's alarms"
    case .polling: "the screen saver's count"
    case .nothing: "nothing: the display has neither SYNC nor MIT-SCREEN-SAVER"
    }
  }
}
