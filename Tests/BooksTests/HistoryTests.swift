import Activity
import Foundation
import GRDB
import Testing
import Timesheet

@testable import Books

private func reason(_ what: String, why: String = "") -> ChangeReason {
  ChangeReason(
    at: why.isEmpty ? Instant(seconds: 2000) : Instant(seconds: 3000), who: "me", what: what,
    why: why)
}

@Suite struct HistoryTests {
  @Test func `an event tells both sides of all that it changed`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) {
      try $0.put(booked("aa"))
      try $0.put(booked("bb"))
    }
    try books.change(reason("approve", why: "because")) { change in
      try change.put(booked("aa", state: approved))
      try change.remove(EntryID(text: "bb"))
      try change.put(booked("cc"))
    }
    let event = try #require(try books.events().last)
    #expect(event.sequence == 2)
    #expect(event.reason == reason("approve", why: "because"))
    #expect(event.kind == .change)
    #expect(
      event.entries == [
        EntryChange(before: booked("aa"), after: booked("aa", state: approved)),
        EntryChange(before: booked("bb"), after: nil),
        EntryChange(before: nil, after: booked("cc")),
      ])
    #expect(try books.events(changing: EntryID(text: "cc")).map(\.sequence) == [2])
    #expect(try books.events(changing: EntryID(text: "bb")).map(\.sequence) == [1, 2])
    #expect(try books.pastEntries(withPrefix: "b") == [EntryID(text: "bb")])
  }

  @Test func `each link covers its event and the link before`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) { try $0.put(booked("aa")) }
    try books.change(reason("approve")) { try $0.put(booked("aa", state: approved)) }
    let (rows, beginning) = try books.queue.read {
      (try EventRow.fetchAll($0, sql: "SELECT * FROM event"), try Chain.beginning(of: $0))
    }
    #expect(rows[0].hash == Chain.link(after: beginning, rows[0]))
    #expect(rows[1].hash == Chain.link(after: rows[0].hash, rows[1]))
    var other = rows[1]
    other.who = "somebody else"
    #expect(rows[1].hash != Chain.link(after: rows[0].hash, other))
    #expect(rows[1].hash != Chain.link(after: beginning, rows[1]))
  }

  @Test func `an event's row has no note in it, and its event has`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) { try $0.put(booked("aa")) }
    let row = try #require(
      try books.queue.read { try EventRow.fetchOne($0, sql: "SELECT * FROM event") })
    #expect(!row.after.contains("Edited"))
    #expect(try books.events()[0].entries[0].after?.entry.note == "Edited")
  }

  @Test func `an erased note is gone from the file, and the chain stays`() throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    var secret = booked("aa")
    secret.entry.note = "Surprise party for Ihaia"
    try books.change(reason("propose")) { try $0.put(secret) }
    let hash = try books.events()[0].hash
    try books.queue.writeWithoutTransaction { database in
      let digest = try #require(
        try String.fetchOne(database, sql: "SELECT digest FROM note"))
      try Notes(database: database).erase(digest)
      try database.execute(sql: "UPDATE entry SET note = ''")
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    let event = try books.events()[0]
    #expect(event.hash == hash)
    #expect(event.entries[0].after?.entry.note == "")
    for file in try FileManager.default.contentsOfDirectory(atPath: shelf.directory.path) {
      let bytes = try Data(contentsOf: shelf.directory.appending(path: file))
      #expect(bytes.range(of: Data("Ihaia".utf8)) == nil, "\(file)")
    }
  }

  @Test func `a note is erased, never changed or deleted`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) { try $0.put(booked("aa")) }
    for sql in [
      "UPDATE note SET text = 'x'", "UPDATE note SET salt = x'00'", "DELETE FROM note",
      "UPDATE note SET digest = 'x', salt = NULL, text = NULL",
    ] {
      #expect(throws: DatabaseError.self) { try books.queue.write { try $0.execute(sql: sql) } }
    }
  }

  @Test func `events of the first form become links of the chain`() throws {
    let shelf = try Shelf()
    let old = try DatabaseQueue(path: shelf.path)
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: Migrations.first) }
    try migrator.migrate(old)
    try old.write { database in
      try database.execute(
        sql: "INSERT INTO meta (key, value) VALUES ('books_id', '0123456789abcdef')")
      let entry = """
        [{"entry":{"approved_by":null,"billable":true,"client":"acme","day":"2026-11-20",\
        "end_s":190,"hands_off":false,"id":"aa","note":"Edited","project":"website",\
        "rate_currency":"NZD","rate_file":"clients.yaml","rate_from":"2026-07-01",\
        "rate_hourly":"165.5","rate_level":"project","rate_line":9,"rule":"r",\
        "rule_file":"rules.d/10.yaml","rule_line":3,"scattered":false,"seconds":80,\
        "source":"rules","start_s":100,"state":"proposed","task":"development",\
        "zone":"Pacific/Auckland","zone_offset":46800},"spans":[\
        {"absorbed":false,"entry":"aa","from_s":100,"span":"0000000000000007","to_s":130},\
        {"absorbed":true,"entry":"aa","from_s":140,"span":"0000000000000008","to_s":190}]}]
        """
      try database.execute(
        sql: """
          INSERT INTO event (at_ms, who, what, why, before, after) VALUES
            (1000000, 'me', 'propose', '', '[]', ?), (1000000, 'me', 'xero link', 'acme', '[]', '[]')
          """, arguments: [entry])
      try database.execute(sql: "PRAGMA user_version = 1")
      try database.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
    }
    try old.close()
    let books = try shelf.open()
    let events = try books.events()
    #expect(events.map(\.kind) == [.change, .aside])
    #expect(events[0].entries == [EntryChange(before: nil, after: booked("aa"))])
    let (rows, beginning) = try books.queue.read {
      (try EventRow.fetchAll($0, sql: "SELECT * FROM event"), try Chain.beginning(of: $0))
    }
    #expect(rows[0].hash == Chain.link(after: beginning, rows[0]))
    #expect(rows[1].hash == Chain.link(after: rows[0].hash, rows[1]))
    try books.change(reason("approve")) { try $0.put(booked("aa", state: approved)) }
    #expect(try books.events().map(\.sequence) == [1, 2, 3])
    #expect(throws: DatabaseError.self) {
      try books.queue.write { try $0.execute(sql: "UPDATE event SET who = 'x'") }
    }
  }
}

