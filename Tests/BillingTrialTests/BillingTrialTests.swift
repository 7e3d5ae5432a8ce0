import Activity
import Billing
import Foundation
import TestSupport
import Testing
import Timesheet

/// Random books, billed in parts, against arithmetic that shares nothing with ours.
///
/// `DAYBOOK_TRIAL_BOOKS` says how many (`make trial-billing`), `DAYBOOK_TRIAL_SEED` from which on.
@Suite struct BillingTrialTests {
  private static func number(_ name: String, _ otherwise: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? otherwise
  }

  @Test func `every line, sum and share of random books is what it must be`() {
    let first = Self.number("DAYBOOK_TRIAL_SEED", 0)
    let count = Self.number("DAYBOOK_TRIAL_BOOKS", 2000)
    var lines = 0
    for seed in first..<first + count { lines += check(RandomBook(seed: seed), seed) }
    #expect(lines > count, "books must have lines")
  }

  /// - Returns: how many lines were looked at.
  private func check(_ book: RandomBook, _ seed: UInt64) -> Int {
    var random = SplitMix64(seed: seed &+ 1_000_000_007)
    let entries = book.billable
    #expect(entries.count == book.entries.count, "seed \(seed): no rate in force")
    let known = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })
    let booking = Booking(account: "200", taxType: "T", taxPercent: book.percent)
    var before = BilledEarlier()
    var waiting: [BillableEntry] = []
    var looked = 0
    let cuts = [0, Int.random(in: 0...entries.count, using: &random), entries.count].sorted()
    for part in zip(cuts, cuts.dropFirst()) {
      waiting += entries[part.0..<part.1]
      let made = InvoiceLines(of: waiting, for: book.client, booking: booking, before: before)
      looked += made.lines.count
      checkTotals(of: made.lines, book, seed)
      checkShares(of: made, waiting, known, seed)
      for line in made.lines { remember(line, known, in: &before) }
      let billed = Set(made.lines.flatMap { $0.shares.map(\.entry) })
      waiting.removeAll { billed.contains($0.id) }
    }
    checkDays(book, entries, waiting, before, seed)
    return looked
  }

  /// Quantity × unit = line to the cent, lines = subtotal, prediction = what the sandbox computes.
  private func checkTotals(of lines: [InvoiceLine], _ book: RandomBook, _ seed: UInt64) {
    let draft = InvoiceDraft(
      client: "acme", currency: book.client.currency, reference: "", date: CivilDate("2026-12-31")!,
      due: nil, lineAmountTypes: .exclusive, lines: lines)
    let referee = Referee(
      lines.map {
        Referee.Line(
          quantity: $0.quantity.plainText, unitAmount: $0.unitAmount.plainText,
          percent: book.percent.plainText)
      })
    #expect(lines.map { $0.lineAmount.text(places: 2) } == referee?.amounts, "seed \(seed)")
    #expect(lines.map { $0.tax?.text(places: 2) } == referee?.taxes, "seed \(seed)")
    #expect(draft.subtotal.text(places: 2) == referee?.subtotal, "seed \(seed)")
    #expect(draft.tax?.text(places: 2) == referee?.tax, "seed \(seed)")
    #expect(draft.total?.text(places: 2) == referee?.total, "seed \(seed)")
  }

  /// Each entry is on one line, stays, or waits; no line mixes prices; shares are the quantity.
  private func checkShares(
    of made: InvoiceLines, _ waiting: [BillableEntry], _ known: [EntryID: BillableEntry],
    _ seed: UInt64
  ) {
    let all =
      made.lines.flatMap { $0.shares.map(\.entry) } + made.roundedAway + made.coveredAlone
    #expect(all.sorted() == waiting.map(\.id).sorted(), "seed \(seed)")
    for line in made.lines {
      let price = UnitPrice(line.unitAmount, per: line.unit)
      #expect(line.shares.allSatisfy { known[$0.entry]?.price == price }, "seed \(seed)")
      let amount = line.shares.reduce(0) { $0 + $1.amount }
      // Hours at four decimals, half up, in integers: seconds × 10,000 ÷ 3,600.
      let parts = line.unit == .day ? amount : (amount * 20_000 + 3600) / 7200
      #expect(line.quantity == Decimal(parts) / 10_000, "seed \(seed)")
      #expect(line.shares.allSatisfy { $0.amount >= 0 }, "seed \(seed)")
    }
  }

  /// As the books remember what live invoices hold.
  private func remember(
    _ line: InvoiceLine, _ known: [EntryID: BillableEntry], in before: inout BilledEarlier
  ) {
    for share in line.shares {
      guard let entry = known[share.entry] else { continue }
      switch line.unit {
      case .day:
        before.days[DayRate(daily: line.unitAmount, day: entry.day), default: 0] += share.amount
      case .hour:
        let group = DayGroup(
          project: entry.key.project, task: entry.key.task, hourly: line.unitAmount,
          day: entry.day)
        before.groups[group, default: BilledBefore()].add(
          counted: entry.seconds, billed: share.amount)
      }
    }
  }

  /// However it was cut: a day at a daily rate is one day, a day group what its whole rounds to, an
  /// entry what it rounds to, and a day that or its minimum.
  private func checkDays(
    _ book: RandomBook, _ entries: [BillableEntry], _ waiting: [BillableEntry],
    _ before: BilledEarlier, _ seed: UInt64
  ) {
    #expect(before.days.values.allSatisfy { $0 == DayRate.parts }, "seed \(seed)")
    let days = Dictionary(grouping: before.groups) { $0.key.day }
    for (day, groups) in days {
      let policy = book.client.rounding.policy(on: day)
      let billed = groups.reduce(0) { $0 + $1.value.billed }
      if billed > 0 { #expect(billed >= book.client.dayMinimum, "seed \(seed), \(day)") }
      guard !waiting.contains(where: { $0.day == day }) else { continue }
      let whole: Int64
      switch policy.per {
      case .day: whole = groups.reduce(0) { $0 + policy.rounded($1.value.counted) }
      case .entry:
        whole = groups.flatMap(\.value.entries).reduce(0) { $0 + policy.rounded($1) }
      case .project, .invoice: continue
      }
      #expect(billed == max(whole, book.client.dayMinimum), "seed \(seed), \(day)")
    }
  }
}

