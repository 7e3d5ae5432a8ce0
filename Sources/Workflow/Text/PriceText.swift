import Billing

extension UnitPrice {
  /// `150.00 NZD an hour`.
  public func sentence(_ currency: Currency) -> String {
    "\(amount.text(places: 2)) \(currency) \(per)"
  }

  /// `an hour` or `a day`.
  private var per: String {
    switch unit {
    case .hour: "an hour"
    case .day: "a day"
    }
  }
}
