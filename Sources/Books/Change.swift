import Activity
import Foundation
import GRDB
import Timesheet

/// Who changes the books, when, how and why.
public struct ChangeReason: Hashable, Sendable {
  public var at: Instant
  public var who: String
  /// The command's verb, such as `approve`.
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
/// It remembers each entry that it touches as it was before, for the event.
public struct Change {
  let database: Database
  private var before: [EntryID: EntrySnapshot?] = [:]
  private var order: [EntryID] = []
  /// Links and pushes are told by the event's words alone.
  var changedBesideEntries = false

  init(database: Database) { self.database = database }

  public func entries(on days: ClosedRange<CivilDate>) throws -> [BookedEntry] {
    try BookedEntry.fetch(
      database, where: "day BETWEEN ? AND ?",
      [days.lowerBound.description, days.upperBound.description])
  }

  public func entry(_ id: EntryID) throws -> BookedEntry? {
    try BookedEntry.fetch(database, where: "id = ?", [id.text]).first
  }

  /// Writes `booked` in place of the entry of its id, or beside the others.
  public mutating func put(_ booked: BookedEntry) throws {
    try remember(booked.entry.id)
    let record = EntryRecord(booked)
    try record.upsert(database)
    try database.execute(
      sql: "DELETE FROM entry_span WHERE entry = ?", arguments: [record.id])
    for share in booked.entry.shares {
      try ShareRecord(share, of: booked.entry.id).insert(database)
    }
  }

  public mutating func remove(_ id: EntryID) throws {
    try remember(id)
    try database.execute(sql: "DELETE FROM entry WHERE id = ?", arguments: [id.text])
  }

  private mutating func remember(_ id: EntryID) throws {
    guard before[id] == nil else { return }
    order.append(id)
    before[id] = .some(try entry(id).map(EntrySnapshot.init))
  }

  /// What this change did to each entry that is not as it was.
  func differences() throws -> [EntryDifference] {
    try order.compactMap { id in
      let was = before[id] ?? nil
      let now = try entry(id).map(EntrySnapshot.init)
      return was == now ? nil : EntryDifference(id: id, before: was, after: now)
    }
  }
}

/// An entry as an event keeps it.
struct EntrySnapshot: Codable, Hashable {
  var entry: EntryRecord
  var spans: [ShareRecord]

  init(_ booked: BookedEntry) {
    entry = EntryRecord(booked)
    spans = booked.entry.shares.map { ShareRecord($0, of: booked.entry.id) }
  }

  func booked() throws -> BookedEntry { try entry.booked(shares: spans.map { try $0.share() }) }
}

struct EntryDifference {
  var id: EntryID
  var before: EntrySnapshot?
  var after: EntrySnapshot?
}

/// What a change did to one entry: nil before is new, nil after is gone.
public struct EntryChange: Hashable, Sendable {
  public var before: BookedEntry?
  public var after: BookedEntry?
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
    var outcome: (Result, [EntryChange])?
    do {
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          var change = Change(database: database)
          let result = try body(&change)
          let differences = try change.differences()
          if !differences.isEmpty || change.changedBesideEntries {
            try Event.append(reason, differences, to: database)
          }
          outcome = (
            result,
            try differences.map {
              EntryChange(before: try $0.before?.booked(), after: try $0.after?.booked())
            }
          )
          return dryRun ? .rollback : .commit
        }
      }
    } catch let error as DatabaseError {
      throw BooksError(error, path: path) ?? error
    }
    guard let outcome else { throw BooksError.damaged("A transaction ended without a result") }
    return outcome
  }
}
