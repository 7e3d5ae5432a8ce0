import Foundation
import GRDB

extension Books {
  /// Recomputes each link, and names the first that is broken: all after it prove nothing.
  @Sendable static func chainProblems(_ database: Database) throws -> [String] {
    var previous = try Chain.beginning(of: database)
    var number: Int64 = 0
    let rows = try EventRow.fetchCursor(database, sql: "SELECT * FROM event ORDER BY seq")
    while let event = try rows.next() {
      number += 1
      guard event.seq == number else {
        return ["Event \(number) is missing: the next one is \(event.seq)."]
      }
      guard Chain.link(after: previous, event) == event.hash else {
        return [
          "The chain breaks at event \(event.seq) (\(event.what), by \(event.who)): it, or its "
            + "link, is not what was written."
        ]
      }
      guard try event.entryIDs() == listed(event.seq, database) else {
        return ["The list of entries of event \(event.seq) is not what the event says."]
      }
      previous = event.hash
    }
    let head = try String.fetchOne(
      database, sql: "SELECT value FROM meta WHERE key = 'chain_head'")
    guard head == (number == 0 ? nil : "\(number) \(previous)") else {
      return [
        "The last events are missing: the history ends with event \(number), but the books "
          + "were at \(head ?? "none")."
      ]
    }
    return []
  }

  private static func listed(_ event: Int64, _ database: Database) throws -> Set<String> {
    try String.fetchSet(
      database, sql: "SELECT entry FROM event_entry WHERE seq = ?", arguments: [event])
  }

  /// The texts of rules lie among the notes, by their file.
  private static func owner(_ entry: String) -> String {
    entry.contains("/") ? entry : "entry \(entry)"
  }

  /// Each digest that an event names has its note, which is unchanged or was erased by an event.
  @Sendable static func noteProblems(_ database: Database) throws -> [String] {
    var named: Set<String> = []
    var erased: Set<String> = []
    let events = try EventRow.fetchCursor(database, sql: "SELECT * FROM event ORDER BY seq")
    while let event = try events.next() {
      let sides = [try Snapshot(sealed: event.before), try Snapshot(sealed: event.after)]
      named.formUnion(sides.flatMap { $0.entries.map(\.entry.note) })
      named.formUnion(sides.flatMap { ($0.rules ?? []).map(\.text) })
      erased.formUnion(sides.flatMap(\.notes))
    }
    named.remove("")
    var problems: [String] = []
    let notes = try Row.fetchCursor(database, sql: "SELECT * FROM note")
    while let note = try notes.next() {
      let digest: String = note["digest"]
      let entry: String = note["entry"]
      named.remove(digest)
      if let text: String = note["text"] {
        let salt: [UInt8] = Array(note["salt"] as Data? ?? Data())
        if Chain.digest(ofNote: text, of: entry, salt: salt) != digest {
          problems.append("A note of \(owner(entry)) in the history is not what was written.")
        }
      } else if !erased.contains(digest) {
        problems.append("A note of \(owner(entry)) was erased, and no event tells of it.")
      }
    }
    return problems + named.sorted().map { "The history names a note that is gone: \($0)." }
  }

  /// Plays the history again, and compares what it comes to with what is there.
  @Sendable static func historyProblems(_ database: Database) throws -> [String] {
    let notes = Notes(database: database)
    var made = Replayed()
    var problems: [String] = []
    let events = try EventRow.fetchCursor(database, sql: "SELECT * FROM event ORDER BY seq")
    while let event = try events.next() {
      let before = try Snapshot(event.before, notes)
      let after = try Snapshot(event.after, notes)
      for id in made.apply(before: before, after: after) where problems.isEmpty {
        problems.append(
          "Event \(event.seq) (\(event.what)) found \(id) otherwise than the events before left it."
        )
      }
    }
    let present = try BookedEntry.fetch(database, where: "1", []).map(EntrySnapshot.init)
    problems += made.entries.differences(from: present, by: \.entry.id).map {
      "Entry \($0) is not what the history made of it."
    }
    let links = try LinkRow.fetchAll(database, sql: "SELECT * FROM link")
    // Links of the books' first form were told by words alone.
    problems += made.links.differences(
      from: links.filter { made.links.known.contains($0.client) }, by: \.client
    ).map { "The link of \($0) is not what the history made of it." }
    let days = try ClosedDayRow.fetchAll(database, sql: "SELECT * FROM closed_day")
    problems += made.days.differences(from: days, by: \.day).map {
      "Closed day \($0) is not what the history made of it."
    }
    return problems
  }
}

/// What a history comes to.
private struct Replayed {
  struct Rows<Row: Hashable> {
    private(set) var rows: [String: Row] = [:]
    private(set) var known: Set<String> = []

    /// - Returns: the keys that were not as `before` says.
    mutating func apply(before: [Row], after: [Row], by key: (Row) -> String) -> [String] {
      var wrong: [String] = []
      for row in before {
        let name = key(row)
        // A row from before its first event is taken as told.
        if rows[name] != row, known.contains(name) { wrong.append(name) }
        known.insert(name)
        rows[name] = nil
      }
      for row in after {
        known.insert(key(row))
        if rows.updateValue(row, forKey: key(row)) != nil { wrong.append(key(row)) }
      }
      return wrong
    }

    /// The keys of rows that are here or there alone, or differ, in order.
    func differences(from present: [Row], by key: (Row) -> String) -> [String] {
      let there = Dictionary(present.map { (key($0), $0) }) { first, _ in first }
      return Set(rows.keys).union(there.keys).filter { rows[$0] != there[$0] }.sorted()
    }
  }

  var entries = Rows<EntrySnapshot>()
  var links = Rows<LinkRow>()
  var days = Rows<ClosedDayRow>()

  mutating func apply(before: Snapshot, after: Snapshot) -> [String] {
    entries.apply(before: before.entries, after: after.entries, by: \.entry.id)
      + links.apply(before: before.links, after: after.links, by: \.client)
      + days.apply(before: before.days, after: after.days, by: \.day)
  }
}

extension EventRow {
  fileprivate func entryIDs() throws -> Set<String> {
    let sides = [try Snapshot(sealed: before), try Snapshot(sealed: after)]
    return Set(sides.flatMap { $0.entries.map(\.entry.id) })
  }
}
