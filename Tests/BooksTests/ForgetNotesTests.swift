import Activity
import Foundation
import GRDB
import Testing
import Timesheet

@testable import Books

@Suite struct ForgetNotesTests {
  private func reason(_ what: String) -> ChangeReason {
    ChangeReason(at: Instant(seconds: 2000), who: "me", what: what)
  }

  private func noted(
    _ id: String, _ note: String, state: EntryState = .proposed, from: Int64 = 100
  ) -> BookedEntry {
    var entry = booked(id, state: state, from: from)
    entry.entry.note = note
    return entry
  }

  private func traces(of text: String, on shelf: Shelf) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: shelf.directory.path).filter {
      try Data(contentsOf: shelf.directory.appending(path: $0)).range(of: Data(text.utf8)) != nil
    }
  }

  @Test func `a proposal's note goes, from all of the history too, and no byte stays`() throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    try books.change(reason("propose")) {
      try $0.put(noted("aa", "Surprise for Ihaia"))
      try $0.put(noted("bb", "Plain work", from: 500))
    }
    try books.change(reason("propose")) { try $0.put(noted("aa", "Ihaia and Mere")) }
    let (forgotten, changes) = try books.change(reason("forget")) {
      try $0.forgetNotes(of: [Visit(start: 150, end: 160)])
    }
    try books.scrub()
    #expect(forgotten.erased == 2)
    #expect(forgotten.kept.isEmpty)
    #expect(changes.isEmpty)
    #expect(try books.allEntries() == [noted("aa", ""), noted("bb", "Plain work", from: 500)])
    #expect(try traces(of: "Ihaia", on: shelf) == [])
    #expect(try books.verify().filter { !$0.holds } == [])
    let last = try #require(try books.events().last)
    #expect(last.kind == .aside)
    #expect(last.notesErased == 2)
    #expect(try books.undoable(limit: 9).map(\.sequence) == [2, 1])
  }

  @Test func `the time between an entry's shares is not its own`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) { try $0.put(noted("aa", "Web")) }
    let forgotten = try books.change(reason("forget")) {
      try $0.forgetNotes(of: [Visit(start: 130, end: 140)])
    }.result
    #expect(forgotten == ForgottenNotes())
    #expect(try books.events().count == 1)
  }

  @Test func `an approved entry keeps its note, in doubt until another is written`() throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    try books.change(reason("propose")) { try $0.put(noted("aa", "Surprise for Ihaia")) }
    try books.change(reason("approve")) {
      try $0.put(noted("aa", "Surprise for Ihaia", state: approved))
    }
    let forgotten = try books.change(reason("forget")) {
      try $0.forgetNotes(of: [Visit(start: 100, end: 200)])
    }.result
    #expect(forgotten.erased == 0)
    #expect(forgotten.kept == [noted("aa", "Surprise for Ihaia", state: approved)])
    #expect(try books.notesInDoubt() == [EntryID(text: "aa")])

    var written = noted("aa", "Support", state: approved)
    written.entry.noteWritten = true
    try books.change(reason("note")) { change in
      #expect(try change.noteIsInDoubt(EntryID(text: "aa")))
      try change.put(written)
    }
    try books.scrub()
    #expect(try books.notesInDoubt().isEmpty)
    #expect(try traces(of: "Ihaia", on: shelf) == [])
    #expect(try books.verify().filter { !$0.holds } == [])

    try books.change(reason("undo")) { try $0.restore(try $0.event(3), .back) }
    #expect(try books.allEntries() == [noted("aa", "", state: approved)])
  }

  @Test func `a note that a person wrote is never erased`() throws {
    let books = try Shelf().open()
    var written = noted("aa", "Support")
    written.entry.noteWritten = true
    try books.change(reason("propose")) { try $0.put(noted("aa", "Web")) }
    try books.change(reason("note")) { try $0.put(written) }
    let forgotten = try books.change(reason("forget")) {
      try $0.forgetNotes(of: [Visit(start: 100, end: 200)])
    }.result
    #expect(forgotten.erased == 1)
    #expect(try books.allEntries() == [written])
    #expect(try books.events()[0].entries[0].after?.entry.note == "")
    #expect(try books.events()[1].entries[0].after?.entry.note == "Support")
  }

  @Test func `a note goes from parts and merges of the day too, others stay`() throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    let plain = noted("cc", "Mail", from: 700)
    var tomorrow = noted("ee", "Ihaia; Mail", from: 90_000)
    tomorrow.entry.day = try #require(CivilDate("2026-11-21"))
    var written = noted("ff", "Ihaia; Mail", from: 1100)
    written.entry.noteWritten = true
    try books.change(reason("propose")) {
      for entry in [noted("aa", "Ihaia; Mail; and 2 more"), plain, tomorrow, written] {
        try $0.put(entry)
      }
    }
    try books.change(reason("split")) {
      try $0.put(noted("bb", "Ihaia; Mail; and 2 more", from: 500))
      try $0.put(noted("dd", "Mail; Call; Ihaia", state: approved, from: 900))
    }
    let forgotten = try books.change(reason("forget")) {
      try $0.forgetNotes(of: [Visit(start: 100, end: 190)])
    }.result
    #expect(forgotten.erased == 2)
    #expect(forgotten.kept.map(\.entry.id.text) == ["dd"])
    #expect(try books.notesInDoubt() == [EntryID(text: "dd")])
    #expect(
      try Dictionary(
        uniqueKeysWithValues: books.allEntries().map { ($0.entry.id.text, $0.entry.note) })
        == [
          "aa": "", "bb": "", "cc": "Mail", "dd": "Mail; Call; Ihaia", "ee": "Ihaia; Mail",
          "ff": "Ihaia; Mail",
        ])
    #expect(try books.verify().filter { !$0.holds } == [])
  }

  @Test func `a dry run erases nothing`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) { try $0.put(noted("aa", "Web")) }
    let forgotten = try books.change(reason("forget"), dryRun: true) {
      try $0.forgetNotes(of: [Visit(start: 100, end: 200)])
    }.result
    #expect(forgotten.erased == 1)
    #expect(try books.allEntries() == [noted("aa", "Web")])
    #expect(try books.events().count == 1)
  }
}
