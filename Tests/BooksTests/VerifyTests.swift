import Activity
import Foundation
import GRDB
import TestSupport
import Testing
import Timesheet

@testable import Books

/// Books with a little of everything, changed behind their back.
@Suite struct VerifyTests {
  private func books(on shelf: Shelf) throws -> Books {
    let books = try shelf.open()
    func reason(_ what: String) -> ChangeReason {
      ChangeReason(at: Instant(seconds: 2000), who: "me", what: what)
    }
    try books.change(reason("propose")) {
      try $0.put(booked("aa"))
      try $0.put(booked("bb", from: 500))
      try $0.put(booked("cc", from: 900))
    }
    try books.change(reason("approve")) { try $0.put(booked("aa", state: approved)) }
    try books.change(reason("undo")) { change in
      try change.restore(try change.event(2), .back)
      change.become(.undo(of: 2))
    }
    try books.change(reason("reject")) { try $0.put(booked("bb", state: .rejected, from: 500)) }
    try books.change(reason("xero link")) {
      try $0.put(
        ClientLink(
          client: "acme", clientName: "Acme", environment: "e", tenant: "t", organisation: "o",
          contact: "c", contactName: "Acme", linkedAt: Instant(seconds: 1)))
    }
    try books.change(reason("day close")) {
      try $0.set(
        ClosedDay(
          day: CivilDate("2026-11-20")!, closedAt: Instant(seconds: 2000), closedBy: "me",
          until: 3000, entries: 80, unassigned: 0, evidence: "e", decisions: "d"),
        of: CivilDate("2026-11-20")!)
    }
    return books
  }

  /// With a push that Xero has.
  private func billed(on shelf: Shelf) throws -> Books {
    let books = try shelf.open()
    try books.change(why) { try $0.put(booked("aa", state: approved)) }
    try books.change(why) { try $0.insert(push("p1", entries: ["aa"])) }
    try books.change(why) { change in
      try change.setState("\"created\"", isOpen: false, ofPush: "p1")
      try change.insert(
        InvoiceRecord(
          id: InvoiceID(text: "guid"), push: "p1", number: "INV-0001", status: "DRAFT",
          total: Decimal(string: "3.83")!, createdAt: Instant(seconds: 3000)),
        entries: [EntryID(text: "aa")])
    }
    return books
  }

