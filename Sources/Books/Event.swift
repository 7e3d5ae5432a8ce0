import Activity
import GRDB
import Timesheet

/// One row of the append-only history of the books.
public struct Event: Hashable, Sendable {
  /// What an event is to `undo` and `redo`.
  public enum Kind: Hashable, Sendable {
    /// A step that can be taken back.
    case change
    /// Took back the whole step of this number.
    case undo(of: Int64)
    /// Made the step of this number again.
    case redo(of: Int64)
    /// Took back what the step of this number did to one entry: a step of its own.
    case part(of: Int64)
    /// Xero knows of it: neither undo nor redo goes past.
    case wall
    /// A push on its way, which ends in a wall or in nothing.
    case push
    /// Changed nothing that undo could restore.
    case aside
  }

  public var sequence: Int64
  public var reason: ChangeReason
  public var kind: Kind
  /// The proposals that stood on the step and were taken back, or made again, with it: the numbers of
  /// their events, in order.
  public var with: [Int64]
  public var entries: [EntryChange]
  public var links: [LinkChange]
  public var days: [DayChange]
  public var rules: [RuleChange]
  /// How many notes it erased.
  public var notesErased: Int
  /// Its link in the chain: SHA-256 as hexadecimal digits.
  public var hash: String
}

/// A row of `event`.
struct EventRow: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "event"

  var seq: Int64
  var kind: String
  var step: Int64?
  var at_ms: Int64
  var who: String
  var what: String
  var why: String
  var hash: String
  var before: String
  var after: String

  /// Appends an event to the chain.
  static func append(
    _ reason: ChangeReason, _ kind: Event.Kind, before: Snapshot, after: Snapshot,
    to database: Database, salt: () -> [UInt8]
  ) throws {
    let notes = Notes(database: database)
    let head = try head(of: database)
    let (name, step) = kind.words
    try EventRow(
      seq: head.seq + 1, kind: name, step: step, at_ms: reason.at.milliseconds, who: reason.who,
      what: reason.what, why: reason.why, hash: "",
      before: before.json(notes, salt: salt), after: after.json(notes, salt: salt)
    ).insert(
      after: head.hash, entries: Set((before.entries + after.entries).map(\.entry.id)), database)
  }

  func insert(after previous: String, entries: Set<String>, _ database: Database) throws {
    var linked = self
    linked.hash = Chain.link(after: previous, self)
    try linked.insert(into: database)
    for entry in entries.sorted() {
      try database.run("INSERT INTO event_entry (entry, seq) VALUES (?, ?)", [entry, seq])
    }
    // Kept apart, so that verify sees where the last events are missing.
    try database.execute(
      sql: """
        INSERT INTO meta (key, value) VALUES ('chain_head', ?)
        ON CONFLICT DO UPDATE SET value = excluded.value
        """, arguments: ["\(seq) \(linked.hash)"])
  }

  private func insert(into database: Database) throws {
    try database.run(
      """
      INSERT INTO event (seq, kind, step, at_ms, who, what, why, hash, before, after)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [seq, kind, step, at_ms, who, what, why, hash, before, after])
  }

  static func head(of database: Database) throws -> (seq: Int64, hash: String) {
    let last = try Row.fetchOne(
      database, sql: "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
    if let last { return (last["seq"], last["hash"]) }
    return (0, try Chain.beginning(of: database))
  }

  func eventKind() throws -> Event.Kind {
    guard let kind = Event.Kind(name: kind, step: step) else {
      throw BooksError.damaged("Event \(seq) is of no known kind: \(self.kind)")
    }
    return kind
  }

  func event(_ notes: Notes) throws -> Event {
    let before = try Snapshot(before, notes)
    let after = try Snapshot(after, notes)
    return Event(
      sequence: seq,
      reason: ChangeReason(
        at: Instant(milliseconds: at_ms), who: who, what: what, why: why),
      kind: try eventKind(), with: after.steps ?? [],
      entries: try paired(before.entries, after.entries, by: \.entry.id).map {
        EntryChange(before: try $0?.booked(), after: try $1?.booked())
      },
      links: paired(before.links, after.links, by: \.client).map {
        LinkChange(before: $0?.link, after: $1?.link)
      },
      days: try paired(before.days, after.days, by: \.day).map {
        DayChange(before: try $0?.closed(), after: try $1?.closed())
      },
      rules: before.ruleChanges(areWritten: false) + after.ruleChanges(areWritten: true),
      notesErased: after.notes.count, hash: hash)
  }
}

/// The two sides of a change put together by `key`; those that are new come last.
private func paired<Value>(
  _ before: [Value], _ after: [Value], by key: (Value) -> String
) -> [(before: Value?, after: Value?)] {
  var remaining = Dictionary(after.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  let both = before.map { (before: Value?.some($0), after: remaining.removeValue(forKey: key($0))) }
  return both
    + after.compactMap { value in
      remaining.removeValue(forKey: key(value)).map { (before: nil, after: $0) }
    }
}

extension Event.Kind {
  /// Its word, and the step that it speaks of: in the books and in JSON.
  public var words: (name: String, step: Int64?) {
    switch self {
    case .change: ("change", nil)
    case .undo(let step): ("undo", step)
    case .redo(let step): ("redo", step)
    case .part(let step): ("part", step)
    case .wall: ("wall", nil)
    case .push: ("push", nil)
    case .aside: ("aside", nil)
    }
  }

  init?(name: String, step: Int64?) {
    switch (name, step) {
    case ("change", nil): self = .change
    case ("undo", let step?): self = .undo(of: step)
    case ("redo", let step?): self = .redo(of: step)
    case ("part", let step?): self = .part(of: step)
    case ("wall", nil): self = .wall
    case ("push", nil): self = .push
    case ("aside", nil): self = .aside
    default: return nil
    }
  }
}

extension Books {
  /// The whole history, oldest first.
  public func events() throws -> [Event] { try events("", []) }

  /// The events that happened in [from, to), oldest first.
  public func events(from: Instant, to: Instant) throws -> [Event] {
    try events("WHERE at_ms >= ? AND at_ms < ?", [from.milliseconds, to.milliseconds])
  }

  /// The events that touched an entry, oldest first.
  public func events(changing entry: EntryID) throws -> [Event] {
    try events("WHERE seq IN (SELECT seq FROM event_entry WHERE entry = ?)", [entry.text])
  }

  private func events(_ condition: String, _ arguments: StatementArguments) throws -> [Event] {
    try queue.read { database in
      let notes = Notes(database: database)
      return try EventRow.fetchAll(
        database, sql: "SELECT * FROM event \(condition) ORDER BY seq", arguments: arguments
      ).map { try $0.event(notes) }
    }
  }
}
