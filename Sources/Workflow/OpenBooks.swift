import Books
import Synchronization

/// The books of one home, opened at the first use and kept: opening reads their whole schema.
final class OpenBooks: Sendable {
  private let books = Mutex<Books?>(nil)

  /// - Parameter open: called where they are not open yet.
  func opened(_ open: () throws -> Books) throws -> Books {
    try books.withLock { books in
      if let books { return books }
      let opened = try open()
      books = opened
      return opened
    }
  }
}
