import Activity
import Testing

@testable import Rules

/// Whether `condition` holds for `window` on a Friday at ten.
private func holds(
  _ condition: Condition, _ window: Window = .editor, presence: Presence = .active,
  at instant: Instant = instant("2026-11-20", 600)
) -> Bool {
  ruleSet(rule("It", when: condition, note: "yes"))
    .classify(span(.window(window), presence: presence, from: instant))[0]
    .classification.note == "yes"
}

@Suite struct ConditionTests {
  @Test func `a plain app is compared whole and without regard to case`() {
    #expect(holds(app("code")))
    #expect(holds(app("CODE")))
    #expect(!holds(app("cod")))
    #expect(holds(app("ŻÓŁĆ"), Window(app: "żółć")))
  }

  @Test func `a title is searched for`() {
    #expect(holds(title("ACME-web")))
    #expect(!holds(title("^acme-web")))
  }

  @Test(arguments: Fact.allCases)
  func `a fact that is not known matches nothing`(fact: Fact) {
    #expect(!holds(.text(fact, .pattern(pattern(".*"))), Window()))
    #expect(!holds(.text(fact, .whole("")), Window()))
  }

  @Test func `any takes one, all takes each, not turns it round`() {
    #expect(holds(.any([app("x"), app("code")])))
    #expect(!holds(.any([app("x"), app("y")])))
    #expect(holds(.all([app("code"), title("acme")])))
    #expect(!holds(.all([app("code"), title("zebra")])))
    #expect(holds(.not(app("x"))))
    #expect(!holds(.not(app("code"))))
  }

  @Test(arguments: [
    ("2026-11-20", 600, true), ("2026-11-20", 539, false), ("2026-11-20", 750, false),
    ("2026-11-21", 600, false), ("2026-11-16", 540, true),
  ])
  func `weekdays and times are those of the span's zone`(date: String, minute: Int, yes: Bool) {
    let office = Condition.every([
      .weekday(Weekdays(from: 1, through: 5)), .time(DayTime(start: 540, end: 750)!),
    ])
    #expect(holds(office, at: instant(date, minute)) == yes)
  }

  @Test func `a time may wrap midnight, weekdays may wrap Sunday`() {
    let night = Condition.time(DayTime(start: 1320, end: 360)!)
    #expect(holds(night, at: instant("2026-11-20", 1320)))
    #expect(holds(night, at: instant("2026-11-20", 359)))
    #expect(!holds(night, at: instant("2026-11-20", 360)))
    #expect(Weekdays(from: 6, through: 2).description == "mon, tue, sat, sun")
  }

  @Test func `dates hold both ends and may be open`() {
    let day = CivilDate("2026-11-20")!
    #expect(holds(.date(DateSpan(first: day, last: day)!)))
    #expect(holds(.date(DateSpan(first: nil, last: day)!)))
    #expect(!holds(.date(DateSpan(first: day.adding(days: 1), last: nil)!)))
    #expect(DateSpan(first: day, last: day.adding(days: -1)) == nil)
  }

  @Test func `a pattern that gives up matches nothing, under not either`() {
    let window = Window(title: String(repeating: "a", count: 5000) + "!")
    #expect(!holds(title("(a+)+$"), window))
    #expect(!holds(.not(title("(a+)+$")), window))
    #expect(holds(.any([title("(a+)+$"), title("!")]), window))
  }

  @Test func `a group that took no part captures nothing`() {
    let window = Window(title: "b", url: "https://acme")
    var trial = Trial(
      matcher: PatternMatcher(), window: window, presence: .active,
      time: LocalTime(Instant(milliseconds: 0), in: .utc))
    var captures: [String: String] = [:]
    let url = Condition.text(.url, .pattern(pattern("//(?<name>.+)")))
    #expect(trial.holds(.all([title("(?<name>a)|b"), url]), &captures) == .yes)
    #expect(captures == ["name": "acme"])
  }

  @Test func `captures are those of the first alternative, and not gives none`() {
    let either = Condition.any([title("(?<x>zebra)"), title("(?<x>index)"), title("(?<x>acme)")])
    #expect(classify(.editor, rule("It", when: either, note: "{x}")).note == "index")
    let failed = Condition.any([.all([title("(?<x>index)"), app("no")]), title("(?<y>acme)")])
    #expect(classify(.editor, rule("It", when: failed, note: "{x}{y}")).note == "acme")
    let negative = Condition.not(.not(title("(?<x>index)")))
    #expect(classify(.editor, rule("It", when: negative, note: "<{x}>")).note == "<>")
  }
}
