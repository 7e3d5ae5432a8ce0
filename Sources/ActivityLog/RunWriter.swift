import Activity

/// The agent's pen: one run, its spans and its signs of life.
///
/// A run's source is its own while it lasts: nothing of that source lies after its start.
public final class RunWriter {
  /// `base`, or `base~2`, `base~3`… when the clock was put back and `base` has spans that would
  /// come a second time.
  public let source: String
  private let log: () throws(ActivityLogError) -> ActivityLog
  private let path: String
  private let start: Instant
  private var tail: TailFile?
  /// Somebody was to forget what it holds, and the tables could not take it then.
  private var mustScrub = false

  /// In bytes: hours of work. What is longer is brought in though somebody is there.
  private static let longestTail = 256 << 10
  /// After a try that failed, the next one waits for as much again.
  private var longest = RunWriter.longestTail

  /// Begins a run at `start`. Runs of the same name that have no end were cut off: they are
  /// marked lost.
  ///
  /// - Parameter opened: the log, whenever it is needed: commits alone don't need it.
  public init(
    opened: @escaping () throws(ActivityLogError) -> ActivityLog, source base: String,
    at start: Instant
  ) throws(ActivityLogError) {
    let log = try opened()
    self.log = opened
    self.start = start
    path = log.path
    let sequence: Int64
    (source, sequence) = try log.changing { () throws(ActivityLogError) in
      try log.takeTail()
      var (name, count) = (base, 1)
      var number = try log.number(ofSource: name)
      while try Self.end(of: number, in: log) > start.milliseconds {
        count += 1
        name = "\(base)~\(count)"
        number = try log.number(ofSource: name)
      }
      // One that begins with this one is this one: a disk that failed may have kept it all the same.
      let lost = try Statement(
        """
        UPDATE run SET state = 2 WHERE state = 0 AND start <> ?2 AND source IN
          (SELECT id FROM source WHERE name = ?1 OR substr(name, 1, length(?1) + 1) = ?1 || '~')
        """, on: log.database)
      lost.bind(base, at: 1)
      lost.bind(start.milliseconds, at: 2)
      try lost.run()
      let add = try Statement(
        """
        INSERT INTO run (source, start, alive, last_input, state) SELECT ?1, ?2, ?2, NULL, 0
        WHERE NOT EXISTS (SELECT 1 FROM run WHERE source = ?1 AND start = ?2 AND state = 0)
        """, on: log.database)
      add.bind(number, at: 1)
      add.bind(start.milliseconds, at: 2)
      try add.run()
      return (name, try log.nextTail())
    }
    // Where it can't be begun, the first commit tries again, and says so.
    tail = try? begin(sequence)
  }

  /// One commit: what has ended, what is still open, and the sign of life. It is added to the
  /// run's tail.
  ///
  /// - Parameters:
  ///   - from: spans of this run that start here or later are replaced: the earliest start of
  ///     `spans` and of what was re-cut.
  ///   - spans: in order; the last one may still be open, it is written as far as it is known.
  ///   - alive: the agent lives at this moment.
  ///   - lastInput: the last known input; nil where it is not known.
  ///   - durable: false spares the wait for the disk: safe against a killed agent, and
  ///     against a power cut up to what the next durable commit brings.
  public func commit(
    replacing from: Instant, with spans: [Span], alive: Instant, lastInput: Instant?,
    durable: Bool = true
  ) throws(ActivityLogError) {
    try append(
      replacing: from, with: spans, alive: alive, lastInput: lastInput, state: .running,
      durable: durable)
    // What the tail holds is safe: bringing it in can wait for a better moment.
    guard let size = tail?.size, size > longest else { return }
    longest = size + Self.longestTail
    try? bringIn()
  }

  /// The last commit of a run that ends in order.
  public func end(
    replacing from: Instant, with spans: [Span], at end: Instant, lastInput: Instant?
  ) throws(ActivityLogError) {
    try append(
      replacing: from, with: spans, alive: end, lastInput: lastInput, state: .stopped,
      durable: true)
    guard (try? log().beginTail()) != nil else { return }
    tail = nil
    TailFile.remove(besides: path)
  }

  /// Brings the tail into the tables, where every program reads it, and begins a new one. For
  /// moments when nobody is there.
  ///
  /// - Parameter scrubbing: no byte of the old tail stays on the disk.
  public func bringIn(scrubbing: Bool = false) throws(ActivityLogError) {
    mustScrub = mustScrub || scrubbing
    _ = try followed()
  }

  /// The old tail is in the tables, and its follower is begun.
  private func followed() throws(ActivityLogError) -> TailFile {
    // Where it can't be opened, the tail is as it was.
    let log = try log()
    let old = tail
    // A disk that fails now may have given its place away all the same: whatever is added to it
    // would be lost.
    tail = nil
    let sequence: Int64
    do throws(ActivityLogError) {
      sequence = try log.beginTail()
    } catch {
      // Somebody else has the tables, for as long as an import takes: nothing was begun.
      if error.kind == .busy { tail = old }
      throw error
    }
    if mustScrub {
      if let old { old.scrub() } else { TailFile.remove(besides: path) }
      mustScrub = false
    }
    let new = try begin(sequence)
    tail = new
    longest = Self.longestTail
    return new
  }

  private func append(
    replacing from: Instant, with spans: [Span], alive: Instant, lastInput: Instant?,
    state: Run.State, durable: Bool
  ) throws(ActivityLogError) {
    let tail = try begun()
    let from = max(from, start)
    do throws(ActivityLogError) {
      try tail.append(
        Tail.Commit(
          from: from, spans: spans.filter { $0.milliseconds > 0 && $0.start >= from },
          alive: alive, lastInput: lastInput, state: state),
        durable: durable)
    } catch {
      // It may lie there whole, and somebody have brought it in: another in its place, of another
      // length, nobody could read, nor what comes after it. The next try begins a new tail.
      self.tail = nil
      throw error
    }
  }

  /// A disk that was full may have kept us from beginning one.
  private func begun() throws(ActivityLogError) -> TailFile {
    if let tail { return tail }
    return try followed()
  }

  private func begin(_ sequence: Int64) throws(ActivityLogError) -> TailFile {
    try TailFile(
      beginning: Tail(sequence: sequence, source: source, start: start), besides: path)
  }

  /// The latest end of a source's spans. Only its last spans can reach that far: within a source
  /// that an agent wrote they do not overlap.
  private static func end(of source: Int64, in log: ActivityLog) throws(ActivityLogError) -> Int64 {
    let last = try Statement(
      "SELECT start + length FROM span WHERE source = ?1 ORDER BY start DESC LIMIT 1",
      on: log.database)
    last.bind(source, at: 1)
    return try last.first() ?? Int64.min
  }
}
