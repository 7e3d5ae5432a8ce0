import Activity
import Foundation
import Timesheet

/// What time may be grouped by in a report, in any order and combination.
public enum ReportField: String, Hashable, Sendable, CaseIterable {
  case client, project, task, day, week, month, app
}

/// What a row of a report has in common in one field.
public enum ReportValue: Hashable, Comparable, Sendable {
  case known(String)
  /// Why there is none, in a word: `private`.
  case missing(String)
}

/// Counted time with everything that a report may ask of it. Never zero seconds.
public struct ReportItem: Hashable, Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable {
    case proposed, approved, invoiced, rejected
    case writtenOff = "written-off"
  }

  /// What an hour of it is worth.
  public enum Worth: Hashable, Sendable {
    case notBillable
    /// Billable, and no rate is in force.
    case unrated
    case hourly(Decimal, Currency)
  }

  public var client: ReportValue
  /// `acme/website`.
  public var project: ReportValue
  public var task: ReportValue
  public var app: ReportValue
  /// The working day.
  public var day: CivilDate
  /// `2026-W47`.
  public var week: String
  public var state: State
  public var seconds: Int64
  public var worth: Worth

  public init(
    client: ReportValue, project: ReportValue, task: ReportValue, app: ReportValue, day: CivilDate,
    week: String, state: State, seconds: Int64, worth: Worth
  ) {
    self.client = client
    self.project = project
    self.task = task
    self.app = app
    self.day = day
    self.week = week
    self.state = state
    self.seconds = seconds
    self.worth = worth
  }

  func value(of field: ReportField) -> ReportValue {
    switch field {
    case .client: client
    case .project: project
    case .task: task
    case .app: app
    case .day: .known(day.description)
    case .week: .known(week)
    case .month: .known(String(day.description.prefix(7)))
    }
  }
}

/// Time and money of some items. Different currencies are never one sum.
public struct ReportSums: Hashable, Sendable {
  public var seconds: Int64 = 0
  public var billableSeconds: Int64 = 0
  /// Billable time for which no rate is in force.
  public var unratedSeconds: Int64 = 0
  public var states: [ReportItem.State: Int64] = [:]
  /// Exact: what an hour is worth, times the counted seconds.
  public var hourlySeconds: [Currency: Decimal] = [:]
  /// In a report, to 2 decimals: rounded once for the total, to which the rows add up.
  public var money: [Currency: Decimal] = [:]

  public init() {}

  public mutating func add(_ item: ReportItem) {
    seconds += item.seconds
    states[item.state, default: 0] += item.seconds
    switch item.worth {
    case .notBillable: return
    case .unrated: unratedSeconds += item.seconds
    case .hourly(let hourly, let currency):
      hourlySeconds[currency, default: 0] += hourly * Decimal(item.seconds)
    }
    billableSeconds += item.seconds
  }

  public func seconds(_ state: ReportItem.State) -> Int64 { states[state] ?? 0 }

  /// Billable time in whole percent of all, half up; nil where there is no time.
  public var billablePercent: Int64? {
    seconds > 0 ? (billableSeconds * 200 + seconds) / (2 * seconds) : nil
  }
}

/// Items grouped by fields. Whatever the fields and their order, the total is the same, and each
/// amount is its exact one rounded up or down to the cent.
public struct Report: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    /// One for each field.
    public var values: [ReportValue]
    public var sums: ReportSums
  }

  public var fields: [ReportField]
  /// By their values, those without one last.
  public var rows: [Row]
  public var total: ReportSums

  public init(of items: [ReportItem], by fields: [ReportField]) {
    self.fields = fields
    var groups: [[ReportValue]: ReportSums] = [:]
    total = ReportSums()
    for item in items {
      groups[fields.map(item.value(of:)), default: ReportSums()].add(item)
      total.add(item)
    }
    rows = groups.map { Row(values: $0.key, sums: $0.value) }
      .sorted { $0.values.lexicographicallyPrecedes($1.values) }
    for (currency, exact) in total.hourlySeconds {
      let cents = (exact / 36).rounded(places: 0)
      total.money[currency] = cents / 100
      apportion(cents, in: currency, over: rows.indices, field: 0)
    }
  }

  /// Hands cents to the values of one field, and each value's to those of the next: what a value
  /// gets does not depend on the fields after it.
  private mutating func apportion(
    _ cents: Decimal, in currency: Currency, over range: Range<Int>, field: Int
  ) {
    guard field < fields.count else {
      for index in range { rows[index].sums.money[currency] = cents / 100 }
      return
    }
    // Rows of one value are beside each other: they are sorted.
    var groups: [(rows: Range<Int>, exact: Decimal)] = []
    for index in range {
      guard let exact = rows[index].sums.hourlySeconds[currency] else { continue }
      if let last = groups.last,
        rows[last.rows.lowerBound].values[field] == rows[index].values[field]
      {
        groups[groups.count - 1] = (last.rows.lowerBound..<index + 1, last.exact + exact)
      } else {
        groups.append((index..<index + 1, exact))
      }
    }
    for (group, part) in zip(groups, wholeCents(cents, of: groups.map(\.exact))) {
      apportion(part, in: currency, over: group.rows, field: field + 1)
    }
  }
}

/// The exact amounts in whole cents that sum to `cents`, by largest remainder; of equal remainders
/// the earlier one goes first.
///
/// - Parameters:
///   - cents: the sum of the amounts, rounded up or down.
///   - hourlySeconds: 36 times the amounts.
private func wholeCents(_ cents: Decimal, of hourlySeconds: [Decimal]) -> [Decimal] {
  var parts: [Decimal] = []
  var remainders: [(index: Int, remainder: Decimal)] = []
  for (index, exact) in hourlySeconds.enumerated() {
    var (quotient, part) = (exact / 36, Decimal())
    NSDecimalRound(&part, &quotient, 0, .down)
    parts.append(part)
    remainders.append((index, exact - part * 36))
  }
  var left = cents - parts.reduce(0, +)
  for (index, _) in remainders.sorted(by: { ($1.remainder, $0.index) < ($0.remainder, $1.index) })
  where left > 0 {
    parts[index] += 1
    left -= 1
  }
  return parts
}
