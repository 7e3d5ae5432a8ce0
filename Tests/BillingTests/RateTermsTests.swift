import Activity
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Billing

private let place = Place(file: "clients.yaml", line: 1)
private let nzd = Currency("NZD")!
private let eur = Currency("EUR")!

private func row(
  _ amount: String, from: String = "2026-01-01", per unit: RateUnit = .hour, role: String? = nil,
  complexity: String? = nil, currency: Currency? = nil
) -> Rate {
  Rate(
    from: CivilDate(from)!, price: UnitPrice(decimal(amount), per: unit), currency: currency,
    role: role, complexity: complexity, place: place)
}

private func key(_ task: String? = nil, _ terms: RateTerms = .none) -> WorkKey {
  WorkKey(
    project: ProjectKey(client: "acme", project: "website"), task: task, billable: true,
    handsOff: false, terms: terms)
}

private let day = CivilDate("2026-11-20")!

/// Roles, complexity, multipliers and the rates of all clients.
@Suite struct RateTermsTests {
  private func list(
    client: [Rate] = [], project: [Rate] = [], all: [Rate] = [], role: String? = nil,
    multipliers: [(String, String)] = [], own: [(String, String)] = [],
    task: RateTerms = .none
  ) -> ClientList {
    func made(_ pairs: [(String, String)]) -> [Multiplier] {
      pairs.map { Multiplier(name: $0.0, factor: decimal($0.1), place: place) }
    }
    return ClientList(
      clients: [
        Client(
          key: "acme", name: "Acme", currency: nzd, rates: client, multipliers: made(own),
          projects: [
            Project(
              key: "website", name: "Website", rates: project,
              tasks: [WorkTask(key: "deploy", name: "Deploy", terms: task, place: place)],
              place: place)
          ], place: place)
      ], rates: all, multipliers: made(multipliers), role: role)
  }

  @Test(
    arguments: [
      (nil, nil, "100"), ("senior", nil, "180"), (nil, "high", "130"), ("senior", "high", "200"),
      ("junior", nil, "100"), ("junior", "high", "130"),
    ] as [(String?, String?, String)])
  func `of one list the row that names most of role and complexity holds`(
    role: String?, complexity: String?, amount: String
  ) {
    let list = list(client: [
      row("100", from: "2026-06-01"), row("180", role: "senior"), row("130", complexity: "high"),
      row("200", role: "senior", complexity: "high"),
    ])
    let found = list.rate(
      for: key(nil, RateTerms(role: role, complexity: complexity)), on: day)
    #expect(found?.price == UnitPrice(decimal(amount)))
  }

  @Test func `a more specific list wins over a more specific row`() {
    let list = list(client: [row("180", role: "senior")], project: [row("120")])
    #expect(list.rate(for: key(nil, RateTerms(role: "senior")), on: day)?.level == .project)
  }

  @Test func `a rule's word comes before the task's, and that before everybody's role`() {
    let list = list(
      client: [row("100"), row("150", role: "senior"), row("80", role: "junior")],
      role: "junior", task: RateTerms(role: "senior"))
    #expect(list.rate(for: key(), on: day)?.price.amount == 80)
    #expect(list.rate(for: key("deploy"), on: day)?.price.amount == 150)
    #expect(list.rate(for: key("deploy", RateTerms(role: "junior")), on: day)?.price.amount == 80)
  }

  @Test func `the rates of all clients hold where a client has none, in its currency`() {
    let all = [row("90", currency: eur), row("140", currency: nzd), row("141", from: "2027-01-01")]
    let found = list(all: all).rate(for: key(), on: day)
    #expect(found?.price.amount == 140)
    #expect(found?.level == .workspace)
    #expect(list(client: [row("1")], all: all).rate(for: key(), on: day)?.level == .client)
    #expect(
      list(all: [row("90", currency: eur)]).resolveRate(for: key(), on: day)
        == .failure(.otherCurrency(row("90", currency: eur))))
    #expect(list().resolveRate(for: key(), on: day) == .failure(.noneInForce))
  }

  @Test func `a rule's and a task's multiplier both hold, a client's own before that for all`() {
    let list = list(
      client: [row("150.55")], multipliers: [("weekend", "2"), ("travel", "0.5")],
      own: [("weekend", "1.5")], task: RateTerms(multiplier: "travel"))
    let once = list.rate(for: key(nil, RateTerms(multiplier: "weekend")), on: day)
    #expect(once?.price.amount == decimal("225.825"))
    #expect(once?.base == decimal("150.55"))
    let twice = list.rate(for: key("deploy", RateTerms(multiplier: "weekend")), on: day)
    #expect(twice?.multipliers.map(\.name) == ["weekend", "travel"])
    #expect(twice?.price.amount == decimal("112.9125"))
    let same = list.rate(for: key("deploy", RateTerms(multiplier: "travel")), on: day)
    #expect(same?.multipliers.map(\.name) == ["travel"])
  }

  @Test func `a multiplier that is not there is no rate, never one times nothing`() {
    let list = list(client: [row("150")])
    #expect(
      list.resolveRate(for: key(nil, RateTerms(multiplier: "rush")), on: day)
        == .failure(.noMultiplier("rush")))
  }

  /// Against a search that looks at all rows of all lists at once.
  @Test(arguments: UInt64(0)..<300)
  func `the winner is the best of all rows by level, words and date`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func some(_ words: [String]) -> String? {
      Bool.random(using: &random) ? words.randomElement(using: &random) : nil
    }
    func rows() -> [Rate] {
      (0..<Int.random(in: 0...5, using: &random)).map { _ in
        row(
          "\(Int.random(in: 1...300, using: &random))",
          from: CivilDate("2026-11-01")!.adding(days: .random(in: 0...30, using: &random))
            .description, per: RateUnit.allCases.randomElement(using: &random)!,
          role: some(["senior", "junior"]), complexity: some(["high"]))
      }
    }
    let lists = [rows(), rows(), rows()]
    let list = list(client: lists[1], project: lists[0], all: lists[2])
    let terms = RateTerms(role: some(["senior", "junior"]), complexity: some(["high"]))
    var best: (rank: [Int], rate: Rate)?
    for (level, rows) in lists.enumerated() {
      for rate in rows where rate.from <= day {
        if let role = rate.role, role != terms.role { continue }
        if let complexity = rate.complexity, complexity != terms.complexity { continue }
        let rank = [
          -level, rate.role == nil ? 0 : 1, rate.complexity == nil ? 0 : 1,
          rate.from.daysSince1970,
        ]
        if let known = best, !known.rank.lexicographicallyPrecedes(rank) { continue }
        best = (rank, rate)
      }
    }
    let found = list.rate(for: key(nil, terms), on: day)
    #expect(found?.from == best?.rate.from)
    #expect(found?.role == best?.rate.role)
    #expect(found?.complexity == best?.rate.complexity)
  }
}

