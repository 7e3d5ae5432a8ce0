/// How a value is written down.
enum JSONStyle {
  /// Indented, CRLF, `\/`: what the accounting API answers (seen in a real recording).
  case accounting
  /// No blanks: what identity and the error objects answer.
  case compact
}

extension JSON {
  func written(_ style: JSONStyle) -> String {
    var text = ""
    write(into: &text, style, indentation: 0)
    return text
  }

  private func write(into text: inout String, _ style: JSONStyle, indentation: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += value
    case .string(let value): JSON.quote(value, into: &text, slashes: style == .accounting)
    case .array(let items):
      JSON.list(items, "[", "]", into: &text, style, indentation) { item, text in
        item.write(into: &text, style, indentation: indentation + 1)
      }
    case .object(let members):
      JSON.list(members, "{", "}", into: &text, style, indentation) { member, text in
        JSON.quote(member.key, into: &text, slashes: style == .accounting)
        text += style == .accounting ? ": " : ":"
        member.value.write(into: &text, style, indentation: indentation + 1)
      }
    }
  }

  private static func list<Item>(
    _ items: [Item], _ open: String, _ close: String, into text: inout String, _ style: JSONStyle,
    _ indentation: Int, write: (Item, inout String) -> Void
  ) {
    text += open
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      newLine(into: &text, style, indentation + 1)
      write(item, &text)
    }
    if !items.isEmpty { newLine(into: &text, style, indentation) }
    text += close
  }

  private static func newLine(into text: inout String, _ style: JSONStyle, _ indentation: Int) {
    guard style == .accounting else { return }
    text += "\r\n" + String(repeating: "  ", count: indentation)
  }

  private static func quote(_ value: String, into text: inout String, slashes: Bool) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "/": text += slashes ? "\\/" : "/"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}":
        let code = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
