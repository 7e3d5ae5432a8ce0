import Activity
import Foundation
import GRDB

/// One row of the append-only history of the books.
public struct Event: Hashable, Sendable {
  public var sequence: Int64
  public var reason: ChangeReason
  /// JSON: the entries it changed, as they were and as they are.
  public var before: String
  public var after: String

  static func append(
    _ reason: ChangeReason, _ differences: [EntryDifference], to database: Database
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func json(_ snapshots: [EntrySnapshot]) throws -> String {
      String(decoding: try encoder.encode(snapshots), as: UTF8.self)
    }
    try database.execute(
      sql: """
        INSERT INTO event (at_ms, who, what, why, before, after) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        reason.at.milliseconds, reason.who, reason.what, reason.why,
        try json(differences.compactMap(\.before)), try json(differences.compactMap(\.after)),
      ])
  }
}

extension Books {
  /// The whole history, oldest first.
  public func events() throws -> [Event] {
    try queue.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM event ORDER BY seq").map { row in
        Event(
          sequence: row["seq"],
          reason: ChangeReason(
            at: Instant(milliseconds: row["at_ms"]), who: row["who"], what: row["what"],
            why: row["why"]),
          before: row["before"], after: row["after"])
      }
    }
  }
}
