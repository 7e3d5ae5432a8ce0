import Activity
import Foundation

/// What time may come to before somebody should know: it warns, and stops nothing.
public struct Cap: Hashable, Sendable {
  public enum Period: String, CaseIterable, Sendable {
    case month, total
  }

  /// Above 0; nil for any number.
  public var hours: Decimal?
  /// In the client's currency; above 0, nil for any amount.
  public var money: Decimal?
  public var per: Period

  public init(hours: Decimal?, money: Decimal?, per: Period = .total) {
    self.hours = hours
    self.money = money
    self.per = per
  }
}
