import Activity

/// A rule that can never win, for others always come first.
public struct ShadowedRule: Hashable, Sendable {
  public var rule: RuleReference
  /// The earlier rules that set all its fields, or one that ends the search, whenever it matches.
  public var by: [RuleReference]
  public var isStopped: Bool
}

extension RuleSet {
  /// Rules whose settings can never count. What is told is certain: conditions are compared by
  /// their form, and where that does not settle it the rule is not named.
  ///
  /// Rules that exclude or redact always act, and are never named.
  public func shadowedRules() -> [ShadowedRule] {
    var implication = Implication()
    return steps.enumerated().compactMap { position, step in
      guard !rules[step.rule].censors else { return nil }
      return shadow(of: step, under: steps[..<position], &implication)
    }
  }

  private func shadow(
    of step: Step, under earlier: ArraySlice<Step>, _ implication: inout Implication
  ) -> ShadowedRule? {
    let reference = rules[step.rule].reference
    var covered: FieldSet = []
    var by: [RuleReference] = []
    for other in earlier {
      let adds = !other.fields.intersection(step.fields).isSubset(of: covered)
      guard adds || other.stop, rules[other.rule].settings.cannotFail,
        implication.holds(step.condition, other.condition)
      else { continue }
      if other.stop {
        return ShadowedRule(rule: reference, by: [rules[other.rule].reference], isStopped: true)
      }
      covered.formUnion(other.fields)
      by.append(rules[other.rule].reference)
      // A rule that stops the search does that, whoever set its fields.
      if step.fields.isSubset(of: covered), !step.stop {
        return ShadowedRule(rule: reference, by: by, isStopped: false)
      }
    }
    return nil
  }
}

extension RuleSettings {
  /// Whether it applies whenever its condition holds: what is captured may not exist.
  fileprivate var cannotFail: Bool {
    (project == nil || project?.literal != nil) && (task == nil || task?.literal != nil)
  }
}

/// Whether one condition can't hold without another.
///
/// From "holds" of the one follows "holds" of the other, and from "does not hold" of the other
/// follows the same of the one: patterns that give up, which are neither, change nothing.
struct Implication {
  /// Large files of alternatives are not compared for ever: what is left is not named.
  private var budget = 2_000_000
  private var runs: [String: LiteralRuns] = [:]

  mutating func holds(_ condition: Condition, _ other: Condition) -> Bool {
    budget -= 1
    guard budget > 0 else { return false }
    if case .always = other { return true }
    if condition == other { return true }
    if case .all(let parts) = other {
      for part in parts where !holds(condition, part) { return false }
      return true
    }
    if case .any(let parts) = condition {
      for part in parts where !holds(part, other) { return false }
      return true
    }
    if case .any(let parts) = other {
      for part in parts where holds(condition, part) { return true }
    }
    if case .all(let parts) = condition {
      for part in parts where holds(part, other) { return true }
      return false
    }
    return holdsPlain(condition, other)
  }

  /// For conditions without parts.
  private mutating func holdsPlain(_ condition: Condition, _ other: Condition) -> Bool {
    switch (condition, other) {
    case (.text(let fact, let test), .text(let otherFact, let otherTest)):
      fact == otherFact && holds(test, otherTest)
    case (.weekday(let days), .weekday(let others)): days.bits & ~others.bits == 0
    case (.time(let time), .time(let other)):
      (0..<1440).allSatisfy { !time.contains($0) || other.contains($0) }
    case (.date(let span), .date(let other)):
      (other.first.map { first in span.first.map { first <= $0 } ?? false } ?? true)
        && (other.last.map { last in span.last.map { $0 <= last } ?? false } ?? true)
    case (.not(let part), .not(let otherPart)): holds(otherPart, part)
    default: false
    }
  }

  private mutating func holds(_ test: TextTest, _ other: TextTest) -> Bool {
    switch (test, other) {
    case (.whole(let text), .whole(let otherText)): text.equalsIgnoringCase(otherText)
    case (.whole(let text), .pattern(let pattern)): literalRuns(pattern).isMatched(by: text)
    case (.pattern(let pattern), .pattern(let otherPattern)):
      pattern == otherPattern || literalRuns(pattern).implies(literalRuns(otherPattern))
    case (.pattern, .whole): false
    }
  }

  private mutating func literalRuns(_ pattern: Pattern) -> LiteralRuns {
    if let known = runs[pattern.text] { return known }
    let new = LiteralRuns(pattern.text)
    runs[pattern.text] = new
    return new
  }
}
