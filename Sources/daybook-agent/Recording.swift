import Activity
import ActivityLog
import Desktop

/// One run: the recorder, and what it has said but the disk does not hold yet.
struct Recording {
  /// More waiting spans than this lose their titles, the oldest first; never their time.
  private static let waitingLimit = 20_000

  private(set) var recorder: Recorder
  private let writer: RunWriter
  private var waiting: [Span] = []
  /// Spans on disk from this start on are no longer what the recorder says.
  private var staleFrom: Instant
  /// Called with each span that has ended.
  private let heard: (Span) -> Void

  init(
    _ log: ActivityLog, source: String, at start: Instant, zone: Zone, subject: Subject,
    paused: Bool, heard: @escaping (Span) -> Void
  ) throws(ActivityLogError) {
    writer = try RunWriter(log, source: source, at: start)
    recorder = Recorder(
      source: writer.source, at: start, zone: zone, subject: subject, paused: paused)
    staleFrom = start
    self.heard = heard
  }

  /// Something has ended that is not on disk.
  var isWaiting: Bool { !waiting.isEmpty || recorder.unsettledUntil != nil }

  mutating func note(_ event: Recorder.Event, at time: Instant) {
    carryOut(recorder.note(event, at: time))
  }

  /// Changes what is in memory of the time until now; see `Recorder.amend`.
  mutating func amend(_ pieces: (Span) -> [Span]) {
    waiting = waiting.flatMap(pieces)
    carryOut(recorder.amend(pieces))
  }

  /// Writes everything known up to `time`. What fails stays waiting.
  mutating func commit(
    at time: Instant, lastInput: Instant?, durable: Bool
  ) throws(ActivityLogError) {
    note(.alive(lastInput: lastInput), at: time)
    let tail = recorder.tail
    let first = (waiting.first ?? tail.first)?.start ?? staleFrom
    try writer.commit(
      replacing: min(staleFrom, first), with: waiting + tail, alive: recorder.now,
      lastInput: lastInput == nil ? nil : recorder.lastInput, durable: durable)
    waiting = []
    staleFrom = tail.first?.start ?? recorder.now
  }

  /// Ends the run in order.
  mutating func end(at time: Instant, lastInput: Instant?) throws(ActivityLogError) {
    carryOut(recorder.stop(at: time))
    try writer.end(
      replacing: min(staleFrom, waiting.first?.start ?? staleFrom), with: waiting,
      at: recorder.now, lastInput: lastInput == nil ? nil : recorder.lastInput)
    waiting = []
  }

  private mutating func carryOut(_ actions: [Recorder.Action]) {
    for action in actions {
      switch action {
      case .write(let span):
        waiting.append(span)
        heard(span)
      case .recut(let from, let spans):
        waiting.removeAll { $0.start >= from }
        waiting += spans
        staleFrom = min(staleFrom, from)
      }
    }
    guard waiting.count > Self.waitingLimit else { return }
    for index in 0..<waiting.count - Self.waitingLimit {
      waiting[index].observation.subject = .nothing
    }
  }
}
