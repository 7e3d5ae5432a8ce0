/// A decimal number: `units` × 10^−`places`. Exact, with no binary fraction on the way.
///
/// The sandbox has arithmetic of its own so that it can't repeat a client's mistake.
struct Number: Hashable, Sendable {
  var units: Int128
  var places: Int

  init(units: Int128, places: Int) {
    self.units = units
    self.places = places
  }

  init(_ whole: Int) {
    self.init(units: Int128(whole), places: 0)
  }

  static let zero = Number(0)

  /// A JSON number's text, such as `-12.50` or `1e-3`.
  ///
  /// - Returns: nil unless it is a number of at most 18 significant digits within ±10^18.
  init?(_ text: some StringProtocol) {
    var (units, places, digits) = (Int128(0), 0, 0)
    var (seenPoint, negative) = (false, false)
    var rest = Substring(text)
    if rest.first == "-" {
      negative = true
      rest.removeFirst()
    }
    while let next = rest.first, next != "e", next != "E" {
      rest.removeFirst()
      if next == ".", !seenPoint {
        seenPoint = true
        continue
      }
      guard next.isASCII, let digit = next.wholeNumberValue else { return nil }
      units = units * 10 + Int128(digit)
      digits += units == 0 ? 0 : 1
      if seenPoint { places += 1 }
      guard digits <= 18, places <= 30 else { return nil }
    }
    if !rest.isEmpty {
      guard let exponent = Int(rest.dropFirst()), abs(exponent) <= 30 else { return nil }
      places -= exponent
    }
    guard places >= -18, places <= 60 else { return nil }
    while places < 0 {
      units *= 10
      places += 1
    }
    guard units <= Self.power(36) else { return nil }
    self.init(units: negative ? -units : units, places: places)
  }

  /// This number at `wanted` places, an exact half going away from zero.
  func rounded(to wanted: Int) -> Number {
    if wanted >= places {
      return Number(units: units * Self.power(wanted - places), places: wanted)
    }
    // Beyond 38 places lost, nothing of an Int128 is left.
    guard places - wanted <= 38 else { return Number(units: 0, places: wanted) }
    return Number(
      units: Self.divide(units, by: Self.power(places - wanted)), places: wanted)
  }

  /// With exactly `wanted` decimals, as Xero prints money (`450.00`) and quantities (`1.0000`).
  func text(places wanted: Int) -> String {
    let value = rounded(to: wanted)
    let digits = String(value.units.magnitude)
    let padded = String(repeating: "0", count: max(0, wanted + 1 - digits.count)) + digits
    let sign = value.units < 0 ? "-" : ""
    guard wanted > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(wanted)).\(padded.suffix(wanted))"
  }

  /// How many decimals are really used: 120.50 has one.
  var usedPlaces: Int {
    var (units, places) = (units, places)
    while places > 0, units % 10 == 0 {
      units /= 10
      places -= 1
    }
    return places
  }

  var isNegative: Bool { units < 0 }

  static func + (left: Number, right: Number) -> Number {
    let places = max(left.places, right.places)
    return Number(
      units: left.rounded(to: places).units + right.rounded(to: places).units, places: places)
  }

  static func - (left: Number, right: Number) -> Number {
    left + Number(units: -right.units, places: right.places)
  }

  static func * (left: Number, right: Number) -> Number {
    Number(units: left.units * right.units, places: left.places + right.places)
  }

  /// `numerator` ÷ `denominator`, a half going away from zero. The denominator is above zero.
  static func divide(_ numerator: Int128, by denominator: Int128) -> Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard remainder.magnitude * 2 >= denominator.magnitude else { return quotient }
    return numerator < 0 ? quotient - 1 : quotient + 1
  }

  static func power(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(Int128(1)) { product, _ in product * 10 }
  }
}

extension Number: Comparable {
  static func == (left: Number, right: Number) -> Bool { left.compare(right) == 0 }
  static func < (left: Number, right: Number) -> Bool { left.compare(right) < 0 }

  func hash(into hasher: inout Hasher) { hasher.combine(rounded(to: usedPlaces).units) }

  private func compare(_ other: Number) -> Int {
    let places = max(usedPlaces, other.usedPlaces)
    let (left, right) = (rounded(to: places).units, other.rounded(to: places).units)
    return left == right ? 0 : left < right ? -1 : 1
  }
}

extension Number: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = Number(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number")
    }
    self = number
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text(places: places))
  }
}
