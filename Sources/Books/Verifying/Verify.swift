import GRDB

extension Books {
  /// Whether the books are what they say, as far as they alone can tell. Changes nothing.
  ///
  /// A check that can't even read what it checks fails with the reason.
  public func verify() throws -> [Check] {
    try queue.read { database in
      Books.checks.map { name, claim, problems in
        do {
          return Check(name, claim, try problems(database))
        } catch let error as BooksError {
          return Check(name, claim, [error.description])
        } catch {
          return Check(name, claim, ["It can't be read: \(error)."])
        }
      }
    }
  }

  private static let checks: [(String, String, @Sendable (Database) throws -> [String])] = [
    ("file", "books.db is whole, and what it refers to is there", fileProblems),
    ("chain", "each event covers the one before", chainProblems),
    ("notes", "each note is the one that its event saw, or was erased by one", noteProblems),
    (
      "history", "entries, links and closed days are what the history made of them", historyProblems
    ),
    ("sums", "each entry counts what its evidence adds up to", sumProblems),
    ("seconds", "no second is in two entries", overlapProblems),
    (
      "invoices", "pushes and invoices are as made, and agree with entries",
      invoiceProblems
    ),
  ]

  private static func fileProblems(_ database: Database) throws -> [String] {
    let broken = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
      .filter { $0 != "ok" }
    let foreign = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      .map { row in
        "A row of \(row["table"] as String? ?? "a table") refers to a row of "
          + "\(row["parent"] as String? ?? "another") that is not there."
      }
    return broken.map { "SQLite finds: \($0)." } + foreign
  }

  /// Adds up each entry's shares, which lie within it.
  private static func sumProblems(_ database: Database) throws -> [String] {
    let sums = try Row.fetchAll(
      database,
      sql: """
        SELECT entry.id, seconds, coalesce(sum(to_s - from_s), 0) AS counted
        FROM entry LEFT JOIN entry_span ON entry = entry.id
        GROUP BY entry.id HAVING counted <> seconds ORDER BY entry.id
        """
    ).map { row in
      "Entry \(row["id"] as String) counts \(row["seconds"] as Int64) s, its evidence "
        + "\(row["counted"] as Int64) s."
    }
    let outside = try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT entry.id FROM entry JOIN entry_span ON entry = entry.id
        WHERE from_s < start_s OR to_s > end_s ORDER BY entry.id
        """
    ).map { "Entry \($0) counts time outside its start and end." }
    return sums + outside
  }

  private static func overlapProblems(_ database: Database) throws -> [String] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM (
          SELECT entry, from_s, to_s,
            lag(entry) OVER shares AS other, lag(to_s) OVER shares AS other_to
          FROM entry_span WINDOW shares AS (ORDER BY from_s, to_s, entry))
        WHERE other_to > from_s LIMIT 20
        """
    ).map { row in
      let (entry, other): (String, String) = (row["entry"], row["other"])
      let seconds = min(row["to_s"] as Int64, row["other_to"]) - (row["from_s"] as Int64)
      return "Entries \(other) and \(entry) both count \(seconds) s from "
        + "\(row["from_s"] as Int64) (seconds since 1970) on."
    }
  }
}
