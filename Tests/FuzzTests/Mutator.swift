import TestSupport

/// Makes an input out of others: a few changes, each by chance.
struct Mutator {
  private var random: SplitMix64
  private let words: [[UInt8]]
  private let longest: Int

  /// What has broken readers before: of terminals, encodings, numbers, depth.
  private static let hostile: [[UInt8]] =
    [
      "\u{1b}[2J", "\u{1b}]52;c;", "\u{9b}2J", "\r", "\n", "\u{8}", "\t", "\u{0}", "\u{202e}",
      "\u{2066}", "\u{200b}", "\u{feff}", "e\u{301}\u{301}", "🙂", "\u{10ffff}", "=cmd", "\"", "'",
      "\\", "\\u0000", "\\ud800", "<script>", "[[[[", "{\"a\":", "null", "true", "-0", "1e400",
      "NaN", "0x1F", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
      "-9223372036854775808", "18446744073709551616", "0.30000000000000004", "9999-12-31",
      "0000-00-00", "1969-12-31T23:59:59Z", "../../etc/x", "%00", "%", "(a+)+$",
    ].map { Array($0.utf8) } + [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff], [0xe2, 0x82], [0x9b]]

  init(seed: UInt64, words: [String], longest: Int) {
    random = SplitMix64(seed: seed)
    self.words = words.map { Array($0.utf8) }
    self.longest = longest
  }

  mutating func changed(_ pool: [[UInt8]]) -> [UInt8] {
    var bytes = pool.randomElement(using: &random) ?? []
    // Mostly few changes: what is read to its end is worth more than noise.
    let count = [1, 1, 1, 2, 2, 3, 4, 8].randomElement(using: &random) ?? 1
    for _ in 0..<count { change(&bytes, pool) }
    return Array(bytes.prefix(longest))
  }

  private mutating func change(_ bytes: inout [UInt8], _ pool: [[UInt8]]) {
    switch Int.random(in: 0..<11, using: &random) {
    case 0:
      guard let place = bytes.indices.randomElement(using: &random) else { return }
      bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case 1:
      guard let place = bytes.indices.randomElement(using: &random) else { return }
      bytes[place] = .random(in: 0...255, using: &random)
    case 2: bytes.removeSubrange(range(in: bytes))
    case 3: insert(Array(bytes[range(in: bytes)]), into: &bytes)
    case 4: insert(words.randomElement(using: &random) ?? [], into: &bytes)
    case 5: insert(Self.hostile.randomElement(using: &random) ?? [], into: &bytes)
    case 6: bytes.replaceSubrange(range(in: bytes), with: words.randomElement(using: &random) ?? [])
    case 7:
      let other = pool.randomElement(using: &random) ?? []
      bytes.replaceSubrange(range(in: bytes), with: other[range(in: other)])
    case 8: replaceNumber(in: &bytes)
    case 9: bytes.removeLast(.random(in: 0...bytes.count, using: &random))
    default: pile(&bytes)
    }
  }

  private mutating func insert(_ piece: [UInt8], into bytes: inout [UInt8]) {
    bytes.insert(contentsOf: piece, at: .random(in: 0...bytes.count, using: &random))
  }

  /// Short ones more often than long ones.
  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &random)
    let reach = [1, 4, 16, 64, 1024].randomElement(using: &random) ?? 1
    return start..<min(bytes.count, start + .random(in: 0...reach, using: &random))
  }

  private mutating func replaceNumber(in bytes: inout [UInt8]) {
    let starts = bytes.indices.filter { index in
      Self.isDigit(bytes[index]) && (index == 0 || !Self.isDigit(bytes[index - 1]))
    }
    guard let start = starts.randomElement(using: &random) else { return }
    let end = bytes[start...].firstIndex { !Self.isDigit($0) } ?? bytes.count
    let number = [
      "0", "1", "-1", "00", "99", "1e9", "2147483648", "9223372036854775807",
      "9223372036854775808", "0.1", "253402300799999", "99999999999999999999999999999999999999999",
    ].randomElement(using: &random)
    bytes.replaceSubrange(start..<end, with: (number ?? "0").utf8)
  }

  /// The same few bytes over and over: deep nesting, long runs.
  private mutating func pile(_ bytes: inout [UInt8]) {
    let start = Int.random(in: 0...bytes.count, using: &random)
    let piece = bytes[start..<min(bytes.count, start + .random(in: 1...6, using: &random))]
    guard !piece.isEmpty else { return }
    let times = [10, 100, 2_000].randomElement(using: &random) ?? 10
    bytes.insert(
      contentsOf: repeatElement(piece, count: min(times, longest / piece.count)).joined(), at: start
    )
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