  private func broken(_ books: Books) throws -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: try books.verify().filter { !$0.holds }.map { ($0.name, $0.problems) })
  }

  @Test func `whole books hold in every way`() throws {
    let shelf = try Shelf()
    let books = try books(on: shelf)
    #expect(try broken(books) == [:])
    #expect(
      try books.verify().map(\.name)
        == ["file", "chain", "notes", "history", "sums", "seconds", "invoices"])
  }

  @Test(arguments: [
    ("UPDATE event SET who = 'you' WHERE seq = 2", "chain", "The chain breaks at event 2 (approve"),
    (
      "UPDATE event SET hash = before WHERE seq = 4", "chain", "The chain breaks at event 4 (reject"
    ),
    ("UPDATE event SET at_ms = at_ms + 1 WHERE seq = 3", "chain", "The chain breaks at event 3"),
    ("DELETE FROM event WHERE seq = 4", "chain", "Event 4 is missing: the next one is 5."),
    ("DELETE FROM event WHERE seq = 6", "chain", "The last events are missing: "),
    ("DELETE FROM event_entry WHERE seq = 2", "chain", "The list of entries of event 2"),
    ("UPDATE meta SET value = 'x' WHERE key = 'books_id'", "chain", "The chain breaks at event 1"),
    ("UPDATE note SET text = 'x' WHERE entry = 'aa'", "notes", "A note of entry aa in the history"),
    (
      "UPDATE note SET text = NULL, salt = NULL WHERE entry = 'aa'", "notes",
      "A note of entry aa was"
    ),
    ("DELETE FROM note WHERE entry = 'aa'", "notes", "The history names a note that is gone"),
    ("UPDATE entry SET note = 'x' WHERE id = 'aa'", "history", "Entry aa is not what"),
    ("UPDATE entry SET billable = 0 WHERE id = 'bb'", "history", "Entry bb is not what"),
    ("UPDATE entry SET rate_hourly = '999' WHERE id = 'aa'", "history", "Entry aa is not what"),
    ("DELETE FROM entry WHERE id = 'cc'", "history", "Entry cc is not what"),
    ("UPDATE link SET contact = 'x'", "history", "The link of acme is not what"),
    ("DELETE FROM link", "history", "The link of acme is not what"),
    ("UPDATE closed_day SET day = '2026-11-21'", "history", "Closed day 2026-11-20 is not what"),
    (
      "UPDATE entry SET seconds = 81 WHERE id = 'aa'", "sums",
      "Entry aa counts 81 s, its evidence 80"
    ),
    (
      "UPDATE entry_span SET to_s = to_s + 1 WHERE from_s = 100", "sums",
      "Entry aa counts 80 s, its"
    ),
    ("UPDATE entry SET end_s = 180 WHERE id = 'aa'", "sums", "Entry aa counts time outside"),
    (
      "UPDATE entry_span SET from_s = 500, to_s = 530 WHERE entry = 'aa' AND from_s = 100",
      "seconds",
      "Entries aa and bb both count 30 s"
    ),
    (
      "DELETE FROM entry_span WHERE entry = 'aa'; UPDATE entry_span SET entry = 'zz'", "file",
      "A row of entry_span refers to a row of entry that is not there."
    ),
  ])
  func `what was changed behind their back is named`(
    sql: String, check: String, problem: String
  ) throws {
    let shelf = try Shelf()
    _ = try books(on: shelf)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: shelf.path, configuration: configuration).writeWithoutTransaction {
      for trigger in try String.fetchAll(
        $0, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      {
        try $0.execute(sql: "DROP TRIGGER \(trigger)")
      }
      try $0.execute(sql: sql)
    }
    let problems = try #require(try broken(try shelf.open())[check])
    #expect(problems.contains { $0.hasPrefix(problem) }, "\(problems)")
  }

  @Test(arguments: [
    "UPDATE push SET reference = 'x'", "UPDATE push SET contact = 'x'",
    "UPDATE push SET body = x'00'", "UPDATE push_line SET account = '999'",
    "UPDATE push_share SET seconds = seconds + 1", "UPDATE invoice SET number = 'INV-0009'",
    "UPDATE invoice SET total = '1.00'",
    "UPDATE entry SET state = 'approved', invoice = NULL",
  ])
  func `what was billed can't change behind the history's back`(sql: String) throws {
    let shelf = try Shelf()
    #expect(try broken(try billed(on: shelf)) == [:])
    try DatabaseQueue(path: shelf.path).writeWithoutTransaction { try $0.execute(sql: sql) }
    #expect(try broken(try shelf.open())["invoices"] != nil)
  }

  /// What a person could read from the books.
  private func content(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      return try tables.filter { !$0.hasPrefix("sqlite_") && !$0.hasPrefix("grdb_") }.flatMap {
        try Row.fetchAll(database, sql: "SELECT * FROM \($0) ORDER BY 1, 2").map(\.description)
      }
    }
  }

  @Test(arguments: UInt64(0)..<120)
  func `a flipped byte is found, or changes nothing that can be read`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let shelf = try Shelf()
    let books = try books(on: shelf)
    try books.scrub()
    let whole = try content(shelf.path)
    var bytes = try Data(contentsOf: URL(filePath: shelf.path))
    let place = Int.random(in: 0..<bytes.count, using: &random)
    bytes[place] ^= UInt8.random(in: 1...255, using: &random)
    let other = try Shelf()
    try bytes.write(to: URL(filePath: other.path))
    do {
      let found = try broken(try other.open())
      guard found.isEmpty else { return }
    } catch is BooksError {
      return
    } catch is DatabaseError {
      return
    }
    #expect(try content(other.path) == whole, "byte \(place)")
  }
}
