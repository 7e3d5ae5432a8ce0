import Activity
import TestSupport
import Testing

@testable import Rules

@Suite struct RuleUseTests {
  @Test func `rules that matched nothing are named, those that hide are not`() {
    let rules = ruleSet(
      rule("Used", when: app("code"), note: "U", line: 1),
      rule("Later", when: title("acme"), note: "L", line: 2),
      rule("Unused", when: app("zebra"), note: "N", line: 3),
      rule("Evening", when: .time(DayTime(start: 1200, end: 1300)!), note: "E", line: 4),
      rule("Captured", when: title("(?<p>acme)"), project: "acme/{p}", line: 5),
      rule("Hides", when: app("zebra"), exclude: true, line: 6))
    let use = RuleUse(rules)
    use.note(span(.window(.editor)))
    #expect(use.neverMatched.map(\.name) == ["Unused", "Evening", "Captured"])
    // The same window, in the evening too.
    use.note(span(.window(.editor), minutes: 800))
    #expect(use.neverMatched.map(\.name) == ["Unused", "Captured"])
    #expect(use.patternsThatGaveUp == [])
  }

  @Test func `a pattern that gave up on what was seen is named`() {
    let rules = ruleSet(
      rule("Runaway", when: title("(a+)+$"), note: "R", line: 1),
      rule("Redacts", when: .always, redact: .patterns([pattern("(b+)+$")]), line: 2))
    let use = RuleUse(rules)
    use.note(span(.window(Window(title: String(repeating: "a", count: 1_000) + "!"))))
    #expect(use.patternsThatGaveUp.map(\.rule.name) == ["Runaway"])
    #expect(use.neverMatched == [])
    use.note(span(.window(Window(title: String(repeating: "b", count: 1_000) + "!"))))
    #expect(use.patternsThatGaveUp.map(\.text) == ["(b+)+$", "(a+)+$"])
  }

  @Test func `it is named also where the rest of its condition decides`() {
    let rules = ruleSet(
      rule("Either", when: .any([title("(a+)+$"), title("!$")]), note: "E"),
      rule("Both", when: .all([title("(a|aa)+$"), title("zebra")]), note: "B"))
    let use = RuleUse(rules)
    use.note(span(.window(Window(title: String(repeating: "a", count: 1_000) + "!"))))
    #expect(use.patternsThatGaveUp.map(\.text) == ["(a+)+$", "(a|aa)+$"])
  }

  @Test(arguments: [
    "(a+)+$", "(a|aa)+$", #"^(\w+\s?)+$"#, "(x+x+)+y", "(.+)+ - acme$", "([a-z]+)*[0-9]$",
  ])
  func `a runaway pattern is found without evidence`(text: String) {
    let rules = ruleSet(rule("It", when: .any([app("x"), .not(title(text))]), note: "N"))
    #expect(rules.slowPatterns().map(\.pattern.text) == [text])
    let redacting = ruleSet(
      rule("It", when: .always, redact: .patterns([pattern("fine"), pattern(text)])))
    #expect(redacting.slowPatterns().map(\.pattern.text) == [text])
  }

  @Test(arguments: [
    "acme", #"^(?<file>.+) - acme-web(site)? - Visual Studio Code$"#,
    #"\[(?<project>[\w-]+/[\w-]+)\] (?<subject>.+) - Mozilla Thunderbird$"#,
    #"^\w+@acme-(prod|staging):"#, #"\d{2}-\d{4}-\d{7}-\d{2,3}"#, "(Private Browsing|Incognito)",
    #"^(?<page>.+) · northwind-shop · GitLab — Mozilla Firefox$"#, #"^(?<a>.+) - (?<b>.+)$"#,
    #"https?://(?:www\.)?github\.com(?:[/:?#]|$)"#,
  ])
  func `an honest pattern is not called slow`(text: String) {
    #expect(ruleSet(rule("It", when: title(text), note: "N")).slowPatterns() == [])
  }
}
