import Activity
import Billing
import Foundation
import TestSupport
import Testing

@Suite struct ReportTests {
  private static let nzd = Currency("NZD")!
  private static let eur = Currency("EUR")!

  private func item(
    _ project: String = "acme/website", task: String? = nil, app: String = "Code",
    day: String = "2026-11-20", state: ReportItem.State = .proposed, seconds: Int64 = 3600,
    worth: ReportItem.Worth = .hourly(150, ReportTests.nzd)
  ) -> ReportItem {
    ReportItem(
      client: .known(String(project.split(separator: "/")[0])), project: .known(project),
      task: task.map { .known($0) } ?? .missing("no task"), app: .known(app),
      day: CivilDate(day)!, week: "2026-W47", state: state, seconds: seconds, worth: worth)
  }

  @Test func `rows hold hours, states, billable share and money`() {
    let report = Report(
      of: [
        item(), item(state: .approved, seconds: 1800, worth: .hourly(150, Self.nzd)),
        item("acme/support", worth: .notBillable), item("beta/shop", worth: .hourly(90, Self.eur)),
        item("beta/shop", seconds: 60, worth: .unrated),
      ], by: [.client])
    #expect(report.rows.map(\.values) == [[.known("acme")], [.known("beta")]])
    let acme = report.rows[0].sums
    #expect(acme.seconds == 9000)
    #expect(acme.states == [.proposed: 7200, .approved: 1800])
    #expect(acme.billableSeconds == 5400)
    #expect(acme.billablePercent == 60)
    #expect(acme.money == [Self.nzd: 225])
    #expect(acme.unratedSeconds == 0)
    #expect(report.rows[1].sums.unratedSeconds == 60)
    #expect(report.rows[1].sums.billablePercent == 100)
    #expect(report.total.money == [Self.nzd: 225, Self.eur: 90])
    #expect(report.total.seconds == 12_660)
  }

  @Test func `rows go by their values in the order of the fields, those without one last`() {
    let items = [
      item(task: nil, day: "2026-11-19"), item(task: "b", day: "2026-12-01"),
      item(task: "a", day: "2026-12-01"),
    ]
    #expect(
      Report(of: items, by: [.month, .task]).rows.map(\.values) == [
        [.known("2026-11"), .missing("no task")], [.known("2026-12"), .known("a")],
        [.known("2026-12"), .known("b")],
      ])
    #expect(
      Report(of: items, by: [.task]).rows.map(\.values) == [
        [.known("a")], [.known("b")], [.missing("no task")],
      ])
  }

  @Test func `many short entries are worth what their time is`() {
    let items = [Int64](repeating: 150, count: 61).map {
      item(seconds: $0, worth: .hourly(165, Self.nzd))
    }
    let report = Report(
      of: items + [item(seconds: 3, worth: .hourly(165, Self.nzd))], by: [.project])
    #expect(report.total.seconds == 9153)
    #expect(report.rows[0].sums.money == [Self.nzd: Decimal(string: "419.51")!])
  }

  @Test func `cents go to the rows with the largest remainders, so that they add up`() {
    // 1.333…, 1.666… and 2.333… cents: 5.333… in all.
    let items = [("a", 4), ("b", 5), ("c", 7)].map { task, seconds in
      item(task: task, seconds: seconds, worth: .hourly(12, Self.nzd))
    }
    func cents(_ sums: ReportSums) -> Decimal? { sums.money[Self.nzd].map { $0 * 100 } }
    let report = Report(of: items, by: [.task])
    #expect(report.rows.map { cents($0.sums) } == [1, 2, 2])
    #expect(cents(report.total) == 5)
    // An equal remainder goes to the earlier row: 0.5 and 0.5 are 1.
    let halves = ["a", "b"].map { item(task: $0, seconds: 1, worth: .hourly(18, Self.nzd)) }
    #expect(Report(of: halves, by: [.task]).rows.map { cents($0.sums) } == [1, 0])
  }

  /// Also for each value of a field by itself: grouping further takes nothing away.
  @Test(arguments: UInt64(0)..<200)
  func `totals are equal in each order of grouping`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }
    let items = (0..<Int.random(in: 0...60, using: &random)).map { _ in
      item(
        pick(["acme/website", "acme/support", "beta/website"]), task: pick([nil, "a", "b"]),
        app: pick(["Code", "Firefox"]), day: pick(["2026-11-20", "2026-11-21", "2026-12-01"]),
        state: pick(ReportItem.State.allCases), seconds: .random(in: 1...20_000, using: &random),
        worth: pick([
          .notBillable, .unrated,
          .hourly(Decimal(Int.random(in: 0...9_999_999, using: &random)) / 10_000, Self.nzd),
          .hourly(Decimal(Int.random(in: 0...99_999, using: &random)) / 100, Self.eur),
        ]))
    }
    let fields = Array(
      ReportField.allCases.shuffled(using: &random).prefix(.random(in: 1...7, using: &random)))
    let expected = Report(of: items, by: [.day]).total
    for order in [fields, fields.reversed(), fields.shuffled(using: &random)] {
      let report = Report(of: items.shuffled(using: &random), by: order)
      #expect(report.total == expected)
      #expect(sum(report.rows.map(\.sums)) == expected)
      for sums in report.rows.map(\.sums) + [expected] {
        for (currency, exact) in sums.hourlySeconds {
          #expect(abs((sums.money[currency] ?? -1) * 3600 - exact) < 36, "less than a cent off")
        }
      }
      // The first field's sums do not depend on what follows it.
      let alone = Report(of: items, by: [order[0]])
      for row in alone.rows {
        #expect(
          sum(report.rows.filter { $0.values[0] == row.values[0] }.map(\.sums)) == row.sums)
      }
    }
  }

  private func sum(_ parts: [ReportSums]) -> ReportSums {
    parts.reduce(into: ReportSums()) { whole, part in
      whole.seconds += part.seconds
      whole.billableSeconds += part.billableSeconds
      whole.unratedSeconds += part.unratedSeconds
      whole.states.merge(part.states, uniquingKeysWith: +)
      whole.hourlySeconds.merge(part.hourlySeconds, uniquingKeysWith: +)
      whole.money.merge(part.money, uniquingKeysWith: +)
    }
  }
}
