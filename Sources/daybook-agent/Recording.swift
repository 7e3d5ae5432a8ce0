import Activity
import ActivityLog
import Desktop

/// One run: the recorder, and what it has said but the disk does not hold yet.
///
/// The recorder needs no disk. What can't be written waits here, and is written later with the
/// same identities, so that a commit that failed and yet arrived is no harm.
struct Recording {
  /// More waiting spans than this lose their titles, the oldest first; never their time.
  static let waitingLimit = 5_000

  /// The run in a file. After damage a new file gets a run of its own.
  private struct Pen {
    var writer: RunWriter
    var generation: Int
    /// What lies before is on disk, or was in the damaged file.
    var start: Instant
  }

  private(set) var recorder: Recorder
  private let keeper: LogKeeper
  private let start: Instant
  private var pen: Pen?
  private(set) var waiting: [Span] = []
  /// Spans on disk from this start on are no longer what the recorder says.
  private var staleFrom: Instant
  private var end: (time: Instant, lastInput: Instant?)?
  /// Called with each span that has ended.
  private let heard: (Span) -> Void

  init(
    _ keeper: LogKeeper, source: String, at start: Instant, zone: Zone, subject: Subject,
    paused: Bool = false, heard: @escaping (Span) -> Void
  ) {
    self.keeper = keeper
    self.start = start
    recorder = Recorder(
      source: source, at: start, zone: zone, subject: subject, paused: paused)
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
    let pen = try pen(for: waiting + tail)
    let spans = Self.cut(waiting + tail, to: pen)
    do throws(ActivityLogError) {
      try pen.writer.commit(
        replacing: min(staleFrom, spans.first?.start ?? staleFrom), with: spans,
        alive: recorder.now, lastInput: lastInput == nil ? nil : recorder.lastInput,
        durable: durable)
    } catch {
      throw heeded(error)
    }
    keeper.rest()
    waiting = []
    staleFrom = tail.first?.start ?? recorder.now
  }

  /// Brings what is on disk to where every program reads it. For moments when nobody is there.
  ///
  /// - Parameter scrubbing: names that were amended away leave no byte where they were.
  func bringIn(scrubbing: Bool = false) throws(ActivityLogError) {
    guard let pen, pen.generation == keeper.generation, keeper.isSound else { return }
    do throws(ActivityLogError) {
      try pen.writer.bringIn(scrubbing: scrubbing)
    } catch {
      throw heeded(error)
    }
    keeper.rest()
  }

  /// Ends the run in order; `settle` writes it.
  mutating func end(at time: Instant, lastInput: Instant?) {
    carryOut(recorder.stop(at: time))
    end = (recorder.now, lastInput == nil ? nil : recorder.lastInput)
  }

  /// Writes a run that has ended. What fails can be tried again.
  mutating func settle() throws(ActivityLogError) {
    guard let end else { return }
    let pen = try pen(for: waiting)
    let spans = Self.cut(waiting, to: pen)
    do throws(ActivityLogError) {
      try pen.writer.end(
        replacing: min(staleFrom, spans.first?.start ?? staleFrom), with: spans, at: end.time,
        lastInput: end.lastInput)
    } catch {
      throw heeded(error)
    }
    keeper.rest()
    waiting = []
  }

  // MARK: - The file

  /// A damaged file is looked at anew before the next try.
  private func heeded(_ error: ActivityLogError) -> ActivityLogError {
    if error.kind == .damaged { keeper.discard() }
    return error
  }

  private mutating func pen(for spans: [Span]) throws(ActivityLogError) -> Pen {
    if let pen, pen.generation == keeper.generation, keeper.isSound { return pen }
    let log = try keeper.opened()
    var from = start
    if let old = pen {
      // What could be saved of this run is in the new file; it goes on from there.
      let saved = try log.lastEnd(ofSource: old.writer.source) ?? start
      from = max(saved, spans.first?.start ?? recorder.now)
    }
    do throws(ActivityLogError) {
      let keeper = keeper
      let writer = try RunWriter(
        opened: { () throws(ActivityLogError) in try keeper.opened() }, source: recorder.source,
        at: from)
      let new = Pen(writer: writer, generation: keeper.generation, start: from)
      pen = new
      return new
    } catch {
      throw heeded(error)
    }
  }

  private static func cut(_ spans: [Span], to pen: Pen) -> [Span] {
    spans.filter { $0.end > pen.start }.map {
      var span = $0
      span.start = max(span.start, pen.start)
      span.source = pen.writer.source
      return span
    }
  }

  // MARK: - Memory

  private mutating func carryOut(_ actions: [Recorder.Action]) {
    for action in actions {
      switch action {
      case .write(let span):
        waiting.append(span)
        heard(span)
      case .recut(let from, let spans):
        waiting.removeAll { $0.start >= from }
        if let last = waiting.last, last.end > from { waiting[waiting.count - 1].end = from }
        waiting += spans
        staleFrom = min(staleFrom, from)
      }
    }
    if waiting.count > Self.waitingLimit { dropOldTitles() }
  }

  /// The oldest waiting spans lose their windows, and those that then are alike become one.
  private mutating func dropOldTitles() {
    let count = waiting.count - Self.waitingLimit * 9 / 10
    var nameless: [Span] = []
    for var span in waiting.prefix(count) {
      if span.subject.window != nil { span.observation.subject = .nothing }
      if let last = nameless.last, last.end == span.start, last.zone == span.zone,
        last.observation == span.observation
      {
        nameless[nameless.count - 1].end = span.end
      } else {
        nameless.append(span)
      }
    }
    waiting.replaceSubrange(..<count, with: nameless)
  }
}
