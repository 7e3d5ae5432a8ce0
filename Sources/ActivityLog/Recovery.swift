import Activity
import CSQLite
import Glibc

/// What became of a damaged activity log.
public struct Recovery: Hashable, Sendable {
  /// Where the damaged file lies now.
  public var keptAside: String
  /// What could be read of it and is in the new file.
  public var spans = 0
  public var runs = 0
  /// Spans whose window could no longer be read: they keep their time and have no name.
  public var nameless = 0
  /// The new file took no more: the rest is in the damaged one alone.
  public var isCutShort = false

  /// For the person, without a title.
  public var description: String {
    var text = "The activity log was damaged. It is kept at \(keptAside), and a new one begun. "
    text += spans == 0 ? "No span could be read" : "\(spans) spans were brought over"
    if nameless > 0 { text += ", \(nameless) of them without their window" }
    text += isCutShort ? ", then the disk took no more. " : ". "
    return text + "See with 'daybook activity' what is missing, or bring back a backup."
  }
}

extension ActivityLog {
  /// Opens `path` to be written, after a look at every page. A damaged file, an empty one, or one
  /// that is no activity log is kept aside as `PATH.damaged-DATE`, and a new one is begun with
  /// whatever of it can be read.
  ///
  /// - Parameters:
  ///   - time: for DATE, in UTC.
  ///   - trusting: a log whose last run ended in order is looked at later: see `isChecked`.
  /// - Throws: what `open` throws, `.damaged` excepted.
  public static func openSound(
    path: String, at time: Instant, trusting: Bool = false
  ) throws(ActivityLogError) -> (log: ActivityLog, recovery: Recovery?) {
    let isOrphaned = access(path, F_OK) != 0 && access(path + "-wal", F_OK) == 0
    if !isOrphaned {
      do throws(ActivityLogError) {
        let log = try open(path: path, mode: .write)
        if trusting, try log.endedInOrder() { return (log, nil) }
        if try log.isSound() { return (log, nil) }
      } catch {
        guard error.kind == .damaged else { throw error }
      }
    }
    let aside = try Self.keepAside(path, at: time)
    let log = try openTables(path: path, mode: .write)
    log.isChecked = true
    var recovery = Recovery(keptAside: aside)
    if let rest = try? Wreck(path: aside) {
      do {
        try rest.bring(into: log, &recovery)
      } catch {
        recovery.isCutShort = true
      }
    }
    // Last: it knows better than the damaged tables.
    try log.bringInTail()
    return (log, recovery)
  }

  /// Whether SQLite finds nothing wrong (sqlite.org/pragma.html#pragma_integrity_check), and no row
  /// is one that none of us writes. Looks at every page, and for every row in its index and at what it
  /// refers to: some 130 ms for a year, 45 of them SQLite's own check. `quick_check`, in 30, takes rows
  /// out of order, and rows that an index has lost, for sound.
  public func isSound() throws(ActivityLogError) -> Bool {
    let check = try Statement("PRAGMA integrity_check(1)", on: database)
    let isWhole = try check.step() && check.text(0) == "ok"
    isChecked = isWhole ? try impossibilities().isEmpty : false
    return isChecked
  }

  private func endedInOrder() throws(ActivityLogError) -> Bool {
    try database.integer("SELECT state FROM run ORDER BY id DESC LIMIT 1")
      == Run.State.stopped.rawValue
  }

  /// The latest end of the spans of `source`; nil where it has none.
  public func lastEnd(ofSource name: String) throws(ActivityLogError) -> Instant? {
    let last = try Statement(
      """
      SELECT start + length FROM span
      WHERE source = (SELECT id FROM source WHERE name = ?1) ORDER BY start DESC LIMIT 1
      """, on: database)
    last.bind(name, at: 1)
    return try last.first().map(Instant.init(milliseconds:))
  }

  /// Moves the file and what SQLite keeps beside it. A log of changes without its file would be
  /// played into the next one.
  private static func keepAside(
    _ path: String, at time: Instant
  ) throws(ActivityLogError) -> String {
    let stamp = Timestamp.text(Instant(seconds: time.flooredSeconds), offset: 0)
      .filter { $0 != "-" && $0 != ":" }
    var (aside, count) = ("\(path).damaged-\(stamp)", 1)
    while access(aside, F_OK) == 0 || access(aside + "-wal", F_OK) == 0 {
      count += 1
      aside = "\(path).damaged-\(stamp)-\(count)"
    }
    for ending in ["-wal", ""] where access(path + ending, F_OK) == 0 {
      guard rename(path + ending, aside + ending) == 0 else {
        let reason = String(cString: strerror(errno))
        throw ActivityLogError(
          .refused,
          "\(path) is damaged and can't be moved away: \(reason). See who owns its directory.")
      }
    }
    unlink(path + "-shm")
    return aside
  }
}
