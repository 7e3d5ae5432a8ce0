/// A length of time as people write it: `90s`, `6m`, `1h30m`.
public struct Length: Hashable, Sendable {
  /// 0 or more.
  public var seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }

  /// Reads numbers with h, m or s, in this order, each at most once. Nil for anything else; a bare
  /// number is none, for nobody could say of what.
  public init?(_ text: some StringProtocol) {
    var units: [(letter: UInt8, seconds: Int64)] = [
      (UInt8(ascii: "h"), 3600), (UInt8(ascii: "m"), 60), (UInt8(ascii: "s"), 1),
    ]
    var total: Int64 = 0
    var rest = text.utf8[...]
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { (48...57).contains($0) }
      guard (1...7).contains(digits.count), digits.count == 1 || digits.first != 48,
        let number = Int64(String(decoding: digits, as: UTF8.self))
      else { return nil }
      rest = rest.dropFirst(digits.count)
      guard let letter = rest.popFirst(),
        let unit = units.firstIndex(where: { $0.letter == letter })
      else { return nil }
      total += number * units[unit].seconds
      units.removeFirst(unit + 1)
    }
    seconds = total
  }
}

extension Length: CustomStringConvertible {
  /// Shortest form that reads back: `1h30m`, `0s`.
  public var description: String {
    let parts = [(seconds / 3600, "h"), (seconds % 3600 / 60, "m"), (seconds % 60, "s")]
    let text = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    return text.isEmpty ? "0s" : text
  }
}
