import Activity
import CSQLite

/// The evidence on disk: every span that was recorded or imported.
///
/// One connection; not for use from two threads at once.
public final class ActivityLog {
  public enum Mode: Hashable, Sendable {
    /// Changes nothing but an older file's form; fails where there is no file.
    case read
    /// Makes file and directory where they are missing, and brings an older file up to date.
    case write
  }

  public let path: String
  let database: Database
  private let interner: Interner
  private var subjects: SubjectReader
  private var dataVersion: Int64 = 0
  /// Every page has been looked at since it was opened, and was sound.
  public var isChecked = false

  private init(path: String, database: Database) {
    self.path = path
    self.database = database
    interner = Interner(database)
    subjects = SubjectReader(database)
  }

  /// Opens `path`, usually `…/daybook/activity.db`.
  ///
  /// - Parameter busyTimeout: how long another program's lock is waited for, in milliseconds.
  /// - Throws: `.missing` in mode `.read` without a file, `.newer`, `.refused` for a link, pipe,
  ///   device or a stranger's file, `.damaged`.
  public static func open(
    path: String, mode: Mode, busyTimeout: Int32 = 5000
  ) throws(ActivityLogError) -> ActivityLog {
    let log = try openTables(path: path, mode: mode, busyTimeout: busyTimeout)
    switch mode {
    case .write: try log.bringInTail()
    case .read: if try log.hasNews() { try bringInTail(of: log.path, busyTimeout: busyTimeout) }
    }
    return log
  }

  /// Without the tail.
  static func openTables(
    path: String, mode: Mode, busyTimeout: Int32 = 5000
  ) throws(ActivityLogError) -> ActivityLog {
    if mode == .write { try SafeFile.prepareDirectory(SafeFile.parent(of: path)) }
    guard let path = SafeFile.resolved(path) else { throw Self.missing(path) }
    switch try SafeFile.look(at: path) {
    case .nothing:
      guard mode == .write else { throw Self.missing(path) }
      try Schema.make(at: path)
    case .file(size: 0):
      throw ActivityLogError(
        .damaged, "\(path) is empty. Move it away, or bring back a backup.")
    case .file: break
    }
    let database = try Database(
      path: path, readOnly: mode == .read, busyTimeout: busyTimeout)
    guard try Schema.isOlder(database, path: path) else {
      return ActivityLog(path: path, database: database)
    }
    if mode == .write {
      try Schema.migrate(database)
      return ActivityLog(path: path, database: database)
    }
    // One transaction, as safe beside an agent as any other; then only to be read, as asked.
    try Schema.migrate(Database(path: path, readOnly: false, busyTimeout: busyTimeout))
    return try ActivityLog(
      path: path, database: Database(path: path, readOnly: true, busyTimeout: busyTimeout))
  }

  /// For one who only reads. Where nothing can be written, what there is is read all the same.
  private static func bringInTail(
    of path: String, busyTimeout: Int32
  ) throws(ActivityLogError) {
    do {
      let database = try Database(path: path, readOnly: false, busyTimeout: busyTimeout)
      // The tail still has what a power cut takes from the tables.
      try database.run("PRAGMA synchronous = NORMAL")
      try ActivityLog(path: path, database: database).bringInTail()
    } catch {
      guard [.storage, .refused].contains(error.kind) else { throw error }
    }
  }

  private static func missing(_ path: String) -> ActivityLogError {
    ActivityLogError(
      .missing,
      "There is no activity log at \(path) yet. Start daybook-agent, or bring a record in with "
        + "'daybook activity import'.")
  }

  // MARK: - Reading

  /// All that `body` reads is of one moment. The file's locks are taken once: at each question they
  /// cost more than its answer.
  public func reading<Result>(_ body: () throws -> Result) throws -> Result {
    guard !database.isInTransaction else { return try body() }
    try database.run("BEGIN")
    // Nothing was written: what ends it can't fail.
    defer { try? database.run("COMMIT") }
    return try body()
  }

  /// The spans that overlap [start, end), by start, then source. Whole: not cut to the range.
  public func spans(from start: Instant, to end: Instant) throws(ActivityLogError) -> [Span] {
    var spans: [Span] = []
    let names = try sourceNames()
    let zones = try zones()
    try rows(from: start, to: end) { (row) throws(ActivityLogError) in
      spans.append(
        Span(
          source: names[row.source] ?? "", start: row.start, end: row.end,
          observation: Observation(
            presence: row.presence, subject: try subjects.subject(of: row.context),
            handsOff: row.handsOff),
          zone: zones[row.zone] ?? .utc))
    }
    spans.sort { ($0.start, $0.source) < ($1.start, $1.source) }
    return spans
  }

