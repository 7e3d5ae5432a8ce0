import Activity
import Foundation
import GRDB
import Timesheet

/// Who changes the books, when, how and why.
public struct ChangeReason: Hashable, Sendable {
  public var at: Instant
  public var who: String
  /// The command's verb, such as `approve`. Never a note: the chain covers it, so it can't be erased.
  public var what: String
  public var why: String

  public init(at: Instant, who: String, what: String, why: String = "") {
    self.at = at
    self.who = who
    self.what = what
    self.why = why
  }
}

/// One change of the books while it is being made.
///
/// It remembers all that it touches as it was before, for the event.
public struct Change {
  let database: Database
  let salt: () -> [UInt8]
  private var entries = Remembered<EntryID, BookedEntry>()
  /// What it wrote, as it would be read: a day's proposals are not read once more to be told.
  var written: [EntryID: BookedEntry] = [:]
  private var links = Remembered<String, ClientLink>()
  private var days = Remembered<CivilDate, ClosedDay>()
  var notesErased: [String] = []
  var pushes: [String: String] = [:]
  var invoices: [String: String] = [:]
  /// What it is to `undo`; a change that leaves nothing to restore becomes an aside.
  var kind = Event.Kind.change
  var with: [Int64] = []
  var rules: [RuleChange] = []
  /// Pushes are told by the event's words alone.
  var changedBesideEntries = false

  init(database: Database, salt: @escaping () -> [UInt8]) {
    self.database = database
    self.salt = salt
  }

  /// The number that its event will have: nobody else writes meanwhile.
  public func number() throws -> Int64 { try EventRow.head(of: database).seq + 1 }

  public func entries(on days: ClosedRange<CivilDate>) throws -> [BookedEntry] {
    try BookedEntry.fetch(
      database, where: "day BETWEEN ? AND ?",
      [days.lowerBound.description, days.upperBound.description])
  }

  /// As `Books.entries(beside:overlapping:)`.
  public func entries(beside day: CivilDate, overlapping time: Range<Int64>) throws -> [BookedEntry]
  {
    try BookedEntry.fetch(database, beside: day, overlapping: time)
  }

  public func entry(_ id: EntryID) throws -> BookedEntry? {
    try BookedEntry.fetch(database, where: "id = ?", [id.text]).first
  }

  /// Writes `booked` in place of the entry of its id, or beside the others.
  public mutating func put(_ booked: BookedEntry) throws {
    try set(booked, as: booked.entry.id)
  }

  public mutating func remove(_ id: EntryID) throws { try set(nil, as: id) }

  mutating func set(_ booked: BookedEntry?, as id: EntryID) throws {
    entries.remember(id, was: try entry(id))
    guard let booked else {
      // A push that came to nothing no longer holds it.
      try database.execute(
        sql: "DELETE FROM push_share WHERE entry = ? AND live = 0", arguments: [id.text])
      try database.execute(sql: "DELETE FROM entry WHERE id = ?", arguments: [id.text])
      written[id] = nil
      return
    }
    let record = EntryRecord(booked)
    try record.write(to: database)
    try database.run("DELETE FROM entry_span WHERE entry = ?", [record.id])
    for share in booked.entry.shares {
      try ShareRecord(share, of: booked.entry.id).write(to: database)
    }
    written[id] = try record.booked(shares: booked.entry.shares.sorted { $0.from < $1.from })
  }

  func link(of client: String) throws -> ClientLink? {
    try LinkRow.fetch(client, database)?.link
  }

  mutating func set(_ link: ClientLink?, of client: String) throws {
    links.remember(client, was: try self.link(of: client))
    if let link {
      try LinkRow(link).insert(database, onConflict: .replace)
    } else {
      try database.execute(sql: "DELETE FROM link WHERE client = ?", arguments: [client])
    }
  }

  public func closedDay(_ day: CivilDate) throws -> ClosedDay? {
    try ClosedDayRow.fetch(day.description, database)?.closed()
  }

  /// Closes a day, or opens it again.
  public mutating func set(_ closed: ClosedDay?, of day: CivilDate) throws {
    days.remember(day, was: try closedDay(day))
    if let closed {
      try ClosedDayRow(closed).insert(database, onConflict: .replace)
    } else {
      try database.execute(
        sql: "DELETE FROM closed_day WHERE day = ?", arguments: [day.description])
    }
  }

