import Activity
import Billing
import Foundation
import Review
import Timesheet
import Workflow

import struct Books.BookedEntry

/// A made day for tests of the model: no home, no clock.
enum TestDay {
  static let date = CivilDate("2026-11-20")!
  /// 04:00 in Auckland.
  static let start: Int64 = 1_795_100_400
  static let projects = [
    ProjectKey(client: "acme", project: "website"), ProjectKey(client: "acme", project: "support"),
    ProjectKey(client: "brightside", project: "booking"),
  ]

  static func at(_ hour: Int64, _ minute: Int64 = 0) -> Int64 {
    start + (hour - 4) * 3600 + minute * 60
  }

  static func entry(
    _ from: Int64, _ to: Int64, _ project: Int?, task: String? = nil, billable: Bool = true,
    handsOff: Bool = false, unassigned: Unassigned = .plain, note: String = "",
    state: EntryState = .proposed
  ) -> BookedEntry {
    let subject: EntrySubject =
      project.map {
        .work(
          WorkKey(
            project: projects[$0], task: task, billable: billable, handsOff: handsOff))
      } ?? .unassigned(unassigned)
    let id = EntryID(day: date, key: subject.key?.text ?? "\(subject)", start: from)
    let share = SpanShare(
      span: SpanID(text: "00000000000000ff")!, from: from, to: to, absorbed: false)
    return BookedEntry(
      entry: Entry(
        id: id, day: date, subject: subject, start: from, end: to, shares: [share], note: note,
        source: .rules,
        reason: project == nil
          ? nil
          : RuleReference(
            name: "Acme in the editor", place: Place(file: "rules.d/10-acme.yaml", line: 3)),
        scattered: false, zone: Zone(name: "Pacific/Auckland", offset: 46_800), state: state))
  }

  /// Work, a lunch, time without a project, hands-off work and private time.
  static var entries: [BookedEntry] {
    [
      entry(at(8, 30), at(10, 0), 0, task: "development", note: "Edited cart.ts"),
      entry(at(10, 0), at(10, 20), 0, task: "meetings", handsOff: true, note: "Weekly call"),
      entry(at(10, 20), at(12, 0), 2, task: "design", note: "Drew the booking form"),
      entry(at(13, 0), at(13, 30), nil),
      entry(at(13, 30), at(13, 45), nil, unassigned: .private),
      entry(at(13, 45), at(16, 0), 1, billable: false, note: "Ticket 4812"),
      entry(at(16, 0), at(16, 0) + 40, nil),
    ]
  }

  static func day(
    _ entries: [BookedEntry] = entries, date: CivilDate = date
  ) -> ReviewDay {
    var balance = DayBalance()
    for booked in entries {
      if booked.entry.key == nil {
        balance.unassigned += booked.entry.seconds
      } else {
        balance.entries += booked.entry.seconds
      }
    }
    balance.locked = 3600
    balance.off = 16 * 3600 + 29 * 60 + 20 - balance.entries - balance.unassigned
    return ReviewDay(
      date: date, start: start, end: at(20, 29) + 20, entries: entries, balance: balance,
      away: [.init(presence: .locked, start: at(12), end: at(13))],
      clock: DayClock(changes: [.init(from: start, offset: 46_800)]), projects: projects,
      bill: [
        DayBill(currency: Currency("NZD")!, approved: 0, expected: Decimal(string: "447.50")!)
      ], withoutRate: [])
  }

  static let choices = [
    WorkChoice(
      project: projects[0], task: "development", name: "Website rebuild, Development",
      client: "Acme Pty Ltd", isRecent: true),
    WorkChoice(
      project: projects[2], task: nil, name: "Online booking", client: "Brightside Dental",
      isRecent: true),
    WorkChoice(
      project: projects[0], task: nil, name: "Website rebuild", client: "Acme Pty Ltd"),
    WorkChoice(
      project: projects[1], task: nil, name: "Support contract", client: "Acme Pty Ltd"),
    WorkChoice(
      project: projects[2], task: "design", name: "Online booking, Design",
      client: "Brightside Dental"),
  ]

  static func model(
    _ entries: [BookedEntry] = entries, columns: Int = 80, rows: Int = 24,
    glyphs: Glyphs = .unicode, hasColours: Bool = true, isFirstTime: Bool = false
  ) -> ReviewModel {
    var model = ReviewModel(
      days: date...date, today: date, size: ScreenSize(columns: columns, rows: rows),
      glyphs: glyphs, hasColours: hasColours, isFirstTime: isFirstTime)
    model.receive(.day(day(entries), choices: choices))
    return model
  }
}

extension ReviewModel {
  /// Presses keys, named by their characters, and gives what they want done.
  mutating func press(_ keys: String) -> [Effect] {
    keys.flatMap { handle(.character($0)) }
  }

  var selectedStart: Int64? { day?.entries.first { $0.entry.id == cursor }?.entry.start }
  var lastLines: [Substring] {
    screen().text.split(separator: "\n", omittingEmptySubsequences: false).suffix(2)
  }
}
