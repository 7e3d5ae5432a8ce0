import Activity

/// A text with captures to fill in: `Edited {file}`. `{{` and `}}` stand for braces.
public struct Template: Hashable, Sendable {
  public enum Part: Hashable, Sendable {
    case literal(String)
    /// A capture's name, or a fact's.
    case capture(String)
  }

  public var parts: [Part]

  public init(parts: [Part]) { self.parts = parts }

  /// Nil where a brace has no partner or holds no name.
  public init?(_ text: String) {
    var parts: [Part] = []
    var literal = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "{" where rest.first == "{", "}" where rest.first == "}":
        rest.removeFirst()
        literal.unicodeScalars.append(scalar)
      case "{":
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let name = String(rest[..<end])
        guard !name.isEmpty, !name.unicodeScalars.contains("{") else { return nil }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        parts.append(.capture(name))
        rest = rest[rest.index(after: end)...]
      case "}": return nil
      default: literal.unicodeScalars.append(scalar)
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    self.parts = parts
  }

  /// The text, where nothing is to be filled in.
  public var literal: String? {
    switch parts.count {
    case 0: ""
    case 1: if case .literal(let text) = parts[0] { text } else { nil }
    default: nil
    }
  }

  /// The names to be filled in.
  public var names: [String] {
    parts.compactMap { if case .capture(let name) = $0 { name } else { nil } }
  }

  /// Filled in from captures first, then from the window's facts; what neither has is empty.
  /// Space around the whole is dropped.
  func filled(_ captures: [String: String], _ window: Window?) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .literal(let literal): text += literal
      case .capture(let name):
        if let capture = captures[name] {
          text += capture
        } else if let window, let fact = Fact(name: name) {
          text += fact.text(in: window)
        }
      }
    }
    return text.trimmed
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
