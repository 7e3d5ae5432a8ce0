import Activity
import Foundation
import Timesheet

/// An approved entry with the rate that holds for it.
public struct BillableEntry: Hashable, Sendable {
  public var id: EntryID
  public var key: WorkKey
  /// The working day.
  public var day: CivilDate
  /// Seconds since 1970.
  public var start: Int64
  /// Counted seconds.
  public var seconds: Int64
  public var note: String
  public var price: UnitPrice
  /// Not billed, and shown all the same: a line at 0.00.
  public var isCourtesy: Bool

  public init(
    id: EntryID, key: WorkKey, day: CivilDate, start: Int64, seconds: Int64, note: String,
    price: UnitPrice, isCourtesy: Bool = false
  ) {
    self.id = id
    self.key = key
    self.day = day
    self.start = start
    self.seconds = seconds
    self.note = note
    self.price = price
    self.isCourtesy = isCourtesy
  }
}

/// What a policy `per: day` rounds together.
public struct DayGroup: Hashable, Sendable {
  public var project: ProjectKey
  public var task: String?
  /// Money per hour.
  public var hourly: Decimal
  public var day: CivilDate

  public init(project: ProjectKey, task: String?, hourly: Decimal, day: CivilDate) {
    self.project = project
    self.task = task
    self.hourly = hourly
    self.day = day
  }
}

/// What live invoices hold of a day group. All in seconds.
public struct BilledBefore: Hashable, Sendable {
  /// What each of its entries counts.
  public var entries: [Int64] = []
  public var billed: Int64 = 0

  public var counted: Int64 { entries.reduce(0, +) }

  public init() {}

  /// One more entry, and its share of a line.
  public mutating func add(counted: Int64, billed: Int64) {
    entries.append(counted)
    self.billed += billed
  }
}

/// What live invoices hold of a client's days.
public struct BilledEarlier: Hashable, Sendable {
  public var groups: [DayGroup: BilledBefore]
  /// Of days at a daily rate, in ten-thousandths of the day.
  public var days: [DayRate: Int64]

  public init(groups: [DayGroup: BilledBefore] = [:], days: [DayRate: Int64] = [:]) {
    self.groups = groups
    self.days = days
  }
}

/// Entries that were billed together: rounded, or a day at a daily rate.
public struct BilledGroup: Hashable, Sendable {
  /// Nil for a day at a daily rate.
  public var policy: RoundingPolicy?
  /// Counted seconds, those on earlier invoices with them (of a day at a daily rate: without).
  public var whole: Int64
  /// What the whole bills: seconds, or ten-thousandths of a day.
  public var rounded: Int64
  /// What of it is on live invoices already, in the same unit.
  public var before: Int64
  /// They sum to what the group bills now.
  public var shares: [BilledShare]

  public init(
    policy: RoundingPolicy?, whole: Int64, rounded: Int64, before: Int64, shares: [BilledShare]
  ) {
    self.policy = policy
    self.whole = whole
    self.rounded = rounded
    self.before = before
    self.shares = shares
  }

  public var amount: Int64 { shares.reduce(0) { $0 + $1.amount } }
}

extension RoundingSchedule {
  /// Merges first, rounds once per group, and hands the difference back to the entries by largest
  /// remainder.
  ///
  /// A day group remembers what live invoices hold of it: later time bills what the whole bills
  /// less that, never below zero.
  ///
  /// - Parameter entries: at hourly rates.
  /// - Returns: the groups in the order of their first entries.
  public func bill(
    _ entries: [BillableEntry], before: [DayGroup: BilledBefore] = [:]
  ) -> [BilledGroup] {
    var order: [GroupKey] = []
    var members: [GroupKey: [BillableEntry]] = [:]
    for entry in entries {
      let key = GroupKey(entry, by: policy(on: entry.day))
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(entry)
    }
    return order.map { key in
      let group = members[key] ?? []
      let weights = group.map(\.seconds)
      let earlier = key.dayGroup.flatMap { before[$0] } ?? BilledBefore()
      let whole = weights.reduce(earlier.counted, +)
      let rounded = key.policy.rounded(whole)
      let parts = apportion(max(0, rounded - earlier.billed), by: weights)
      return BilledGroup(
        policy: key.policy, whole: whole, rounded: rounded, before: earlier.billed,
        shares: zip(group, parts).map { BilledShare(entry: $0.id, amount: $1) })
    }
  }

  private struct GroupKey: Hashable {
    var policy: RoundingPolicy
    var entry: EntryID?
    var project: ProjectKey?
    var task: String?
    var hourly: Decimal
    var day: CivilDate?

    init(_ entry: BillableEntry, by policy: RoundingPolicy) {
      self.policy = policy
      hourly = entry.price.amount
      switch policy.per {
      case .entry:
        self.entry = entry.id
      case .day:
        project = entry.key.project
        task = entry.key.task
        day = entry.day
      case .project:
        project = entry.key.project
      case .invoice:
        break
      }
    }

    var dayGroup: DayGroup? {
      guard let project, let day else { return nil }
      return DayGroup(project: project, task: task, hourly: hourly, day: day)
    }
  }
}