@Suite struct StepsTests {
  private func steps(_ kinds: Event.Kind..., pushing: Bool = false) -> Steps {
    var steps = Steps()
    for (index, kind) in kinds.enumerated() { steps.add(kind, Int64(index + 1), pushing: pushing) }
    return steps
  }

  @Test func `each undo goes one further back, each redo one forth`() {
    #expect(steps().undo == .nothing)
    #expect(steps(.change, .change).undo == .step(2))
    #expect(steps(.change, .change, .undo(of: 2)).undo == .step(1))
    #expect(steps(.change, .change, .undo(of: 2)).redo == .step(2))
    #expect(steps(.change, .change, .undo(of: 2), .undo(of: 1)).redo == .step(1))
    #expect(steps(.change, .change, .undo(of: 2), .undo(of: 1), .redo(of: 1)).redo == .step(2))
    #expect(steps(.change, .change, .undo(of: 2), .redo(of: 2)).undo == .step(2))
    #expect(steps(.change, .change, .change).undoable == [3, 2, 1])
  }

  @Test func `what stood on a step goes with it and comes back with it`() {
    var steps = Steps()
    for number in 1...4 { steps.add(.change, Int64(number), pushing: false) }
    steps.add(.undo(of: 2), 5, with: [3, 4], pushing: false)
    #expect(steps.undoable == [1])
    #expect(steps.redo == .step(2))
    #expect(steps.redoWith == [3, 4])
    steps.add(.redo(of: 2), 6, with: [3, 4], pushing: false)
    #expect(steps.undoable == [4, 3, 2, 1])
    #expect(steps.redo == .nothing)
    #expect(steps.redoWith == [])
  }

  @Test func `books in which proposals were taken back by events of their own go on`() {
    let both = steps(.change, .change, .change, .undo(of: 3), .undo(of: 2))
    #expect(both.undoable == [1])
    #expect(both.redo == .step(2))
    #expect(both.redoWith == [])
    let one = steps(.change, .change, .change, .undo(of: 3), .undo(of: 2), .redo(of: 2))
    #expect(one.undoable == [2, 1])
    #expect(one.redo == .step(3))
  }

