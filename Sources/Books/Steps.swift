import GRDB
import Timesheet

/// What can be taken back and made again, as the history tells it.
public struct Steps: Hashable, Sendable {
  public enum Next: Hashable, Sendable {
    case nothing
    /// The number of the event whose step it is.
    case step(Int64)
    /// The number of the event that nobody goes past.
    case wall(Int64)
  }

  /// What `undo` and `redo` do next: the last is the first.
  private var done: [Next] = []
  private var undone: [Next] = []

  public init() {}

  public var undo: Next { done.last ?? .nothing }
  public var redo: Next { undone.last ?? .nothing }

  /// The steps that `undo` would take back one after the other, the next one first.
  public var undoable: [Int64] {
    var steps: [Int64] = []
    for case .step(let number) in done.reversed() { steps.append(number) }
    return steps
  }

  /// - Parameter pushing: a push is not settled, so it is a wall until it is.
  public mutating func add(_ kind: Event.Kind, _ number: Int64, pushing: Bool) {
    switch kind {
    case .change, .part:
      done.append(.step(number))
      undone = []
    case .undo(let step):
      done.removeAll { $0 == .step(step) }
      undone.append(.step(step))
    case .redo(let step):
      undone.removeAll { $0 == .step(step) }
      done.append(.step(step))
    case .push where !pushing, .aside:
      break
    case .wall, .push:
      done = [.wall(number)]
      if !undone.isEmpty { undone = [.wall(number)] }
    }
  }
}

/// The steps of one entry, of which the last can be taken back alone.
struct EntrySteps {
  private var numbers: [Int64] = []
  private var parts: [Int64: Int64] = [:]

  var last: Int64? { numbers.last }

  mutating func add(_ kind: Event.Kind, _ number: Int64) {
    switch kind {
    case .change, .wall, .push, .aside:
      numbers.append(number)
    case .part(let step):
      parts[number] = step
      numbers.removeAll { $0 == step }
    case .undo(let step):
      if let part = parts[step] { numbers.append(part) } else { numbers.removeAll { $0 == step } }
    case .redo(let step):
      if let part = parts[step] { numbers.removeAll { $0 == part } } else { numbers.append(step) }
    }
  }
}

extension Change {
  public func steps() throws -> Steps { try Steps(database) }

  /// What the event of this number did, such as `approve`.
  public func verb(of number: Int64) throws -> String? {
    try String.fetchOne(
      database, sql: "SELECT what FROM event WHERE seq = ?", arguments: [number])
  }

  /// The event whose step is an entry's last that was not taken back; nil where there is none.
  public func lastStep(of entry: EntryID) throws -> Event? {
    var steps = EntrySteps()
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT seq, kind, step FROM event
        WHERE seq IN (SELECT seq FROM event_entry WHERE entry = ?) ORDER BY seq
        """, arguments: [entry.text])
    for row in rows { steps.add(try Event.Kind(row: row), row["seq"]) }
    return try steps.last.map { try event($0) }
  }

  public func event(_ number: Int64) throws -> Event {
    guard
      let row = try EventRow.fetchOne(
        database, sql: "SELECT * FROM event WHERE seq = ?", arguments: [number])
    else { throw BooksError.damaged("Event \(number) is gone from the history") }
    return try row.event(Notes(database: database))
  }

  /// The event after `number` that changed an entry last.
  public func lastEvent(changing entry: EntryID, after number: Int64) throws -> Event? {
    let found = try Int64.fetchOne(
      database, sql: "SELECT max(seq) FROM event_entry WHERE entry = ? AND seq > ?",
      arguments: [entry.text, number])
    return try found.map { try event($0) }
  }
}

extension Steps {
  init(_ database: Database) throws {
    self.init()
    let pushing =
      try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM push WHERE open = 1)") ?? false
    for row in try Row.fetchAll(database, sql: "SELECT seq, kind, step FROM event ORDER BY seq") {
      add(try Event.Kind(row: row), row["seq"], pushing: pushing)
    }
  }
}

extension Event.Kind {
  fileprivate init(row: Row) throws {
    guard let kind = Event.Kind(name: row["kind"], step: row["step"]) else {
      throw BooksError.damaged("Event \(row["seq"] as Int64) is of no known kind")
    }
    self = kind
  }
}

extension Books {
  /// What the steps that `undo` would take back did, such as `approve`: the next one first, up to a
  /// wall. Cheap, however much they changed.
  public func undoableVerbs() throws -> [String] {
    try queue.read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT seq, what FROM event")
      let verbs = Dictionary(
        uniqueKeysWithValues: rows.map { ($0["seq"] as Int64, $0["what"] as String) })
      return try Steps(database).undoable.compactMap { verbs[$0] }
    }
  }

  /// The steps that `undo` would take back, the next one first, up to a wall: a person's own, then
  /// those that proposed.
  public func undoable(
    limit: Int, after isLast: (String) -> Bool = { _ in false }
  ) throws -> [Event] {
    try queue.read { database in
      let notes = Notes(database: database)
      let verbs = try Row.fetchAll(database, sql: "SELECT seq, what FROM event").reduce(into: [:]) {
        $0[$1["seq"] as Int64] = $1["what"] as String
      }
      let steps = try Steps(database).undoable
      let (first, last) = (
        steps.filter { !isLast(verbs[$0] ?? "") }, steps.filter { isLast(verbs[$0] ?? "") }
      )
      return try (first + last).prefix(limit).compactMap { number in
        try EventRow.fetchOne(
          database, sql: "SELECT * FROM event WHERE seq = ?", arguments: [number]
        )?.event(notes)
      }
    }
  }
}
