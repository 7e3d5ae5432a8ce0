/// Makes ids, codes and tokens. Seeded in tests, the system's randomness otherwise.
struct Mint: Sendable {
  enum Source: Sendable {
    case system
    case seeded(UInt64)
  }

  private var source: Source

  init(_ source: Source) { self.source = source }

  private mutating func word() -> UInt64 {
    guard case .seeded(let state) = source else {
      return UInt64.random(in: .min ... .max)
    }
    // SplitMix64 (Steele, Lea, Flood 2014).
    let next = state &+ 0x9E37_79B9_7F4A_7C15
    source = .seeded(next)
    var mixed = next
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 32 lower-case hexadecimal digits.
  mutating func hexadecimal() -> String {
    [word(), word()].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// A GUID of version 4, in lower case.
  mutating func guid() -> String {
    var digits = Array(hexadecimal())
    digits[12] = "4"
    digits[16] = "a"
    for position in [20, 16, 12, 8] { digits.insert("-", at: position) }
    return String(digits)
  }
}

/// What Xero puts where nothing was made.
let emptyGUID = "00000000-0000-0000-0000-000000000000"

/// A GUID in lower case; nil where the text is none.
func guid(_ text: String) -> String? {
  let shape = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
  let lowered = text.lowercased()
  return lowered.wholeMatch(of: shape) == nil ? nil : lowered
}
