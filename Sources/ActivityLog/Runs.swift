import Activity

/// One agent from its start to its end.
public struct Run: Hashable, Sendable {
  public enum State: Int64, Hashable, Sendable {
    /// No end is known: the agent is alive, or it was killed and none has run since.
    case running = 0
    /// It ended in order: what follows is off.
    case stopped = 1
    /// It was cut off: what follows its last sign of life is unknown.
    case lost = 2
  }

  public var source: String
  public var start: Instant
  /// The last sign of life; the end where the state is `stopped`.
  public var alive: Instant
  /// Active time after it is provisional; nil where no input is known.
  public var lastInput: Instant?
  public var state: State

  public init(
    source: String, start: Instant, alive: Instant, lastInput: Instant?, state: State
  ) {
    self.source = source
    self.start = start
    self.alive = alive
    self.lastInput = lastInput
    self.state = state
  }
}

extension ActivityLog {
  /// The runs that bear on [start, end), by start: those that overlap it, and the last one
  /// before it, whose end says what the time until the next one was.
  public func runs(from start: Instant, to end: Instant) throws(ActivityLogError) -> [Run] {
    let statement = try Statement(
      """
      SELECT source.name, run.start, alive, last_input, state FROM run
      JOIN source ON source.id = run.source
      WHERE run.start < ?2
        AND (alive >= ?1
          OR run.id = (SELECT id FROM run WHERE alive < ?1 ORDER BY start DESC LIMIT 1))
      ORDER BY run.start, source.name
      """, on: database)
    statement.bind(start.milliseconds, at: 1)
    statement.bind(end.milliseconds, at: 2)
    return try runs(statement)
  }

  func runs(_ statement: borrowing Statement) throws(ActivityLogError) -> [Run] {
    var runs: [Run] = []
    while try statement.step() {
      runs.append(
        Run(
          source: statement.text(0), start: try KnownTimes.instant(statement.integer(1)),
          alive: try KnownTimes.instant(statement.integer(2)),
          lastInput: statement.isNull(3) ? nil : try KnownTimes.instant(statement.integer(3)),
          state: Run.State(rawValue: statement.integer(4)) ?? .lost))
    }
    return runs
  }
}
