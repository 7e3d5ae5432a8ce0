import Activity
import CSQLite

extension ActivityLog {
  /// How much is in a log.
  public struct Counts: Hashable, Sendable {
    public var spans: Int64
    public var runs: Int64
  }

  public func counts() throws(ActivityLogError) -> Counts {
    Counts(
      spans: try database.integer("SELECT count(*) FROM span"),
      runs: try database.integer("SELECT count(*) FROM run"))
  }

  /// Copies the log as it is at this moment into a new file, beside whoever writes meanwhile
  /// (sqlite.org/c3ref/backup_finish.html).
  ///
  /// - Parameters:
  ///   - path: where nothing is yet; made for the owner alone.
  ///   - progress: pages copied so far, and pages in all.
  /// - Returns: what the log held at that moment.
  public func backUp(
    to path: String, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(ActivityLogError) -> Counts {
    try SafeFile.create(path)
    let copy = try Database(path: path, readOnly: false, busyTimeout: 0)
    // Held open, this snapshot is what is counted and what is copied.
    try database.run("BEGIN")
    defer { sqlite3_exec(database.handle, "ROLLBACK", nil, nil, nil) }
    let counts = try counts()
    guard let backup = sqlite3_backup_init(copy.handle, "main", database.handle, "main") else {
      throw ActivityLogError(code: sqlite3_errcode(copy.handle), database: copy.handle)
    }
    var code = SQLITE_OK
    while code == SQLITE_OK {
      code = sqlite3_backup_step(backup, 1024)
      let pages = Int64(sqlite3_backup_pagecount(backup))
      progress(pages - Int64(sqlite3_backup_remaining(backup)), pages)
    }
    let finished = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, finished == SQLITE_OK else {
      throw ActivityLogError(code: code == SQLITE_DONE ? finished : code, database: copy.handle)
    }
    return counts
  }

  /// What SQLite finds wrong in the whole file, and tables of it that are not as Daybook makes
  /// them: a strange file could do things of its own. None where all is well.
  public func problems() throws(ActivityLogError) -> [String] {
    var problems: [String] = []
    let check = try Statement("PRAGMA integrity_check(20)", on: database)
    while try check.step() {
      let found = check.text(0)
      if found != "ok" { problems.append("SQLite finds: \(found).") }
    }
    guard problems.isEmpty else { return problems }
    if try Schema.objects(of: database) != Schema.ownObjects() {
      problems.append("Its tables are not as Daybook makes them.")
    }
    return try problems + impossibilities()
  }

  /// Every run, in the order in which they were written down.
  public func allRuns() throws(ActivityLogError) -> [Run] {
    try runs(
      Statement(
        """
        SELECT source.name, run.start, alive, last_input, state FROM run
        JOIN source ON source.id = run.source ORDER BY run.id
        """, on: database))
  }

  /// Hands over every span, by start, then source, some weeks at a time.
  public func eachSpan(_ body: (Span) -> Void) throws(ActivityLogError) {
    guard var from = try beginning() else { return }
    let last = try Statement("SELECT max(start) FROM span", on: database)
    guard try last.step() else { return }
    let end = try KnownTimes.instant(last.integer(0))
    while from <= end {
      let to = from.advanced(by: 30 * 86_400_000)
      for span in try spans(from: from, to: to) where span.start >= from { body(span) }
      from = to
    }
  }
}

extension Schema {
  /// Tables, indexes and whatever else the file brings, as text.
  static func objects(of database: Database) throws(ActivityLogError) -> [String] {
    let found = try Statement(
      "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name", on: database)
    var objects: [String] = []
    while try found.step() {
      // However the text was laid out when it was made.
      let sql = found.text(2).split { $0 == " " || $0.isNewline }.joined(separator: " ")
      objects.append("\(found.text(0)) \(found.text(1)) \(sql)")
    }
    return objects
  }

  static func ownObjects() throws(ActivityLogError) -> [String] {
    let database = try Database(path: ":memory:", readOnly: false, busyTimeout: 0)
    try migrate(database)
    return try objects(of: database)
  }
}
