/// Reads one line that holds one JSON object (RFC 8259) of texts, truths, numbers and nulls, name
/// by name. Strict; nothing nests, so nothing can nest too deep.
struct FlatObjectReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let row: Int
  private var position = 0
  /// Where the last name or value began.
  private var mark = 0
  private var begun = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, row: Int) {
    self.bytes = bytes
    self.row = row
  }

  /// The column of the value that was read last, from 1.
  var valueColumn: Int { column(of: mark) }

  /// The next field's name, with the reader before its value; nil after the last one.
  mutating func nextName() throws(BadRow) -> String? {
    skipSpace()
    if begun {
      if take("}") { return try finish() }
      guard take(",") else {
        throw refusal("Here a \",\" or the final \"}\" is missing.", here: true)
      }
      skipSpace()
    } else {
      guard take("{") else {
        throw refusal("A row is one JSON object: it begins with \"{\".", here: true)
      }
      begun = true
      skipSpace()
      if take("}") { return try finish() }
    }
    mark = position
    guard peek() == UInt8(ascii: "\"") else {
      throw refusal("Here a field's name in quotes is missing.", here: true)
    }
    let name = try string()
    skipSpace()
    guard take(":") else { throw refusal("After the name a \":\" is missing.", here: true) }
    skipSpace()
    return name
  }

  /// A text; null counts as empty.
  mutating func text() throws(BadRow) -> String {
    mark = position
    if peek() == UInt8(ascii: "\"") { return try string() }
    if word("null") { return "" }
    throw refusal("Here a text in quotes belongs.")
  }

  /// A truth; null and the empty text count as false.
  mutating func truth() throws(BadRow) -> Bool {
    mark = position
    if word("true") { return true }
    if word("false") || word("null") { return false }
    if peek() == UInt8(ascii: "\""), try string().isEmpty { return false }
    throw refusal("Here true or false belongs.")
  }

  /// What is wrong with the name or value read last; with `here`, with the next character.
  func refusal(_ what: String, here: Bool = false) -> BadRow {
    BadRow(row: row, column: column(of: here ? position : mark), what: what)
  }

  // MARK: - Characters

  private mutating func finish() throws(BadRow) -> String? {
    skipSpace()
    guard position == bytes.count else {
      throw refusal("After the object the line goes on. One object a line.", here: true)
    }
    return nil
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0d { position += 1 }
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount
    where bytes[position + offset] != word.utf8Start[offset] {
      return false
    }
    position = end
    return true
  }

  private mutating func string() throws(BadRow) -> String {
    position += 1
    let start = position
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        let text = try checked(bytes[start..<position])
        position += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20:
        throw refusal("A control character in a text must be written as \\u00XX.", here: true)
      default: position += 1
      }
    }
    throw refusal("The text has no closing quote.")
  }

  /// The rest of a string whose first escape stands at the position.
  private mutating func escapedString(from start: Int) throws(BadRow) -> String {
    var text = try checked(bytes[start..<position])
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return text
      case UInt8(ascii: "\\"):
        text.unicodeScalars.append(try escape())
      case 0..<0x20:
        throw refusal("A control character in a text must be written as \\u00XX.", here: true)
      default:
        let plain = position
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
          byte >= 0x20
        { position += 1 }
        text += try checked(bytes[plain..<position])
      }
    }
    throw refusal("The text has no closing quote.")
  }

  private mutating func escape() throws(BadRow) -> Unicode.Scalar {
    position += 1
    guard let byte = peek() else { throw refusal("The text has no closing quote.") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default:
      position -= 1
      throw refusal("JSON has no such escape after \"\\\".", here: true)
    }
  }

  private mutating func unicodeEscape() throws(BadRow) -> Unicode.Scalar {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    if (0xd800..<0xdc00).contains(high), take("\\"), take("u") {
      let low = try hexadecimal()
      let value = 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff)
      if (0xdc00..<0xe000).contains(low), let scalar = Unicode.Scalar(value) { return scalar }
    }
    throw refusal("Half of a surrogate pair is no character.", here: true)
  }

  private mutating func hexadecimal() throws(BadRow) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
        byte < 0x80
      else { throw refusal("After \"\\u\" four hexadecimal digits belong.", here: true) }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func checked(_ slice: Slice<UnsafeBufferPointer<UInt8>>) throws(BadRow) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw refusal("The text is not valid UTF-8. Save the file as UTF-8.")
    }
    return text
  }

  private func column(of offset: Int) -> Int {
    1 + bytes[..<min(offset, bytes.count)].count { $0 & 0xc0 != 0x80 }
  }
}
