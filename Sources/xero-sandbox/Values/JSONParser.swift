/// Bytes from outside to a value. Strict (RFC 8259), at most 64 levels deep.
struct JSONParser {
  /// What was wrong, and at which byte (from 0).
  struct Failure: Error, Equatable {
    var what: String
    var at: Int
  }

  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func parse(_ bytes: [UInt8]) throws(Failure) -> JSON {
    var parser = JSONParser(bytes)
    let value = try parser.value()
    parser.skipBlanks()
    guard parser.at == bytes.count else { throw parser.failure("text after the end") }
    return value
  }

  private func failure(_ what: String) -> Failure { Failure(what: what, at: at) }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipBlanks()
    guard next == character.asciiValue else { return false }
    at += 1
    return true
  }

  private mutating func value() throws(Failure) -> JSON {
    skipBlanks()
    guard let first = next else { throw failure("unexpected end") }
    switch Character(UnicodeScalar(first)) {
    case "{": return try nested { parser throws(Failure) in try parser.object() }
    case "[": return try nested { parser throws(Failure) in try parser.array() }
    case "\"": return .string(try string())
    case "t": return try word("true", .bool(true))
    case "f": return try word("false", .bool(false))
    case "n": return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(Failure) -> JSON
  ) throws(Failure) -> JSON {
    guard depth < 64 else { throw failure("nested too deep") }
    depth += 1
    at += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(Failure) -> JSON {
    var members: [JSON.Member] = []
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard next == 0x22 else { throw failure("a key was expected") }
      let key = try string()
      guard take(":") else { throw failure("':' was expected") }
      members.append(JSON.Member(key: key, value: try value()))
    } while take(",")
    guard take("}") else { throw failure("'}' was expected") }
    return .object(members)
  }

  private mutating func array() throws(Failure) -> JSON {
    var items: [JSON] = []
    if take("]") { return .array(items) }
    repeat { items.append(try value()) } while take(",")
    guard take("]") else { throw failure("']' was expected") }
    return .array(items)
  }

  private mutating func word(_ word: String, _ value: JSON) throws(Failure) -> JSON {
    guard bytes[at...].starts(with: word.utf8) else { throw failure("unknown word") }
    at += word.utf8.count
    return value
  }

  private mutating func number() throws(Failure) -> JSON {
    let start = at
    while let byte = next, "+-.eE0123456789".utf8.contains(byte) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    let shape = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/
    guard text.wholeMatch(of: shape) != nil else {
      at = start
      throw failure("a value was expected")
    }
    return .number(text)
  }

  private mutating func string() throws(Failure) -> String {
    at += 1
    var text: [UInt8] = []
    while let byte = next {
      at += 1
      switch byte {
      case 0x22:
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure("not UTF-8")
        }
        return string
      case 0x5C: text += Array(String(try escaped()).utf8)
      case 0..<0x20: throw failure("a control character in a string")
      default: text.append(byte)
      }
    }
    throw failure("unterminated string")
  }

  private mutating func escaped() throws(Failure) -> Character {
    guard let byte = next else { throw failure("unexpected end") }
    at += 1
    switch Character(UnicodeScalar(byte)) {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return Character(try unicodeEscape())
    default: throw failure("unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(Failure) -> UnicodeScalar {
    let high = try hexadecimal()
    if let scalar = UnicodeScalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), next == 0x5C else { return "\u{FFFD}" }
    at += 1
    guard next == 0x75 else { throw failure("half of a surrogate pair") }
    at += 1
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
    return UnicodeScalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    guard at + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits were expected") }
    at += 4
    return value
  }
}
