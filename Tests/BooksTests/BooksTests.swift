import Activity
import Billing
import Foundation
import GRDB
import Testing
import Timesheet

@testable import Books

/// Books in a directory of their own, gone with the test.
final class Shelf {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "books-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  var path: String { directory.appending(path: "books.db").path }
  func open() throws -> Books {
    try Books(path: path, newID: "0123456789abcdef", randomBytes: { Array(0..<UInt8($0)) })
  }
}

let why = ChangeReason(at: Instant(seconds: 1000), who: "me", what: "test")

func booked(_ id: String, state: EntryState = .proposed, from: Int64 = 100) -> BookedEntry {
  BookedEntry(
    entry: Entry(
      id: EntryID(text: id), day: CivilDate("2026-11-20")!,
      subject: .work(
        WorkKey(
          project: ProjectKey(client: "acme", project: "website"), task: "development",
          billable: true, handsOff: false)),
      start: from, end: from + 90,
      shares: [
        SpanShare(span: SpanID(value: 7), from: from, to: from + 30, absorbed: false),
        SpanShare(span: SpanID(value: 8), from: from + 40, to: from + 90, absorbed: true),
      ], note: "Edited", source: .rules,
      reason: RuleReference(name: "r", place: Place(file: "rules.d/10.yaml", line: 3)),
      scattered: false, zone: Zone(name: "Pacific/Auckland", offset: 46_800), state: state),
    rate: ResolvedRate(
      price: UnitPrice(Decimal(string: "165.5")!), currency: Currency("NZD")!, level: .project,
      from: CivilDate("2026-07-01")!, place: Place(file: "clients.yaml", line: 9)))
}

func push(_ id: String, entries: [String]) -> PushRecord {
  PushRecord(
    id: id, environment: "test", tenant: "t", organisation: "Org", contact: "c",
    contactName: "Acme",
    draft: InvoiceDraft(
      client: "acme", currency: Currency("NZD")!, reference: "Nov 2026 DB-1",
      date: CivilDate("2026-11-30")!, due: CivilDate("2026-12-20")!,
      lineAmountTypes: .exclusive,
      lines: [
        InvoiceLine(
          description: "Work", quantity: Decimal(string: "0.0222")!, unitAmount: 150,
          lineAmount: Decimal(string: "3.33")!, account: "200", taxType: "OUTPUT2",
          tax: Decimal(string: "0.5")!,
          shares: entries.map { BilledShare(entry: EntryID(text: $0), amount: 80) })
      ]),
    idempotencyKey: "key-\(id)", body: Data([1, 2, 3]),
    bodySHA256: "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81",
    state: "\"prepared\"", isOpen: true, createdAt: Instant(seconds: 2000))
}

let approved = EntryState.approved(Approval(at: Instant(seconds: 500), by: "me"))