  /// What stands behind a row's context number; read anew at each question.
  public func subject(of context: Int64) throws(ActivityLogError) -> Subject {
    try subjects.read(context)
  }

  /// Names by number.
  public func sourceNames() throws(ActivityLogError) -> [Int64: String] {
    let statement = try Statement("SELECT id, name FROM source", on: database)
    var names: [Int64: String] = [:]
    while try statement.step() { names[statement.integer(0)] = statement.text(1) }
    return names
  }

  /// Zones by number.
  public func zones() throws(ActivityLogError) -> [Int64: Zone] {
    let statement = try Statement("SELECT id, name, offset FROM zone", on: database)
    var zones: [Int64: Zone] = [:]
    while try statement.step() {
      zones[statement.integer(0)] = Zone(
        name: statement.text(1), offset: Int32(clamping: statement.integer(2)))
    }
    return zones
  }

  /// The start of the earliest span; nil where there is none.
  public func beginning() throws(ActivityLogError) -> Instant? {
    let statement = try Statement(
      "SELECT start FROM span WHERE source = ?1 ORDER BY start LIMIT 1", on: database)
    var earliest: Int64?
    for source in try sourceNames().keys {
      statement.reset()
      statement.bind(source, at: 1)
      guard try statement.step() else { continue }
      earliest = min(earliest ?? .max, statement.integer(0))
    }
    guard let earliest else { return nil }
    return try KnownTimes.instant(earliest)
  }

  // MARK: - Bringing in

  /// What became of each span that was to be inserted.
  public struct Inserted: Hashable, Sendable {
    public var inserted = 0
    /// The very same span was there already.
    public var present = 0
    /// Another span of the same source begins at the same moment; it was left as it is.
    public var conflicting = 0
  }

  /// Adds spans that are complete, all or none. What is there already stays as it is.
  public func insert(_ spans: [Span]) throws(ActivityLogError) -> Inserted {
    let limit = interner.limit
    interner.limit = 20_000
    defer {
      interner.limit = limit
      interner.forget()
    }
    return try changing { () throws(ActivityLogError) in
      var counts = Inserted()
      let add = try Statement(
        "INSERT OR IGNORE INTO span VALUES (?1, ?2, ?3, ?4, ?5, ?6)", on: database)
      let same = try Statement(
        """
        SELECT 1 FROM span WHERE source = ?1 AND start = ?2 AND length = ?3 AND presence = ?4
          AND zone = ?5 AND context = ?6
        """, on: database)
      for span in spans where span.milliseconds > 0 {
        let key = try interner.key(of: span)
        key.bind(to: add)
        try add.run()
        if sqlite3_changes(database.handle) > 0 {
          counts.inserted += 1
        } else {
          key.bind(to: same)
          if try same.first() != nil { counts.present += 1 } else { counts.conflicting += 1 }
        }
      }
      return counts
    }
  }

  /// A transaction, after which the interner knows nothing that was rolled back.
  func changing<Result>(
    _ body: () throws(ActivityLogError) -> Result
  ) throws(ActivityLogError) -> Result {
    do {
      return try database.transaction { () throws(ActivityLogError) in
        try noticeOthers()
        return try body()
      }
    } catch {
      interner.forget()
      throw error
    }
  }

  /// Another connection may have deleted what the interner remembers, and given its number to
  /// something else (sqlite.org/pragma.html#pragma_data_version).
  private func noticeOthers() throws(ActivityLogError) {
    let version = try database.integer("PRAGMA data_version")
    if version != dataVersion { interner.forget() }
    dataVersion = version
  }

  /// After rows were deleted: their numbers may be given out anew.
  func forgetNames() {
    interner.forget()
    subjects = SubjectReader(database)
  }

  func key(of span: Span) throws(ActivityLogError) -> SpanKey { try interner.key(of: span) }
  func number(ofSource name: String) throws(ActivityLogError) -> Int64 {
    try interner.number(ofSource: name)
  }
}

extension ActivityLog {
  /// Makes `directory`, for the owner alone; takes others' rights where it exists.
  public static func prepareDirectory(_ directory: String) throws(ActivityLogError) {
    try SafeFile.prepareDirectory(directory)
  }

  /// The same for the directory that `path` lies in.
  public static func prepareDirectory(of path: String) throws(ActivityLogError) {
    try SafeFile.prepareDirectory(SafeFile.parent(of: path))
  }

  /// Waits until the disk has the name of what is, or was, at `path`: without this a power cut may
  /// bring back what it meant before. A file system that can't is no failure.
  public static func settleName(of path: String) {
    _ = SafeFile.settleName(of: path)
  }
}