/// Numbers of others' complaints, which ours must not repeat: timesheets.md of Kimai's issues.
@Suite struct KnownNumbersTests {
  @Test(
    arguments: [
      // Minutes, rate, quantity, amount: from what is shown, never from exact seconds.
      (50, "100", "0.8333", "83.33"), (46, "48", "0.7667", "36.80"),
      (25, "34.34", "0.4167", "14.31"), (30, "27.50", "0.5", "13.75"),
      (1, "1", "0.0167", "0.02"), (5, "1", "0.0833", "0.08"), (6, "1", "0.1", "0.10"),
      (7, "1", "0.1167", "0.12"), (10, "1", "0.1667", "0.17"), (20, "120", "0.3333", "40.00"),
    ] as [(Int64, String, String, String)])
  func `a line is its quantity times its rate`(
    minutes: Int64, rate: String, quantity: String, amount: String
  ) throws {
    let hours = hours(ofSeconds: minutes * 60)
    #expect(hours.plainText == quantity)
    let unit = try #require(Decimal(plain: rate))
    #expect(lineAmount(quantity: hours, unitAmount: unit).text(places: 2) == amount)
  }

  @Test(
    arguments: [
      ("1.25", "120.5555", "15", "150.69", "22.60"), ("0.3333", "120", "20", "40.00", "8.00"),
      ("0.0167", "95", "10", "1.59", "0.16"), ("0.0001", "1", "15", "0.00", "0.00"),
      ("1", "1.005", "0", "1.01", "0.00"),
    ])
  func `the golden vectors hold here and in the sandbox`(
    quantity: String, unit: String, percent: String, line: String, tax: String
  ) throws {
    let amount = try lineAmount(
      quantity: #require(Decimal(plain: quantity)), unitAmount: #require(Decimal(plain: unit)))
    #expect(amount.text(places: 2) == line)
    #expect(
      try lineTax(lineAmount: amount, percent: #require(Decimal(plain: percent))).text(places: 2)
        == tax)
    let referee = Referee([.init(quantity: quantity, unitAmount: unit, percent: percent)])
    #expect(referee?.amounts == [line])
    #expect(referee?.taxes == [tax])
  }
}
