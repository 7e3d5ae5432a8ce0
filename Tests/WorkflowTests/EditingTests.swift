import Activity
import Books
import TestSupport
import Testing
import Timesheet

@testable import Workflow

private let web = WorkTarget(project: ProjectKey(client: "acme", project: "website"))
private let help = WorkTarget(project: ProjectKey(client: "acme", project: "support"))

private func selection(_ booked: BookedEntry...) throws -> EntrySelection {
  EntrySelection(
    ids: booked.map(\.entry.id.text), range: DateRange(day: booked[0].entry.day))
}

/// What a refusal is, and what it says.
private func refused(_ body: () throws -> Void) -> Refusal? {
  do {
    try body()
    return nil
  } catch {
    return error as? Refusal
  }
}

@Suite struct EditingTests {
  /// Web 9:00-9:30, unplaced to 9:40, idle to 9:50, help to 10:00, locked to 10:10.
  private func morning() throws -> SmallHome {
    let small = try SmallHome()
    try small.importRows(
      SmallHome.rows("web 1800, other 600, idle 600, help 600, locked 600"))
    try small.propose()
    #expect(
      try small.drawn() == [
        "acme/website 09:00-09:30 1800", "- 09:30-09:40 600", "acme/support 09:50-10:00 600",
      ])
    return small
  }

  @Test func `time entered by hand takes what is unassigned and counts what nobody saw`() throws {
    let small = try morning()
    let before = try small.balance()
    let outcome = try small.open().add(
      NewEntry(target: web, stretch: small.stretch("9:35-9:50"), note: "Call"), why: "no window")
    #expect(
      try small.drawn() == [
        "acme/website 09:00-09:30 1800", "- 09:30-09:35 300", "acme/website 09:35-09:50 900",
        "acme/support 09:50-10:00 600",
      ])
    let after = try small.balance()
    #expect(after.entries == before.entries + 900)
    #expect(after.unassigned == before.unassigned - 300)
    #expect(after.idle == before.idle - 600)
    #expect(after.seconds == before.seconds)
    let entry = outcome.entries[0].entry
    #expect(entry.source == .manual && entry.edited && entry.noteWritten)
    #expect(entry.state == .proposed && entry.note == "Call" && entry.reason == nil)
    #expect(entry.zone == Zone(name: "Pacific/Auckland", offset: 46_800))
    #expect(try small.lastEvent() == "add: no window")
    #expect(try small.open().propose(small.open().range("2026-11-20"), dryRun: true).changes == [])
  }

  @Test func `an overlap is refused with the three ways out, and each of them works`() throws {
    let small = try morning()
    let day = try small.drawn()
    let new = try NewEntry(target: help, stretch: small.stretch("9:10-9:20"))
    let other = try small.entries()[0].entry
    let error = try #require(refused { _ = try small.open().add(new) })
    #expect(error.kind == .conflict)
    #expect(
      error.description
        == "Entry \(other.id) (acme/website, 09:00 to 09:30) counts 0:10:00 between 09:10 and 09:20 "
        + "already, and no second is counted twice. Use --trim-other to take that time from it, "
        + "--split-other to leave it in two around it, or choose other times. Nothing was changed.")
    #expect(try small.drawn() == day)

    _ = try small.open().add(new, overlap: .trimOther, dryRun: true)
    #expect(try small.drawn() == day)
    _ = try small.open().add(new, overlap: .splitOther)
    #expect(
      try small.drawn().prefix(3) == [
        "acme/website 09:00-09:10 600", "acme/support 09:10-09:20 600",
        "acme/website 09:20-09:30 600",
      ])
    _ = try small.open().add(
      NewEntry(target: web, stretch: small.stretch("9:05-9:25")), overlap: .trimOther)
    #expect(
      try small.drawn().prefix(3) == [
        "acme/website 09:00-09:05 300", "acme/website 09:05-09:25 1200",
        "acme/website 09:25-09:30 300",
      ])
  }

  @Test func `an approved entry gives no time away, and says how to unlock it`() throws {
    let small = try morning()
    let other = try small.entries()[0]
    _ = try small.open().approve(selection(other), dryRun: false)
    let new = try NewEntry(target: help, stretch: small.stretch("9:10-9:20"))
    let plain = try #require(refused { _ = try small.open().add(new) })
    #expect(plain.kind == .conflict)
    #expect(plain.description.contains("It is approved: unlock it with \"daybook unapprove"))
    let forced = try #require(refused { _ = try small.open().add(new, overlap: .trimOther) })
    #expect(forced.kind == .locked)
    #expect(
      forced.description
        == "Entry \(other.entry.id) was approved on 2026-11-21 at 18:00 by hana. \"daybook "
        + "unapprove \(other.entry.id) --reason TEXT\" unlocks it. Nothing was changed.")
  }

  @Test func `times must be of one day that has come`() throws {
    let small = try morning()
    let home = try small.open()
    small.now = "2026-11-20T18:00:00+13:00"
    let early = try #require(
      refused {
        _ = try small.open().add(NewEntry(target: web, stretch: small.stretch("22:00-23:00")))
      })
    #expect(early.kind == .usage)
    #expect(early.description.hasPrefix("23:00 has not come yet: it is 18:00."))
    small.now = "2026-11-21T18:00:00+13:00"
    let late = try small.seconds("23:00")
    let across = try #require(
      refused {
        _ = try home.add(NewEntry(target: web, stretch: Visit(start: late, end: late + 6 * 3600)))
      })
    #expect(across.kind == .usage && across.description.contains("one working day"))
    let tomorrow = try #require(
      refused {
        _ = try home.add(
          NewEntry(target: web, stretch: Visit(start: late + 90_000, end: late + 90_060)))
      })
    #expect(tomorrow.kind == .usage)
  }

  @Test func `what is rejected is unassigned, decided, and can be taken back`() throws {
    let small = try morning()
    let before = try small.balance()
    let entry = try small.entries()[0]
    _ = try small.open().reject(selection(entry), why: "private")
    #expect(try small.lastEvent() == "reject: private")
    #expect(try small.drawn()[0] == "acme/website 09:00-09:30 1800 rejected")
    let after = try small.balance()
    #expect(after.unassigned == before.unassigned + 1800)
    #expect(after.seconds == before.seconds)

    // Whatever the rules say later.
    try small.write(
      "rules: [{ name: All, when: { app: x }, set: { project: acme/support } }]\n",
      to: "config/rules.d/10.yaml")
    try small.propose()
    #expect(
      try small.drawn() == [
        "acme/website 09:00-09:30 1800 rejected", "acme/support 09:30-09:40 600",
        "acme/support 09:50-10:00 600",
      ])
    try small.write(SmallBusiness.rules, to: "config/rules.d/10.yaml")
    _ = try small.open().unapprove(selection(entry), why: "")
    try small.propose()
    #expect(try small.drawn()[0] == "acme/website 09:00-09:30 1800")
    #expect(try small.entries()[0] == entry)
  }

  @Test func `an approval is taken back with a reason, and its rate with it`() throws {
    let small = try morning()
    let entry = try small.entries()[0]
    _ = try small.open().approve(selection(entry), why: "all done", dryRun: false)
    #expect(try small.lastEvent() == "approve: all done")
    #expect(try small.entries()[0].rate != nil)
    let without = try #require(
      refused { _ = try small.open().unapprove(selection(entry), why: " ") })
    #expect(without.kind == .usage && without.description.contains("--reason"))
    _ = try small.open().unapprove(selection(entry), why: "an hour less")
    #expect(try small.lastEvent() == "unapprove: an hour less")
    #expect(try small.entries()[0] == entry)
    let again = try #require(
      refused { _ = try small.open().unapprove(selection(entry), why: "again") })
    #expect(again.kind == .locked)
  }

  @Test func `by days only what is approved is taken back`() throws {
    let small = try morning()
    let entries = try small.entries()
    _ = try small.open().approve(selection(entries[0]), dryRun: false)
    _ = try small.open().reject(selection(entries[2]))
    let days = EntrySelection(range: try small.open().range("2026-11-20"))
    let outcome = try small.open().unapprove(days, why: "wrong day")
    #expect(outcome.entries.map(\.entry.id) == [entries[0].entry.id])
    #expect(try small.drawn()[2].hasSuffix("rejected"))
  }

  @Test func `what a person changed no rule moves, and why remembers its rule`() throws {
    let small = try morning()
    let entries = try small.entries()
    _ = try small.open().assign(selection(entries[1]), to: help, why: "the printer")
    #expect(try small.lastEvent() == "assign: the printer")
    _ = try small.open().note(selection(entries[0]), "Kick-off")
    _ = try small.open().setBillable(selection(entries[2]), false)
    try small.write("rules: []\n", to: "config/rules.d/10.yaml")
    try small.propose()
    #expect(
      try small.drawn() == [
        "acme/website 09:00-09:30 1800", "acme/support 09:30-09:40 600",
        "acme/support 09:50-10:00 600",
      ])
    let now = try small.entries()
    #expect(now.map(\.entry.note) == ["Kick-off", "", ""])
    #expect(now[0].entry.reason == entries[0].entry.reason)
    #expect(now.map { $0.entry.key?.billable } == [true, true, false])
    #expect(now.allSatisfy { $0.entry.edited })
  }

  @Test func `moving a border moves the evidence`() throws {
    let small = try morning()
    let entry = try small.entries()[0]
    _ = try small.open().edit(entry.entry.id.text, EntryEdit(end: try small.seconds("9:20")))
    #expect(
      try small.drawn().prefix(2) == [
        "acme/website 09:00-09:20 1200", "acme/website 09:20-09:30 600",
      ])
    _ = try small.open().edit(
      entry.entry.id.text,
      EntryEdit(end: try small.seconds("9:35"), target: help, note: "Longer"),
      overlap: .trimOther, why: "it was")
    #expect(
      try small.drawn() == [
        "acme/support 09:00-09:35 2100", "- 09:35-09:40 300", "acme/support 09:50-10:00 600",
      ])
    #expect(try small.lastEvent() == "edit: it was")
    #expect(try small.entries()[0].entry.id == entry.entry.id)
  }

  @Test func `what trimming cuts off is rejected with its evidence, or free again`() throws {
    let small = try morning()
    let entry = try small.entries()[0].entry
    _ = try small.open().trim(entry.id.text, to: small.stretch("9:05-9:25"), why: "coffee")
    #expect(try small.lastEvent() == "trim: coffee")
    try small.propose()
    #expect(
      try small.drawn().prefix(2) == [
        "acme/website 09:00-09:30 600 rejected", "acme/website 09:05-09:25 1200",
      ])
    let made = try small.open().add(NewEntry(target: web, stretch: small.stretch("10:00-10:10")))
    _ = try small.open().trim(
      made.entries[0].entry.id.text, of: [small.stretch("10:02-10:04")])
    #expect(try small.drawn().last == "acme/website 10:00-10:10 480")
    let all = try #require(
      refused { _ = try small.open().trim(entry.id.text, of: [small.stretch("9:00-10:00")]) })
    #expect(all.kind == .usage && all.description.contains("daybook reject"))
  }

  @Test func `a split by percentages adds up, and no note goes to another client`() throws {
    let small = try SmallHome()
    try small.importRows(SmallHome.rows("web 1001"))
    let entry = try small.propose()[0]
    let booking = WorkTarget(project: ProjectKey(client: "brightside", project: "booking"))
    let parts = [
      SplitPart(target: nil, share: 3333), SplitPart(target: help, share: 3333),
      SplitPart(target: booking, share: 3334),
    ]
    let outcome = try small.open().split(entry.entry.id.text, into: parts, why: "three")
    #expect(try small.lastEvent() == "split: three")
    #expect(outcome.entries.map(\.entry.seconds) == [334, 333, 334])
    #expect(outcome.entries.map(\.entry.note) == ["Web", "Web", ""])
    let wrong = try #require(
      refused {
        _ = try small.open().split(
          entry.entry.id.text, into: [SplitPart(target: help, share: 5000)])
      })
    #expect(wrong.kind == .usage)
  }

  @Test func `merging puts together what a split took apart`() throws {
    let small = try morning()
    let entry = try small.entries()[0]
    let parts = try small.open().split(
      entry.entry.id.text, at: [try small.seconds("9:10"), try small.seconds("9:20")]
    ).entries
    #expect(parts.map(\.entry.seconds) == [600, 600, 600])
    _ = try small.open().merge(parts.map(\.entry.id.text), why: "one")
    #expect(try small.lastEvent() == "merge: one")
    let merged = try small.entries()[0].entry
    #expect(merged.id == entry.entry.id && merged.shares == entry.entry.shares)
    #expect(merged.note == "Web")
    let different = try #require(
      refused {
        let entries = try small.entries()
        _ = try small.open().merge([entries[0].entry.id.text, entries[2].entry.id.text])
      })
    #expect(different.kind == .conflict)
  }

  @Test func `what is decided is locked for every change`() throws {
    let small = try morning()
    let entry = try small.entries()[0]
    let id = entry.entry.id.text
    let one = try selection(entry)
    let at = try small.seconds("9:10")
    let stretch = try small.stretch("9:05-9:10")
    let changes: [(String, (Home) throws -> Void)] = [
      ("approve", { _ = try $0.approve(one, dryRun: false) }),
      ("reject", { _ = try $0.reject(one) }),
      ("assign", { _ = try $0.assign(one, to: help) }),
      ("note", { _ = try $0.note(one, "x") }),
      ("bill", { _ = try $0.setBillable(one, false) }),
      ("split", { _ = try $0.split(id, at: [at]) }),
      ("merge", { _ = try $0.merge([id, id]) }),
      ("trim", { _ = try $0.trim(id, to: stretch) }),
      ("edit", { _ = try $0.edit(id, EntryEdit(start: at)) }),
    ]
    let decide: [(Home) throws -> Void] = [
      { _ = try $0.approve(one, dryRun: false) }, { _ = try $0.reject(one) },
    ]
    for decide in decide {
      try decide(small.open())
      let before = try small.entries()
      for (name, change) in changes {
        let error = refused { try change(small.open()) }
        #expect(error?.kind == .locked, "\(name)")
        #expect(error?.description.contains("daybook unapprove \(id)") == true, "\(name)")
      }
      #expect(try small.entries() == before)
      _ = try small.open().unapprove(one, why: "on")
    }
  }

  @Test func `an entry on its way to Xero, or on an invoice, is locked by that`() throws {
    let small = try morning()
    let entry = try small.entries()[0]
    let id = entry.entry.id
    let one = try selection(entry)
    _ = try small.open().approve(one, dryRun: false)
    let books = try small.open().books()
    try books.change(small.open().reason("invoice push")) { change in
      try change.insert(small.push(of: entry.entry))
    }
    for change in [
      { _ = try small.open().unapprove(one, why: "less") },
      { _ = try small.open().note(one, "x") },
      { _ = try small.open().edit(id.text, EntryEdit(note: "x")) },
    ] as [() throws -> Void] {
      let held = try #require(refused(change))
      #expect(held.kind == .locked)
      #expect(
        held.description
          == "Entry \(id) is on its way to Xero: its push is not settled. \"daybook invoice push\" "
          + "finishes it. Nothing was changed.")
    }
    try books.change(small.open().reason("invoice push")) { change in
      try change.setState("{}", isOpen: false, ofPush: "p")
      try change.insert(
        InvoiceRecord(
          id: InvoiceID(text: "i-1"), push: "p", number: "INV-0042", status: "DRAFT", total: 75,
          createdAt: Instant(seconds: 0)), entries: [id])
    }
    let invoiced = try #require(refused { _ = try small.open().unapprove(one, why: "less") })
    #expect(invoiced.kind == .locked)
    #expect(
      invoiced.description
        == "Entry \(id) is on invoice INV-0042 (DRAFT), approved on 2026-11-21 at 18:00 by hana. "
        + "Once that is deleted or voided in Xero, \"daybook invoice release INV-0042 --reason "
        + "TEXT\" unlocks it. Nothing was changed.")
  }

  @Test func `what the rules no longer propose is not changed by mistake`() throws {
    let small = try morning()
    let entry = try small.entries()[0]
    try small.write("rules: []\n", to: "config/rules.d/10.yaml")
    let gone = try #require(
      refused { _ = try small.open().assign(selection(entry), to: help) })
    #expect(gone.kind == .conflict && gone.description.contains("no longer proposed"))
  }

  @Test func `unassigned time reaches no further than it was seen`() throws {
    let small = try morning()
    let id = try small.entries()[1].entry.id.text
    let end = try small.seconds("9:45")
    let error = try #require(refused { _ = try small.open().edit(id, EntryEdit(end: end)) })
    #expect(error.kind == .conflict && error.description.contains("daybook assign"))
    _ = try small.open().edit(id, EntryEdit(end: end, target: help))
    #expect(try small.drawn()[1] == "acme/support 09:30-09:45 900")
  }

  @Test func `a project that is none, or has no such task, is named with those that are`() throws {
    let small = try morning()
    let home = try small.open()
    #expect(try home.target("acme/website") == web)
    #expect(try home.target("support") == help)
    for (text, words) in [
      ("acme/web", "clients.yaml has acme/website, acme/support, brightside/booking."),
      ("acme/website/design", "acme/website has no task \"design\". It has none at all."),
    ] {
      let error = try #require(refused { _ = try home.target(text) })
      #expect(error.kind == .noMatch && error.description.contains(words))
    }
  }
}
