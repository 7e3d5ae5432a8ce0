import Activity
import Books
import ConfigurationFiles
import Foundation
import Rules
import TestSupport
import Testing
import Timesheet

@testable import Workflow

private let support = Placement(project: ProjectKey(client: "acme", project: "support"))
private let booking = Placement(project: ProjectKey(client: "brightside", project: "booking"))

@Suite struct SuggestRulesTests {
  /// Suggestions as text: seconds, name, place.
  private func drawn(_ home: SmallHome) throws -> [String] {
    let home = try home.open()
    return try home.suggestions(home.recentDays).map { suggestion in
      "\(suggestion.catches.seconds) \(suggestion.name)"
        + (suggestion.placement.map { " -> \($0)" } ?? "")
        + suggestion.conflicts.map {
          " (\($0.taken.seconds), \($0.absorbed.seconds), \($0.decided.seconds) of \($0.placement))"
        }.joined()
    }
  }

  private func change(
    _ home: SmallHome, _ index: Int, _ body: (inout Entry) throws -> Void
  ) throws {
    let home = try home.open()
    let books = try home.books()
    var booked = try books.entries(on: home.range("2026-11-20").days)[index]
    try body(&booked.entry)
    try books.change(home.reason("test")) { try $0.put(booked) }
  }

  private func assign(_ home: SmallHome, _ index: Int, to placement: Placement) throws {
    try change(home, index) { entry in
      entry.subject = .work(
        WorkKey(project: placement.project, task: placement.task, billable: true, handsOff: false))
      entry.edited = true
    }
  }

  @Test func `unassigned time is grouped, absorbed time is with what absorbed it`() throws {
    let home = try SmallHome()
    try home.importRows(
      SmallHome.rows(
        "garden plan 100, garden shed 90, web a 80, garden path 30, web b 90, idle 400, tax 70"))
    try home.propose()
    #expect(try drawn(home) == ["190 garden in x (0, 30, 0 of acme/website)", "70 tax in x"])
  }

  @Test func `what a person put elsewhere is corrected, and rejected time is decided`() throws {
    let home = try SmallHome()
    try home.importRows(
      SmallHome.rows("web garden 100, idle 400, web site 200, idle 400, news 300"))
    try home.propose()
    try assign(home, 0, to: booking)
    try change(home, 2) { $0.state = .rejected }
    #expect(try drawn(home) == ["100 web garden in x -> brightside/booking"])
  }

  /// The rule of a correction, as the screen reckons it.
  private func learned(
    from entry: Entry, _ placement: Placement, _ home: Home
  ) throws -> LearnedRule {
    var reckoning = try RuleReckoning(correcting: entry, to: placement, in: home)
    while true {
      if let found = try reckoning.advance() { return found.rule }
    }
  }

  @Test func `private time is never suggested`() throws {
    let home = try SmallHome(
      rules: SmallBusiness.rules + "\n  - { name: Hide, when: { title: secret }, exclude: true }\n")
    try home.importRows(SmallHome.rows("secret garden 600"))
    try home.propose()
    #expect(try drawn(home) == [])
  }

  @Test func `a correction becomes a rule that wins`() throws {
    let home = try SmallHome()
    try home.importRows(
      SmallHome.rows("web garden 100, idle 400, web garden 70, idle 400, web site 200"))
    let entry = try home.propose()[0].entry
    let opened = try home.open()
    let rule = try learned(from: entry, booking, opened)
    #expect(
      rule.text.lines == [
        "- name: web garden in x", #"  when: { app: x, title: '\bweb garden\b' }"#,
        "  set: { project: brightside/booking }",
      ])
    #expect(rule.suggestion.catches.seconds == 100)
    #expect(rule.suggestion.takenSeconds == 70)
    let effect = try opened.effect(of: rule, opened.range("2026-11-20"))
    #expect(effect.moves.map(\.seconds) == [170])
    #expect(effect.moves.first?.to?.project == booking.project)
    // 170 s at 150 an hour, and at 120.
    #expect(effect.rows.map { $0.before.amount?.description } == ["15.42", "0"])
    #expect(effect.rows.map { $0.after.amount?.description } == ["8.33", "5.67"])

