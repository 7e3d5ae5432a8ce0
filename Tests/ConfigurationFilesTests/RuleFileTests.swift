import Activity
import Rules
import Testing

@testable import ConfigurationFiles

@Suite struct RuleFileTests {
  private func settings(_ rules: String) throws -> Settings {
    try TestHome(Example.with(rules: rules)).load()
  }

  private func condition(_ when: String) throws -> Condition {
    try #require(
      try settings("rules: [{ name: It, when: \(when), stop: true }]").rules.rules.first
    ).condition
  }

  private func pattern(_ text: String) throws -> Pattern {
    try Pattern(text, engine: .interpreter)
  }

  @Test func `conditions are read by their keys`() throws {
    #expect(try condition("{}") == .always)
    #expect(try condition("{ app: NO }") == .text(.app, .whole("NO")))
    #expect(try condition("{ app: /co/ }") == .text(.app, .pattern(pattern("co"))))
    #expect(
      try condition("{ executable: /usr/bin/code }") == .text(.executable, .whole("/usr/bin/code")))
    #expect(try condition("{ title: /co/ }") == .text(.title, .pattern(pattern("/co/"))))
    #expect(
      try condition("{ app: [a, b] }")
        == .any([.text(.app, .whole("a")), .text(.app, .whole("b"))]))
    #expect(
      try condition("{ title: x, app: a }")
        == .all([.text(.app, .whole("a")), .text(.title, .pattern(pattern("x")))]))
    #expect(
      try condition("{ weekday: [mon-wed, sun] }")
        == .any([.weekday(Weekdays(bits: 0b111)), .weekday(Weekdays(bits: 0b100_0000))]))
    #expect(
      try condition("{ time: 22:00-06:00, presence: idle }")
        == .all([.presence(.idle), .time(#require(DayTime(start: 1320, end: 360)))]))
    #expect(
      try condition("{ date: 2026-07-01.. }")
        == .date(#require(DateSpan(first: CivilDate("2026-07-01"), last: nil))))
    #expect(
      try condition("{ not: [{ app: a }, { app: b }] }")
        == .not(.any([.text(.app, .whole("a")), .text(.app, .whole("b"))])))
  }

  @Test func `let names patterns, which may use those above`() throws {
    let rules = try settings(
      """
      let: { site: 'acme|bistro', both: '($site)-web', dollar: '[$]a\\$site$' }
      rules:
        - { name: It, when: { title: '^$both$', app: $site }, redact: ['$dollar', true] }
      """
    ).rules.rules
    #expect(
      try rules[0].condition
        == .all([
          .text(.title, .pattern(pattern("^(?:((?:acme|bistro))-web)$"))),
          .text(.app, .pattern(pattern("(?:acme|bistro)"))),
        ]))
    #expect(
      try rules[0].redaction
        == .patterns([pattern("(?:[$]a\\$site$)"), pattern("true")]))
  }

  @Test func `defaults are for rules that place time`() throws {
    let rules = try settings(
      """
      defaults: { project: acme/website, billable: false }
      rules:
        - { name: Own, when: { app: a }, set: { billable: true, task: development } }
        - { name: Bare, when: { app: b } }
        - { name: Hide, when: { app: c }, redact: true }
      """
    ).rules.rules
    #expect(rules.map { $0.settings.project?.literal?.project } == ["website", "website", nil])
    #expect(rules.map(\.settings.billable) == [true, false, nil])
    #expect(rules[2].redaction == .whole)
  }

  @Test func `a rule's line is that of its name`() throws {
    let rules = try settings(
      "rules:\n  - name: A\n    when: {}\n    stop: true\n\n  -\n    name: B\n    when: {}\n    stop: true"
    ).rules.rules
    #expect(rules.map(\.place.line) == [2, 7])
  }

  @Test func `tests say what differs`() throws {
    let settings = try settings(
      Example.rules + """

          - span: { app: code, title: 'index.ts - acme-web - Visual Studio Code' }
            gives: { project: acme/support, task: , billable: false, title: x }
          - span: { title: 'Incognito' }
            gives: { exclude: true }
          - span: { title: 'other', at: 2026-11-20T10:15, presence: idle }
            gives: {}
        """)
    #expect(settings.tests.map(\.place.line) == [10, 12, 14, 16])
    #expect(
      settings.tests.map { $0.run(settings.rules) } == [
        [],
        [
          "project is \"acme/website\", not \"acme/support\"",
          "task is \"development\", not unset", "billable is \"true\", not \"false\"",
          "title is \"index.ts - acme-web - Visual Studio Code\", not \"x\"",
        ], [], [],
      ])
  }
}
