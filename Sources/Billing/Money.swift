import Activity
import Foundation

/// A currency by its ISO 4217 code, such as `NZD`.
public struct Currency: Hashable, Comparable, Sendable {
  public let code: String

  /// Nil unless `code` is three letters A to Z.
  public init?(_ code: String) {
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
      return nil
    }
    self.code = code
  }

  public static func < (left: Currency, right: Currency) -> Bool { left.code < right.code }
}

extension Currency: CustomStringConvertible {
  public var description: String { code }
}

extension Decimal {
  /// `places` decimals, an exact half away from zero.
  public func rounded(places: Int) -> Decimal {
    var input = self
    var output = Decimal()
    NSDecimalRound(&output, &input, places, .plain)
    return output
  }

  /// With a point, no exponent and exactly `places` decimals: `450.00`.
  public func text(places: Int) -> String {
    let plain = rounded(places: places).plainText
    guard places > 0 else { return plain }
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    return parts[0] + "." + fraction
      + String(repeating: "0", count: max(0, places - fraction.count))
  }

  /// With a point, no exponent and no decimals that are not needed: `12.75`.
  public var plainText: String { NSDecimalNumber(decimal: self).description(withLocale: nil) }

  /// Reads `12`, `12.75` or `-3`: digits and at most one point. Nil for anything else, so that no
  /// money goes through a binary fraction or a locale.
  public init?(plain text: some StringProtocol) {
    var digits = text[...]
    if digits.hasPrefix("-") { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), digits.utf8.count <= 30,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    // Not Decimal(string:locale:): it asks ICU for the separator, which costs 3 MiB at each start.
    var value = Decimal(0)
    for digit in digits.utf8 where digit != UInt8(ascii: ".") {
      value = value * 10 + Decimal(Int(digit) - 48)
    }
    let decimals = parts.count == 2 ? parts[1].utf8.count : 0
    value = Decimal(sign: .plus, exponent: -decimals, significand: value)
    self = digits.startIndex == text.startIndex ? value : -value
  }
}
