import Activity
import Books
import Timesheet

/// What a change of entries did, or would do.
public struct EditOutcome: Sendable {
  /// Those that were meant, as they are now.
  public var entries: [BookedEntry]
  /// Everything that changed, also beside them, before and after.
  public var changes: [EntryChange]

  public init(entries: [BookedEntry], changes: [EntryChange]) {
    self.entries = entries
    self.changes = changes
  }
}

extension Home {
  /// One step of the books: `body` changes entries and tells which were meant.
  func edit(
    _ what: String, why: String, dryRun: Bool, _ body: (inout Change) throws -> [EntryID]
  ) throws -> EditOutcome {
    let books = try books()
    do {
      let (entries, changes) = try books.change(reason(what, why: why), dryRun: dryRun) { change in
        try body(&change).compactMap { try change.entry($0) }
      }
      return EditOutcome(entries: entries, changes: changes)
    } catch let locked as EntryLocked {
      throw refusal(of: locked, in: books)
    }
  }

  /// Writes what an edit made of an entry. A proposal has no rate: it is resolved at approval.
  func put(_ entry: Entry, in change: inout Change) throws {
    try change.put(BookedEntry(entry: entry))
  }
}
