import Foundation
import GRDB
import Timesheet

/// The texts of notes that the history names by digest, so that a text can be erased and the chain
/// stays whole.
struct Notes {
  let database: Database

  fileprivate static let inDoubt = """
    FROM entry JOIN note ON note.entry = entry.id AND note.text = entry.note
    WHERE note.in_doubt = 1 AND entry.note_written = 0
    """

  /// Keeps a text for the history. The same text of the same entry is kept once.
  ///
  /// - Returns: what stands for it; nothing for no text.
  func keep(_ text: String, of entry: String, salt: () -> [UInt8]) throws -> String {
    guard !text.isEmpty else { return "" }
    let find = try database.cachedStatement(
      sql: "SELECT digest FROM note WHERE entry = ? AND text = ?")
    if let known = try String.fetchOne(find, arguments: [entry, text]) {
      return known
    }
    let salt = salt()
    let digest = Chain.digest(ofNote: text, of: entry, salt: salt)
    try database.run(
      "INSERT INTO note (digest, entry, salt, text) VALUES (?, ?, ?, ?)",
      [digest, entry, Data(salt), text])
    return digest
  }

  /// Empty where it was erased.
  func text(_ digest: String) throws -> String {
    guard !digest.isEmpty else { return "" }
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT text FROM note WHERE digest = ?", arguments: [digest])
    else { throw BooksError.damaged("The history names a note that is gone: \(digest)") }
    return row["text"] ?? ""
  }

  func erase(_ digest: String) throws {
    try database.execute(
      sql: "UPDATE note SET salt = NULL, text = NULL WHERE digest = ?", arguments: [digest])
  }

  /// The note was made of evidence that is forgotten: a person must look at it before it is billed.
  func doubt(_ digest: String) throws {
    try database.execute(
      sql: "UPDATE note SET in_doubt = 1 WHERE digest = ?", arguments: [digest])
  }
}

extension Books {
  /// Approved entries whose generated note was made of evidence that is forgotten by now: a person
  /// must look at it before it is billed.
  public func notesInDoubt() throws -> Set<EntryID> {
    try queue.read { database in
      Set(
        try String.fetchAll(
          database, sql: "SELECT entry.id \(Notes.inDoubt) AND entry.state = 'approved'"
        ).map { EntryID(text: $0) })
    }
  }
}

extension Change {
  /// The entry's note was made of evidence that is forgotten by now, and nobody wrote it anew.
  public func noteIsInDoubt(_ id: EntryID) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 \(Notes.inDoubt) AND entry.id = ?)",
      arguments: [id.text]) ?? false
  }
}
