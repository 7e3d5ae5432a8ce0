import Activity

/// The agent's pen: one run, its spans and its signs of life.
///
/// A run's source is its own while it lasts: nothing of that source lies after its start.
public final class RunWriter {
  /// `base`, or `base~2`, `base~3`… when the clock was put back and `base` has spans that would
  /// come a second time.
  public let source: String
  private let log: ActivityLog
  private let sourceNumber: Int64
  private let run: Int64
  private let start: Instant

  /// Begins a run at `start`. Runs of the same name that have no end were cut off: they are
  /// marked lost.
  public init(
    _ log: ActivityLog, source base: String, at start: Instant
  ) throws(ActivityLogError) {
    self.log = log
    self.start = start
    // A commit touches a score of pages: an agent that runs for weeks keeps no more.
    try log.database.run("PRAGMA cache_size = -64")
    (source, sourceNumber, run) = try log.changing { () throws(ActivityLogError) in
      var (name, count) = (base, 1)
      var number = try log.number(ofSource: name)
      while try Self.end(of: number, in: log) > start.milliseconds {
        count += 1
        name = "\(base)~\(count)"
        number = try log.number(ofSource: name)
      }
      let lost = try Statement(
        """
        UPDATE run SET state = 2 WHERE state = 0 AND source IN
          (SELECT id FROM source WHERE name = ?1 OR substr(name, 1, length(?1) + 1) = ?1 || '~')
        """, on: log.database)
      lost.bind(base, at: 1)
      try lost.run()
      let add = try Statement(
        """
        INSERT INTO run (source, start, alive, last_input, state) VALUES (?1, ?2, ?2, NULL, 0)
        RETURNING id
        """, on: log.database)
      add.bind(number, at: 1)
      add.bind(start.milliseconds, at: 2)
      guard let run = try add.first() else {
        throw ActivityLogError(.failed, "The activity log took no new run. Try again.")
      }
      return (name, number, run)
    }
  }

  /// One commit: what has ended, what is still open, and the sign of life.
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
    if !durable { try log.database.run("PRAGMA synchronous = NORMAL") }
    defer { if !durable { try? log.database.run("PRAGMA synchronous = FULL") } }
    try log.changing { () throws(ActivityLogError) in
      try replace(from: max(from, start), with: spans)
      try sign(alive: alive, lastInput: lastInput, state: .running)
    }
  }

  /// The last commit of a run that ends in order.
  public func end(
    replacing from: Instant, with spans: [Span], at end: Instant, lastInput: Instant?
  ) throws(ActivityLogError) {
    try log.changing { () throws(ActivityLogError) in
      try replace(from: max(from, start), with: spans)
      try sign(alive: end, lastInput: lastInput, state: .stopped)
    }
  }

  private func replace(from: Instant, with spans: [Span]) throws(ActivityLogError) {
    let clear = try Statement(
      "DELETE FROM span WHERE source = ?1 AND start >= ?2", on: log.database)
    clear.bind(sourceNumber, at: 1)
    clear.bind(from.milliseconds, at: 2)
    try clear.run()
    let add = try Statement("INSERT INTO span VALUES (?1, ?2, ?3, ?4, ?5, ?6)", on: log.database)
    for span in spans where span.milliseconds > 0 && span.start >= from {
      try log.key(of: span).bind(to: add)
      try add.run()
    }
  }

  private func sign(
    alive: Instant, lastInput: Instant?, state: Run.State
  ) throws(ActivityLogError) {
    let update = try Statement(
      "UPDATE run SET alive = max(alive, ?2), last_input = ?3, state = ?4 WHERE id = ?1",
      on: log.database)
    update.bind(run, at: 1)
    update.bind(alive.milliseconds, at: 2)
    if let lastInput { update.bind(lastInput.milliseconds, at: 3) } else { update.bindNull(at: 3) }
    update.bind(state.rawValue, at: 4)
    try update.run()
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
