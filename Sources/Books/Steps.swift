import Foundation
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

  /// A step that was taken back, with the proposals that stood on it.
  private struct Undone: Hashable, Sendable {
    var next: Next
    var with: [Int64] = []
  }

  /// What `undo` and `redo` do next: the last is the first.
  private var done: [Next] = []
  private var undone: [Undone] = []
  /// Something was proposed since what could be made again was taken back: it may stand in the way.
  public private(set) var proposedSince = false

  public init() {}

  public var undo: Next { done.last ?? .nothing }
  public var redo: Next { undone.last?.next ?? .nothing }
  /// What `redo` makes again with its step, in order.
  public var redoWith: [Int64] { undone.last?.with ?? [] }

  /// The steps that `undo` would take back one after the other, the next one first.
  public var undoable: [Int64] {
    var steps: [Int64] = []
    for case .step(let number) in done.reversed() { steps.append(number) }
    return steps
  }

  /// - Parameters:
  ///   - others: the proposals that were taken back or made again with an event's step.
  ///   - isProposal: nobody's own step, so what was taken back can still be made again.
  ///   - pushing: a push is not settled, so it is a wall until it is.
  public mutating func add(
    _ kind: Event.Kind, _ number: Int64, with others: [Int64] = [], isProposal: Bool = false,
    pushing: Bool
  ) {
    defer { if undone.isEmpty { proposedSince = false } }
    switch kind {
    case .change where isProposal:
      done.append(.step(number))
      proposedSince = true
    case .change, .part:
      done.append(.step(number))
      undone = []
    case .undo(let step):
      let gone = Set(([step] + others).map(Next.step))
      done.removeAll(where: gone.contains)
      undone.append(Undone(next: .step(step), with: others))
    case .redo(let step):
      undone.removeAll { $0.next == .step(step) }
      done += ([step] + others).map(Next.step)
    case .push where !pushing, .aside:
      break
    case .wall, .push:
      done = [.wall(number)]
      if !undone.isEmpty { undone = [Undone(next: .wall(number))] }
    }
  }
}

/// The steps of one entry, of which the last can be taken back alone.
struct EntrySteps {
  private var numbers: [Int64] = []
  private var own: Set<Int64> = []
  private var parts: [Int64: Int64] = [:]

  var last: Int64? { numbers.last }

  /// - Parameters:
  ///   - others: as `Steps.add`.
  ///   - touches: whether the event changed the entry. What takes steps back counts all the same:
  ///     with what stood on it, a step may leave the entry as it was.
  mutating func add(
    _ kind: Event.Kind, _ number: Int64, with others: [Int64] = [], touches: Bool = true
  ) {
    switch kind {
    case .change, .wall, .push, .aside:
      guard touches else { return }
      own.insert(number)
      numbers.append(number)
    case .part(let step):
      guard touches else { return }
      own.insert(number)
      parts[number] = step
      numbers.removeAll { $0 == step }
    case .undo(let step):
      for step in others.reversed() + [step] where own.contains(step) {
        if let part = parts[step] { numbers.append(part) } else { numbers.removeAll { $0 == step } }
      }
    case .redo(let step):
      for step in [step] + others where own.contains(step) {
        if let part = parts[step] { numbers.removeAll { $0 == part } } else { numbers.append(step) }
      }
    }
  }
}

extension Change {
  /// - Parameter proposing: the verb of events that propose.
  public func steps(proposing: String) throws -> Steps {
    try Steps(database, proposing: proposing)
  }

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
        SELECT \(EventRow.stepColumns),
          EXISTS (SELECT 1 FROM event_entry WHERE entry = ? AND seq = event.seq) AS touches
        FROM event WHERE touches OR kind IN ('undo', 'redo') ORDER BY seq
        """, arguments: [entry.text])
    for row in rows {
      steps.add(
        try Event.Kind(row: row), row["seq"], with: try EventRow.with(row),
        touches: row["touches"])
    }
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
  init(_ database: Database, proposing: String? = nil) throws {
    self.init()
    let pushing =
      try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM push WHERE open = 1)") ?? false
    let rows = try Row.fetchAll(
      database, sql: "SELECT \(EventRow.stepColumns) FROM event ORDER BY seq")
    for row in rows {
      add(
        try Event.Kind(row: row), row["seq"], with: try EventRow.with(row),
        isProposal: row["what"] == proposing, pushing: pushing)
    }
  }
}

extension EventRow {
  /// All that steps are told by.
  fileprivate static let stepColumns = """
    seq, kind, step, what, CASE WHEN kind IN ('undo', 'redo') THEN after -> '$.steps' END AS steps
    """

  fileprivate static func with(_ row: Row) throws -> [Int64] {
    guard let json: String = row["steps"] else { return [] }
    do {
      return try JSONDecoder().decode([Int64].self, from: Data(json.utf8))
    } catch {
      throw BooksError.damaged("Event \(row["seq"] as Int64) can't be read: \(error)")
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