@Suite struct BooksTests {
  @Test func `an entry comes back as it was written, after reopening too`() throws {
    let shelf = try Shelf()
    try shelf.open().change(why) { try $0.put(booked("aa", state: approved)) }
    #expect(
      try shelf.open().entries(withPrefix: "a") == [booked("aa", state: approved)])
    #expect(try shelf.open().id() == "0123456789abcdef")
  }

  @Test func `each entry comes back with its own evidence, by start`() throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    let ids = ["b", "a", "d", "c"]
    let entries = ids.indices.map { booked(ids[$0] + "0", from: 1000 * Int64($0)) }
    try books.change(why) { change in
      for entry in entries.reversed() { try change.put(entry) }
    }
    let day = entries[0].entry.day
    #expect(try books.entries(on: day...day) == entries)
    #expect(try books.entries(withPrefix: "d") == [entries[2]])
    #expect(try books.entries(on: day.adding(days: 1)...day.adding(days: 1)) == [])
  }

  @Test(arguments: ["AND from_s = 100", ""])
  func `an entry that lost evidence is not read as if it were whole`(part: String) throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    try books.change(why) {
      try $0.put(booked("aa"))
      try $0.put(booked("bb", from: 5000))
    }
    try books.queue.write {
      try $0.execute(sql: "DELETE FROM entry_span WHERE entry = 'aa' \(part)")
    }
    let left = part.isEmpty ? 0 : 50
    #expect(throws: BooksError.damaged("Entry aa counts 80 s, its evidence \(left) s")) {
      try books.entries(withPrefix: "a")
    }
    #expect(try books.entries(withPrefix: "b").count == 1)
  }

  @Test func `changes whose file is gone are not played into new books`() throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    try books.change(why) { try $0.put(booked("aa")) }
    unlink(shelf.path)
    let error = #expect(throws: BooksError.self) { try shelf.open() }
    #expect(error?.description.contains("books.db-wal") == true)
    #expect(access(shelf.path, F_OK) != 0)
    withExtendedLifetime(books) {}
  }

  @Test func `a full disk is a sentence, whatever is written`() throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    try books.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    let error = #expect(throws: BooksError.self) {
      try books.saveOrganisation(
        "t", in: "test", json: String(repeating: "x", count: 100_000),
        fetchedAt: Instant(seconds: 0))
    }
    #expect(error?.description.contains("whether the disk is full") == true)
  }

  @Test func `what the system refuses is told by what can be done about it`() {
    for (code, hint) in [
      (ENOSPC, "whether the disk is full"), (EIO, "whether the disk is full"),
      (EROFS, "mounted read-only"), (EACCES, "who owns it"), (EISDIR, "Restore a backup"),
    ] {
      errno = code
      #expect(BooksError.system("books.db").description.contains(hint))
    }
  }

  @Test func `of a change that the disk did not confirm nobody says that there was none`() throws {
    for (code, isKnown) in [
      (ResultCode.SQLITE_IOERR_WRITE, true), (.SQLITE_FULL, true), (.SQLITE_IOERR_FSYNC, false),
    ] {
      let error = try #require(BooksError(DatabaseError(resultCode: code), path: "books.db"))
      #expect(error.description.contains("Nothing was changed") == isKnown)
      #expect(error.description.contains("daybook history") != isKnown)
      #expect(error.description.contains("whether the disk is full"))
    }
  }

  @Test func `a table that is gone is a sentence for who reads`() throws {
    let books = try Shelf().open()
    try books.queue.write { try $0.execute(sql: "DROP TABLE disowned_invoice") }
    let error = #expect(throws: BooksError.self) { try books.disownedInvoices() }
    #expect(error?.description.contains("Restore a backup") == true)
  }

  @Test func `the file is the owner's alone`() throws {
    let shelf = try Shelf()
    _ = try shelf.open()
    let mode = try FileManager.default.attributesOfItem(atPath: shelf.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `a change is one event with what was before and after`() throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    try books.change(why) {
      try $0.put(booked("aa"))
      try $0.put(booked("bb"))
    }
    let (_, changes) = try books.change(
      ChangeReason(at: why.at, who: "me", what: "approve", why: "because")
    ) { change in
      try change.put(booked("aa", state: approved))
      try change.put(booked("bb"))
    }
    #expect(changes == [EntryChange(before: booked("aa"), after: booked("aa", state: approved))])
    let events = try books.events()
    #expect(events.map(\.reason.what) == ["test", "approve"])
    #expect(events[1].reason.why == "because")
    #expect(events[1].entries == changes)
  }

  @Test func `a change that changes nothing leaves no event`() throws {
    let books = try Shelf().open()
    try books.change(why) { try $0.put(booked("aa")) }
    try books.change(why) { try $0.put(booked("aa")) }
    #expect(try books.events().count == 1)
  }

  @Test func `a dry run tells what it would do and does nothing`() throws {
    let books = try Shelf().open()
    let (_, changes) = try books.change(why, dryRun: true) { try $0.put(booked("aa")) }
    #expect(changes == [EntryChange(before: nil, after: booked("aa"))])
    #expect(try books.entries(withPrefix: "aa").isEmpty)
    #expect(try books.events().isEmpty)
  }

  @Test func `an error in a change leaves everything as it was`() throws {
    let books = try Shelf().open()
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try books.change(why) { change in
        try change.put(booked("aa"))
        throw Stop()
      }
    }
    #expect(try books.entries(withPrefix: "aa").isEmpty)
  }

  @Test func `events can't be changed or deleted`() throws {
    let books = try Shelf().open()
    try books.change(why) { try $0.put(booked("aa")) }
    #expect(throws: DatabaseError.self) {
      try books.queue.write { try $0.execute(sql: "UPDATE event SET who = 'x'") }
    }
    #expect(throws: DatabaseError.self) {
      try books.queue.write { try $0.execute(sql: "DELETE FROM event") }
    }
  }

  @Test func `a newer file is refused with what to do, and left alone`() throws {
    let shelf = try Shelf()
    try shelf.open().queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA user_version = 99")
    }
    #expect(throws: BooksError.newer(path: shelf.path, version: 99, known: 5)) {
      try shelf.open()
    }
  }

  @Test func `another program's database, a text and a link are refused`() throws {
    let shelf = try Shelf()
    let other = try DatabaseQueue(path: shelf.path)
    try other.write { try $0.execute(sql: "CREATE TABLE mine (x)") }
    try other.close()
    #expect(throws: BooksError.self) { try shelf.open() }

    let text = try Shelf()
    try Data("Dear diary, today I wrote a text that is no database at all.".utf8)
      .write(to: URL(filePath: text.path))
    #expect(throws: BooksError.self) { try text.open() }

    let linked = try Shelf()
    try FileManager.default.createSymbolicLink(
      atPath: linked.path, withDestinationPath: shelf.path)
    #expect(throws: BooksError.self) { try linked.open() }
  }
}

