import Activity

/// A pattern where a rule has it.
public struct RulePattern: Hashable, Sendable {
  public var rule: RuleReference
  /// As the rule wrote it, named patterns filled in.
  public var text: String
  /// Nil where no file says.
  public var mark: Pattern.Mark?

  init(_ pattern: Pattern, of rule: Rule) {
    self.rule = rule.reference
    text = pattern.text
    mark = pattern.mark
  }
}

/// Patterns that gave up on some text, each once.
struct GaveUp {
  private struct Key: Hashable {
    var rule: Int
    var pattern: ObjectIdentifier
  }

  private var seen: Set<Key> = []
  private var found: [(rule: Int, pattern: Pattern)] = []

  /// - Parameter rule: its index.
  mutating func note(_ pattern: Pattern, of rule: Int) {
    guard seen.insert(Key(rule: rule, pattern: ObjectIdentifier(pattern))).inserted else { return }
    found.append((rule, pattern))
  }

  /// In the rules' order, then as they were found.
  func patterns(in rules: [Rule]) -> [RulePattern] {
    found.enumerated()
      .sorted { ($0.element.rule, $0.offset) < ($1.element.rule, $1.offset) }
      .map { RulePattern($0.element.pattern, of: rules[$0.element.rule]) }
  }
}