/// One working day is billed once.
@Suite struct DailyRatesTests {
  private func entry(
    _ id: Int, seconds: Int64, daily: String = "1200", task: String? = "development",
    day: String = "2026-11-20"
  ) -> BillableEntry {
    var entry = billable(id, minutes: 0, seconds: seconds, task: task, day: day)
    entry.price = UnitPrice(decimal(daily), per: .day)
    return entry
  }

  private let booking = Booking(account: "200", taxType: "OUTPUT2", taxPercent: 15)

  @Test func `a day is shared among its entries by their seconds, at four decimals`() {
    let groups = DayRate.bill([
      entry(1, seconds: 3600), entry(2, seconds: 3600, task: "meetings"), entry(3, seconds: 3600),
    ])
    #expect(groups.map { $0.shares.map(\.amount) } == [[3334, 3333, 3333]])
  }

  @Test func `lines count days, and a day is one day however many lines it is on`() {
    let made = InvoiceLines(
      of: [
        entry(1, seconds: 7200), entry(2, seconds: 14_400, task: "meetings"),
        entry(3, seconds: 60, day: "2026-11-21"), billable(4, minutes: 60, task: nil),
      ], for: acme, booking: booking)
    #expect(
      made.lines.map { "\($0.description) | \($0.quantity) \($0.unit) x \($0.unitAmount)" } == [
        "Website rebuild: development, 20-21 November 2026 | 1.3333 day x 1200",
        "Website rebuild: Meetings, 20 November 2026 | 0.6667 day x 1200",
        "Website rebuild, 20 November 2026 | 1 hour x 150",
      ])
    #expect(made.lines.map(\.lineAmount) == [decimal("1599.96"), decimal("800.04"), 150])
  }

  @Test func `what live invoices hold of a day is taken off`() {
    let held = [DayRate(daily: 1200, day: CivilDate("2026-11-20")!): Int64(10_000)]
    let late = entry(2, seconds: 600)
    let alone = InvoiceLines(
      of: [late], for: acme, booking: booking, before: BilledEarlier(days: held))
    #expect(alone.lines == [])
    #expect(alone.coveredAlone == [late.id])
    let beside = InvoiceLines(
      of: [late, entry(3, seconds: 600, day: "2026-11-21")], for: acme, booking: booking,
      before: BilledEarlier(days: held))
    #expect(beside.lines.map(\.quantity) == [1])
    #expect(beside.lines[0].shares.map(\.amount) == [0, 10_000])
    // Another rate is another day.
    #expect(DayRate.bill([entry(4, seconds: 5, daily: "1300")], before: held)[0].amount == 10_000)
  }

  @Test func `rounding leaves days alone`() {
    var client = acme
    client.rounding = RoundingSchedule(.init(per: .day, mode: .up, step: 3600))
    #expect(
      client.bill([entry(1, seconds: 60), billable(2, minutes: 1)]).map(\.amount) == [3600, 10_000])
  }

  @Test(arguments: UInt64(0)..<200)
  func `days in parts are one each, and hourly worth adds up to the money`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let days = (20...24).map { "2026-11-\($0)" }
    let entries = (0..<40).map { index in
      entry(
        index, seconds: .random(in: 1...20_000, using: &random),
        daily: ["1200", "999.9999"].randomElement(using: &random)!,
        day: days.randomElement(using: &random)!)
    }
    var held: [DayRate: Int64] = [:]
    for some in [entries[..<7], entries[7..<8], entries[8...]] {
      for group in DayRate.bill(Array(some), before: held) {
        let first = entries.first { $0.id == group.shares[0].entry }!
        held[DayRate(daily: first.price.amount, day: first.day), default: 0] += group.amount
      }
    }
    #expect(held.values.allSatisfy { $0 == 10_000 })
    let worth = hourlyWorth(of: entries)
    let sum = entries.reduce(Decimal(0)) { $0 + worth[$1.id]! * Decimal($1.seconds) } / 3600
    let due = held.keys.reduce(Decimal(0)) { $0 + $1.daily }
    #expect(sum.rounded(places: 4) == due.rounded(places: 4))
  }
}
