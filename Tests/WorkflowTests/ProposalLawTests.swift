import Activity
import Books
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

/// What holds for any evidence and any rules, from the import to the books.
@Suite struct ProposalLawTests {
  /// Rules of all kinds, some of them; each note is the title it is made of.
  private func rules(_ random: inout SplitMix64) -> String {
    let lines = [
      "{ name: Web, when: { title: '^web' }, set: { project: acme/website } }",
      "{ name: Help, when: { title: '^help' }, set: { project: acme/support } }",
      "{ name: Booking, when: { title: '^booking' }, set: { project: brightside/booking } }",
      "{ name: Others, when: { title: c$ }, set: { project: acme/website } }",
      "{ name: Hidden, when: { title: 'help b' }, exclude: true }",
      "{ name: Cut, when: { title: web }, redact: b$ }",
      "{ name: Late, when: { time: '09:10-09:40' }, set: { project: brightside/booking } }",
      "{ name: Film, when: { presence: idle }, set: { presence: active } }",
      "{ name: Gift, when: { title: a$ }, set: { billable: false } }",
      "{ name: End, when: { title: other }, stop: true }",
    ].shuffled(using: &random).prefix(.random(in: 1...10, using: &random))
    return
      (["rules:", "  - { name: Notes, when: {}, set: { note: '{title}' } }"]
      + lines.map { "  - " + $0 }).joined(separator: "\n") + "\n"
  }

  private func rows(
    _ random: inout SplitMix64, from start: String, count: Int, source: String = "x11@test"
  ) throws -> [String] {
    let windows = [
      "web a", "web b", "web a", "help a", "help b", "booking b", "other a", "other c", "idle",
      "idle", "locked", "asleep",
    ]
    let lengths = [1, 20, 59, 60, 61, 200, 299, 300, 301, 600]
    let drawing = (0..<count).map { _ in
      "\(windows[.random(in: 0..<windows.count, using: &random)]) "
        + "\(lengths[.random(in: 0..<lengths.count, using: &random)])"
    }
    return try SmallHome.rows(drawing.joined(separator: ","), from: start, source: source)
  }

  private func balanced(_ home: SmallHome, _ entries: [BookedEntry]) throws {
    let opened = try home.open()
    let reports = try opened.dayReports(opened.range("2026-11-20"))
    let report = try #require(reports.first)
    #expect(report.balance.seconds == report.end - report.start)
    func sum(_ isWork: Bool) -> Int64 {
      entries.filter { ($0.entry.key != nil) == isWork }.reduce(0) { $0 + $1.entry.seconds }
    }
    #expect(report.balance.entries == sum(true))
    #expect(report.balance.unassigned == sum(false), "no active second is lost")
    let visits = entries.flatMap(\.entry.visits).sorted { $0.start < $1.start }
    #expect(
      zip(visits, visits.dropFirst()).allSatisfy { $0.end <= $1.start },
      "no second is in two entries")
  }

  @Test(arguments: UInt64(0)..<15)
  func `every second is told once, by its own notes, in any order, and again the same`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let text = rules(&random)
    let home = try SmallHome(rules: text)
    let rows =
      try rows(&random, from: "2026-11-20T08:50:00+13:00", count: 60)
      + self.rows(&random, from: "2026-11-20T09:30:00+13:00", count: 8, source: "import@phone")
    try home.importRows(rows)
    let entries = try home.propose()
    try balanced(home, entries)

    for evidence in try home.open().evidence(behind: entries) {
      let own = evidence.windows.filter { !$0.absorbed }.map { window in
        if case .window(_, let title) = window.name { title } else { "" }
      }
      let notes = evidence.booked.entry.note.split(separator: "; ").map(String.init)
        .filter { !$0.hasPrefix("and ") }
      #expect(notes.allSatisfy(own.contains), "no foreign note is in an entry")
    }

    let again = try home.open()
    #expect(try again.propose(again.range("2026-11-20"), dryRun: false).changes.isEmpty)

    let other = try SmallHome(rules: text)
    try other.importRows(rows.shuffled(using: &random))
    #expect(try other.propose() == entries)
  }

  @Test(arguments: UInt64(0)..<15)
  func `what is approved stays bit by bit, whatever rules and late evidence say`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let home = try SmallHome(rules: rules(&random))
    try home.importRows(rows(&random, from: "2026-11-20T08:50:00+13:00", count: 40))
    let work = try home.propose().filter { $0.entry.key != nil && !$0.entry.handsOff }
    let chosen = work.filter { _ in Bool.random(using: &random) }.map(\.entry.id)
    guard !chosen.isEmpty else { return }
    let day = try home.open().range("2026-11-20")
    let approved = try home.open().approve(
      EntrySelection(ids: chosen.map(\.text), range: day), dryRun: false
    ).approved.sorted { $0.entry.id < $1.entry.id }
    #expect(approved.map(\.entry.id) == chosen.sorted())

    for round in 0..<3 {
      try home.write(rules(&random), to: "config/rules.d/10.yaml")
      if round == 1 {
        try home.importRows(
          rows(&random, from: "2026-11-20T09:05:00+13:00", count: 12, source: "import@phone"))
      }
      let entries = try home.propose()
      #expect(
        entries.filter { $0.entry.state.isDecided }.sorted { $0.entry.id < $1.entry.id }
          == approved)
      try balanced(home, entries)
    }
  }
}
