import Foundation

/// What Xero will compute for one invoice line, before tax.
///
/// `quantity` × `unitAmount`, to 2 decimals, half away from zero.
/// Source: "Rounding in Xero" (developer.xero.com); an exact half is inferred from its examples.
///
/// - Parameters:
///   - quantity: hours, 0 or more, at most 4 decimals.
///   - unitAmount: money per hour, at most 4 decimals (`unitdp=4`).
/// - Returns: the invoice's currency; compared with Xero's answer, never sent.
public func lineAmount(quantity: Decimal, unitAmount: Decimal) -> Decimal {
  (quantity * unitAmount).rounded(places: 2)
}

/// What Xero will compute as one line's tax on top of `lineAmount`, to 2 decimals, half away from
/// zero; a document's tax is the sum of its lines'. Source: "Rounding in Xero".
///
/// - Parameter percent: the tax rate's EffectiveRate, such as 15.
public func lineTax(lineAmount: Decimal, percent: Decimal) -> Decimal {
  (lineAmount * percent / 100).rounded(places: 2)
}

/// Billed seconds as hours, to Xero's 4 decimals, half up. A line is rounded once, from the sum of
/// its seconds.
public func hours(ofSeconds seconds: Int64) -> Decimal {
  (Decimal(seconds) / 3600).rounded(places: 4)
}

/// A line's quantity from the sum of its shares: of seconds as hours, of ten-thousandths as days.
public func quantity(of amount: Int64, _ unit: RateUnit) -> Decimal {
  switch unit {
  case .hour: hours(ofSeconds: amount)
  case .day: Decimal(amount) / Decimal(DayRate.parts)
  }
}
