import Activity
import GRDB
import Timesheet

extension Books {
  /// The entries of these working days, by start.
  public func entries(on days: ClosedRange<CivilDate>) throws -> [BookedEntry] {
    try queue.read { database in
      try BookedEntry.fetch(
        database, where: "day BETWEEN ? AND ?",
        [days.lowerBound.description, days.upperBound.description])
    }
  }

  /// All entries, by start.
  public func allEntries() throws -> [BookedEntry] {
    try queue.read { try BookedEntry.fetch($0, where: "1", []) }
  }

  /// Entries of the days around `day` whose extent reaches into `time` (seconds since 1970): there
  /// are some where the days' borders moved since they were booked.
  public func entries(beside day: CivilDate, overlapping time: Range<Int64>) throws -> [BookedEntry]
  {
    try queue.read { try BookedEntry.fetch($0, beside: day, overlapping: time) }
  }

  /// Entries whose id begins with `prefix`, by id.
  public func entries(withPrefix prefix: String) throws -> [BookedEntry] {
    try queue.read { try BookedEntry.fetch($0, withPrefix: prefix) }
  }

  /// The same of all entries that the history knows, gone ones too.
  public func pastEntries(withPrefix prefix: String) throws -> [EntryID] {
    guard isPrefix(prefix) else { return [] }
    return try queue.read { database in
      try String.fetchAll(
        database,
        sql: "SELECT DISTINCT entry FROM event_entry WHERE entry >= ? AND entry < ? ORDER BY entry",
        arguments: [prefix, prefix + "g"]
      ).map { EntryID(text: $0) }
    }
  }

  public func entries(_ ids: [EntryID]) throws -> [BookedEntry] {
    try queue.read { database in
      try ids.flatMap { try BookedEntry.fetch(database, where: "id = ?", [$0.text]) }
    }
  }

  /// The earliest working day that has an entry; nil where none has.
  public func firstDay() throws -> CivilDate? {
    try queue.read { database in
      try String.fetchOne(database, sql: "SELECT min(day) FROM entry").flatMap { CivilDate($0) }
    }
  }

  /// Approved and not yet invoiced, nor in a push that is still open.
  ///
  /// - Parameters:
  ///   - days: working days; nil for all.
  ///   - writtenOff: what is written off too, which an invoice may show at 0.00.
  public func waitingForInvoice(
    on days: ClosedRange<CivilDate>? = nil, writtenOff: Bool = false
  ) throws -> [BookedEntry] {
    let waits = writtenOff ? Books.isOnNone : Books.waits
    return try queue.read { database in
      try BookedEntry.fetch(
        database, where: "\(waits) AND (?1 IS NULL OR day BETWEEN ?1 AND ?2)",
        [days?.lowerBound.description, days?.upperBound.description])
    }
  }

  private static let isOnNone = """
    state = 'approved'
    AND NOT EXISTS (SELECT 1 FROM push_share WHERE push_share.entry = entry.id AND live = 1)
    """
  private static let waits = "\(isOnNone) AND written_off IS NULL"

  /// The keys that billable time waits on, each with how much of it.
  public func waitingWork() throws -> [(key: WorkKey, entries: Int, seconds: Int64)] {
    try queue.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT client, project, task, count(*) AS entries, sum(seconds) AS seconds FROM entry
          WHERE \(Books.waits) AND billable = 1 AND project IS NOT NULL
          GROUP BY client, project, task ORDER BY client, project, task
          """
      ).map { row in
        (
          WorkKey(
            project: ProjectKey(client: row["client"], project: row["project"]),
            task: row["task"], billable: true, handsOff: false),
          row["entries"], row["seconds"]
        )
      }
    }
  }
}

extension Books {
  /// All entries on a client, by start.
  public func entries(ofClient client: String) throws -> [BookedEntry] {
    try queue.read { try BookedEntry.fetch($0, where: "client = ?", [client]) }
  }

  /// What stands on a client in all time, rejected time not among it: a row for each kind of work.
  public func workSums(ofClient client: String) throws -> [WorkSum] {
    try queue.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT project, task, state <> 'proposed' AS approved, hands_off, sum(seconds) AS seconds
          FROM entry WHERE client = ? AND project IS NOT NULL AND state <> 'rejected'
          GROUP BY project, task, approved, hands_off ORDER BY project, task
          """, arguments: [client]
      ).map { row in
        WorkSum(
          project: ProjectKey(client: client, project: row["project"]), task: row["task"],
          isApproved: row["approved"], handsOff: row["hands_off"], seconds: row["seconds"])
      }
    }
  }
}

/// Counted time of one kind of work.
public struct WorkSum: Hashable, Sendable {
  public var project: ProjectKey
  public var task: String?
  /// Approved or invoiced; else it waits for a yes.
  public var isApproved: Bool
  /// With hands off the keyboard.
  public var handsOff: Bool
  public var seconds: Int64
}

extension Change {
  /// All entries on a client, or on one project or task of it, by start.
  public func entries(
    ofClient client: String, project: String?, task: String?
  ) throws -> [BookedEntry] {
    try BookedEntry.fetch(
      database,
      where: "client = ?1 AND (?2 IS NULL OR project = ?2) AND (?3 IS NULL OR task = ?3)",
      [client, project, task])
  }

  /// Entries whose id begins with `prefix`, by start.
  public func entries(withPrefix prefix: String) throws -> [BookedEntry] {
    try BookedEntry.fetch(database, withPrefix: prefix)
  }
}

extension BookedEntry {
  fileprivate static func fetch(
    _ database: Database, withPrefix prefix: String
  ) throws -> [BookedEntry] {
    guard isPrefix(prefix) else { return [] }
    return try fetch(database, where: "id >= ? AND id < ?", [prefix, prefix + "g"])
  }

  /// Two queries, however many entries there are.
  static func fetch(
    _ database: Database, beside day: CivilDate, overlapping time: Range<Int64>
  ) throws -> [BookedEntry] {
    try fetch(
      database, where: "day IN (?, ?) AND start_s < ? AND end_s > ?",
      [
        day.adding(days: -1).description, day.adding(days: 1).description, time.upperBound,
        time.lowerBound,
      ])
  }

  static func fetch(
    _ database: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [BookedEntry] {
    let records = try EntryRecord.fetchAll(
      database.cachedStatement(
        sql: "SELECT * FROM entry WHERE \(condition) ORDER BY start_s, id"),
      arguments: arguments)
    guard !records.isEmpty else { return [] }
    let shares = try ShareRecord.shares(database, where: condition, arguments)
    return try records.map { try $0.booked(shares: shares[$0.id] ?? []) }
  }
}

extension ShareRecord {
  /// The shares of the entries that `condition` means, in order, by the entry's id.
  ///
  /// A year has hundreds of thousands of them, so that they are read by the columns' places.
  fileprivate static func shares(
    _ database: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [String: [SpanShare]] {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT entry, from_s, to_s, span, absorbed FROM entry_span
          WHERE entry IN (SELECT id FROM entry WHERE \(condition)) ORDER BY entry, from_s
          """),
      arguments: arguments)
    var shares: [String: [SpanShare]] = [:]
    while let row = try rows.next() {
      let record = ShareRecord(
        entry: row[0], from_s: row[1], to_s: row[2], span: row[3], absorbed: row[4])
      shares[record.entry, default: []].append(try record.share())
    }
    return shares
  }
}

private func isPrefix(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
}
