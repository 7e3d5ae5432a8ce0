import Activity

extension ActivityLog {
  /// A span as it is stored: numbers alone. For sums over long ranges, where one answer for each
  /// context is enough.
  public struct Row: Hashable, Sendable {
    public var source: Int64
    public var start, end: Instant
    public var presence: Presence
    /// Why somebody may be there though idle.
    public var handsOff: HandsOff?
    public var zone: Int64
    /// What had the focus: see `subject(of:)`. Small numbers, given out in order.
    public var context: Int64
  }

  /// Hands over the spans that overlap [start, end), by start, then source. Whole: not cut to the
  /// range. One is in memory at a time.
  public func rows(
    from start: Instant, to end: Instant, _ body: (Row) throws(ActivityLogError) -> Void
  ) throws(ActivityLogError) {
    guard start < end else { return }
    var readers = [try RowReader(longBefore: start, on: database)]
    for source in try sourceNames().keys {
      readers.append(try RowReader(source, from: start, to: end, on: database))
    }
    readers.removeAll { $0.row == nil }
    while readers.count > 1 {
      let first = readers.indices.min { readers[$0].precedes(readers[$1]) } ?? 0
      if let row = readers[first].row { try body(row) }
      try readers[first].advance()
      if readers[first].row == nil { readers.remove(at: first) }
    }
    guard let last = readers.first else { return }
    while let row = last.row {
      try body(row)
      try last.advance()
    }
  }
}

/// Reads rows in order of start; `row` is the next one.
private final class RowReader {
  private let statement: Statement
  private let start: Instant
  /// Nil where the rows say it.
  private let source: Int64?
  private(set) var row: ActivityLog.Row?

  private static let columns = "start, length, presence, zone, context"

  /// The few spans of more than an hour that began before `start` and reach into what follows.
  init(longBefore start: Instant, on database: Database) throws(ActivityLogError) {
    statement = try Statement(
      """
      SELECT \(Self.columns), source FROM span INDEXED BY long_span
      WHERE length > 3600000 AND start < ?1 AND start + length > ?1 ORDER BY start, source
      """, on: database)
    self.start = start
    source = nil
    statement.bind(start.milliseconds, at: 1)
    try advance()
  }

  /// All others of one source.
  init(
    _ source: Int64, from start: Instant, to end: Instant, on database: Database
  ) throws(ActivityLogError) {
    statement = try Statement(
      """
      SELECT \(Self.columns) FROM span
      WHERE source = ?1 AND start >= ?2 AND start < ?3 ORDER BY start
      """, on: database)
    self.start = start
    self.source = source
    let from = start.milliseconds
    statement.bind(source, at: 1)
    statement.bind(
      from > Int64.min + Schema.shortSpan ? from - Schema.shortSpan : Int64.min, at: 2)
    statement.bind(end.milliseconds, at: 3)
    try advance()
  }

  func precedes(_ other: RowReader) -> Bool {
    guard let row, let next = other.row else { return row != nil }
    return (row.start, row.source) < (next.start, next.source)
  }

  func advance() throws(ActivityLogError) {
    row = nil
    while row == nil, try statement.step() {
      let next = try read()
      let isLong = next.end - next.start > Schema.shortSpan
      let counts = next.start >= start || source == nil || !isLong && next.end > start
      if counts { row = next }
    }
  }

  private func read() throws(ActivityLogError) -> ActivityLog.Row {
    guard let (presence, handsOff) = PresenceCode.read(statement.integer(2)) else {
      throw ActivityLogError(
        .damaged, "The activity log holds a span of an unknown kind. Bring back a backup.")
    }
    let (start, length) = (statement.integer(0), statement.integer(1))
    return ActivityLog.Row(
      source: source ?? statement.integer(5), start: try KnownTimes.instant(start),
      end: try KnownTimes.instant(start &+ length), presence: presence,
      handsOff: handsOff, zone: statement.integer(3), context: statement.integer(4))
  }
}