  @Test func `a new change leaves nothing to redo`() {
    #expect(steps(.change, .change, .undo(of: 2), .change).redo == .nothing)
    #expect(steps(.change, .change, .undo(of: 2), .change).undo == .step(4))
  }

  @Test func `what is proposed meanwhile leaves what there is to redo`() {
    var steps = Steps()
    steps.add(.change, 1, pushing: false)
    steps.add(.change, 2, pushing: false)
    #expect(!steps.proposedSince)
    steps.add(.undo(of: 2), 3, pushing: false)
    steps.add(.change, 4, isProposal: true, pushing: false)
    #expect(steps.redo == .step(2))
    #expect(steps.proposedSince)
    #expect(steps.undoable == [4, 1])
    steps.add(.redo(of: 2), 5, pushing: false)
    #expect(!steps.proposedSince)
    #expect(steps.undoable == [2, 4, 1])
    steps.add(.undo(of: 2), 6, pushing: false)
    steps.add(.change, 7, pushing: false)
    #expect(steps.redo == .nothing)
  }

  @Test func `nobody goes past a wall, also not forth`() {
    #expect(steps(.change, .wall).undo == .wall(2))
    #expect(steps(.change, .wall).redo == .nothing)
    #expect(steps(.change, .undo(of: 1), .wall).redo == .wall(3))
    #expect(steps(.change, .undo(of: 1), .wall, .change).redo == .nothing)
    #expect(steps(.change, .wall, .change).undoable == [3])
  }

  @Test func `a push is a wall until it is settled`() {
    #expect(steps(.change, .push, pushing: true).undo == .wall(2))
    #expect(steps(.change, .push, pushing: false).undo == .step(1))
  }

  @Test func `an entry's own steps follow what was taken back and made again`() {
    func last(_ kinds: Event.Kind...) -> Int64? {
      var steps = EntrySteps()
      for (index, kind) in kinds.enumerated() { steps.add(kind, Int64(index + 1)) }
      return steps.last
    }
    #expect(last(.change, .change) == 2)
    #expect(last(.change, .change, .part(of: 2)) == 1)
    #expect(last(.change, .change, .part(of: 2), .undo(of: 3)) == 2)
    #expect(last(.change, .change, .part(of: 2), .undo(of: 3), .redo(of: 3)) == 1)
    #expect(last(.change, .change, .undo(of: 2)) == 1)
    #expect(last(.change, .undo(of: 1)) == nil)

    // It is as it was once what stood on its step is gone too, though no event says so.
    var steps = EntrySteps()
    for number in 1...3 { steps.add(.change, Int64(number)) }
    steps.add(.undo(of: 2), 4, with: [3], touches: false)
    #expect(steps.last == 1)
    steps.add(.undo(of: 9), 5, touches: false)
    steps.add(.redo(of: 9), 6, touches: false)
    #expect(steps.last == 1, "others' steps are not its own")
    steps.add(.redo(of: 2), 7, with: [3], touches: false)
    #expect(steps.last == 3)
  }
}

