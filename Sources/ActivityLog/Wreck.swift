import Activity
import CSQLite

/// A damaged activity log: read row by row, around what can't be read.
///
/// Time is worth more than names: a span whose window is lost is kept without it. Rows that a
/// sound log could not hold (overlaps, other centuries) are noise and are left out.
struct Wreck {
  /// Rows of the new file in one transaction.
  private static let batch = 5_000
  /// Where a page can't be read, the next try is so much later, then twice that, and so on.
  private static let firstLeap: Int64 = 60_000
  /// 1970 to 9998.
  private static let times: Range<Int64> = 0..<253_370_764_800_000

  private let database: Database
  private let subjects: SubjectReader

  init(path: String) throws(ActivityLogError) {
    database = try Database(path: path, readOnly: true, busyTimeout: 0)
    subjects = SubjectReader(database)
  }

  /// - Throws: when `log` takes no more; what it has taken stays.
  func bring(into log: ActivityLog, _ recovery: inout Recovery) throws(ActivityLogError) {
    let names = texts("SELECT id, name FROM source")
    let zones = self.zones()
    for source in sources(names) {
      let name = names[source] ?? "recovered-\(source)"
      var (batch, end): ([Span], Int64) = ([], Int64.min)
      var zone = Zone.utc
      for row in rows(of: source) where row.start >= end {
        end = row.start + row.length
        zone = zones[row.zone] ?? zone
        let subject = try? subjects.subject(of: row.context)
        if subject == nil { recovery.nameless += 1 }
        let code = PresenceCode.read(row.presence)
        batch.append(
          Span(
            source: name, start: Instant(milliseconds: row.start),
            end: Instant(milliseconds: end),
            observation: Observation(
              presence: code?.presence ?? .unknown, subject: subject ?? .nothing,
              handsOff: code?.handsOff),
            zone: zone))
        if batch.count == Self.batch {
          recovery.spans += try log.insert(batch).inserted
          batch = []
        }
      }
      recovery.spans += try log.insert(batch).inserted
    }
    recovery.runs = try log.insert(runs(names))
  }

  private struct Row {
    var start, length, presence, zone, context: Int64
  }

  /// Those named, and those that only spans know.
  private func sources(_ names: [Int64: String]) -> [Int64] {
    var found = Set(names.keys)
    var last: Int64 = -1
    // Each step is one look into the key.
    while let next = number("SELECT min(source) FROM span WHERE source > ?1", last) {
      found.insert(next)
      last = next
    }
    return found.sorted()
  }

  /// In order of time, around what can't be read.
  private func rows(of source: Int64) -> [Row] {
    var rows: [Row] = []
    var from = Self.times.lowerBound
    var leap = Self.firstLeap
    while from < Self.times.upperBound {
      let before = rows.count
      guard read(source, from: from, to: Self.times.upperBound, isForward: true, &rows) else {
        break
      }
      // Damage: on from a later key, then back from there to where the damage begins.
      if rows.count > before { leap = Self.firstLeap }
      let known = rows.last.map { $0.start + 1 } ?? Self.times.lowerBound
      from = landing(of: source, after: max(known, from), leap: &leap)
      var back: [Row] = []
      _ = read(source, from: known, to: from, isForward: false, &back)
      rows += back.reversed()
    }
    return rows
  }

  /// The next key at which something can be read again.
  private func landing(of source: Int64, after: Int64, leap: inout Int64) -> Int64 {
    var from = after
    while true {
      let (next, isTooFar) = from.addingReportingOverflow(leap)
      leap = min(leap * 2, Self.times.upperBound)
      guard !isTooFar, next < Self.times.upperBound else { return Self.times.upperBound }
      from = next
      var probe: [Row] = []
      let failed = read(
        source, from: from, to: Self.times.upperBound, isForward: true, limit: 1, &probe)
      if !failed || !probe.isEmpty { return from }
    }
  }

