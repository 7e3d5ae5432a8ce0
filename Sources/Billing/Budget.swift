import Activity
import Foundation

/// What was agreed that work may come to, and from which parts of it on a person wants to know.
///
/// Other than a `Cap`, which warns where an invoice is made, it is told while the work goes on.
public struct Budget: Hashable, Sendable {
  public enum Limit: Hashable, Sendable {
    /// Above 0.
    case hours(Decimal)
    /// Above 0, in the client's currency.
    case money(Decimal)
  }

  public enum Period: String, Hashable, Sendable, CaseIterable {
    /// Of the calendar, by working days.
    case month
    case all
  }

  public var limit: Limit
  public var per: Period
  /// Percent, in order, each once, at least one.
  public var at: [Int]

  public static let standardThresholds = [80, 100]

  public init(_ limit: Limit, per: Period, at: [Int] = Budget.standardThresholds) {
    self.limit = limit
    self.per = per
    self.at = at
  }

  /// `2026-11`; empty where it is for all time.
  public func period(of day: CivilDate) -> String {
    switch per {
    case .month: String(day.description.prefix(7))
    case .all: ""
    }
  }
}

/// How much of a budget is used.
public struct BudgetStanding: Hashable, Sendable {
  /// `acme`, `acme/website` or `acme/website/development`.
  public var owner: String
  public var budget: Budget
  public var currency: Currency
  /// As `Budget.period` has it.
  public var period: String
  /// Hours or money, before rounding: of what is approved or invoiced.
  public var used: Decimal
  /// The same of what is proposed and waits for its yes.
  public var proposed: Decimal
  /// Billable entries that no rate holds for: their money is not in it.
  public var withoutRate: Int

  public init(
    owner: String, budget: Budget, currency: Currency, period: String, used: Decimal,
    proposed: Decimal, withoutRate: Int = 0
  ) {
    self.owner = owner
    self.budget = budget
    self.currency = currency
    self.period = period
    self.used = used
    self.proposed = proposed
    self.withoutRate = withoutRate
  }

  public var limit: Decimal {
    switch budget.limit {
    case .hours(let limit), .money(let limit): limit
    }
  }

  /// Of the limit, in whole percent, never rounded up.
  public var percent: Int {
    let exact = NSDecimalNumber(decimal: used * 100 / limit)
    let floor = NSDecimalNumberHandler(
      roundingMode: .down, scale: 0, raiseOnExactness: false, raiseOnOverflow: false,
      raiseOnUnderflow: false, raiseOnDivideByZero: false)
    return exact.rounding(accordingToBehavior: floor).intValue
  }

  /// The thresholds that are reached, in order.
  public var reached: [Int] { budget.at.filter { used * 100 >= limit * Decimal($0) } }

  /// `38.50 of 40 hours (96 %) in 2026-11, and 1.50 proposed`.
  public var sentence: String {
    let unit =
      switch budget.limit {
      case .hours: "hours"
      case .money: currency.code
      }
    return "\(used.text(places: 2)) of \(limit.plainText) \(unit) (\(percent) %)"
      + (period.isEmpty ? "" : " in \(period)")
      + (proposed > 0 ? ", and \(proposed.text(places: 2)) proposed" : "")
  }
}
