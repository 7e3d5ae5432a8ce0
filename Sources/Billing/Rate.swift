import Activity
import Foundation

/// What a rate is for: an hour, or a working day however long.
public enum RateUnit: String, Hashable, Sendable, CaseIterable {
  case hour, day
}

/// Money per hour or day from a working day on, until the next row of the same list.
public struct Rate: Hashable, Sendable {
  public var from: CivilDate
  public var price: UnitPrice
  /// Nil: the client's.
  public var currency: Currency?
  /// For work of this role or complexity alone; nil for any.
  public var role: String?
  public var complexity: String?
  public var place: Place

  public init(
    from: CivilDate, price: UnitPrice, currency: Currency? = nil, role: String? = nil,
    complexity: String? = nil, place: Place
  ) {
    self.from = from
    self.price = price
    self.currency = currency
    self.role = role
    self.complexity = complexity
    self.place = place
  }
}

/// Money for one unit of time.
public struct UnitPrice: Hashable, Comparable, Sendable {
  /// 0 or more, at most 4 decimals.
  public var amount: Decimal
  public var unit: RateUnit

  public init(_ amount: Decimal, per unit: RateUnit = .hour) {
    self.amount = amount
    self.unit = unit
  }

  public static func < (left: UnitPrice, right: UnitPrice) -> Bool {
    left.unit == right.unit ? left.amount < right.amount : left.unit == .hour
  }
}

/// What a rate is multiplied by where a rule or task names it: `weekend: 1.5`.
public struct Multiplier: Hashable, Sendable {
  public var name: String
  /// Above 0, at most 4 decimals.
  public var factor: Decimal
  public var place: Place

  public init(name: String, factor: Decimal, place: Place) {
    self.name = name
    self.factor = factor
    self.place = place
  }
}