  /// True when it ended in damage.
  private func read(
    _ source: Int64, from: Int64, to: Int64, isForward: Bool, limit: Int64 = -1,
    _ rows: inout [Row]
  ) -> Bool {
    do throws(ActivityLogError) {
      let statement = try Statement(
        """
        SELECT start, length, presence, zone, context FROM span
        WHERE source = ?1 AND start >= ?2 AND start < ?3
        ORDER BY start \(isForward ? "ASC" : "DESC") LIMIT ?4
        """, on: database)
      statement.bind(source, at: 1)
      statement.bind(from, at: 2)
      statement.bind(to, at: 3)
      statement.bind(limit, at: 4)
      while try statement.step() {
        let row = Row(
          start: statement.integer(0), length: statement.integer(1),
          presence: statement.integer(2), zone: statement.integer(3),
          context: statement.integer(4))
        // A torn page can lead in a circle: what is no later is not followed.
        if isForward, let last = rows.last, row.start <= last.start { return true }
        guard row.length > 0, row.length < Self.times.upperBound - row.start else { continue }
        rows.append(row)
      }
      return false
    } catch {
      return true
    }
  }

  private func number(_ sql: String, _ argument: Int64) -> Int64? {
    do throws(ActivityLogError) {
      let statement = try Statement(sql, on: database)
      statement.bind(argument, at: 1)
      guard try statement.step(), !statement.isNull(0) else { return nil }
      return statement.integer(0)
    } catch {
      return nil
    }
  }

  private func texts(_ sql: String) -> [Int64: String] {
    var texts: [Int64: String] = [:]
    each(sql) { texts[$0.integer(0)] = $0.text(1) }
    return texts
  }

  private func zones() -> [Int64: Zone] {
    var zones: [Int64: Zone] = [:]
    each("SELECT id, name, offset FROM zone") {
      let offset = Int32(clamping: $0.integer(2))
      guard abs(offset) <= 86_400 else { return }
      zones[$0.integer(0)] = Zone(name: $0.text(1), offset: offset)
    }
    return zones
  }

  private func runs(_ names: [Int64: String]) -> [Run] {
    var runs: [Run] = []
    each("SELECT source, start, alive, last_input, state FROM run ORDER BY id") {
      let (start, alive) = ($0.integer(1), $0.integer(2))
      guard Self.times.contains(start), Self.times.contains(alive), alive >= start else { return }
      let stopped = $0.integer(4) == Run.State.stopped.rawValue
      runs.append(
        Run(
          source: names[$0.integer(0)] ?? "recovered-\($0.integer(0))",
          start: Instant(milliseconds: start), alive: Instant(milliseconds: alive),
          lastInput: $0.isNull(3) ? nil : Instant(milliseconds: $0.integer(3)),
          // Whoever wrote this file has lost it.
          state: stopped ? .stopped : .lost))
    }
    return runs
  }

  /// Row by row, as far as it goes.
  private func each(_ sql: String, _ body: (borrowing Statement) -> Void) {
    do throws(ActivityLogError) {
      let statement = try Statement(sql, on: database)
      while try statement.step() { body(statement) }
    } catch {
      // The rest can't be read: what came before it counts.
    }
  }
}

extension ActivityLog {
  /// Adds runs as they are. For recovery, and for a log that is made anew.
  public func insert(_ runs: [Run]) throws(ActivityLogError) -> Int {
    try changing { () throws(ActivityLogError) in
      let add = try Statement(
        "INSERT INTO run (source, start, alive, last_input, state) VALUES (?1, ?2, ?3, ?4, ?5)",
        on: database)
      for run in runs {
        add.bind(try number(ofSource: run.source), at: 1)
        add.bind(run.start, at: 2)
        add.bind(run.alive, at: 3)
        add.bind(run.lastInput, at: 4)
        add.bind(run.state.rawValue, at: 5)
        try add.run()
      }
      return runs.count
    }
  }
}