    let after = try opened.accept(rule)
    #expect(after.rules.rules.first?.place == Place(file: "rules.d/00-learned.yaml", line: 5))
    #expect(
      try home.propose().map { "\($0.entry.key?.project.project ?? "-") \($0.entry.seconds)" }
        == ["booking 100", "booking 70", "website 200"])
    #expect(try drawn(home) == [])
  }

  @Test func `an undo that was killed between file and books goes on where it was`() throws {
    let home = try SmallHome()
    try home.importRows(SmallHome.rows("web garden 100, idle 400, web site 200"))
    let entry = try home.propose()[0].entry
    let opened = try home.open()
    let rule = try learned(from: entry, booking, opened)
    let written = try opened.accept(rule)
    let file = LearnedRules(written.places)
    let before = try home.propose()
    #expect(before.contains { $0.entry.key?.project == booking.project })

    try file.takeOut(rule.text.written)
    let undone = try home.open().undo(dryRun: false)
    #expect(undone.step?.reason.what == "rules suggest")
    #expect(undone.rules == [.asItWas(file: LearnedRules.name)])
    #expect(undone.proposals == .together([3]))
    try file.putBack(rule.text.written)
    #expect(try home.open().redo(dryRun: false).rules == [.asItWas(file: LearnedRules.name)])
    #expect(try home.open().books().entries(on: opened.range("2026-11-20").days) == before)

    #expect(try home.open().undo(dryRun: true).rules == [.takenOut(file: LearnedRules.name)])
    #expect(try home.open().undo(dryRun: false).rules == [.takenOut(file: LearnedRules.name)])
    #expect(try home.open().rules.rules.first?.name != rule.text.lines[0])
    #expect(try home.open().verify().filter { !$0.holds } == [])
  }

  @Test func `a rule whose text was forgotten keeps nobody from what was before it`() async throws {
    let home = try SmallHome()
    try home.importRows(SmallHome.rows("web garden 100, idle 400, web site 200"))
    let entry = try home.propose()[0].entry
    let opened = try home.open()
    _ = try opened.accept(learned(from: entry, booking, opened))
    _ = try await opened.world.forget(
      .time(from: Instant(seconds: entry.start), to: Instant(seconds: entry.end)))
    let undone = try home.open().undo(dryRun: false)
    #expect(undone.rules == [.forgotten(file: LearnedRules.name)])
    #expect(try home.open().rules.rules.first?.place.file == LearnedRules.name)
    #expect(try home.open().redo(dryRun: false).rules == [.forgotten(file: LearnedRules.name)])
    #expect(try home.open().verify().filter { !$0.holds } == [])
  }

  @Test func `an entry without a window gives no rule, an unknown place is refused`() throws {
    let home = try SmallHome(
      rules: SmallBusiness.rules + "\n  - { name: Hide, when: { title: secret }, exclude: true }\n")
    try home.importRows(SmallHome.rows("secret 600"))
    let entry = try home.propose()[0].entry
    let opened = try home.open()
    let nothing = #expect(throws: Refusal.self) { try learned(from: entry, support, opened) }
    #expect(nothing?.kind == .noMatch)
    let nowhere = Placement(project: ProjectKey(client: "acme", project: "x"))
    let error = #expect(throws: Refusal.self) {
      try learned(from: entry, nowhere, opened)
    }
    #expect(error?.kind == .noMatch)
  }

  @Test func `approved time does not move, whatever the files say`() throws {
    let home = try SmallHome()
    try home.importRows(SmallHome.rows("web a 100, idle 400, web b 200, idle 400, help 90"))
    try home.propose()
    try change(home, 0) {
      $0.state = try $0.state.approved(by: Approval(at: Instant(seconds: 0), by: "me"))
    }
    try home.write(
      "rules: [{ name: All, when: {}, set: { project: brightside/booking } }]",
      to: "config/rules.d/10.yaml")
    let opened = try home.open()
    let comparison = try opened.compareRules(opened.range("2026-11-20"), against: nil)
    #expect(comparison.decidedSeconds == 100)
    #expect(comparison.moves.map(\.seconds) == [200, 90])
    #expect(
      comparison.rows.map {
        "\($0.project?.project ?? "-") \($0.before.seconds) \($0.after.seconds)"
      }
        == ["support 90 0", "website 300 100", "booking 0 290"])
    #expect(comparison.unproposed == [])
  }

  @Test func `a day that was never proposed is said to be so`() throws {
    let home = try SmallHome()
    try home.importRows(SmallHome.rows("web a 100"))
    let opened = try home.open()
    let comparison = try opened.compareRules(opened.range("2026-11-20"), against: nil)
    #expect(comparison.unproposed == [CivilDate("2026-11-20")])
    #expect(comparison.moves.isEmpty && comparison.rows.isEmpty)
    #expect(try opened.books().entries(on: opened.range("2026-11-20").days).isEmpty)
  }
}
