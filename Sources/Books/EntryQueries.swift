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

  /// Entries whose id begins with `prefix`, by id.
  public func entries(withPrefix prefix: String) throws -> [BookedEntry] {
    guard !prefix.isEmpty,
      prefix.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return [] }
    return try queue.read { database in
      try BookedEntry.fetch(database, where: "id >= ? AND id < ?", [prefix, prefix + "g"])
    }
  }

  public func entries(_ ids: [EntryID]) throws -> [BookedEntry] {
    try queue.read { database in
      try ids.flatMap { try BookedEntry.fetch(database, where: "id = ?", [$0.text]) }
    }
  }

  /// Approved and not yet invoiced, nor in a push that is still open.
  public func waitingForInvoice() throws -> [BookedEntry] {
    try queue.read { database in
      try BookedEntry.fetch(
        database,
        where: """
          state = 'approved'
          AND NOT EXISTS (SELECT 1 FROM push_share WHERE push_share.entry = entry.id AND live = 1)
          """, [])
    }
  }
}

extension BookedEntry {
  static func fetch(
    _ database: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [BookedEntry] {
    let records = try EntryRecord.fetchAll(
      database, sql: "SELECT * FROM entry WHERE \(condition) ORDER BY start_s, id",
      arguments: arguments)
    return try records.map { record in
      let shares = try ShareRecord.fetchAll(
        database, sql: "SELECT * FROM entry_span WHERE entry = ? ORDER BY from_s",
        arguments: [record.id])
      return try record.booked(shares: shares.map { try $0.share() })
    }
  }
}
