import Billing

extension UnitPrice {
  /// `150.00`, `1200.00 a day`.
  var cell: String { amount.text(places: 2) + (unit == .hour ? "" : " a day") }

  /// One of both members is null.
  static func json(_ price: UnitPrice?) -> [(String, JSON)] {
    func amount(_ unit: RateUnit) -> JSON {
      .optional(price.flatMap { $0.unit == unit ? $0.amount.plainText : nil })
    }
    return [("hourly", amount(.hour)), ("daily", amount(.day))]
  }
}

extension RateUnit {
  /// Behind a quantity: `h` or `d`.
  var sign: String {
    switch self {
    case .hour: "h"
    case .day: "d"
    }
  }
}
