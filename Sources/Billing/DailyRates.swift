import Activity
import Foundation
import Timesheet

/// A working day that is billed once, however much was worked on it.
public struct DayRate: Hashable, Sendable {
  /// Money per day.
  public var daily: Decimal
  public var day: CivilDate

  /// In these parts a day is shared among its entries: Xero's four decimals of a quantity.
  public static let parts: Int64 = 10_000

  public init(daily: Decimal, day: CivilDate) {
    self.daily = daily
    self.day = day
  }

  /// One day for each working day and rate, shared among its entries by their counted seconds, by
  /// largest remainder at 4 decimals. What live invoices hold of a day is taken off.
  ///
  /// - Parameter entries: one client's, at daily rates.
  /// - Returns: the groups in the order of their first entries.
  public static func bill(
    _ entries: [BillableEntry], before: [DayRate: Int64] = [:]
  ) -> [BilledGroup] {
    var order: [DayRate] = []
    var members: [DayRate: [BillableEntry]] = [:]
    for entry in entries {
      let key = DayRate(daily: entry.price.amount, day: entry.day)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(entry)
    }
    return order.map { key in
      let group = members[key] ?? []
      let weights = group.map(\.seconds)
      let held = before[key] ?? 0
      return BilledGroup(
        policy: nil, whole: weights.reduce(0, +), rounded: parts, before: held,
        shares: zip(group, apportion(max(0, parts - held), by: weights)).map {
          BilledShare(entry: $0.id, amount: $1)
        })
    }
  }
}

extension Client {
  /// Its time as it is billed: days at daily rates, the rest by its rounding, none of it less than
  /// the minimum of a day. What is shown as a courtesy stands as it was counted.
  public func bill(
    _ entries: [BillableEntry], before: BilledEarlier = BilledEarlier()
  ) -> [BilledGroup] {
    let paid = entries.filter { !$0.isCourtesy }
    let hourly = paid.filter { $0.price.unit == .hour }
    let groups = raisedToDayMinimum(
      rounding.bill(hourly, before: before.groups), of: hourly, before: before.groups)
    return groups
      + DayRate.bill(paid.filter { $0.price.unit == .day }, before: before.days)
      + entries.filter(\.isCourtesy).map { entry in
        BilledGroup(
          policy: RoundingPolicy.none, whole: entry.seconds, rounded: entry.seconds, before: 0,
          shares: [BilledShare(entry: entry.id, amount: entry.seconds)])
      }
  }
}

/// What an hour of each entry is worth: its hourly rate, or what an hour is of its day at a daily
/// rate. For sums of money that no invoice rounds.
///
/// - Parameter entries: all of the days that they touch, or a day would be worth too much.
public func hourlyWorth(of entries: [BillableEntry]) -> [EntryID: Decimal] {
  struct Day: Hashable {
    var client: String
    var rate: DayRate
  }
  func day(_ entry: BillableEntry) -> Day {
    Day(
      client: entry.key.project.client,
      rate: DayRate(daily: entry.price.amount, day: entry.day))
  }
  var seconds: [Day: Int64] = [:]
  for entry in entries where entry.price.unit == .day {
    seconds[day(entry), default: 0] += entry.seconds
  }
  return Dictionary(
    entries.map { entry in
      switch entry.price.unit {
      case .hour: (entry.id, entry.price.amount)
      case .day:
        (entry.id, entry.price.amount * 3600 / Decimal(max(1, seconds[day(entry)] ?? 1)))
      }
    }, uniquingKeysWith: { first, _ in first })
}
