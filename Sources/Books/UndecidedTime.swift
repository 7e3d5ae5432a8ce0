import Activity
import GRDB

/// What of some days a person has not decided yet.
public struct UndecidedTime: Hashable, Sendable {
  /// How much of it.
  public struct Sum: Hashable, Sendable {
    public var entries = 0
    /// Counted.
    public var seconds: Int64 = 0
  }

  /// Proposed and billable, by client.
  public var billable: [String: Sum] = [:]
  /// Proposed, on no project.
  public var unassigned = Sum()
}

extension Books {
  /// Proposed time of these working days.
  public func undecidedTime(on days: ClosedRange<CivilDate>) throws -> UndecidedTime {
    try queue.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT client, count(*) AS entries, sum(seconds) AS seconds FROM entry
          WHERE state = 'proposed' AND day BETWEEN ? AND ? AND (client IS NULL OR billable = 1)
          GROUP BY client
          """, arguments: [days.lowerBound.description, days.upperBound.description])
      var found = UndecidedTime()
      for row in rows {
        let sum = UndecidedTime.Sum(entries: row["entries"], seconds: row["seconds"])
        if let client = row["client"] as String? {
          found.billable[client] = sum
        } else {
          found.unassigned = sum
        }
      }
      return found
    }
  }
}
