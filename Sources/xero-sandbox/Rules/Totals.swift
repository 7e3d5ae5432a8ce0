/// What Xero computes for a line and a document. Source: "Rounding in Xero"
/// (developer.xero.com).
struct Totals: Equatable, Sendable {
  var subtotal: Number
  var tax: Number
  var total: Number

  /// Each line's tax is rounded first, then summed.
  init(lines: [Invoice.Line], amounts: Invoice.LineAmounts) {
    let sum = lines.reduce(Number.zero) { $0 + $1.amount }.rounded(to: 2)
    tax = lines.reduce(Number.zero) { $0 + $1.tax }.rounded(to: 2)
    subtotal = amounts == .inclusive ? sum - tax : sum
    total = amounts == .inclusive ? sum : sum + tax
  }

  /// `quantity` × `unitAmount`, less `discount` percent, to cents, a half away from zero.
  ///
  /// - Parameters:
  ///   - cuts: cuts a discounted line to cents.
  ///   - unitPlaces: 2 unless the request said `unitdp=4`: the unit amount is rounded to these
  ///     before the line is computed.
  static func line(
    quantity: Number, unitAmount: Number, discount: Number? = nil, cuts: Bool = false,
    unitPlaces: Int
  ) -> Number {
    let gross = quantity.rounded(to: 4) * unitAmount.rounded(to: unitPlaces)
    guard let discount else { return gross.rounded(to: 2) }
    let kept = Number(100) - discount.rounded(to: 2)
    let scaled = gross * kept
    let exact = Number(units: scaled.units, places: scaled.places + 2)
    let rounded = exact.rounded(to: 2)
    guard cuts, exact < rounded else { return rounded }
    return rounded - Number(units: 1, places: 2)
  }

  /// The tax in or on a line's amount, to cents, a half away from zero.
  ///
  /// - Parameter rate: percent.
  static func tax(on amount: Number, rate: Number, amounts: Invoice.LineAmounts) -> Number {
    let cents = amount.rounded(to: 2).units
    let share = rate.rounded(to: 4).units  // percent × 10^4
    switch amounts {
    case .noTax: return Number(units: 0, places: 2)
    case .exclusive:
      return Number(units: Number.divide(cents * share, by: 1_000_000), places: 2)
    case .inclusive:
      return Number(units: Number.divide(cents * share, by: 1_000_000 + share), places: 2)
    }
  }
}
