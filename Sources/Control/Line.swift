import Activity

/// Why a line is not understood.
public enum BadLine: Error, Hashable, Sendable {
  /// It is none of ours, or not whole.
  case malformed
  /// The other side speaks this version.
  case version(Int)
}

/// The form of every message: `daybook 1 WORD…`, words parted by one blank, ended by a line feed.
public enum Line {
  public static let version = 1
  /// In bytes, its end included. Whoever sends more is not listened to.
  public static let longest = 4096
  public static let end = UInt8(ascii: "\n")

  static func text(_ words: [String]) -> [UInt8] {
    Array((["daybook", String(version)] + words).joined(separator: " ").utf8) + [end]
  }

  static func words(_ line: some Collection<UInt8>) throws(BadLine) -> [String] {
    guard line.count < longest, line.allSatisfy({ (0x20...0x7e).contains($0) }) else {
      throw .malformed
    }
    let words = String(decoding: line, as: UTF8.self)
      .split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count > 2, words[0] == "daybook", let spoken = number(words[1]) else {
      throw .malformed
    }
    guard spoken == Int64(version) else { throw .version(Int(spoken)) }
    return Array(words.dropFirst(2))
  }

  static func word(_ instant: Instant?) -> String {
    instant.map { String($0.milliseconds) } ?? "-"
  }

  static func optionalInstant(_ word: String) throws(BadLine) -> Instant? {
    word == "-" ? nil : try instant(word)
  }

  /// Of the years 1970 to 9999: sums with it can't overflow.
  static func instant(_ word: String) throws(BadLine) -> Instant {
    guard let milliseconds = number(word), milliseconds <= 253_402_300_799_999 else {
      throw .malformed
    }
    return Instant(milliseconds: milliseconds)
  }

  static func process(_ word: String) throws(BadLine) -> Int32 {
    guard let process = number(word).flatMap(Int32.init(exactly:)), process > 0 else {
      throw .malformed
    }
    return process
  }

  /// Digits alone: no sign, no zero before others.
  private static func number(_ word: String) -> Int64? {
    guard word == "0" || word.utf8.first.map({ (0x31...0x39).contains($0) }) == true else {
      return nil
    }
    return Int64(word)
  }

  /// Percent-encoded as in URLs; the empty text is `%`.
  static func escaped(_ text: String) -> String {
    guard !text.isEmpty else { return "%" }
    var word = ""
    for byte in text.utf8 {
      if (0x21...0x7e).contains(byte), byte != UInt8(ascii: "%") {
        word.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        word += (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
      }
    }
    return word
  }

  static func unescaped(_ word: String) throws(BadLine) -> String {
    guard word != "%" else { return "" }
    var bytes: [UInt8] = []
    var rest = Array(word.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { throw .malformed }
      bytes.append(high << 4 | low)
    }
    guard !bytes.isEmpty, let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed
    }
    return text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

extension String {
  /// Its first `limit` bytes, cut between scalars.
  func cut(_ limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var text = String.UnicodeScalarView()
    var count = 0
    for scalar in unicodeScalars {
      count += UTF8.width(scalar)
      guard count <= limit else { break }
      text.append(scalar)
    }
    return String(text)
  }
}