@Suite struct PushRecordTests {
  private func books() throws -> Books {
    let books = try Shelf().open()
    try books.change(why) { change in
      try change.put(booked("aa", state: approved))
      try change.put(booked("bb", state: approved, from: 300))
    }
    return books
  }

  @Test func `a push comes back byte for byte and holds its entries`() throws {
    let books = try books()
    try books.change(why) { try $0.insert(push("p1", entries: ["aa"])) }
    #expect(try books.openPushes() == [push("p1", entries: ["aa"])])
    #expect(try books.waitingForInvoice().map(\.entry.id.text) == ["bb"])
  }

  @Test func `no entry gets into two live pushes`() throws {
    let books = try books()
    try books.change(why) { try $0.insert(push("p1", entries: ["aa"])) }
    #expect(throws: DatabaseError.self) {
      try books.change(why) { try $0.insert(push("p2", entries: ["bb", "aa"])) }
    }
    #expect(try books.openPushes().map(\.id) == ["p1"])
    #expect(try books.waitingForInvoice().map(\.entry.id.text) == ["bb"])
  }

  @Test func `a push that is given up frees its entries and may be tried again`() throws {
    let books = try books()
    try books.change(why) { try $0.insert(push("p1", entries: ["aa"])) }
    try books.change(why) { change in
      try change.setState("\"rejected\"", isOpen: false, ofPush: "p1")
      try change.freeEntries(ofPush: "p1")
    }
    #expect(try books.waitingForInvoice().count == 2)
    try books.change(why) { try $0.insert(push("p1", entries: ["aa"])) }
    #expect(try books.waitingForInvoice().count == 1)
  }

  @Test func `what Xero made is recorded with its entries as one step`() throws {
    let books = try books()
    try books.change(why) { try $0.insert(push("p1", entries: ["aa"])) }
    let invoice = InvoiceRecord(
      id: InvoiceID(text: "guid"), push: "p1", number: "INV-0001", status: "DRAFT",
      total: Decimal(string: "3.83")!, createdAt: Instant(seconds: 3000))
    try books.change(why) { change in
      try change.setState("\"created\"", isOpen: false, ofPush: "p1")
      try change.insert(invoice, entries: [EntryID(text: "aa")])
    }
    #expect(try books.invoices().map(\.invoice) == [invoice])
    #expect(
      try books.entries([EntryID(text: "aa")]).map(\.entry.state)
        == [.invoiced(invoice.id, approved.approval!)])
    #expect(try books.waitingForInvoice().map(\.entry.id.text) == ["bb"])
    #expect(try books.invoiceNumbers()[invoice.id]?.number == "INV-0001")
  }
}

@Suite struct BooksFileTests {
  @Test func `an empty file is damaged books, not new ones`() throws {
    let shelf = try Shelf()
    try Data().write(to: URL(filePath: shelf.path))
    #expect(
      throws: BooksError.unusable(
        path: shelf.path,
        reason: "it is damaged: nothing is in it, not even the beginning of books")
    ) { try shelf.open() }
    #expect(try Data(contentsOf: URL(filePath: shelf.path)).isEmpty)
  }

  @Test func `books whose making was cut off are made anew, and what is left over is gone`() throws
  {
    let shelf = try Shelf()
    for leftover in ["books.db.new", "books.db.new-wal"] {
      try Data("cut off".utf8).write(to: shelf.directory.appending(path: leftover))
    }
    _ = try shelf.open()
    let files = try FileManager.default.contentsOfDirectory(atPath: shelf.directory.path)
    #expect(!files.contains { $0.hasPrefix("books.db.new") })
    #expect(try shelf.open().id() == "0123456789abcdef")
  }

  @Test func `books that are not all in one file when they are closed get no name`() throws {
    let shelf = try Shelf()
    #expect(throws: BooksError.self) {
      try BooksFile.make(at: shelf.path) {
        try Data("the rest".utf8).write(to: URL(filePath: $0 + "-wal"))
      }
    }
    #expect(!FileManager.default.fileExists(atPath: shelf.path))
    #expect(try shelf.open().id() == "0123456789abcdef")
  }

  @Test func `a directory that can't be synced, as on some file systems, is no failure`() throws {
    let directory = open("/proc/self", O_RDONLY | O_DIRECTORY)
    defer { close(directory) }
    let isSynced = fsync(directory) == 0
    try #require(!isSynced)
    var isDone = false
    try BooksFile.alone(at: "/proc/self/status") { isDone = true }
    #expect(isDone)
  }

  @Test func `of many that make them at once one wins, and all use the same`() async throws {
    let shelf = try Shelf()
    let path = shelf.path
    let ids = await withTaskGroup(of: String?.self) { group in
      for number in 0..<8 {
        group.addTask {
          try? Books(
            path: path, newID: "\(number)", randomBytes: { Array(0..<UInt8($0)) }
          ).id()
        }
      }
      return await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(ids.count == 8 && Set(ids).count == 1 && !ids.contains(nil))
  }
}
