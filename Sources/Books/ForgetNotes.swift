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
  /// Erases the generated notes that were made of these stretches, in the entries and in all of the
  /// history, wherever a split or a merge took them. An approved or invoiced entry keeps the note
  /// it has, in doubt.
  public mutating func forgetNotes(of stretches: [Visit]) throws -> ForgottenNotes {
    var forgotten = ForgottenNotes()
    if !stretches.isEmpty { try forgetRules() }
    for note in try notesMade(of: stretches) {
      let present = try entry(EntryID(text: note.entry))
      let hasIt =
        present.map { $0.entry.note == note.text && !$0.entry.noteWritten } ?? false
      if hasIt, let present, present.entry.state.approval != nil {
        try Notes(database: database).doubt(note.digest)
        forgotten.kept.append(present)
      } else {
        try erase(note.digest, of: note.entry, present: hasIt)
        forgotten.erased += 1
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
      written[EntryID(text: entry)]?.entry.note = ""
    }
  }

  /// The notes that tell of these stretches, by entry and digest.
  ///
  /// A part of a split keeps the note of the whole, and a merge lists what its parts' notes list,
  /// though neither need count the time that the note was made of. So these are all generated notes
  /// of the day that list what a note of an entry with that time lists. A text that a person wrote
  /// for the same entry as well is not among them.
  private func notesMade(of stretches: [Visit]) throws -> [GeneratedNote] {
    let notes = Notes(database: database)
    let told = try digestsTouching(stretches).mapValues { digests in
      Set(try digests.map { Set(Entry.noteParts(of: try notes.text($0))) }.filter { !$0.isEmpty })
    }
    return try generatedNotes(on: told.keys.sorted()).filter { note in
      let parts = Set(Entry.noteParts(of: note.text))
      return told[note.day]?.contains { $0.isSubset(of: parts) } ?? false
    }
  }

  /// By day, the digests of notes that rules made for entries, as far as any event tells of them
  /// with time of these stretches.
  private func digestsTouching(_ stretches: [Visit]) throws -> [String: Set<String>] {
    guard let from = stretches.map(\.start).min(), let to = stretches.map(\.end).max() else {
      return [:]
    }
    let counting = ["before", "after"].map { side in
      """
      SELECT kept.value ->> '$.entry.id' AS id, kept.value ->> '$.entry.day' AS day,
        kept.value ->> '$.entry.note' AS note, kept.value -> '$.spans' AS spans
      FROM event, json_each(event.\(side), '$.entries') AS kept
      WHERE kept.value ->> '$.entry.start_s' < ? AND kept.value ->> '$.entry.end_s' > ?
        AND kept.value ->> '$.entry.note' <> '' AND NOT kept.value ->> '$.entry.note_written'
      """
    }
    // Proposed and cut in one step: no event saw it with the time that went to another.
    let bornCut = """
      SELECT other.value ->> '$.entry.id' AS id, kept.value ->> '$.entry.day' AS day,
        kept.value ->> '$.entry.note' AS note, other.value -> '$.spans' AS spans
      FROM event, json_each(event.after, '$.entries') AS kept,
        json_each(event.after, '$.entries') AS other
      WHERE other.value ->> '$.entry.start_s' < ? AND other.value ->> '$.entry.end_s' > ?
        AND other.value ->> '$.entry.day' = kept.value ->> '$.entry.day'
        AND kept.value ->> '$.entry.note' <> '' AND NOT kept.value ->> '$.entry.note_written'
        AND kept.value ->> '$.entry.edited'
        AND NOT EXISTS (
          SELECT 1 FROM json_each(event.before, '$.entries') AS was
          WHERE was.value ->> '$.entry.id' = kept.value ->> '$.entry.id')
      """
    var touching: [String: Set<String>] = [:]
    for sql in counting + [bornCut] {
      let rows = try Row.fetchCursor(database, sql: sql, arguments: [to, from])
      while let row = try rows.next() {
        let id: String = row["id"]
        let day: String = row["day"]
        let note: String = row["note"]
        guard !(touching[day]?.contains(note) ?? false) else { continue }
        let spans = try JSONDecoder().decode(
          [String].self, from: Data((row["spans"] as String).utf8)
        ).map { try ShareRecord($0, of: id) }
        let touches = spans.contains { span in
          stretches.contains { $0.start < span.to_s && span.from_s < $0.end }
        }
        if touches { touching[day, default: []].insert(note) }
      }
    }
    return touching
  }

  /// What rules wrote for entries of these days, as far as any event tells, and was not erased.
  private func generatedNotes(on days: [String]) throws -> [GeneratedNote] {
    guard !days.isEmpty else { return [] }
    let sides = ["before", "after"].map { side in
      """
      SELECT kept.value ->> '$.entry.day' AS day, kept.value ->> '$.entry.note' AS digest,
        kept.value ->> '$.entry.note_written' AS written
      FROM event, json_each(event.\(side), '$.entries') AS kept
      """
    }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT told.day, note.entry, note.digest, note.text
        FROM (\(sides.joined(separator: " UNION ALL "))) AS told
          JOIN note ON note.digest = told.digest
        WHERE told.day IN (SELECT value FROM json_each(?)) AND note.text IS NOT NULL
        GROUP BY told.day, note.digest HAVING NOT MAX(told.written)
        ORDER BY note.entry, note.digest
        """, arguments: [String(decoding: try JSONEncoder().encode(days), as: UTF8.self)])
    return rows.map {
      GeneratedNote(day: $0["day"], entry: $0["entry"], digest: $0["digest"], text: $0["text"])
    }
  }
}

private struct GeneratedNote {
  var day: String
  var entry: String
  var digest: String
  var text: String
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
    } catch BooksError.busy {
      throw BooksError.tracesLeft(path: path)
    } catch BooksError.storage(_, let reason), BooksError.unconfirmed(_, let reason) {
      throw BooksError.notRewritten(path: path, reason: reason)
    }
  }
}
