import Activity
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Billing

func billable(
  _ id: Int, minutes: Int64, seconds: Int64 = 0, task: String? = "development",
  project: String = "website", day: String = "2026-11-20", hourly: String = "150"
) -> BillableEntry {
  BillableEntry(
    id: EntryID(text: "\(id)"),
    key: WorkKey(
      project: ProjectKey(client: "acme", project: project), task: task, billable: true,
      handsOff: false),
    day: CivilDate(day)!, seconds: minutes * 60 + seconds, hourly: decimal(hourly))
}

@Suite struct RoundingTests {
  @Test(
    arguments: [
      (RoundingPolicy.Mode.up, 360, 0, 1, 360), (.up, 360, 0, 360, 360), (.up, 360, 0, 361, 720),
      (.down, 360, 0, 719, 360), (.down, 360, 0, 359, 0), (.nearest, 360, 0, 180, 360),
      (.nearest, 360, 0, 179, 0), (.nearest, 1, 0, 1234, 1234), (.up, 360, 900, 1, 900),
      (.down, 360, 900, 10, 900), (.up, 360, 900, 0, 0),
    ] as [(RoundingPolicy.Mode, Int64, Int64, Int64, Int64)])
  func `a group's whole is rounded once`(
    mode: RoundingPolicy.Mode, step: Int64, minimum: Int64, whole: Int64, billed: Int64
  ) {
    let policy = RoundingPolicy(per: .day, mode: mode, step: step, minimum: minimum)
    #expect(policy.rounded(whole) == billed)
  }

  @Test(arguments: [
    (RoundingPolicy.Group.day, "1.00"), (.project, "1.00"), (.invoice, "1.00"), (.entry, "5.00"),
  ])
  func `twenty visits of three minutes bill an hour a day, and five hours by entry`(
    group: RoundingPolicy.Group, expected: String
  ) {
    let policy = RoundingPolicy(per: group, mode: .up, step: 900)
    let entries = (0..<20).map { billable($0, minutes: 3) }
    let seconds = policy.bill(entries).reduce(0) { $0 + $1.seconds }
    #expect(hours(ofSeconds: seconds).text(places: 2) == expected)
  }

  @Test func `a day group keeps project, task, rate and day apart`() {
    let policy = RoundingPolicy(per: .day, mode: .up, step: 360)
    let entries = [
      billable(1, minutes: 1), billable(2, minutes: 1, task: nil),
      billable(3, minutes: 1, day: "2026-11-21"), billable(4, minutes: 1, hourly: "151"),
      billable(5, minutes: 1, project: "support"), billable(6, minutes: 1),
    ]
    #expect(
      policy.bill(entries).map { $0.shares.map(\.entry.text) } == [
        ["1", "6"], ["2"], ["3"], ["4"], ["5"],
      ])
  }

  @Test func `the difference goes back by largest remainder`() {
    #expect(apportion(10, by: [1, 1, 1]) == [4, 3, 3])
    #expect(apportion(720, by: [100, 300, 1]) == [179, 539, 2])
    #expect(apportion(5, by: [0, 0]) == [0, 0])
    #expect(apportion(.max, by: [3, 1]).reduce(0, +) == .max)
  }

  @Test(arguments: UInt64(0)..<200)
  func `shares sum to what their group bills, and no group is rounded twice`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let policy = RoundingPolicy(
      per: RoundingPolicy.Group.allCases.randomElement(using: &random)!,
      mode: RoundingPolicy.Mode.allCases.randomElement(using: &random)!,
      step: .random(in: 1...1800, using: &random), minimum: .random(in: 0...900, using: &random))
    let entries = (0..<30).map {
      billable(
        $0, minutes: 0, seconds: .random(in: 1...9000, using: &random),
        task: ["development", nil].randomElement(using: &random)!,
        day: ["2026-11-20", "2026-11-21"].randomElement(using: &random)!,
        hourly: ["150", "99.99"].randomElement(using: &random)!)
    }
    let seconds = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0.seconds) })
    let groups = policy.bill(entries)
    #expect(groups.flatMap { $0.shares.map(\.entry) }.sorted() == entries.map(\.id).sorted())
    for group in groups {
      let counted = group.shares.reduce(0) { $0 + seconds[$1.entry]! }
      #expect(group.seconds == policy.rounded(counted))
    }
  }
}
