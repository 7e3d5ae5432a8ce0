import Books
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

/// Whatever is done can be taken back, step by step, to the last byte, and made again.
@Suite struct UndoLawTests {
  private func export(_ home: Home) throws -> String {
    var lines: [String] = []
    try home.exportEntries(nil) { lines.append($0) }
    let closed = try home.books().closedDays(home.range("2026-11-20").days)
    return (lines + closed.map { "\($0)" }).joined(separator: "\n")
  }

  private func home(_ random: inout SplitMix64) throws -> (SmallHome, Home) {
    let small = try SmallHome()
    try small.importRows(SmallHome.rows(SmallHome.drawing(of: 30, using: &random)))
    return (small, try small.open())
  }

  @Test(arguments: UInt64(0)..<4)
  func `200 commands, all undone, leave what was; all redone, what had become`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let (small, home) = try home(&random)
    defer { withExtendedLifetime(small) {} }
    // The same books where a project's key is gone.
    try small.write(
      SmallBusiness.clients.replacing(", support: {}", with: ""), to: "config/clients.yaml")
    try small.write(
      SmallBusiness.rules.replacing("acme/support", with: "acme/website"),
      to: "config/rules.d/10.yaml")
    let renamed = try small.open()
    try small.write(SmallBusiness.clients, to: "config/clients.yaml")
    try small.write(SmallBusiness.rules, to: "config/rules.d/10.yaml")
    for _ in 0..<200 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: try expectThereAndBack(home)
      case 1: _ = try home.redo(dryRun: false)
      default: do { try step(home, renamed, using: &random) } catch is Refusal {}
      }
      try expectBalance(home)
    }
    #expect(try home.undoableVerbs().count > 25, "most commands must do something")
    while try home.redo(dryRun: false).step != nil {}
    let end = try export(home)

    var states = [end]
    while try home.undo(dryRun: false).step != nil {
      states.append(try export(home))
      try expectBalance(home)
    }
    #expect(states.last == "")
    for state in states.dropLast().reversed() {
      #expect(try home.redo(dryRun: false).step != nil)
      #expect(try export(home) == state)
    }
    #expect(try export(home) == end)
    #expect(try home.redo(dryRun: false).step == nil)
    #expect(try home.verify().filter { !$0.holds } == [])
  }

  /// Takes a step back, makes it again, and takes it back for good.
  private func expectThereAndBack(_ home: Home) throws {
    let before = try export(home)
    let undone = try home.undo(dryRun: false)
    guard let step = undone.step else { return #expect(try export(home) == before) }
    let after = try export(home)
    #expect(try home.redo(dryRun: false).step?.sequence == step.sequence)
    #expect(try export(home) == before)
    #expect(try home.undo(dryRun: false).step?.sequence == step.sequence)
    #expect(try export(home) == after)
  }

  private func expectBalance(_ home: Home) throws {
    for report in try home.dayReports(home.range("2026-11-20")) {
      let counted = report.entries.filter { $0.entry.key != nil && $0.entry.state != .rejected }
        .reduce(0) { $0 + $1.entry.seconds }
      #expect(report.balance.seconds == report.end - report.start)
      #expect(report.balance.entries == counted)
    }
  }

  /// One change that a person might make, sensible or not.
  private func step(_ home: Home, _ renamed: Home, using random: inout SplitMix64) throws {
    let range = try home.range("2026-11-20")
    let entries = try home.books().entries(on: range.days)
    guard let booked = entries.randomElement(using: &random) else {
      _ = try home.propose(range, dryRun: false)
      return
    }
    let id = booked.entry.id.text
    let one = EntrySelection(ids: [id], range: range)
    let targets = try ["acme/website", "acme/support"].map { try home.target($0) }
    let target = targets.randomElement(using: &random)!
    let start = booked.entry.start + .random(in: -600...600, using: &random)
    let stretch = Visit(start: start, end: start + .random(in: 1...1200, using: &random))
    let overlap = OverlapChoice.allCases.randomElement(using: &random)!
    switch Int.random(in: 0..<18, using: &random) {
    case 0: _ = try home.propose(range, dryRun: false)
    case 1: _ = try home.approve(one, dryRun: false)
    case 2: _ = try home.approve(EntrySelection(range: range), dryRun: false)
    case 3: _ = try home.reject(one)
    case 4, 5: _ = try home.unapprove(one, why: "so")
    case 6: _ = try home.assign(one, to: target)
    case 7: _ = try home.note(one, "Note \(Int.random(in: 0..<9, using: &random))")
    case 8: _ = try home.setBillable(one, .random(using: &random))
    case 9:
      _ = try home.split(
        id, at: [.random(in: booked.entry.start...booked.entry.end, using: &random)])
    case 10: _ = try home.merge([id, entries.randomElement(using: &random)!.entry.id.text])
    case 11: _ = try home.trim(id, of: [stretch])
    case 12:
      _ = try home.edit(id, EntryEdit(start: stretch.start, end: stretch.end), overlap: overlap)
    case 13: _ = try home.undo(entry: id, dryRun: false)
    case 16: _ = try home.writeOff(one, why: "so")
    case 15: _ = try renamed.rename("acme/support", to: "acme/website")
    case 14: _ = try home.closeDay(range.days.lowerBound, anyway: true, dryRun: false)
    default: _ = try home.add(NewEntry(target: target, stretch: stretch), overlap: overlap)
    }
  }
}
