import Activity
import Books
import TestSupport
import Testing
import Timesheet

@testable import Workflow

private let targets = ["website", "support"].map {
  WorkTarget(project: ProjectKey(client: "acme", project: $0))
}

@Suite struct EditingLawTests {
  @Test(arguments: UInt64(0)..<8)
  func `whatever is done, no second is counted twice, none is lost, and proposing moves none`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let small = try SmallHome()
    try small.importRows(SmallHome.rows(SmallHome.drawing(of: 40, using: &random)))
    try small.propose()
    let home = try small.open()
    let length = try small.balance().seconds
    let range = try home.range("2026-11-20")

    for _ in 0..<40 {
      let before = try small.entries()
      do {
        try step(home, before, using: &random)
      } catch is Refusal {
        #expect(try small.entries() == before, "a refusal changes nothing")
        continue
      }
      let after = try small.entries()
      let balance = try small.balance()
      #expect(balance.seconds == length)
      #expect(counted(after) == balance.entries)
      let owners = owners(of: after)
      #expect(owners.count == after.reduce(0) { $0 + Int($1.entry.seconds) }, "counted twice")
      _ = try home.propose(range, dryRun: false)
      #expect(self.owners(of: try small.entries()) == owners, "proposing moved something")
    }
  }

  private func counted(_ entries: [BookedEntry]) -> Int64 {
    entries.filter { $0.entry.key != nil && $0.entry.state != .rejected }
      .reduce(0) { $0 + $1.entry.seconds }
  }

  private func owners(of entries: [BookedEntry]) -> [Int64: EntrySubject] {
    var owners: [Int64: EntrySubject] = [:]
    for booked in entries {
      for share in booked.entry.shares {
        for second in share.from..<share.to { owners[second] = booked.entry.subject }
      }
    }
    return owners
  }

  /// One change that a person might make, sensible or not.
  private func step(
    _ home: Home, _ entries: [BookedEntry], using random: inout SplitMix64
  ) throws {
    let booked = entries.randomElement(using: &random)!
    let id = booked.entry.id.text
    let one = EntrySelection(ids: [id], range: DateRange(day: booked.entry.day))
    let target = targets.randomElement(using: &random)!
    let overlap = OverlapChoice.allCases.randomElement(using: &random)!
    let start = booked.entry.start + .random(in: -600...600, using: &random)
    let stretch = Visit(start: start, end: start + .random(in: 1...1200, using: &random))
    switch Int.random(in: 0..<11, using: &random) {
    case 0: _ = try home.approve(one, dryRun: false)
    case 1: _ = try home.reject(one)
    case 2: _ = try home.unapprove(one, why: "so")
    case 3: _ = try home.assign(one, to: target)
    case 4: _ = try home.note(one, "A note")
    case 5: _ = try home.setBillable(one, .random(using: &random))
    case 6:
      _ = try home.split(
        id, at: [.random(in: booked.entry.start...booked.entry.end, using: &random)])
    case 7:
      _ = try home.merge([id, entries.randomElement(using: &random)!.entry.id.text])
    case 8: _ = try home.trim(id, of: [stretch])
    case 9:
      _ = try home.edit(id, EntryEdit(start: stretch.start, end: stretch.end), overlap: overlap)
    default: _ = try home.add(NewEntry(target: target, stretch: stretch), overlap: overlap)
    }
  }
}
