import Foundation
import GRDB

/// An event of the books' first form: no chain, notes inside.
enum EventBeforeChain {
  /// Makes the events of the first form links of the chain, in their order.
  static func chainAll(
    in database: Database, _ randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) throws {
    let notes = Notes(database: database)
    var previous = try Chain.beginning(of: database)
    for row in try Row.fetchAll(database, sql: "SELECT * FROM event_before_chain ORDER BY seq") {
      let before = try snapshot(row["before"])
      let after = try snapshot(row["after"])
      let isPush = row["what"] == "invoice push"
      let isEmpty = before.isEmpty && after.isEmpty
      let event = EventRow(
        seq: row["seq"],
        kind: isPush ? (isEmpty ? "push" : "wall") : (isEmpty ? "aside" : "change"), step: nil,
        at_ms: row["at_ms"], who: row["who"], what: row["what"], why: row["why"], hash: "",
        before: try before.json(notes, salt: { randomBytes(16) }),
        after: try after.json(notes, salt: { randomBytes(16) }))
      try event.insert(
        after: previous, entries: Set((before.entries + after.entries).map(\.entry.id)), database)
      previous = Chain.link(after: previous, event)
    }
    try database.execute(sql: Migrations.chained)
  }

  /// - Parameter json: entries without the columns that this form adds.
  private static func snapshot(_ json: String) throws -> Snapshot {
    guard
      var entries = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    else { throw BooksError.damaged("An event of the first form can't be read") }
    for index in entries.indices {
      guard var entry = entries[index]["entry"] as? [String: Any] else { continue }
      entry["edited"] = false
      entry["note_written"] = false
      entries[index]["entry"] = entry
    }
    let old = try JSONDecoder().decode(
      [Entry].self, from: JSONSerialization.data(withJSONObject: entries))
    return Snapshot(entries: old.map { EntrySnapshot(entry: $0.entry, spans: $0.spans) })
  }

  private struct Entry: Decodable {
    var entry: EntryRecord
    var spans: [ShareRecord]
  }
}
