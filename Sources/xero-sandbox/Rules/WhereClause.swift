/// A field's value while a list is filtered or sorted.
enum FieldValue: Equatable, Sendable {
  case null
  case text(String)
  case guid(String)
  case number(Number)
  case date(CivilDate)
  case flag(Bool)

  /// Below, equal, above; nil where the kinds can't be compared. Text ignores case (recorded).
  func compared(to other: FieldValue) -> Int? {
    switch (self, other) {
    case (.text(let left), .text(let right)): order(left.lowercased(), right.lowercased())
    case (.guid(let left), .guid(let right)), (.guid(let left), .text(let right)),
      (.text(let left), .guid(let right)):
      order(left.lowercased(), right.lowercased())
    case (.number(let left), .number(let right)): order(left, right)
    case (.date(let left), .date(let right)): order(left, right)
    case (.flag(let left), .flag(let right)): left == right ? 0 : 1
    case (.null, .null): 0
    default: nil
    }
  }

  private func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left == right ? 0 : left < right ? -1 : 1
  }
}

/// The part of Xero's `where` language that integrations use: comparisons, AND, OR, brackets,
/// `Guid("…")`, `DateTime(y,m,d)`, `.Contains("")`, `.StartsWith("")`, `.EndsWith("")`, null.
indirect enum WhereClause: Equatable, Sendable {
  case compare(field: String, Comparison, FieldValue)
  case call(field: String, Function, String)
  case and(WhereClause, WhereClause)
  case or(WhereClause, WhereClause)

  enum Comparison: String, Sendable {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case greater = ">"
    case atMost = "<="
    case atLeast = ">="
  }

  enum Function: String, Sendable {
    case contains
    case startsWith = "startswith"
    case endsWith = "endswith"
  }

  /// - Parameters:
  ///   - fields: the names that the type has, in Xero's spelling.
  ///   - type: its name, for the message.
  init(_ text: String, fields: Set<String>, type: String) throws(Refusal) {
    var parser = try WhereParser(text, fields: fields, type: type)
    self = try parser.clause()
  }

  func holds(_ value: (String) -> FieldValue) -> Bool {
    switch self {
    case .and(let left, let right): return left.holds(value) && right.holds(value)
    case .or(let left, let right): return left.holds(value) || right.holds(value)
    case .call(let field, let function, let wanted):
      guard case .text(let found) = value(field) else { return false }
      let (text, wanted) = (found.lowercased(), wanted.lowercased())
      switch function {
      case .contains: return wanted.isEmpty || text.contains(wanted)
      case .startsWith: return text.hasPrefix(wanted)
      case .endsWith: return text.hasSuffix(wanted)
      }
    case .compare(let field, let comparison, let wanted):
      let order = value(field).compared(to: wanted)
      switch comparison {
      case .equal: return order == 0
      case .unequal: return order != 0
      case .less: return order.map { $0 < 0 } ?? false
      case .greater: return order.map { $0 > 0 } ?? false
      case .atMost: return order.map { $0 <= 0 } ?? false
      case .atLeast: return order.map { $0 >= 0 } ?? false
      }
    }
  }
}

/// The words of a clause, then a clause of the words.
private struct WhereParser {
  private enum Token: Equatable {
    case name(String)
    case text(String)
    case number(Number)
    case sign(String)
  }

  private var tokens: [Token]
  private var at = 0
  private var depth = 0
  private let fields: Set<String>
  private let type: String

  init(_ text: String, fields: Set<String>, type: String) throws(Refusal) {
    self.fields = fields
    self.type = type
    tokens = try Self.tokens(of: text)
  }

