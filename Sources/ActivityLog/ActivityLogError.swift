import CSQLite

/// What went wrong with the activity log, as a sentence for the person.
public struct ActivityLogError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// There is no activity log yet.
    case missing
    /// A newer Daybook wrote it.
    case newer
    /// The file, or its directory, is not one that may be used.
    case refused
    /// The file is no sound activity log.
    case damaged
    /// Another program holds it for too long.
    case busy
    /// The disk is full or failing: what was to be written must be kept and tried again.
    case storage
    case failed
  }

  public var kind: Kind
  /// Where, what and what to do next.
  public var description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  init(code: Int32, database: OpaquePointer) {
    let path = sqlite3_db_filename(database, "main").map { String(cString: $0) } ?? ""
    let file = path.isEmpty ? "The activity log" : path
    let detail = "\(String(cString: sqlite3_errmsg(database))), SQLite code \(code)"
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED:
      self.init(.busy, "\(file) is in use by another program for too long. Try again.")
    case SQLITE_FULL, SQLITE_IOERR:
      self.init(
        .storage, "\(file) can't be read or written (\(detail)). See whether the disk is full.")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      self.init(
        .damaged,
        "\(file) is damaged (\(detail)). Move it away and bring back a backup, or start anew.")
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH:
      self.init(
        .refused, "\(file) can't be opened (\(detail)). See who owns it and its directory.")
    default:
      self.init(.failed, "\(file) can't be used (\(detail)).")
    }
  }
}
