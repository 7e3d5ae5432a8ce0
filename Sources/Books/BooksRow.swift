import Foundation
import GRDB

/// One row of the books as text and numbers: what a full export writes and an import takes back.
public struct BooksRow: Hashable, Sendable {
  public enum Cell: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes(Data)
  }

  public var table: String
  /// By column; all of the table's.
  public var cells: [String: Cell]

  public init(table: String, cells: [String: Cell]) {
    self.table = table
    self.cells = cells
  }
}

/// A row that the books don't take: a sentence without its end.
public struct BadBooksRow: Error, Hashable, Sendable {
  public var what: String
}

extension Books {
  /// The newest form of the books: `PRAGMA user_version`.
  public static let form = Migrations.newest

  /// Hands over every row, always in the same order, as the books are at one moment.
  public func eachRow(_ body: (BooksRow) throws -> Void) throws {
    try queue.read { database in
      for table in try Books.tables(database) {
        let key = try database.primaryKey(table).columns.map { "\"\($0)\"" }
        let rows = try Row.fetchCursor(
          database, sql: "SELECT * FROM \"\(table)\" ORDER BY \(key.joined(separator: ", "))")
        while let row = try rows.next() {
          let cells = row.map { ($0.0, BooksRow.Cell($0.1)) }
          try body(
            BooksRow(table: table, cells: Dictionary(cells, uniquingKeysWith: { one, _ in one })))
        }
      }
    }
  }

  /// Makes books at `path`, where nothing is yet, of rows alone. Whether they agree is for `verify`
  /// to say.
  ///
  /// - Parameters:
  ///   - form: that of the books that the rows were taken from; 2 or more, `form` at most.
  ///   - fill: hands each row to its argument, which throws `BadBooksRow`.
  public static func make(
    at path: String, form: Int, randomBytes: @escaping @Sendable (Int) -> [UInt8],
    fill: ((BooksRow) throws -> Void) throws -> Void
  ) throws {
    try BooksFile.makeEmpty(at: path)
    do {
      let queue = try DatabaseQueue(path: path)
      try Migrations.migrator(randomBytes).migrate(queue, upTo: "\(form)")
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(form)")
        // Rows come by their tables' names: what they refer to may come later.
        try database.inTransaction {
          try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
          try database.execute(sql: "DELETE FROM meta")
          let inserts = try Inserts(database)
          try fill { try inserts.insert($0) }
          return .commit
        }
      }
      try queue.close()
    } catch let error as DatabaseError {
      if error.resultCode == .SQLITE_CONSTRAINT {
        throw BadBooksRow(what: "A row refers to one that is not there")
      }
      throw BooksError(error, path: path)
        ?? .unusable(path: path, reason: error.message ?? error.description)
    }
  }

  fileprivate static func tables(_ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
          AND name <> 'grdb_migrations' ORDER BY name
        """)
  }
}

/// Statements that add rows, one a table.
private struct Inserts {
  private let statements: [String: (columns: [String], statement: Statement)]

  init(_ database: Database) throws {
    var statements: [String: (columns: [String], statement: Statement)] = [:]
    for table in try Books.tables(database) {
      let columns = try database.columns(in: table).map(\.name)
      let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      let places = columns.map { _ in "?" }.joined(separator: ", ")
      let insert = try database.makeStatement(
        sql: "INSERT INTO \"\(table)\" (\(names)) VALUES (\(places))")
      statements[table] = (columns, insert)
    }
    self.statements = statements
  }

  func insert(_ row: BooksRow) throws {
    guard let (columns, statement) = statements[row.table] else {
      throw BadBooksRow(what: "The books have no \"\(row.table.prefix(40))\"")
    }
    guard Set(columns) == Set(row.cells.keys) else {
      throw BadBooksRow(what: "\"\(row.table)\" has other columns")
    }
    do {
      try statement.execute(
        arguments: StatementArguments(columns.map { row.cells[$0]?.value ?? .null }))
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw BadBooksRow(what: "\"\(row.table)\" can't have such a row, or has it already")
    }
  }
}

extension BooksRow.Cell {
  fileprivate init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    // No column of the books is one: they hold neither money nor time as floating point.
    case .double(let number): self = .text("\(number)")
    case .string(let text): self = .text(text)
    case .blob(let data): self = .bytes(data)
    }
  }

  fileprivate var value: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let data): data.databaseValue
    }
  }
}

extension BooksRow.Cell: Codable {
  private enum Key: CodingKey { case base64 }

  public init(from decoder: any Decoder) throws {
    if let map = try? decoder.container(keyedBy: Key.self) {
      self = .bytes(try map.decode(Data.self, forKey: .base64))
      return
    }
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let number = try? value.decode(Int64.self) {
      self = .integer(number)
    } else {
      self = .text(try value.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .bytes(let data):
      var map = encoder.container(keyedBy: Key.self)
      try map.encode(data, forKey: .base64)
    case .null:
      var value = encoder.singleValueContainer()
      try value.encodeNil()
    case .integer(let number):
      var value = encoder.singleValueContainer()
      try value.encode(number)
    case .text(let text):
      var value = encoder.singleValueContainer()
      try value.encode(text)
    }
  }
}
