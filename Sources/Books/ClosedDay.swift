import Activity
import GRDB

/// A day that a person declared done, with what was counted then.
public struct ClosedDay: Hashable, Sendable {
  public var day: CivilDate
  public var closedAt: Instant
  public var closedBy: String
  /// Seconds since 1970: up to here the day's evidence was settled.
  public var until: Int64
  /// Counted seconds of its entries, and those that nobody placed.
  public var entries: Int64
  public var unassigned: Int64
  /// Of the active time up to `until`.
  public var evidence: String
  /// Of what was decided of its entries.
  public var decisions: String

  public init(
    day: CivilDate, closedAt: Instant, closedBy: String, until: Int64, entries: Int64,
    unassigned: Int64, evidence: String, decisions: String
  ) {
    self.day = day
    self.closedAt = closedAt
    self.closedBy = closedBy
    self.until = until
    self.entries = entries
    self.unassigned = unassigned
    self.evidence = evidence
    self.decisions = decisions
  }
}

/// What a change did to one closed day: nil before is newly closed, nil after is open again.
public struct DayChange: Hashable, Sendable {
  public var before: ClosedDay?
  public var after: ClosedDay?

  public init(before: ClosedDay?, after: ClosedDay?) {
    self.before = before
    self.after = after
  }
}

struct ClosedDayRow: Codable, Hashable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "closed_day"

  var day: String
  var closed_ms: Int64
  var closed_by: String
  var until_s: Int64
  var entries_s: Int64
  var unassigned_s: Int64
  var evidence: String
  var decisions: String

  init(_ closed: ClosedDay) {
    day = closed.day.description
    closed_ms = closed.closedAt.milliseconds
    closed_by = closed.closedBy
    until_s = closed.until
    entries_s = closed.entries
    unassigned_s = closed.unassigned
    evidence = closed.evidence
    decisions = closed.decisions
  }

  func closed() throws -> ClosedDay {
    guard let date = CivilDate(day) else {
      throw BooksError.damaged("A closed day has no valid date: \(day)")
    }
    return ClosedDay(
      day: date, closedAt: Instant(milliseconds: closed_ms), closedBy: closed_by, until: until_s,
      entries: entries_s, unassigned: unassigned_s, evidence: evidence, decisions: decisions)
  }

  static func fetch(_ day: String, _ database: Database) throws -> ClosedDayRow? {
    try fetchOne(database, sql: "SELECT * FROM closed_day WHERE day = ?", arguments: [day])
  }
}

extension Books {
  public func closedDays(_ days: ClosedRange<CivilDate>) throws -> [ClosedDay] {
    try queue.read { database in
      try ClosedDayRow.fetchAll(
        database, sql: "SELECT * FROM closed_day WHERE day BETWEEN ? AND ? ORDER BY day",
        arguments: [days.lowerBound.description, days.upperBound.description]
      ).map { try $0.closed() }
    }
  }
}
