import Activity

/// Scalars as this program writes them: what is read back is the same text, whatever is in it.
enum YAMLText {
  /// For block and flow: plain where nothing about it could mislead, else in quotes.
  static func scalar(_ text: String) -> String {
    if isPlain(text) { return text }
    guard text.unicodeScalars.contains(where: needsEscape) else {
      return "'" + text.replacing("'", with: "''") + "'"
    }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where needsEscape(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value > 0xffff ? 8 : 4
        quoted +=
          (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count)
          + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A map on one line: `{ app: code, title: 'x' }`.
  static func flow(_ pairs: [(key: String, value: String)]) -> String {
    pairs.isEmpty
      ? "{}" : "{ " + pairs.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + " }"
  }

  /// Letters, digits and a little more, a letter first, and no word that some reader of YAML takes
  /// for something else.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, isLetter(first), last != 0x20,
      !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    else { return false }
    return text.utf8.allSatisfy { byte in
      isLetter(byte) || (48...57).contains(byte) || " ._/-".utf8.contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xdf) }

  /// What YAML forbids as it is, folds, or nobody could see.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHidden || (0xe000...0xf8ff).contains(scalar.value) || scalar.value & 0xfffe == 0xfffe
  }
}