@Suite struct RestoreTests {
  @Test func `restoring gives back exactly what was, and the other way`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) { try $0.put(booked("aa")) }
    try books.change(reason("split")) { change in
      try change.put(booked("aa", state: approved))
      try change.put(booked("bb", from: 500))
    }
    try books.change(reason("undo")) { change in
      try change.restore(try change.event(2), .back)
      change.become(.undo(of: 2))
    }
    #expect(try books.entries(withPrefix: "a") == [booked("aa")])
    #expect(try books.entries(withPrefix: "b").isEmpty)
    try books.change(reason("redo")) { change in
      try change.restore(try change.event(2), .forth)
      change.become(.redo(of: 2))
    }
    #expect(try books.entries(withPrefix: "a") == [booked("aa", state: approved)])
    #expect(try books.entries(withPrefix: "b") == [booked("bb", from: 500)])
    #expect(try books.events().map(\.kind) == [.change, .change, .undo(of: 2), .redo(of: 2)])
  }

  @Test func `a step and what stood on it are one event, also where they come to nothing`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) { try $0.put(booked("aa")) }
    try books.change(reason("approve")) { try $0.put(booked("aa", state: approved)) }
    try books.change(reason("propose")) { try $0.put(booked("aa")) }
    try books.change(reason("undo")) { change in
      try change.restore(try change.event(3), .back)
      try change.restore(try change.event(2), .back)
      change.become(.undo(of: 2), with: [3])
    }
    let event = try #require(try books.events().last)
    #expect(event.kind == .undo(of: 2))
    #expect(event.with == [3])
    #expect(event.entries.isEmpty)
    let (steps, last) = try books.change(reason("look")) {
      (try $0.steps(proposing: "propose"), try $0.lastStep(of: EntryID(text: "aa")))
    }.result
    #expect(steps.undoable == [1])
    #expect(steps.redoWith == [3])
    #expect(last?.sequence == 1)
    #expect(try books.verify().filter { !$0.holds } == [])
  }

  @Test func `a rule's text lies beside the chain, and can be erased`() throws {
    let shelf = try Shelf()
    let books = try shelf.open()
    let rule = RuleChange(
      file: "rules.d/00-learned.yaml", text: "- name: secret garden", isWritten: true)
    try books.change(reason("rules suggest")) { $0.tell(rule) }
    #expect(try books.events().map(\.rules) == [[rule]])
    #expect(try books.events().map(\.kind) == [.change])
    let chained = try books.queue.read {
      try String.fetchAll($0, sql: "SELECT before || after FROM event")
    }
    #expect(!chained.joined().contains("garden"))

    let gone = RuleChange(file: rule.file, text: rule.text, isWritten: false)
    try books.change(reason("undo")) { change in
      change.tell(gone)
      change.become(.undo(of: 1))
    }
    #expect(try books.events().last?.rules == [gone])
    let texts = try books.change(reason("look")) { try $0.ruleHistory.texts(of: rule.file) }.result
    #expect(texts == ["- name: secret garden"])
    try books.change(reason("forget")) { _ = try $0.forgetNotes(of: [Visit(start: 0, end: 1)]) }
    #expect(try books.events().prefix(2).flatMap(\.rules).map(\.text) == [nil, nil])
    #expect(try books.verify().filter { !$0.holds } == [])
    try books.scrub()
    let bytes = try Data(contentsOf: URL(filePath: shelf.path))
    #expect(bytes.firstRange(of: Data("secret garden".utf8)) == nil)
  }

  @Test func `what changed since is not overwritten`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) { try $0.put(booked("aa")) }
    try books.change(reason("approve")) { try $0.put(booked("aa", state: approved)) }
    #expect(throws: RestoreObstacle.entryDiffers(EntryID(text: "aa"))) {
      try books.change(reason("undo")) { try $0.restore(try $0.event(1), .back) }
    }
    #expect(try books.entries(withPrefix: "a") == [booked("aa", state: approved)])
  }

  @Test func `a link goes back to the one before, and to none`() throws {
    let books = try Shelf().open()
    func link(_ contact: String) -> ClientLink {
      ClientLink(
        client: "acme", clientName: "Acme", environment: "e", tenant: "t", organisation: "o",
        contact: contact, contactName: contact, linkedAt: Instant(seconds: 1))
    }
    try books.change(reason("xero link")) { try $0.put(link("one")) }
    try books.change(reason("xero link")) { try $0.put(link("two")) }
    try books.change(reason("undo")) { try $0.restore(try $0.event(2), .back) }
    #expect(try books.links() == [link("one")])
    try books.change(reason("undo")) { try $0.restore(try $0.event(1), .back) }
    #expect(try books.links().isEmpty)
  }

  @Test func `entries that a step moved time between go together, others do not`() throws {
    let books = try Shelf().open()
    try books.change(reason("propose")) {
      try $0.put(booked("aa"))
      try $0.put(booked("dd", from: 1000))
    }
    try books.change(reason("split")) { change in
      try change.remove(EntryID(text: "aa"))
      var (first, second) = (booked("bb"), booked("cc"))
      first.entry.shares = [booked("aa").entry.shares[0]]
      second.entry.shares = [booked("aa").entry.shares[1]]
      try change.put(first)
      try change.put(second)
      try change.put(booked("dd", state: approved, from: 1000))
    }
    let event = try books.events()[1]
    #expect(event.together(with: EntryID(text: "bb")).map(\.text).sorted() == ["aa", "bb", "cc"])
    #expect(event.together(with: EntryID(text: "dd")).map(\.text) == ["dd"])
  }
}
