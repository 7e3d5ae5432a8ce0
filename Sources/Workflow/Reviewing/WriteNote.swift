import Activity
import Books
import Foundation
import Timesheet

extension Home {
  /// Writes a note in a person's own words. An approved entry takes one only where its note was
  /// put in doubt, for what it came from was forgotten, or would stop its draft.
  ///
  /// - Parameter text: one line; empty for none.
  public func note(
    _ selection: EntrySelection, _ text: String, why: String = "", dryRun: Bool = false
  ) throws -> EditOutcome {
    let text = try checkedNote(text)
    return try edit("note", why: why, dryRun: dryRun) { change in
      try entriesForNote(selection, in: &change).map { booked in
        var booked = booked
        booked.entry.note = text
        booked.entry.noteWritten = true
        booked.entry.edited = true
        try change.put(booked)
        return booked.entry.id
      }
    }
  }

  /// - Throws: `Refusal` (2) for more than a line, or what would move a terminal's cursor.
  func checkedNote(_ text: String) throws -> String {
    let note = text.trimmingCharacters(in: .whitespaces)
    guard note.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      throw Refusal(.usage, "A note is one line of text, without line breaks or tabs.")
    }
    return note
  }

  /// Whether an entry takes a change, or at least a note, before a person types it.
  ///
  /// - Throws: `Refusal` (5) that says by what it is locked, (3) where it is gone.
  public func refuseLocked(_ id: EntryID, forNote: Bool) throws {
    _ = try edit("look", why: "", dryRun: true) { change in
      guard forNote else { return [try openEntry(id.text, in: change).entry.id] }
      return try entriesForNote(
        EntrySelection(ids: [id.text], range: DateRange(day: today)), in: &change
      ).map(\.entry.id)
    }
  }

  private func entriesForNote(
    _ selection: EntrySelection, in change: inout Change
  ) throws -> [BookedEntry] {
    var open = selection
    open.ids = []
    var doubted: [BookedEntry] = []
    for id in selection.ids {
      let booked = try entry(withPrefix: id, in: change)
      if case .approved = booked.entry.state, try !change.isHeld(booked.entry.id),
        try change.noteIsInDoubt(booked.entry.id) || noteWouldStop(booked.entry)
      {
        doubted.append(booked)
      } else {
        open.ids.append(id)
      }
    }
    guard selection.ids.isEmpty || !open.ids.isEmpty else { return doubted }
    return try doubted + openEntries(open, in: &change)
  }
}