  /// From here on neither undo nor redo goes back: Xero knows of it.
  public mutating func becomeWall() {
    kind = .wall
    changedBesideEntries = true
  }

  /// What differs now from before this change.
  func differences() throws -> Differences {
    Differences(
      entries: try entries.differences { written[$0] }
        .map { EntryChange(before: $0, after: $1) },
      links: try links.differences { try link(of: $0) }
        .map { LinkChange(before: $0, after: $1) },
      days: try days.differences { try closedDay($0) }
        .map { DayChange(before: $0, after: $1) })
  }
}

/// Values as they were before a change first touched them, in that order.
private struct Remembered<Key: Hashable, Value: Hashable> {
  private var before: [Key: Value?] = [:]
  private var order: [Key] = []

  mutating func remember(_ key: Key, was value: Value?) {
    guard before[key] == nil else { return }
    order.append(key)
    before[key] = .some(value)
  }

  func differences(now: (Key) throws -> Value?) throws -> [(before: Value?, after: Value?)] {
    try order.compactMap { key in
      let was = before[key] ?? nil
      let value = try now(key)
      return was == value ? nil : (was, value)
    }
  }
}

/// What a change did to one entry: nil before is new, nil after is gone.
public struct EntryChange: Hashable, Sendable {
  public var before: BookedEntry?
  public var after: BookedEntry?
}

struct Differences {
  var entries: [EntryChange]
  var links: [LinkChange]
  var days: [DayChange]

  var isEmpty: Bool { entries.isEmpty && links.isEmpty && days.isEmpty }

  var before: Snapshot {
    Snapshot(
      entries: entries.compactMap { $0.before.map(EntrySnapshot.init) },
      links: links.compactMap { $0.before.map(LinkRow.init) },
      days: days.compactMap { $0.before.map(ClosedDayRow.init) })
  }

  var after: Snapshot {
    Snapshot(
      entries: entries.compactMap { $0.after.map(EntrySnapshot.init) },
      links: links.compactMap { $0.after.map(LinkRow.init) },
      days: days.compactMap { $0.after.map(ClosedDayRow.init) })
  }
}

extension Books {
  /// Runs `body` as one transaction and writes one event of what it changed; none where it
  /// changed nothing. An error leaves everything as it was.
  ///
  /// - Parameter dryRun: does all of it, tells what would change, and takes it back.
  @discardableResult
  public func change<Result>(
    _ reason: ChangeReason, dryRun: Bool = false, _ body: (inout Change) throws -> Result
  ) throws -> (result: Result, changes: [EntryChange]) {
    try transaction(dryRun: dryRun) { database in
      var change = Change(database: database, salt: { randomBytes(16) })
      let result = try body(&change)
      return (result, try change.record(reason))
    }
  }

  private func transaction<Outcome>(
    dryRun: Bool, _ body: (Database) throws -> Outcome
  ) throws -> Outcome {
    var outcome: Outcome?
    try queue.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        outcome = try body(database)
        return dryRun ? .rollback : .commit
      }
    }
    guard let outcome else { throw BooksError.damaged("A transaction ended without a result") }
    return outcome
  }
}

extension Change {
  /// Appends the event of what this change did, if it did anything.
  fileprivate mutating func record(_ reason: ChangeReason) throws -> [EntryChange] {
    let differences = try differences()
    try settleDoubts()
    let left = !differences.isEmpty || !rules.isEmpty
    // A step and what stood on it may come to nothing together: they are taken back all the same.
    guard left || changedBesideEntries || !notesErased.isEmpty || kind != .change else { return [] }
    var before = differences.before
    before.rules = ruleSnapshots(areWritten: false)
    var after = differences.after
    after.rules = ruleSnapshots(areWritten: true)
    after.notes = notesErased
    after.pushes = pushes.isEmpty ? nil : pushes
    after.invoices = invoices.isEmpty ? nil : invoices
    after.steps = with.isEmpty ? nil : with
    try EventRow.append(
      reason, kind == .change && !left ? .aside : kind, before: before, after: after,
      to: database, salt: salt)
    // Only now: the event names the notes that it erases, and its own may be among them.
    for digest in notesErased { try Notes(database: database).erase(digest) }
    return differences.entries
  }
}
