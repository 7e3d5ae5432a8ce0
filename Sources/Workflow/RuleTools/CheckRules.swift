import Activity
import ConfigurationFiles
import Rules

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

  /// Compiles the rules for the agent, and gives the path of the filter.
  public func compileRules() throws -> String {
    try settings.writeFilter(to: places)
    return places.filter
  }
}
