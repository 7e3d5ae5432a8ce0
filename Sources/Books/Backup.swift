import Foundation
import GRDB

/// How much is in the books.
public struct BooksCounts: Hashable, Sendable {
  public var entries: Int
  public var events: Int
  public var invoices: Int
}

extension Books {
  public func counts() throws -> BooksCounts { try queue.read(Books.counts) }

  private static func counts(_ database: Database) throws -> BooksCounts {
    func count(_ table: String) throws -> Int {
      try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
    }
    return BooksCounts(
      entries: try count("entry"), events: try count("event"), invoices: try count("invoice"))
  }

  /// Copies the books as they are at this moment into a new file, beside whoever changes them
  /// meanwhile.
  ///
  /// - Parameters:
  ///   - path: where nothing is yet; made for the owner alone.
  ///   - progress: pages copied so far, and pages in all.
  /// - Returns: what the books held at that moment.
  public func backUp(
    to path: String, progress: @escaping (Int64, Int64) -> Void = { _, _ in }
  ) throws -> BooksCounts {
    try BooksFile.makeEmpty(at: path)
    do {
      let copy = try DatabaseQueue(path: path)
      // One reading: what is counted is what is copied. What fails is the copy.
      let counts = try queue.connection.read { database in
        let counts = try Books.counts(database)
        try copy.writeWithoutTransaction { copy in
          try database.backup(to: copy, pagesPerStep: 256) {
            progress(Int64($0.completedPageCount), Int64($0.totalPageCount))
          }
        }
        return counts
      }
      try copy.close()
      return counts
    } catch let error as DatabaseError {
      throw BooksError(error, path: path)
        ?? .unusable(path: path, reason: error.message ?? error.description)
    }
  }

  /// Lets go of the file, whose log of changes is then in it.
  public func letGo() throws { try queue.close() }

  /// Whether its tables are those that Daybook makes: a strange file could do things of its own.
  public func hasOwnTables() throws -> Bool {
    let own = try DatabaseQueue()
    try Migrations.migrator { [UInt8](repeating: 0, count: $0) }.migrate(own)
    return try queue.read(Books.objects) == own.read(Books.objects)
  }

  private static func objects(_ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema
        WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name
        """
    ).map { text in
      // However the text was laid out and explained when it was made.
      text.split(separator: "\n").map {
        $0.prefix(upTo: $0.firstRange(of: "--")?.lowerBound ?? $0.endIndex)
      }
      .joined(separator: " ").split(separator: " ").joined(separator: " ")
    }
  }
}

extension Books {
  /// Runs `body` while no other process has these books open; a command that has them open would
  /// go on in the former file. Damaged books are nobody's.
  ///
  /// - Throws: `BooksError.busy`.
  public static func heldAlone<Result>(
    at path: String, _ body: () throws -> Result
  ) throws -> Result {
    guard FileManager.default.fileExists(atPath: path) else { return try body() }
    var configuration = Configuration()
    configuration.busyMode = .timeout(2)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
    var queue: DatabaseQueue?
    do {
      let alone = try DatabaseQueue(path: path, configuration: configuration)
      queue = alone
      // The first access takes the lock, and keeps it (sqlite.org/pragma.html#pragma_locking_mode).
      try alone.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE; ROLLBACK") }
    } catch let error as DatabaseError
      where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode)
    {
      throw BooksError.busy(path: path)
    } catch is DatabaseError {}
    defer { withExtendedLifetime(queue) {} }
    return try body()
  }
}
