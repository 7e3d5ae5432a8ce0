import Activity
import Billing
import Foundation
import TestSupport
import Timesheet

/// A client, its rates and its work, made of a seed: entries around clock changes, cut at will.
struct RandomBook {
  var client: Client
  var list: ClientList
  /// By start; each on the working day of its start.
  var entries: [(key: WorkKey, day: CivilDate, start: Int64, seconds: Int64, note: String)]
  var percent: Decimal

  private static let place = Place(file: "clients.yaml", line: 1)

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let currency = Currency(["NZD", "EUR", "USD", "GBP"].randomElement(using: &random)!)!
    let multipliers = [("weekend", "1.5"), ("travel", "0.3333")].map {
      Multiplier(name: $0.0, factor: Decimal(plain: $0.1)!, place: RandomBook.place)
    }
    let projects = ["a", "b"].map { key in
      Project(
        key: key, name: "Project \(key)", rates: RandomBook.rates(&random, atLeast: 0),
        tasks: ["x", "y"].map {
          WorkTask(
            key: $0, name: $0, rates: RandomBook.rates(&random, atLeast: 0), place: RandomBook.place
          )
        }, place: RandomBook.place)
    }
    client = Client(
      key: "acme", name: "Acme", currency: currency,
      rates: RandomBook.rates(&random, atLeast: 1), multipliers: multipliers,
      rounding: RandomBook.rounding(&random),
      lines: LineGrouping.allCases.randomElement(using: &random)!,
      dayMinimum: Int.random(in: 0..<4, using: &random) == 0 ? 3600 : 0, projects: projects,
      place: RandomBook.place)
    list = ClientList(clients: [client])
    percent = Decimal(
      plain: ["0", "10", "15", "20", "12.5", "8.875"].randomElement(using: &random)!)!
    entries = RandomBook.entries(&random)
  }

  /// The first row holds from before all work, so that there is always a rate.
  private static func rates(_ random: inout SplitMix64, atLeast least: Int) -> [Rate] {
    (0..<max(least, Int.random(in: -1...3, using: &random))).map { index in
      let places = [0, 1, 2, 4].randomElement(using: &random)!
      let amount =
        Decimal(Int.random(in: 1...9_999_999, using: &random))
        / [0: 40_000, 1: 4000, 2: 4000, 4: 10_000][places]!
      return Rate(
        from: index == 0 && least > 0
          ? CivilDate("2020-01-01")!
          : CivilDate("2026-01-01")!.adding(days: .random(in: 0..<365, using: &random)),
        price: UnitPrice(
          amount.rounded(places: places),
          per: Int.random(in: 0..<5, using: &random) == 0 ? .day : .hour),
        role: index > 0 && Bool.random(using: &random) ? "senior" : nil, place: place)
    }
  }

  private static func rounding(_ random: inout SplitMix64) -> RoundingSchedule {
    RoundingSchedule(
      rows: (0..<Int.random(in: 0...2, using: &random)).map { index in
        RoundingSchedule.Row(
          from: index == 0
            ? nil : CivilDate("2026-01-01")!.adding(days: .random(in: 0..<365, using: &random)),
          policy: RoundingPolicy(
            per: RoundingPolicy.Group.allCases.randomElement(using: &random)!,
            mode: RoundingPolicy.Mode.allCases.randomElement(using: &random)!,
            step: [1, 60, 360, 420, 900, 1800].randomElement(using: &random)!,
            minimum: [0, 0, 900].randomElement(using: &random)!,
            tie: RoundingPolicy.Tie.allCases.randomElement(using: &random)!), place: place)
      })
  }

  /// Some days around a day on which clocks change, or around any.
  private static func entries(
    _ random: inout SplitMix64
  ) -> [(key: WorkKey, day: CivilDate, start: Int64, seconds: Int64, note: String)] {
    let (zone, change) = [
      ("Pacific/Auckland", "2026-04-05"), ("Pacific/Auckland", "2026-09-27"),
      ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"),
      ("America/New_York", "2026-11-01"), ("UTC", "2026-12-31"),
    ].randomElement(using: &random)!
    let clock = TimeZone(identifier: zone)!
    var now = Int64(CivilDate(change)!.daysSince1970 - 3) * 86_400
    return (0..<Int.random(in: 1...25, using: &random)).map { _ in
      now += .random(in: 0...40_000, using: &random)
      let seconds = [
        Int64.random(in: 1...200, using: &random), .random(in: 1...20_000, using: &random),
      ].randomElement(using: &random)!
      let start = now
      now += seconds
      let local =
        start
        + Int64(clock.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(start))))
      let day = CivilDate(daysSince1970: Int((local - 4 * 3600) / 86_400))
      let key = WorkKey(
        project: ProjectKey(
          client: "acme", project: ["a", "b"].randomElement(using: &random)!),
        task: ["x", "y", nil].randomElement(using: &random)!, billable: true, handsOff: false,
        terms: RateTerms(
          role: Bool.random(using: &random) ? "senior" : nil,
          multiplier: [nil, nil, "weekend", "travel"].randomElement(using: &random)!))
      return (key, day, start, seconds, "")
    }
  }

  /// At the rates that hold.
  var billable: [BillableEntry] {
    entries.enumerated().compactMap { index, entry in
      list.rate(for: entry.key, on: entry.day).map {
        BillableEntry(
          id: EntryID(text: "\(index)"), key: entry.key, day: entry.day, start: entry.start,
          seconds: entry.seconds, note: entry.note, price: $0.price)
      }
    }
  }
}
