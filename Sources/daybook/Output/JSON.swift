import Activity

/// A JSON value whose keys keep their order.
indirect enum JSON {
  case null
  case bool(Bool)
  case int(Int64)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
  static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

  /// `{"schema": 1, NAME: [...]}`: the form of everything that lists or changes.
  static func list(_ name: String, _ values: [JSON]) -> JSON {
    .object([("schema", .int(1)), (name, .array(values))])
  }

  var text: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .int(let value): output += String(value)
    case .string(let value): JSON.write(value, to: &output)
    case .array(let values):
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += "," }
        value.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += "," }
        JSON.write(member.0, to: &output)
        output += ":"
        member.1.write(to: &output)
      }
      output += "}"
    }
  }

  /// RFC 8259; what controls a terminal, or hides or turns around the text beside it, is escaped, so
  /// that even raw JSON on a terminal moves no cursor.
  private static func write(_ text: String, to output: inout String) {
    let plain = text.utf8.allSatisfy { (0x20..<0x7f).contains($0) && $0 != 0x22 && $0 != 0x5c }
    output += "\""
    defer { output += "\"" }
    if plain {
      output += text
      return
    }
    for scalar in text.unicodeScalars {
      if let escape = scalar.jsonEscape {
        output += escape
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
  }
}
