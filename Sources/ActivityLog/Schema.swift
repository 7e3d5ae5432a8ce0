import CSQLite
import Glibc

/// The activity log's tables, and the way from each version to the next. Forward only.
enum Schema {
  /// "DayB": a file with another number is not ours.
  static let applicationID: Int64 = 0x4461_7942
  static var version: Int64 { Int64(migrations.count) }

  /// Migration n brings a file from `user_version` n to n + 1. Never change one that was released.
  static let migrations: [[String]] = [
    [
      "CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
      """
      CREATE TABLE zone (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, offset INTEGER NOT NULL,
        UNIQUE (name, offset)) STRICT
      """,
      // Every text once.
      "CREATE TABLE text (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
      // Every window once: program is what stays when only the title changes.
      """
      CREATE TABLE program (
        id INTEGER PRIMARY KEY, app INTEGER NOT NULL REFERENCES text,
        instance INTEGER NOT NULL REFERENCES text, executable INTEGER NOT NULL REFERENCES text,
        directory INTEGER NOT NULL REFERENCES text, workspace INTEGER NOT NULL REFERENCES text,
        fullscreen INTEGER NOT NULL CHECK (fullscreen IN (0, 1)),
        UNIQUE (app, instance, executable, directory, workspace, fullscreen)) STRICT
      """,
      """
      CREATE TABLE context (
        id INTEGER PRIMARY KEY, title INTEGER NOT NULL REFERENCES text,
        url INTEGER NOT NULL REFERENCES text, program INTEGER REFERENCES program,
        UNIQUE (title, program, url)) STRICT
      """,
      // start and length in milliseconds. The key in order of time makes a day one short read.
      """
      CREATE TABLE span (
        source INTEGER NOT NULL REFERENCES source, start INTEGER NOT NULL,
        length INTEGER NOT NULL CHECK (length > 0), presence INTEGER NOT NULL,
        zone INTEGER NOT NULL REFERENCES zone, context INTEGER NOT NULL REFERENCES context,
        PRIMARY KEY (source, start)) STRICT, WITHOUT ROWID
      """,
      // The few spans that a look one hour back would miss.
      "CREATE INDEX long_span ON span (start) WHERE length > 3600000",
      // One agent from its start to its end: alive is the last sign of life, ended is set by a
      // clean end alone.
      """
      CREATE TABLE run (
        id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source,
        start INTEGER NOT NULL, alive INTEGER NOT NULL, last_input INTEGER,
        state INTEGER NOT NULL CHECK (state IN (0, 1, 2))) STRICT
      """,
      "CREATE INDEX run_start ON run (start)",
      // The contexts that are no window.
      "INSERT INTO text VALUES (0, '')",
      "INSERT INTO context VALUES (0, 0, 0, NULL), (1, 0, 0, NULL)",
    ],
    // Idle time got numbers with a reason (PresenceCode): the tables are the same, but an older
    // Daybook would take the file for damaged.
    [],
    // Which tail the tables have (Tail), and how many bytes of it.
    [
      "CREATE TABLE tail (sequence INTEGER NOT NULL, merged INTEGER NOT NULL) STRICT",
      "INSERT INTO tail VALUES (0, 0)",
    ],
  ]

  /// Spans of at most this length are found by looking this far back from a range's start.
  static let shortSpan: Int64 = 3_600_000

  /// A new file appears whole: made under another name, then renamed, by one program at a time. Of
  /// one that was killed meanwhile nothing stays but a draft, which the next one takes away.
  static func make(at path: String) throws(ActivityLogError) {
    let directory = open(SafeFile.parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if directory >= 0 { close(directory) } }
    guard directory >= 0, flock(directory, LOCK_EX) == 0 else {
      throw SafeFile.failure(path, "can't be made")
    }
    guard case .nothing = try SafeFile.look(at: path) else { return }
    // Changes without their file would be played into the new one.
    guard access(path + "-wal", F_OK) != 0 else {
      throw ActivityLogError(
        .damaged,
        "\(path) is gone, but \(path)-wal, with its last changes, is there. Bring back a backup, or "
          + "start daybook-agent, which keeps them aside.")
    }
    let draft = path + ".new"
    for leftover in [draft, draft + "-wal", draft + "-shm"] { unlink(leftover) }
    try SafeFile.create(draft)
    // Once it has its name there is nothing to take away.
    defer { unlink(draft) }
    do {
      let database = try Database(path: draft, readOnly: false, busyTimeout: 0)
      // Nobody has it yet: one wait for the disk, at the end, is enough.
      try database.run("PRAGMA journal_mode = MEMORY")
      try database.run("PRAGMA synchronous = OFF")
      // Each commit writes the pages that it touches: small ones wear the disk less. Measured: a
      // year takes no more room than with pages of 4 KiB.
      try database.run("PRAGMA page_size = 1024")
      try database.run("PRAGMA application_id = \(applicationID)")
      try migrate(database)
      try database.run("PRAGMA journal_mode = WAL")
    }
    try SafeFile.settle(draft)
    guard rename(draft, path) == 0 else { throw SafeFile.failure(path, "can't be made") }
  }

  /// Brings a file up from whatever it is: another program may have done so while we waited.
  static func migrate(_ database: Database) throws(ActivityLogError) {
    try database.transaction { () throws(ActivityLogError) in
      let found = try database.integer("PRAGMA user_version")
      guard found < version else { return }
      for statements in migrations[Int(found)...] {
        for sql in statements { try database.run(sql) }
      }
      try database.run("PRAGMA user_version = \(version)")
    }
  }

  /// Refuses what is not ours or too new. True for a file of an older form, to be migrated.
  static func isOlder(_ database: Database, path: String) throws(ActivityLogError) -> Bool {
    guard try database.integer("PRAGMA application_id") == applicationID else {
      throw ActivityLogError(
        .damaged, "\(path) is not an activity log. Move it away, or bring back a backup.")
    }
    let found = try database.integer("PRAGMA user_version")
    guard found <= version else {
      throw ActivityLogError(
        .newer,
        "\(path) was written by a newer Daybook (version \(found) of its tables, this one knows "
          + "\(version)). Update Daybook.")
    }
    guard found >= 1 else {
      throw ActivityLogError(
        .damaged, "\(path) has no tables. Move it away, or bring back a backup.")
    }
    return found < version
  }
}
