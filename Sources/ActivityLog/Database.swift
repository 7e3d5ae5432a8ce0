import Activity
import CSQLite

/// One SQLite connection: opened with care, closed where its scope ends.
final class Database {
  let handle: OpaquePointer

  /// Opens an existing file. `path` must name a regular file that belongs to us (see `SafeFile`).
  init(path: String, readOnly: Bool, busyTimeout: Int32) throws(ActivityLogError) {
    var handle: OpaquePointer?
    let flags =
      (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOFOLLOW
      | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE
      // One thread at a time: a lock at each column read took a fifth of a year's scan.
      | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard let handle else {
      throw ActivityLogError(.failed, "\(path) can't be opened: out of memory.")
    }
    self.handle = handle
    guard code == SQLITE_OK else { throw ActivityLogError(code: code, database: handle) }
    sqlite3_busy_timeout(handle, busyTimeout)
    // A hostile file can't run code of its own through its schema.
    try run("PRAGMA trusted_schema = OFF")
    try run("PRAGMA cell_size_check = ON")
    try run("PRAGMA foreign_keys = ON")
    // 256 KiB: the agent stays small, and a range is read in order anyway.
    try run("PRAGMA cache_size = -256")
    guard !readOnly else { return }
    try run("PRAGMA secure_delete = ON")
    try run("PRAGMA synchronous = FULL")
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs one statement without arguments or results.
  func run(_ sql: String) throws(ActivityLogError) {
    let statement = try Statement(sql, on: self)
    while try statement.step() {}
  }

  /// The first column of the first row; 0 without a row.
  func integer(_ sql: String) throws(ActivityLogError) -> Int64 {
    let statement = try Statement(sql, on: self)
    return try statement.step() ? statement.integer(0) : 0
  }

  /// Whether a transaction is open.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// All or nothing. Takes the write lock at once, so that a busy file is known before any work.
  func transaction<Result>(
    _ body: () throws(ActivityLogError) -> Result
  ) throws(ActivityLogError) -> Result {
    try run("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // A full disk has rolled back already; saying it again is an error that says nothing.
      if isInTransaction { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
      throw error
    }
  }
}

/// One prepared statement: never copied, finalised where its scope ends.
struct Statement: ~Copyable {
  private let handle: OpaquePointer
  private let database: Database

  init(_ sql: String, on database: Database) throws(ActivityLogError) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v2(database.handle, sql, -1, &handle, nil)
    guard code == SQLITE_OK, let handle else {
      throw ActivityLogError(code: code, database: database.handle)
    }
    self.handle = handle
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  /// True while there is a row (sqlite.org/c3ref/step.html).
  func step() throws(ActivityLogError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw ActivityLogError(code: code, database: database.handle)
    }
  }

  /// Runs it to its end and makes it ready for the next arguments.
  func run() throws(ActivityLogError) {
    defer { sqlite3_reset(handle) }
    while try step() {}
  }

  /// Runs it for one integer; nil without a row.
  func first() throws(ActivityLogError) -> Int64? {
    defer { sqlite3_reset(handle) }
    return try step() ? integer(0) : nil
  }

  func reset() { sqlite3_reset(handle) }

  /// `index` counts from 1.
  func bind(_ value: Int64, at index: Int32) { sqlite3_bind_int64(handle, index, value) }

  func bind(_ text: String, at index: Int32) {
    var text = text
    text.withUTF8 { bytes in
      // Bound by length: a NUL inside must not cut it. SQLITE_TRANSIENT is a macro that casts.
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      bytes.withMemoryRebound(to: CChar.self) { characters in
        _ = sqlite3_bind_text64(
          handle, index, characters.baseAddress ?? Self.empty, UInt64(characters.count), transient,
          UInt8(SQLITE_UTF8))
      }
    }
  }

  /// In milliseconds; nil is NULL.
  func bind(_ instant: Instant?, at index: Int32) {
    if let instant { bind(instant.milliseconds, at: index) } else { bindNull(at: index) }
  }

  func bindNull(at index: Int32) { sqlite3_bind_null(handle, index) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let bytes = UnsafeBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(handle, column)))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A nil pointer would bind NULL, not an empty text.
  nonisolated(unsafe) private static let empty: UnsafePointer<CChar> = {
    let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
  }()
}
