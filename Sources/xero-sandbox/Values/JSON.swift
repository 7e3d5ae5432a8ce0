/// A JSON value that keeps the order of its keys and the text of its numbers.
///
/// Foundation's coders would lose both, and Xero prints amounts with their scale.
indirect enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  struct Member: Equatable, Sendable {
    var key: String
    var value: JSON
  }

  static func int(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

  static func money(_ value: Number) -> JSON { .number(value.text(places: 2)) }

  /// A `null` where there is no text.
  static func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }

  /// The member of that name; as at Xero, its case does not matter.
  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key.lowercased() == key.lowercased() }?.value
  }

  subscript(index: Int) -> JSON? {
    guard case .array(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }

  var items: [JSON]? {
    guard case .array(let items) = self else { return nil }
    return items
  }

  var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  var flag: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }

  var number: Number? {
    guard case .number(let text) = self else { return nil }
    return Number(text)
  }

  var integer: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  var isNull: Bool { self == .null }
}

extension JSON: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
}

extension JSON: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByBooleanLiteral {
  init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int) { self = .number(String(value)) }
}
