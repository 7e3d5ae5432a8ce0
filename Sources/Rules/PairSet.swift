/// Which pairs of neighbouring ASCII characters a text holds, without regard to case, folded to 256
/// bits.
///
/// A pattern whose certain texts hold a pair that a title has not can't match it, and need not be
/// tried: most patterns, on most titles.
struct PairSet: Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// All that `text` holds.
  init(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var before: UInt8 = 0x80
      for byte in bytes {
        add(before, byte)
        before = byte
      }
    }
  }

  /// What any text that matches a pattern holds; nil where nothing is certain.
  init?(needs runs: LiteralRuns) {
    for run in runs.runs {
      var before: UInt8 = 0x80
      for byte in run.utf8 {
        if PairSet.isAlone(before), PairSet.isAlone(byte) { add(before, byte) }
        before = byte
      }
    }
    guard words != (0, 0, 0, 0) else { return nil }
  }

  func isSubset(of other: PairSet) -> Bool {
    words.0 & ~other.words.0 == 0 && words.1 & ~other.words.1 == 0
      && words.2 & ~other.words.2 == 0 && words.3 & ~other.words.3 == 0
  }

  /// Whether nothing beyond ASCII is the same without regard to case, as U+212A is a k and U+017F
  /// an s (unicode.org, CaseFolding.txt).
  private static func isAlone(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte | 0x20 != UInt8(ascii: "k") && byte | 0x20 != UInt8(ascii: "s")
  }

  private mutating func add(_ first: UInt8, _ second: UInt8) {
    let hash = first.folded &* 31 &+ second.folded
    let bit: UInt64 = 1 << UInt64(hash & 63)
    switch hash >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }
}

extension UInt8 {
  /// ASCII letters in lower case.
  fileprivate var folded: UInt8 { (65...90).contains(self) ? self | 0x20 : self }
}
