import Activity
import Billing
import Foundation
import GRDB
import Timesheet

/// The database of entries, approvals, invoices and their history.
///
/// Every change goes through `change`, which is one transaction and one event.
public struct Books: Sendable {
  let queue: BooksQueue
  public let path: String
  /// For the salts of notes.
  let randomBytes: @Sendable (Int) -> [UInt8]

  /// Opens or makes `books.db`: WAL, `synchronous=FULL`, foreign keys on, mode 0600. The directory
  /// must exist.
  ///
  /// - Throws: `BooksError`.
  public init(
    path: String, newID: @autoclosure () -> String,
    randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) throws {
    self.path = path
    self.randomBytes = randomBytes
    do {
      if try BooksFile.look(at: path) == .missing {
        try BooksFile.make(at: path) { try Books.begin(at: $0, newID(), randomBytes) }
      }
      let queue = try DatabaseQueue(path: path, configuration: Books.configuration)
      self.queue = BooksQueue(connection: queue, path: path)
      let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
      guard version <= Migrations.newest else {
        throw BooksError.newer(path: path, version: version, known: Migrations.newest)
      }
      if version < Migrations.newest {
        // Two commands may be the first of a newer Daybook at once: the later one finds it done.
        try BooksFile.alone(at: path) {
          let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
          if version < Migrations.newest { try Books.migrate(queue, from: path, randomBytes) }
        }
      }
      try Books.giveID(newID, to: queue)
    } catch let error as DatabaseError {
      throw BooksError(error, path: path)
        ?? .unusable(path: path, reason: error.message ?? error.description)
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      // What `forget` erases must not stay behind in a page.
      try database.execute(sql: "PRAGMA secure_delete = ON")
    }
    return configuration
  }

  /// Empty books, complete in one file when it returns.
  private static func begin(
    at path: String, _ id: String, _ randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) throws {
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try migrate(queue, from: path, randomBytes)
    try giveID({ id }, to: queue)
    try queue.close()
  }

  /// Only where there is none: who reads need not wait for who writes.
  private static func giveID(_ newID: () -> String, to queue: DatabaseQueue) throws {
    let known = try queue.read {
      try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'books_id')")
    }
    guard known != true else { return }
    let id = newID()
    try queue.write { database in
      try database.execute(
        sql: "INSERT OR IGNORE INTO meta (key, value) VALUES ('books_id', ?)", arguments: [id])
    }
  }

  /// Under `BooksFile.alone`.
  private static func migrate(
    _ queue: DatabaseQueue, from path: String, _ randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) throws {
    let foreign = try queue.read { database in
      let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      return tables > 0 && application != Migrations.applicationID
    }
    guard !foreign else {
      throw BooksError.unusable(path: path, reason: "it is not a database of Daybook's")
    }
    // First of all: a process that ends before the last line leaves a file that is known as ours.
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
    }
    try Migrations.migrator(randomBytes).migrate(queue)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA user_version = \(Migrations.newest)")
    }
  }

  /// Made with the file, carried by its backups.
  public func id() throws -> String {
    try queue.read { database in
      guard
        let id = try String.fetchOne(
          database, sql: "SELECT value FROM meta WHERE key = 'books_id'")
      else { throw BooksError.damaged("They have no id") }
      return id
    }
  }
}
