import Activity
import Rules

/// Reads `when`.
struct ConditionReader {
  let patterns: PatternReader

  private var values: Values { patterns.values }

  static let keys =
    Fact.allCases.map(\.name) + ["presence", "weekday", "time", "date", "any", "all", "not"]

  /// All keys of a map must hold; `{}` always does.
  func condition(_ node: YAMLNode) throws(BadFile) -> Condition {
    let fields = try Fields(node, values.file, of: "A condition", known: ConditionReader.keys)
    var parts: [Condition] = []
    for key in fields.keys {
      guard let node = fields[key.text] else { continue }
      parts.append(try part(key.text, node))
    }
    return .every(parts)
  }

  private func part(_ key: String, _ node: YAMLNode) throws(BadFile) -> Condition {
    if let fact = Fact(name: key) {
      return try either(node, key) { (node) throws(BadFile) in
        .text(
          fact,
          fact.isSearched
            ? .pattern(try patterns.pattern(node, key)) : try patterns.wholeOrPattern(node, key))
      }
    }
    switch key {
    case "presence":
      return try either(node, key) { (node) throws(BadFile) in .presence(try presence(node)) }
    case "weekday":
      return try either(node, key) { (node) throws(BadFile) in
        .weekday(try values.weekdays(node, "weekday"))
      }
    case "time":
      return try either(node, key) { (node) throws(BadFile) in .time(try time(node)) }
    case "date":
      return try either(node, key) { (node) throws(BadFile) in .date(try dates(node)) }
    case "any": return .either(try conditions(node, key))
    case "all": return .every(try conditions(node, key))
    default:  // "not"
      if case .list = node.value { return .not(.either(try conditions(node, key))) }
      return .not(try condition(try written(node, key)))
    }
  }

  private func either(
    _ node: YAMLNode, _ key: String, _ read: (YAMLNode) throws(BadFile) -> Condition
  ) throws(BadFile) -> Condition {
    var parts: [Condition] = []
    for value in try values.oneOrMore(node, key) { parts.append(try read(value)) }
    return .either(parts)
  }

  private func conditions(_ node: YAMLNode, _ key: String) throws(BadFile) -> [Condition] {
    guard case .list(let nodes) = node.value, !nodes.isEmpty else {
      throw values.refusal(
        node, "'\(key)' takes a list of conditions",
        next: "Write it like '\(key): [{ app: code }, { title: Figma }]'")
    }
    var parts: [Condition] = []
    for node in nodes { parts.append(try condition(try written(node, key))) }
    return parts
  }

  /// An empty place is a slip of the pen; `{}` says "always".
  private func written(_ node: YAMLNode, _ key: String) throws(BadFile) -> YAMLNode {
    guard node.isEmpty else { return node }
    throw values.refusal(
      node, "A condition of '\(key)' is missing", next: "Write one, such as { app: code }")
  }

  func presence(_ node: YAMLNode) throws(BadFile) -> Presence {
    let text = try values.text(node, "presence")
    guard let presence = Presence(name: text) else {
      throw values.unknownWord(node, text, "presence", Presence.allCases.map(\.name))
    }
    return presence
  }

  private func time(_ node: YAMLNode) throws(BadFile) -> DayTime {
    let text = try values.text(node, "time")
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = TimeOfDay.minute(parts[0]),
      let end = TimeOfDay.minute(parts[1]), let time = DayTime(start: start, end: end)
    else {
      throw values.refusal(
        node, "time is not \(quoted(text))",
        why: "It goes from one time of day to another, the end not in",
        next: "Write it like 09:00-12:30, or 22:00-06:00 over midnight")
    }
    return time
  }

  private func dates(_ node: YAMLNode) throws(BadFile) -> DateSpan {
    let text = try values.text(node, "date")
    func refusal() -> BadFile {
      values.refusal(
        node, "date is not \(quoted(text))", why: "It is a day of the calendar, or two with '..'",
        next: "Write it like 2026-11-20, 2026-01-01..2026-06-30, 2026-07-01.. or ..2026-06-30")
    }
    func day(_ text: some StringProtocol) throws(BadFile) -> CivilDate? {
      if text.isEmpty { return nil }
      guard let day = CivilDate(text) else { throw refusal() }
      return day
    }
    guard let dots = text.firstRange(of: "..") else {
      guard let only = try day(text), let span = DateSpan(first: only, last: only) else {
        throw refusal()
      }
      return span
    }
    let first = try day(text[..<dots.lowerBound])
    let last = try day(text[dots.upperBound...])
    guard first != nil || last != nil, let span = DateSpan(first: first, last: last) else {
      throw refusal()
    }
    return span
  }
}
