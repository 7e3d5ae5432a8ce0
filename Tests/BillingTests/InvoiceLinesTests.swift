import Activity
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Billing

@Suite struct InvoiceLinesTests {
  private let booking = Booking(account: "200", taxType: "OUTPUT2", taxPercent: 15)

  @Test func `a line is made for each project, task and rate, in the order of the file`() {
    let lines = InvoiceLines(
      of: [
        billable(1, minutes: 30, project: "support"),
        billable(2, minutes: 60, task: "meetings", hourly: "140"),
        billable(3, minutes: 20), billable(4, minutes: 20, day: "2026-11-03"),
        billable(5, minutes: 20), billable(6, minutes: 6, task: nil),
      ], for: acme, booking: booking)
    #expect(
      lines.lines.map { "\($0.description) | \($0.quantity) x \($0.unitAmount) = \($0.lineAmount)" }
        == [
          "Website rebuild: development, 3-20 November 2026 | 1 x 150 = 150",
          "Website rebuild: Meetings, 20 November 2026 | 1 x 140 = 140",
          "Website rebuild, 20 November 2026 | 0.1 x 150 = 15",
          "Support: development, 20 November 2026 | 0.5 x 150 = 75",
        ])
    #expect(lines.lines.map(\.tax) == [decimal("22.5"), 21, decimal("2.25"), decimal("11.25")])
  }

  @Test func `a group that rounds to zero makes no line and stays`() {
    var client = acme
    client.rounding = RoundingSchedule(.init(per: .day, mode: .down, step: 360))
    let lines = InvoiceLines(
      of: [billable(1, minutes: 5), billable(2, minutes: 10, task: nil)], for: client,
      booking: booking)
    #expect(lines.lines.map(\.quantity) == [decimal("0.1")])
    #expect(lines.roundedAway == [EntryID(text: "1")])
  }

  @Test(arguments: LineGrouping.allCases)
  func `no line mixes items or tracking, whatever else it puts together`(lines: LineGrouping) {
    let north = NamedTracking(category: "Region", option: "North")
    let south = NamedTracking(category: "Region", option: "South")
    var client = acme
    client.lines = lines
    client.xero.item = "DEV"
    client.xero.tracking = [north]
    client.projects[0].booking.tracking = [south]
    client.projects[0].tasks[1].booking = WorkBooking(item: "MEET", tracking: [])
    let n = TrackingChoice(category: "region", option: "n")
    let s = TrackingChoice(category: "region", option: "s")
    var booking = booking
    booking.tracking = [north: n, south: s]
    booking.items = ["DEV": "Dev"]
    let work = [
      billable(1, minutes: 30, project: "support"), billable(2, minutes: 60, task: "meetings"),
      billable(3, minutes: 20), billable(4, minutes: 20, task: nil),
    ]
    let made = InvoiceLines(of: work, for: client, booking: booking).lines
    func line(_ id: Int) -> InvoiceLine? {
      made.first { $0.shares.contains { $0.entry == EntryID(text: "\(id)") } }
    }
    #expect(line(1)?.item == "Dev" && line(1)?.tracking == [n])
    #expect(line(2)?.item == "MEET" && line(2)?.tracking == [])
    #expect(line(3)?.item == "Dev" && line(3)?.tracking == [s])
    #expect(line(4)?.item == "Dev" && line(4)?.tracking == [s])
    #expect(made.count == (lines == .task || lines == .entry ? 4 : 3))
    let again = InvoiceLines(of: work.reversed(), for: client, booking: booking).lines
    #expect(again.map(\.item) == made.map(\.item))
    #expect(again.map(\.tracking) == made.map(\.tracking))
  }

  @Test(arguments: [
    (
      LineGrouping.single,
      [
        "Website rebuild, Support: development, Meetings, 19-20 November 2026 | 1.7667 x 150",
        "Website rebuild: Meetings, 20 November 2026 | 1 x 160",
      ]
    ),
    (
      .project,
      [
        "Website rebuild: development, Meetings, 19-20 November 2026 | 1.2667 x 150",
        "Website rebuild: Meetings, 20 November 2026 | 1 x 160",
        "Support: development, 20 November 2026 | 0.5 x 150",
      ]
    ),
    (
      .day,
      [
        "Website rebuild: development, 19 November 2026 | 0.3333 x 150",
        "Website rebuild: development, Meetings, 20 November 2026 | 0.9333 x 150",
        "Website rebuild: Meetings, 20 November 2026 | 1 x 160",
        "Support: development, 20 November 2026 | 0.5 x 150",
      ]
    ),
    (
      .week,
      [
        "Website rebuild: development, Meetings, 19-20 November 2026 | 1.2667 x 150",
        "Website rebuild: Meetings, 20 November 2026 | 1 x 160",
        "Support: development, 20 November 2026 | 0.5 x 150",
      ]
    ),
    (
      .entry,
      [
        "Website rebuild: development, 19 November 2026 | 0.3333 x 150",
        "Website rebuild: development, 20 November 2026 | 0.3333 x 150",
        "Website rebuild: Meetings, 20 November 2026 | 0.6 x 150",
        "Website rebuild: Meetings, 20 November 2026 | 1 x 160",
        "Support: development, 20 November 2026 | 0.5 x 150",
      ]
    ),
  ])
  func `lines are grouped as the client wants, and rates never mixed`(
    grouping: LineGrouping, expected: [String]
  ) {
    var client = acme
    client.lines = grouping
    let made = InvoiceLines(
      of: [
        billable(1, minutes: 30, project: "support"),
        billable(2, minutes: 60, task: "meetings", hourly: "160"),
        billable(3, minutes: 20), billable(4, minutes: 20, day: "2026-11-19"),
        billable(5, minutes: 36, task: "meetings"),
      ], for: client, booking: booking)
    #expect(made.lines.map { "\($0.description) | \($0.quantity) x \($0.unitAmount)" } == expected)
  }

  /// 20 minutes pushed at noon bill the hour; 10 in the evening are in it, and 40 more reach beyond.
  @Test(arguments: [
    RoundingPolicy.none, RoundingPolicy(per: .entry, mode: .up, step: 300),
    RoundingPolicy(per: .day, mode: .up, step: 300),
    RoundingPolicy(per: .project, mode: .up, step: 300),
    RoundingPolicy(per: .invoice, mode: .up, step: 300),
  ])
  func `a day's minimum is billed once, in however many parts the day is pushed`(
    policy: RoundingPolicy
  ) {
    var client = acme
    client.rounding = RoundingSchedule(policy)
    client.dayMinimum = 3600
    func billed(_ entries: [BillableEntry], _ before: BilledEarlier) -> Int64 {
      client.bill(entries, before: before).reduce(0) { $0 + $1.amount }
    }
    #expect(billed([billable(1, minutes: 20)], BilledEarlier()) == 3600)
    let group = DayGroup(
      project: ProjectKey(client: "acme", project: "website"), task: "development", hourly: 150,
      day: CivilDate("2026-11-20")!)
    let noon = BilledEarlier(groups: [group: held(counted: 1200, billed: 3600)])
    #expect(billed([billable(2, minutes: 10)], noon) == 0)
    #expect(billed([billable(2, minutes: 10), billable(3, minutes: 40)], noon) == 600)
    #expect(billed([billable(2, minutes: 10, project: "support")], noon) == 0)
  }

  /// 3:30 at noon round to the 4 hours of the minimum: none of them came of the minimum.
  @Test(arguments: [RoundingPolicy.Group.entry, .day, .project, .invoice])
  func `what rounding alone billed is no part of a day's minimum`(per: RoundingPolicy.Group) {
    var client = acme
    client.rounding = RoundingSchedule(RoundingPolicy(per: per, mode: .up, step: 3600))
    client.dayMinimum = 4 * 3600
    let group = DayGroup(
      project: ProjectKey(client: "acme", project: "website"), task: "development", hourly: 150,
      day: CivilDate("2026-11-20")!)
    let noon = BilledEarlier(groups: [group: held(counted: 12_600, billed: 14_400)])
    let evening = client.bill([billable(2, minutes: 60)], before: noon)
    #expect(evening.map(\.amount) == [3600])
  }

  @Test func `time that earlier rounding covers goes along at quantity zero, never alone`() {
    var client = acme
    client.rounding = RoundingSchedule(.init(per: .day, mode: .up, step: 360))
    let before = [
      DayGroup(
        project: ProjectKey(client: "acme", project: "website"), task: "development", hourly: 150,
        day: CivilDate("2026-11-20")!): held(counted: 420, billed: 720)
    ]
    let covered = billable(1, minutes: 3)
    let alone = InvoiceLines(
      of: [covered], for: client, booking: booking,
      before: BilledEarlier(groups: before))
    #expect(alone.lines.isEmpty)
    #expect(alone.coveredAlone == [covered.id])
    #expect(alone.roundedAway.isEmpty)
    let along = InvoiceLines(
      of: [covered, billable(2, minutes: 6, project: "support")], for: client, booking: booking,
      before: BilledEarlier(groups: before))
    #expect(
      along.lines.map { "\($0.description) | \($0.quantity) = \($0.lineAmount)" } == [
        "Website rebuild: development, 20 November 2026 (covered by what was billed before)"
          + " | 0 = 0",
        "Support: development, 20 November 2026 | 0.1 = 15",
      ])
    #expect(along.coveredAlone.isEmpty)
  }

  /// Golden vectors: worked out with half-up decimal arithmetic from "Rounding in Xero".
  @Test(arguments: [
    ("1.25", "120.5555", "15", "150.69", "22.60"), ("0.3333", "120", "20", "40.00", "8.00"),
    ("0.0167", "95", "10", "1.59", "0.16"), ("0.0001", "1", "15", "0.00", "0.00"),
    ("1", "1.005", "0", "1.01", "0.00"), ("12.75", "120.5555", "15", "1537.08", "230.56"),
    ("0.3332", "50", "0", "16.66", "0.00"), ("0.3333", "50", "0", "16.67", "0.00"),
  ])
  func `amounts and taxes are those that Xero computes`(
    quantity: String, unit: String, percent: String, amount: String, tax: String
  ) {
    let line = lineAmount(quantity: decimal(quantity), unitAmount: decimal(unit))
    #expect(line.text(places: 2) == amount)
    #expect(lineTax(lineAmount: line, percent: decimal(percent)).text(places: 2) == tax)
  }

  @Test(arguments: [
    (1, "0.0167"), (5, "0.0833"), (6, "0.1"), (7, "0.1167"), (10, "0.1667"), (20, "0.3333"),
    (50, "0.8333"),
  ])
  func `minutes become hours at four decimals`(minutes: Int64, expected: String) {
    #expect(hours(ofSeconds: minutes * 60).plainText == expected)
  }

  @Test(arguments: UInt64(0)..<200)
  func `lines sum to the total and bill each entry once`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var client = acme
    client.rounding = RoundingSchedule(
      RoundingPolicy(
        per: RoundingPolicy.Group.allCases.randomElement(using: &random)!, mode: .up,
        step: .random(in: 1...900, using: &random)))
    client.lines = LineGrouping.allCases.randomElement(using: &random)!
    let entries = (0..<40).map {
      billable(
        $0, minutes: 0, seconds: .random(in: 1...9000, using: &random),
        task: ["development", "meetings", nil].randomElement(using: &random)!,
        project: ["website", "support"].randomElement(using: &random)!,
        hourly: ["150", "99.99", "0.0001"].randomElement(using: &random)!)
    }
    let made = InvoiceLines(of: entries, for: client, booking: booking)
    let draft = InvoiceDraft(
      client: "acme", currency: client.currency, reference: "r", date: CivilDate("2026-11-30")!,
      due: nil, lineAmountTypes: .exclusive, lines: made.lines)
    #expect(draft.total == made.lines.reduce(0) { $0 + $1.lineAmount + $1.tax! })
    for line in made.lines {
      let seconds = line.shares.reduce(0) { $0 + $1.amount }
      #expect(line.quantity == hours(ofSeconds: seconds))
      #expect((line.quantity * line.unitAmount - line.lineAmount).magnitude <= decimal("0.005"))
    }
    let billed = made.lines.flatMap { $0.shares.map(\.entry) }
    #expect((billed + made.roundedAway + made.coveredAlone).sorted() == entries.map(\.id).sorted())
  }
}
