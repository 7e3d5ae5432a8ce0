import Activity
import Testing

@testable import Rules

@Suite struct ExplanationTests {
  private func reference(_ name: String, _ line: Int) -> RuleReference {
    RuleReference(name: name, place: Place(file: "rules.d/10-test.yaml", line: line))
  }

  private func lost(
    _ name: String, _ line: Int, _ because: String, _ nearness: Explanation.Nearness
  ) -> Explanation.LostRule {
    .init(rule: reference(name, line), because: because, brief: because, nearness: nearness)
  }

  @Test func `a rule for the same program is nearer, and long texts are cut in brief`() {
    let long = String(repeating: "zebra|", count: 20) + "zebra"
    let why = ruleSet(
      rule("Program", when: .all([app("code"), title(long)]), note: "N", line: 1),
      rule("Other", when: .all([app("xterm"), title("index")]), note: "N", line: 2),
      rule("Not it", when: .not(app("code")), note: "N", line: 3)
    ).explain(span(.window(.editor)))
    #expect(why.lost.map(\.nearness) == [.sameApp, .far, .far])
    let begin = "title \"index.ts - acme-web - Visual Studio Code\" does not match '"
    #expect(why.lost[0].because == begin + long + "'")
    #expect(why.lost[0].brief == begin + long.prefix(59) + "…'")
  }

  @Test func `every field names its rule, and every other rule why not`() {
    let rules = ruleSet(
      rule("Browser", when: app("firefox"), project: "bistro/menu", line: 1),
      rule("Shop", when: title("(?<p>acme)"), project: "acme/{p}", line: 2),
      rule(
        "Acme", when: title("(?<file>.+?) - acme"), project: "acme/website", task: "calls",
        note: "Edited {file}", line: 3),
      rule("Late", when: .always, note: "Late", line: 4),
      rule("Stop", when: .always, billable: false, stop: true, line: 5),
      rule("Never", when: .always, project: "acme/support", line: 6))
    let why = rules.explain(span(.window(.editor)))
    let captures = ["file": "index.ts"]
    #expect(
      why.fields == [
        .init(
          field: .project, value: "acme/website", rule: reference("Acme", 3), captures: captures),
        .init(field: .billable, value: "false", rule: reference("Stop", 5), captures: [:]),
        .init(
          field: .note, value: "Edited index.ts", rule: reference("Acme", 3), captures: captures),
      ])
    #expect(
      why.lost == [
        lost("Browser", 1, "app is \"Code\", not \"firefox\"", .far),
        lost("Shop", 2, "clients.yaml has no project \"acme/acme\"", .matches),
        lost("Late", 4, "note was set by \"Acme\" (rules.d/10-test.yaml:3)", .matches),
        lost("Never", 6, "\"Stop\" (rules.d/10-test.yaml:5) stopped the search", .far),
      ])
    #expect(
      why.remarks == [
        "The task stays unset: acme/website has no task \"calls\" (Acme, rules.d/10-test.yaml:3)."
      ])
  }

  @Test(
    arguments: [
      (title("zebra"), "title \"index.ts - acme-web - Visual Studio Code\" does not match 'zebra'"),
      (.text(.url, .pattern(pattern("x"))), "url is not known"),
      (.presence(.idle), "presence is active, not idle"),
      (.weekday(Weekdays(from: 1, through: 3)), "weekday is fri, not mon, tue, wed"),
      (.time(DayTime(start: 540, end: 590)!), "time is 10:00, not 09:00-09:50"),
      (
        .date(DateSpan(first: nil, last: CivilDate("2026-11-19"))!),
        "date is 2026-11-20, not ..2026-11-19"
      ),
      (.any([app("x"), app("y")]), "app is \"Code\", not \"x\" or \"y\""),
      (
        .any([app("x"), title("zebra")]),
        "app is \"Code\", not \"x\", and title \"index.ts - acme-web - Visual Studio Code\" does not "
          + "match 'zebra'"
      ),
      (.all([app("code"), app("y")]), "app is \"Code\", not \"y\""),
      (.not(app("code")), "what must not hold does: app: code"),
    ] as [(Condition, String)])
  func `the condition that failed is said in words`(condition: Condition, because: String) {
    let why = ruleSet(rule("It", when: condition, note: "N")).explain(span(.window(.editor)))
    #expect(why.lost.map(\.because) == [because])
  }

  @Test func `private time says what made it so`() {
    let why = ruleSet(rule("P", when: title("acme"), exclude: true, line: 7))
      .explain(span(.window(.editor)))
    #expect(why.excludedBy == reference("P", 7))
    #expect(why.subject == .private)
    #expect(why.fields.isEmpty)
  }
}
