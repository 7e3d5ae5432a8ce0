import GRDB

/// The connection to the books. What SQLite has to complain of becomes a sentence here, whoever
/// asked.
struct BooksQueue: Sendable {
  let connection: DatabaseQueue
  let path: String

  /// Whatever fails: who only reads has done nothing wrong.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try connection.read(body)
    } catch let error as DatabaseError {
      throw BooksError(error, path: path)
        ?? .unusable(path: path, reason: error.message ?? error.description)
    }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try withSentences { try connection.write(body) }
  }

  func writeWithoutTransaction<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try withSentences { try connection.writeWithoutTransaction(body) }
  }

  func close() throws { try withSentences { try connection.close() } }

  private func withSentences<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw BooksError(error, path: path) ?? error
    }
  }
}
