import Activity
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Billing

func held(counted: Int64, billed: Int64) -> BilledBefore {
  var held = BilledBefore()
  held.add(counted: counted, billed: billed)
  return held
}

func billable(
  _ id: Int, minutes: Int64, seconds: Int64 = 0, task: String? = "development",
  project: String = "website", day: String = "2026-11-20", hourly: String = "150",
  note: String = ""
) -> BillableEntry {
  BillableEntry(
    id: EntryID(text: "\(id)"),
    key: WorkKey(
      project: ProjectKey(client: "acme", project: project), task: task, billable: true,
      handsOff: false),
    day: CivilDate(day)!, start: Int64(CivilDate(day)!.daysSince1970 * 86_400 + id),
    seconds: minutes * 60 + seconds, note: note,
    price: UnitPrice(decimal(hourly)))
}

extension RoundingSchedule {
  /// One policy since ever.
  init(_ policy: RoundingPolicy) {
    self.init(rows: [Row(from: nil, policy: policy, place: Place(file: "clients.yaml", line: 1))])
  }
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
    let seconds = RoundingSchedule(policy).bill(entries).reduce(0) { $0 + $1.amount }
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
      RoundingSchedule(policy).bill(entries).map { $0.shares.map(\.entry.text) } == [
        ["1", "6"], ["2"], ["3"], ["4"], ["5"],
      ])
  }

  @Test(
    arguments: [
      (RoundingPolicy.Tie.up, 180, 360), (.down, 180, 0), (.down, 181, 360), (.up, 540, 720),
    ] as [(RoundingPolicy.Tie, Int64, Int64)])
  func `a tie goes where the policy says`(tie: RoundingPolicy.Tie, whole: Int64, billed: Int64) {
    let policy = RoundingPolicy(per: .day, mode: .nearest, step: 360, tie: tie)
    #expect(policy.rounded(whole) == billed)
  }

  @Test(arguments: [(60, 0), (61, 360), (420, 360), (421, 720)] as [(Int64, Int64)])
  func `up begins past the tolerance`(whole: Int64, billed: Int64) {
    let policy = RoundingPolicy(per: .day, mode: .up, step: 360, tolerance: 60)
    #expect(policy.rounded(whole) == billed)
  }

  @Test func `the policy in force on the working day holds, and two never share a group`() {
    let place = Place(file: "clients.yaml", line: 1)
    let schedule = RoundingSchedule(rows: [
      .init(
        from: CivilDate("2026-11-21"), policy: .init(per: .project, mode: .up, step: 900),
        place: place),
      .init(from: nil, policy: .init(per: .project, mode: .down, step: 60), place: place),
    ])
    let groups = schedule.bill([
      billable(1, minutes: 7), billable(2, minutes: 7, day: "2026-11-21"),
      billable(3, minutes: 7, day: "2026-11-22"),
    ])
    #expect(groups.map { $0.shares.map(\.entry.text) } == [["1"], ["2", "3"]])
    #expect(groups.map(\.amount) == [420, 900])
  }

  /// 7 minutes pushed at noon, 3 in the evening, up to 6: 12 and 0, not 18.
  @Test func `a day group bills later time against what is billed already`() {
    let schedule = RoundingSchedule(.init(per: .day, mode: .up, step: 360))
    let noon = schedule.bill([billable(1, minutes: 7)])
    #expect(noon.map(\.amount) == [720])
    let group = DayGroup(
      project: ProjectKey(client: "acme", project: "website"), task: "development", hourly: 150,
      day: CivilDate("2026-11-20")!)
    let before = [group: held(counted: 420, billed: 720)]
    let evening = schedule.bill([billable(2, minutes: 3)], before: before)
    #expect(evening.map(\.amount) == [0])
    #expect(evening.map(\.rounded) == [720])
    let late = schedule.bill([billable(2, minutes: 3), billable(3, minutes: 4)], before: before)
    #expect(late.map(\.amount) == [360])
    // Another rate is another group.
    let other = schedule.bill([billable(2, minutes: 3, hourly: "151")], before: before)
    #expect(other.map(\.amount) == [360])
  }

  @Test(arguments: UInt64(0)..<200)
  func `a day pushed in parts bills what the whole day bills`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let policy = RoundingPolicy(
      per: .day, mode: RoundingPolicy.Mode.allCases.randomElement(using: &random)!,
      step: .random(in: 1...1800, using: &random), minimum: .random(in: 0...900, using: &random))
    let group = DayGroup(
      project: ProjectKey(client: "acme", project: "website"), task: "development", hourly: 150,
      day: CivilDate("2026-11-20")!)
    var before = BilledBefore()
    for part in 0..<5 {
      let entry = billable(part, minutes: 0, seconds: .random(in: 1...4000, using: &random))
      let billed = RoundingSchedule(policy).bill([entry], before: [group: before])[0]
      // What rounds to zero stays uninvoiced and is not remembered.
      guard billed.rounded > 0 else { continue }
      before.add(counted: entry.seconds, billed: billed.amount)
    }
    #expect(before.billed == policy.rounded(before.counted))
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
    let groups = RoundingSchedule(policy).bill(entries)
    #expect(groups.flatMap { $0.shares.map(\.entry) }.sorted() == entries.map(\.id).sorted())
    for group in groups {
      let counted = group.shares.reduce(0) { $0 + seconds[$1.entry]! }
      #expect(group.amount == policy.rounded(counted))
    }
  }
}
