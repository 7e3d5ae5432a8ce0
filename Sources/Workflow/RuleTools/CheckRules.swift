import Activity
import ConfigurationFiles
import Rules

/// Something about a rule that a person should know; the rules work all the same.
public struct RuleWarning: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case neverWins = "never-wins"
    case neverMatched = "never-matched"
    case gaveUp = "gave-up"
    case slowPattern = "slow-pattern"
  }

  public var kind: Kind
  public var rule: RuleReference
  /// The pattern's own place, where it is about one.
  public var pattern: Pattern.Mark?
  /// A sentence or two, with the rule's name and without its place.
  public var message: String

  /// `rules.d/10-acme.yaml:3`, with a column where it is about a pattern.
  public var place: String {
    pattern.map { "\(rule.place.file):\($0.line):\($0.column)" } ?? "\(rule.place)"
  }
}

/// What a look at all rules found.
public struct RulesReview: Sendable {
  /// By file and line.
  public var warnings: [RuleWarning]
  /// Whether anything was recorded that rules could match.
  public var hasEvidence: Bool
}

/// One failed test of a rule file.
public struct FailedRuleTest: Hashable, Sendable {
  public var place: Place
  /// What the rules gave instead, in sentences.
  public var problems: [String]
}

extension Home {
  public var ruleTestCount: Int { settings.tests.count }

  /// Runs the `tests:` that stand beside the rules.
  public func failedRuleTests() -> [FailedRuleTest] {
    settings.tests.compactMap { test in
      let problems = test.run(rules)
      return problems.isEmpty ? nil : FailedRuleTest(place: test.place, problems: problems)
    }
  }

  /// Looks for rules that can't win, that matched nothing in the last 30 days, and that are slow.
  public func reviewRules() throws -> RulesReview {
    let use = RuleUse(rules)
    let range = recentDays.days
    let spans =
      try log()?.spans(
        from: Instant(seconds: days.range(of: range.lowerBound).start),
        to: Instant(seconds: days.range(of: range.upperBound).end)) ?? []
    for span in spans { use.note(span) }

    var warnings: [RuleWarning] = []
    func warn(
      _ kind: RuleWarning.Kind, _ rule: RuleReference, at mark: Pattern.Mark? = nil,
      _ predicate: String
    ) {
      warnings.append(
        RuleWarning(
          kind: kind, rule: rule, pattern: mark, message: "\"\(rule.name)\" \(predicate)"))
    }
    for shadowed in rules.shadowedRules() {
      warn(.neverWins, shadowed.rule, Home.predicate(of: shadowed))
    }
    for rule in spans.isEmpty ? [] : use.neverMatched {
      warn(.neverMatched, rule, "matched nothing in the last \(Home.daysOfEvidence) days.")
    }
    for pattern in use.patternsThatGaveUp {
      warn(
        .gaveUp, pattern.rule, at: pattern.mark,
        "has the pattern '\(pattern.text)', which took too many steps on what was recorded, and "
          + "gave up there. \(Home.adviceOnPatterns)")
    }
    for slow in rules.slowPatterns() {
      warn(
        .slowPattern, slow.pattern.rule, at: slow.pattern.mark,
        "has the pattern '\(slow.pattern.text)', which takes too many steps on a long title such as "
          + "'\(slow.text)…', and gives up there. \(Home.adviceOnPatterns)")
    }
    let order = Dictionary(
      rules.rules.enumerated().map { ($0.element.reference, $0.offset) }
    ) { first, _ in first }
    return RulesReview(
      warnings: warnings.enumerated().sorted {
        (order[$0.element.rule] ?? 0, $0.offset) < (order[$1.element.rule] ?? 0, $1.offset)
      }.map(\.element), hasEvidence: !spans.isEmpty)
  }

  private static let adviceOnPatterns =
    "Look for a repeat within a repeat, such as '(a+)+', and write it as one."

  private static func predicate(of shadowed: ShadowedRule) -> String {
    let names = shadowed.by.map { "\"\($0.name)\" (\($0.place))" }
    let others = names.joined(separator: " and ")
    return shadowed.isStopped
      ? "can never win: \(others) ends the search whenever this one would match. Move it above "
        + "that one, or remove it."
      : "can never win: whenever it matches, \(others) \(names.count > 1 ? "have" : "has") set its "
        + "fields before. Move it above, or remove it."
  }

  /// Compiles the rules for the agent, and gives the path of the filter.
  public func compileRules() throws -> String {
    try settings.writeFilter(to: places)
    return places.filter
  }
}
