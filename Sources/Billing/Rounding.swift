import Activity
import Foundation
import Timesheet

/// An approved entry with the rate that holds for it.
public struct BillableEntry: Hashable, Sendable {
  public var id: EntryID
  public var key: WorkKey
  /// The working day.
  public var day: CivilDate
  /// Counted seconds.
  public var seconds: Int64
  /// Money per hour.
  public var hourly: Decimal

  public init(id: EntryID, key: WorkKey, day: CivilDate, seconds: Int64, hourly: Decimal) {
    self.id = id
    self.key = key
    self.day = day
    self.seconds = seconds
    self.hourly = hourly
  }
}

/// Entries that were rounded together; their shares sum to what the group bills.
public struct BilledGroup: Hashable, Sendable {
  public var shares: [BilledShare]

  public init(shares: [BilledShare]) { self.shares = shares }

  public var seconds: Int64 { shares.reduce(0) { $0 + $1.seconds } }
}

extension RoundingPolicy {
  /// What `whole` counted seconds of one group bill.
  public func rounded(_ whole: Int64) -> Int64 {
    guard whole > 0 else { return 0 }
    let rest = whole % step
    let rounded =
      switch mode {
      case .down: whole - rest
      case .up: rest == 0 ? whole : whole - rest + step
      case .nearest: rest * 2 >= step ? whole - rest + step : whole - rest
      }
    return max(rounded, minimum)
  }

  /// Merges first, rounds once per group, and hands the difference back to the entries by largest
  /// remainder.
  ///
  /// - Returns: the groups in the order of their first entries.
  public func bill(_ entries: [BillableEntry]) -> [BilledGroup] {
    var order: [GroupKey] = []
    var members: [GroupKey: [BillableEntry]] = [:]
    for entry in entries {
      let key = GroupKey(entry, per: per)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(entry)
    }
    return order.map { key in
      let group = members[key] ?? []
      let weights = group.map(\.seconds)
      let parts = apportion(rounded(weights.reduce(0, +)), by: weights)
      return BilledGroup(
        shares: zip(group, parts).map { BilledShare(entry: $0.id, seconds: $1) })
    }
  }

  private struct GroupKey: Hashable {
    var entry: EntryID?
    var project: ProjectKey?
    var task: String?
    var hourly: Decimal
    var day: CivilDate?

    init(_ entry: BillableEntry, per group: RoundingPolicy.Group) {
      hourly = entry.hourly
      switch group {
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
  }
}

/// Splits `whole` in proportion to `weights`, by largest remainder; the parts sum to `whole`.
/// Of equal remainders the earlier one goes first.
public func apportion(_ whole: Int64, by weights: [Int64]) -> [Int64] {
  let sum = weights.reduce(0, +)
  guard sum > 0 else { return weights.map { _ in 0 } }
  var parts: [Int64] = []
  var remainders: [(index: Int, remainder: Int64)] = []
  for (index, weight) in weights.enumerated() {
    let (high, low) = whole.multipliedFullWidth(by: weight)
    let (quotient, remainder) = sum.dividingFullWidth((high, low))
    parts.append(quotient)
    remainders.append((index, remainder))
  }
  let left = Int(whole - parts.reduce(0, +))
  for (index, _) in remainders.sorted(by: { ($1.remainder, $0.index) < ($0.remainder, $1.index) })
    .prefix(left)
  {
    parts[index] += 1
  }
  return parts
}
