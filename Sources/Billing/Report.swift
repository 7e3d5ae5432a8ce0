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
  }

  /// What the time is worth before rounding.
  public enum Worth: Hashable, Sendable {
    case notBillable
    /// Billable, and no rate is in force.
    case unrated
    /// To 2 decimals.
    case money(Decimal, Currency)
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
  public var money: [Currency: Decimal] = [:]

  public init() {}

  public mutating func add(_ item: ReportItem) {
    seconds += item.seconds
    states[item.state, default: 0] += item.seconds
    switch item.worth {
    case .notBillable: return
    case .unrated: unratedSeconds += item.seconds
    case .money(let amount, let currency): money[currency, default: 0] += amount
    }
    billableSeconds += item.seconds
  }

  public func seconds(_ state: ReportItem.State) -> Int64 { states[state] ?? 0 }

  /// Billable time in whole percent of all, half up; nil where there is no time.
  public var billablePercent: Int64? {
    seconds > 0 ? (billableSeconds * 200 + seconds) / (2 * seconds) : nil
  }
}

/// Items grouped by fields. Whatever the fields and their order, the total is the same.
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
  }
}

extension Decimal {
  /// Splits an amount of 2 decimals in proportion to `weights`; the parts sum to it.
  public func apportioned(by weights: [Int64]) -> [Decimal] {
    let cents = NSDecimalNumber(decimal: (self * 100).rounded(places: 0)).int64Value
    return apportion(cents, by: weights).map { Decimal($0) / 100 }
  }
}
