import Activity
import TestSupport
import Testing

@testable import Rules

@Suite struct ShadowedRuleTests {
  /// The names of the rules that can never win.
  private func shadowed(_ rules: Rule...) -> [String] {
    RuleSet(rules: rules, catalogue: .sample).shadowedRules().map(\.rule.name)
  }

  private func code(_ more: Condition...) -> Condition { .every([app("code")] + more) }

  @Test func `a narrower rule under a wider one can't win`() {
    let wide = rule("Wide", when: app("Code"), project: "acme/website", note: "W")
    let narrow = rule("Narrow", when: code(title("acme")), project: "acme/support")
    #expect(shadowed(wide, narrow) == ["Narrow"])
    #expect(shadowed(narrow, wide) == [])
    #expect(shadowed(wide, rule("Else", when: code(title("acme")), task: "calls")) == [])
    #expect(
      RuleSet(rules: [wide, narrow], catalogue: .sample).shadowedRules()
        == [ShadowedRule(rule: narrow.reference, by: [wide.reference], isStopped: false)])
  }

  @Test func `several rules together may set all its fields`() {
    #expect(
      shadowed(
        rule("A", when: app("code"), project: "acme/website"),
        rule("B", when: .always, note: "B"),
        rule("C", when: code(title("x")), project: "acme/support", note: "C")) == ["C"])
  }

  @Test func `what stops the search is never passed`() {
    #expect(
      shadowed(
        rule("Stop", when: app("code"), stop: true),
        rule("After", when: code(title("x")), note: "A")) == ["After"])
    // It sets nothing any more, and yet stops the search.
    #expect(
      shadowed(
        rule("A", when: app("code"), note: "A"),
        rule("B", when: app("code"), note: "B", stop: true)) == [])
  }

  @Test func `what may fail, or always acts, is not counted`() {
    #expect(
      shadowed(
        rule("Captured", when: title("(?<p>.+)"), project: "acme/{p}"),
        rule("B", when: title("(?<p>.+)"), project: "acme/website")) == [])
    #expect(
      shadowed(
        rule("A", when: app("code"), note: "A"),
        rule("B", when: app("code"), note: "B", exclude: true)) == [])
  }

  @Test(
    arguments: [
      (title("acme-web"), title("acme"), true), (title("acme"), title("acme-web"), false),
      (title("^(?<f>.+) - acme-web - Code$"), title(" - ACME-web"), true),
      (title("acme|zebra"), title("acme"), false), (title("(acme)"), title("acme"), false),
      (title("acme?x"), title("acme"), false), (title("acm{1}e"), title("acm"), false),
      (title("a{x|y}acme"), title("acme"), false), (title("[acme]"), title("acme"), false),
      (title("(?-i)acme"), title("acme"), false), (title("acme"), title("(?-i)acme"), false),
      (title("(?x)ac me"), title("ac me"), false), (title(#"\Qa|acme\E"#), title("acme"), false),
      (title("acme"), title("^acme"), false), (title("^acme - x"), title("^acme"), true),
      (title("x - acme$"), title("acme$"), true), (title("acme.?$"), title("acme$"), false),
      (title(#"\bacme\b"#), title("acme"), true), (title("acme"), title(#"\bacme\b"#), false),
      (title("(a|b)acme(?:x)?"), title("acme"), true),
      (title("(?i)x"), title("x"), false), (title(#"a\.b"#), title("a.b"), false),
      (title("a.b"), title(#"a\.b"#), false), (title("x"), title("x"), true),
      (app("code"), .text(.app, .pattern(pattern("COD"))), true),
      (app("code"), .text(.app, .pattern(pattern("^code$"))), true),
      (app("code"), .text(.app, .pattern(pattern("codex"))), false),
      (app("İ"), .text(.app, .pattern(pattern("i"))), false),
      (.text(.app, .pattern(pattern("code"))), app("code"), false),
      (.any([app("a"), app("b")]), .any([app("b"), app("c"), app("a")]), true),
      (.any([app("a"), app("d")]), .any([app("b"), app("a")]), false),
      (.all([app("a"), title("x")]), .any([title("x"), app("z")]), true),
      (app("a"), .all([app("a"), title("x")]), false),
      (.not(title("acme")), .not(title("acme-web")), true),
      (.not(title("acme-web")), .not(title("acme")), false),
      (.weekday(Weekdays(from: 1, through: 2)), .weekday(Weekdays(from: 1, through: 5)), true),
      (.weekday(Weekdays(from: 1, through: 6)), .weekday(Weekdays(from: 1, through: 5)), false),
      (
        .time(DayTime(start: 1380, end: 60)!), .time(DayTime(start: 1320, end: 120)!), true
      ),
      (.time(DayTime(start: 60, end: 120)!), .time(DayTime(start: 61, end: 120)!), false),
      (
        .date(DateSpan(first: CivilDate("2026-02-01"), last: CivilDate("2026-02-02"))!),
        .date(DateSpan(first: CivilDate("2026-01-01"), last: nil)!), true
      ),
      (
        .date(DateSpan(first: nil, last: CivilDate("2026-02-02"))!),
        .date(DateSpan(first: CivilDate("2026-01-01"), last: nil)!), false
      ),
    ] as [(Condition, Condition, Bool)])
  func `one condition implies another where its form says so`(
    condition: Condition, other: Condition, implied: Bool
  ) {
    var implication = Implication()
    #expect(implication.holds(condition, other) == implied)
  }

  @Test(arguments: UInt64(0)..<400)
  func `what is implied holds, whatever is seen`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var implication = Implication()
    let matcher = PatternMatcher()
    for _ in 0..<60 {
      let (condition, other) = (random.condition(depth: 2), random.condition(depth: 2))
      guard implication.holds(condition, other) else { continue }
      for _ in 0..<40 {
        let span = random.span()
        var trial = Trial(
          matcher: matcher, window: span.subject.window, presence: span.presence,
          time: LocalTime(span.start, in: span.zone))
        var captures: [String: String] = [:]
        if trial.holds(condition, &captures) == .yes {
          #expect(trial.holds(other, &captures) == .yes, "\(condition) => \(other)")
        }
      }
    }
  }

  @Test(arguments: UInt64(0)..<300)
  func `a shadowed rule can go, and nothing changes`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rules = random.ruleSet(count: 12)
    for shadowed in rules.shadowedRules() {
      let without = RuleSet(
        rules: rules.rules.filter { $0.reference != shadowed.rule }, catalogue: rules.catalogue)
      for _ in 0..<20 {
        let span = random.span()
        #expect(rules.classify(span) == without.classify(span), "\(shadowed)")
      }
    }
  }
}
