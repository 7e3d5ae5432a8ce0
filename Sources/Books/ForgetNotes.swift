import Foundation
import GRDB
import Timesheet

/// What forgetting did to the notes of entries.
public struct ForgottenNotes: Hashable, Sendable {
  /// Generated notes that were erased, each counted once.
  public var erased = 0
  /// Approved and invoiced entries that keep a note made of forgotten time. A person must look at
  /// it before it is billed.
  public var kept: [BookedEntry] = []

  public init() {}
}

extension Change {
  /// Erases the generated notes of entries that count time of these stretches, in the entries and
  /// in all of the history. An approved or invoiced entry keeps the note it has, in doubt.
  public mutating func forgetNotes(of stretches: [Visit]) throws -> ForgottenNotes {
    var forgotten = ForgottenNotes()
    let notes = Notes(database: database)
    for (id, digests) in try generatedNotes(of: stretches).sorted(by: { $0.key < $1.key }) {
      let present = try entry(EntryID(text: id))
      for digest in digests.sorted() {
        let text = try notes.text(digest)
        guard !text.isEmpty else { continue }
        let hasIt =
          present.map { $0.entry.note == text && !$0.entry.noteWritten } ?? false
        if hasIt, let present, present.entry.state.approval != nil {
          try notes.doubt(digest)
          forgotten.kept.append(present)
        } else {
          try erase(digest, of: id, present: hasIt)
          forgotten.erased += 1
        }
      }
    }
    return forgotten
  }

  /// Erases doubtful notes that an entry no longer bills, for a person wrote another or took the
  /// approval back.
  mutating func settleDoubts() throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT note.digest, note.entry, entry.note = note.text AND NOT entry.note_written AS present
        FROM note LEFT JOIN entry ON entry.id = note.entry
        WHERE note.in_doubt = 1 AND note.text IS NOT NULL
          AND (entry.id IS NULL OR entry.state IN ('proposed', 'rejected')
            OR entry.note <> note.text OR entry.note_written)
        """)
    for row in rows {
      try erase(row["digest"], of: row["entry"], present: row["present"] ?? false)
    }
  }

  private mutating func erase(_ digest: String, of entry: String, present: Bool) throws {
    notesErased.append(digest)
    // Past the event: it is empty on both sides of every event from now on.
    if present {
      try database.execute(sql: "UPDATE entry SET note = '' WHERE id = ?", arguments: [entry])
    }
  }

  /// The digests of the notes that rules made, by the entry, as far as any event tells of it with
  /// time of these stretches. A text that a person wrote as well is not among them.
  private func generatedNotes(of stretches: [Visit]) throws -> [String: Set<String>] {
    guard let from = stretches.map(\.start).min(), let to = stretches.map(\.end).max() else {
      return [:]
    }
    var generated: [String: Set<String>] = [:]
    for side in ["before", "after"] {
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT kept.value ->> '$.entry.id' AS id, kept.value ->> '$.entry.note' AS note,
            kept.value -> '$.spans' AS spans
          FROM event, json_each(event.\(side), '$.entries') AS kept
          WHERE kept.value ->> '$.entry.start_s' < ? AND kept.value ->> '$.entry.end_s' > ?
            AND kept.value ->> '$.entry.note' <> '' AND NOT kept.value ->> '$.entry.note_written'
          """, arguments: [to, from])
      while let row = try rows.next() {
        let id: String = row["id"]
        let note: String = row["note"]
        guard !(generated[id]?.contains(note) ?? false) else { continue }
        let spans = try JSONDecoder().decode(
          [String].self, from: Data((row["spans"] as String).utf8)
        ).map { try ShareRecord($0, of: id) }
        let touches = spans.contains { span in
          stretches.contains { $0.start < span.to_s && span.from_s < $0.end }
        }
        if touches { generated[id, default: []].insert(note) }
      }
    }
    return generated.filter { !$0.value.isEmpty }
  }
}

extension Books {
  /// Rewrites the file, so that no page and no WAL keeps a trace of what was erased.
  public func scrub() throws {
    do {
      let busy = try queue.writeWithoutTransaction { database in
        try database.execute(sql: "VACUUM")
        return try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 0
      }
      guard busy == 0 else { throw BooksError.tracesLeft(path: path) }
    } catch let error as DatabaseError {
      switch BooksError(error, path: path) {
      case .busy?: throw BooksError.tracesLeft(path: path)
      case let known?: throw known
      case nil: throw error
      }
    }
  }
}