  private static func tokens(of text: String) throws(Refusal) -> [Token] {
    var tokens: [Token] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first == "\"" {
        rest.removeFirst()
        tokens.append(.text(try quoted(&rest)))
      } else if first.isLetter || first == "_" {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest.removeFirst(name.count)
        tokens.append(.name(String(name)))
      } else if first.isNumber || first == "-" {
        let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "-" }
        rest.removeFirst(digits.count)
        guard let number = Number(digits) else { throw .query("Invalid number '\(digits)'") }
        tokens.append(.number(number))
      } else if let sign = ["==", "!=", ">=", "<=", "&&", "||"].first(where: rest.hasPrefix) {
        rest.removeFirst(2)
        tokens.append(.sign(sign))
      } else if "()<>.,=".contains(first) {
        rest.removeFirst()
        tokens.append(.sign(String(first)))
      } else {
        throw .query("Syntax error '\(first)'")
      }
    }
    return tokens
  }

  private static func quoted(_ rest: inout Substring) throws(Refusal) -> String {
    var text = ""
    while let next = rest.popFirst() {
      if next == "\"" { return text }
      if next == "\\", let escaped = rest.popFirst() {
        text.append(escaped)
      } else {
        text.append(next)
      }
    }
    throw .query("Unterminated string literal")
  }

  mutating func clause() throws(Refusal) -> WhereClause {
    let clause = try either()
    guard at == tokens.count else { throw .query("Syntax error") }
    return clause
  }

  private mutating func either() throws(Refusal) -> WhereClause {
    var clause = try both()
    while takeWord("OR") || take("||") { clause = .or(clause, try both()) }
    return clause
  }

  private mutating func both() throws(Refusal) -> WhereClause {
    var clause = try single()
    while takeWord("AND") || take("&&") { clause = .and(clause, try single()) }
    return clause
  }

  private mutating func single() throws(Refusal) -> WhereClause {
    if take("(") {
      depth += 1
      guard depth < 50 else { throw .query("Expression is nested too deep") }
      let clause = try either()
      depth -= 1
      guard take(")") else { throw .query("')' or operator expected") }
      return clause
    }
    var name = try word()
    while take(".") {
      let part = try word()
      if let function = WhereClause.Function(rawValue: part.lowercased()), take("(") {
        guard case .text(let wanted) = next else { throw .query("Expression expected") }
        at += 1
        guard take(")") else { throw .query("')' or ',' expected") }
        return .call(field: try field(name), function, wanted)
      }
      name += "." + part
    }
    let known = try field(name)
    guard case .sign(let sign) = next else { throw .query("Operator expected") }
    // A single `=` is taken like `==`.
    guard let comparison = WhereClause.Comparison(rawValue: sign == "=" ? "==" : sign) else {
      throw .query("Operator '\(sign)' incompatible with operand")
    }
    at += 1
    return .compare(field: known, comparison, try value())
  }

  private func field(_ name: String) throws(Refusal) -> String {
    guard let known = fields.first(where: { $0.lowercased() == name.lowercased() }) else {
      throw .query("No property or field '\(name)' exists in type '\(type)'")
    }
    return known
  }

  private mutating func value() throws(Refusal) -> FieldValue {
    switch next {
    case .text(let text):
      at += 1
      return .text(text)
    case .number(let number):
      at += 1
      return .number(number)
    case .name(let name):
      at += 1
      switch name.lowercased() {
      case "null": return .null
      case "true": return .flag(true)
      case "false": return .flag(false)
      case "guid": return try guidValue()
      case "datetime": return try dateValue()
      default: throw .query("No property or field '\(name)' exists in type '\(type)'")
      }
    default: throw .query("Expression expected")
    }
  }

  private mutating func guidValue() throws(Refusal) -> FieldValue {
    guard take("("), case .text(let text) = next, let id = guid(text) else {
      throw .query("Guid should contain 32 digits with 4 dashes")
    }
    at += 1
    guard take(")") else { throw .query("')' or ',' expected") }
    return .guid(id)
  }

  private mutating func dateValue() throws(Refusal) -> FieldValue {
    guard take("(") else { throw .query("'(' expected") }
    var parts: [Int] = []
    repeat {
      guard case .number(let number) = next, number.usedPlaces == 0,
        let part = Int(number.text(places: 0))
      else { throw .query("Expression expected") }
      parts.append(part)
      at += 1
    } while take(",")
    guard take(")") else { throw .query("')' or ',' expected") }
    guard parts.count >= 3, let date = CivilDate(year: parts[0], month: parts[1], day: parts[2])
    else { throw .query("No applicable constructor exists in type 'DateTime'") }
    return .date(date)
  }

  private var next: Token? { at < tokens.count ? tokens[at] : nil }

  private mutating func take(_ sign: String) -> Bool {
    guard next == .sign(sign) else { return false }
    at += 1
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard case .name(let name) = next, name.uppercased() == word else { return false }
    at += 1
    return true
  }

  private mutating func word() throws(Refusal) -> String {
    guard case .name(let name) = next else { throw .query("Identifier expected") }
    at += 1
    return name
  }
}
