import Activity
import Testing

@testable import Rules

@Suite struct ClassifierTests {
  @Test func `each field is set by the first matching rule that names it`() {
    let given = classify(
      .editor,
      rule("Other", when: app("firefox"), project: "bistro/menu"),
      rule("Note", when: title("(?<file>.+?) - "), note: "Edited {file}", line: 2),
      rule("Acme", when: title("acme"), project: "acme/website", note: "Work", line: 3),
      rule("Late", when: .always, project: "bistro/menu", task: "dev", line: 4))
    #expect(
      given
        == Classification(
          project: ProjectKey(client: "acme", project: "website"), task: "development",
          billable: true, note: "Edited index.ts", handsOff: false,
          reason: RuleReference(
            name: "Acme", place: Place(file: "rules.d/10-test.yaml", line: 3))))
  }

  @Test func `stop ends the search for settings`() {
    let given = classify(
      .editor, rule("Stop", when: app("code"), note: "Mine", stop: true),
      rule("Late", when: .always, project: "acme/website", note: "Theirs"))
    #expect(given == Classification(note: "Mine"))
  }

  @Test(arguments: ["website", "WEBSITE REBUILD", "Www", " website "])
  func `a captured project is found by key, name or alias`(text: String) {
    let given = classify(
      Window(title: "[\(text)]"),
      rule("It", when: title(#"\[(?<p>.+)\]"#), project: "acme group/{p}", task: "DEV"))
    #expect(given.project == ProjectKey(client: "acme", project: "website"))
    #expect(given.task == "development")
  }

  @Test func `a project may be captured whole`() {
    let given = classify(
      Window(title: "bistro/menu"), rule("It", when: title("(?<p>.+)"), project: "{p}"))
    #expect(given.project == ProjectKey(client: "bistro", project: "menu"))
  }

  @Test func `a rule whose captured project does not exist does not match, wholly`() {
    let given = classify(
      Window(title: "[shop] call"),
      rule(
        "Lost", when: title(#"\[(?<p>.+)\]"#), project: "acme/{p}", task: "dev", note: "N",
        stop: true),
      rule("Next", when: .always, project: "acme/support"))
    #expect(given.project == ProjectKey(client: "acme", project: "support"))
    #expect(given.note == nil)
  }

  @Test func `a rule whose captured task does not exist does not match, wholly`() {
    let given = classify(
      Window(title: "calls: acme"),
      rule("Lost", when: title("(?<t>.+):"), project: "acme/website", task: "{t}", note: "N"))
    #expect(given == .unassigned)
  }

  @Test func `a task that the project does not have stays unset`() {
    let given = classify(
      .editor, rule("Task", when: .always, task: "development"),
      rule("Project", when: .always, project: "acme/support"))
    #expect(given.project == ProjectKey(client: "acme", project: "support"))
    #expect(given.task == nil)
  }

  @Test(
    arguments: [
      ("acme/website", nil, nil, true), ("acme/website", "meetings", nil, false),
      ("acme/website", "meetings", true, true), ("acme/support", nil, nil, false),
      ("acme/support", "calls", nil, false), ("bistro/menu", nil, nil, false),
      ("bistro/menu", nil, true, true),
    ] as [(String, String?, Bool?, Bool)])
  func `billable comes from the rule, else task, project, client, else it is`(
    project: String, task: String?, rule own: Bool?, billable: Bool
  ) {
    let given = classify(
      .editor, rule("It", when: .always, project: project, task: task, billable: own))
    #expect(given.billable == billable)
  }

  @Test func `hands-off lifts idle time only`() {
    for presence in Presence.allCases {
      let given = classify(
        .editor, rule("Call", when: .always, handsOff: true), presence: presence)
      #expect(given.handsOff == (presence == .idle))
    }
  }

  @Test func `no rule sees private time, and only rules without names see no window`() {
    let rules = ruleSet(
      rule("Named", when: app("code"), note: "named"),
      rule("Always", when: .always, project: "acme/support"))
    #expect(rules.classify(span(.private))[0].classification == .unassigned)
    let nothing = rules.classify(span(.nothing))[0].classification
    #expect(nothing.note == nil)
    #expect(nothing.project == ProjectKey(client: "acme", project: "support"))
  }

  @Test func `a span is cut where a time condition begins and ends`() {
    let rules = ruleSet(
      rule("Morning", when: .time(DayTime(start: 540, end: 750)!), project: "acme/website"))
    let start = instant("2026-11-20", 530)
    let pieces = rules.classify(span(.window(.editor), from: start, minutes: 1440 + 20))
    #expect(
      pieces.map { [($0.from - start) / 60_000, ($0.to - start) / 60_000] }
        == [[0, 10], [10, 220], [220, 1450], [1450, 1460]])
    #expect(pieces.map { $0.classification.project?.project } == [nil, "website", nil, "website"])
  }

  @Test func `a span is not cut where the answer stays`() {
    let rules = ruleSet(
      rule("Editor", when: app("code"), project: "acme/website", note: "N"),
      rule("Night", when: .time(DayTime(start: 540, end: 750)!), project: "bistro/menu"))
    #expect(rules.classify(span(.window(.editor), minutes: 3000)).count == 1)
  }

  @Test func `an excluded window leaves nothing, also of older evidence`() {
    let pieces = ruleSet(
      rule("Private", when: title("acme"), exclude: true),
      rule("All", when: .always, project: "acme/website", note: "{title}")
    ).classify(span(.window(.editor)))
    #expect(pieces.map(\.subject) == [.private])
    #expect(pieces[0].classification == .unassigned)
  }

  @Test func `rules see what redaction leaves`() {
    let given = classify(
      .editor, rule("Hide", when: .always, redact: .patterns([pattern("acme")])),
      rule("Seen", when: title("acme"), project: "bistro/menu"),
      rule("Left", when: title("(?<x>…-web)"), note: "{x}"))
    #expect(given == Classification(note: "…-web"))
  }
}
