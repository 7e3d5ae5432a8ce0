import Activity
import TestSupport

@testable import Rules

extension Catalogue {
  static let sample = Catalogue(clients: [
    Client(
      label: Label(key: "acme", name: "Acme Pty Ltd", aliases: ["ACME Group"]),
      projects: [
        Project(
          label: Label(key: "website", name: "Website rebuild", aliases: ["www"]),
          tasks: [
            Task(label: Label(key: "development", name: "Development", aliases: ["dev"])),
            Task(label: Label(key: "meetings"), billable: false),
          ]),
        Project(
          label: Label(key: "support"), billable: false, tasks: [Task(label: Label(key: "calls"))]),
      ]),
    Client(
      label: Label(key: "bistro"), billable: false,
      projects: [Project(label: Label(key: "menu"))]),
  ])
}

extension Window {
  static let editor = Window(
    app: "Code", instance: "code", title: "index.ts - acme-web - Visual Studio Code",
    directory: "/home/me/acme-web", url: "")
}

extension Zone {
  static let auckland = Zone(name: "Pacific/Auckland", offset: 13 * 3600)
}

/// 2026-11-20 is a Friday; local time of the zone.
func instant(_ date: String, _ minute: Int, in zone: Zone = .auckland) -> Instant {
  LocalTime.instant(day: CivilDate(date)!.daysSince1970, minute: minute, in: zone)
}

func span(
  _ subject: Subject, presence: Presence = .active, from: Instant = instant("2026-11-20", 600),
  minutes: Int64 = 1, zone: Zone = .auckland
) -> Span {
  Span(
    source: "test", start: from, end: from.advanced(by: minutes * 60_000),
    observation: Observation(presence: presence, subject: subject), zone: zone)
}

func pattern(_ text: String, _ engine: PatternEngine = .interpreter) -> Pattern {
  do {
    return try Pattern(text, engine: engine)
  } catch {
    preconditionFailure("\(text): \(error)")
  }
}

func title(_ text: String) -> Condition { .text(.title, .pattern(pattern(text))) }

func app(_ text: String) -> Condition { .text(.app, .whole(text)) }

func rule(
  _ name: String, when condition: Condition, project: String? = nil, task: String? = nil,
  billable: Bool? = nil, note: String? = nil, handsOff: Bool = false, exclude: Bool = false,
  redact: Redaction? = nil, stop: Bool = false, line: Int = 1
) -> Rule {
  Rule(
    name: name, place: Place(file: "rules.d/10-test.yaml", line: line), condition: condition,
    settings: RuleSettings(
      project: project.map { ProjectTemplate(Template($0)!)! },
      task: task.map { Template($0)! }, billable: billable, note: note.map { Template($0)! },
      handsOff: handsOff),
    exclude: exclude, redaction: redact, stop: stop)
}

func ruleSet(_ rules: Rule...) -> RuleSet { RuleSet(rules: rules, catalogue: .sample) }

/// What the rules make of one window on a Friday at ten.
func classify(
  _ window: Window, _ rules: Rule..., presence: Presence = .active
) -> Classification {
  RuleSet(rules: rules, catalogue: .sample)
    .classify(span(.window(window), presence: presence))[0].classification
}

extension SplitMix64 {
  mutating func pick<Element>(_ values: [Element]) -> Element {
    values[Int.random(in: 0..<values.count, using: &self)]
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  private mutating func text() -> String {
    pick(["", "code", "Code", "Figma - acme", "Zürich", "a b c", "INBOX (3)", "acme/website", "…"])
  }

  mutating func window() -> Window {
    Window(
      app: text(), instance: text(), title: text(), workspace: text(), executable: text(),
      directory: text(), url: text(), fullscreen: chance(20))
  }

  mutating func subject() -> Subject {
    switch Int.random(in: 0..<10, using: &self) {
    case 0: .nothing
    case 1: .private
    default: .window(window())
    }
  }

  private mutating func test() -> TextTest {
    chance(40)
      ? .whole(pick(["code", "CODE", "zürich", "acme/website"]))
      : .pattern(
        pattern(pick(["acme", "(?<p>web|a)", "^c(?<q>.)", "[0-9]", "ü", "(?<p>.+) - (?<q>.+)"])))
  }

  mutating func condition(depth: Int = 3) -> Condition {
    let kinds = depth > 0 ? 10 : 7
    switch Int.random(in: 0..<kinds, using: &self) {
    case 0: return .always
    case 1, 2: return .text(pick(Fact.allCases), test())
    case 3: return .presence(pick(Presence.allCases))
    case 4: return .weekday(Weekdays(bits: UInt8.random(in: 0..<128, using: &self)))
    case 5:
      let start = Int.random(in: 0..<1440, using: &self)
      return .time(
        DayTime(start: start, end: (start + .random(in: 1..<1440, using: &self)) % 1440)!)
    case 6:
      let first = CivilDate("2026-11-19")!.adding(days: .random(in: 0..<3, using: &self))
      return .date(
        DateSpan(
          first: chance(70) ? first : nil,
          last: chance(70) ? first.adding(days: .random(in: 0..<2, using: &self)) : nil)!)
    case 7: return .any((0..<2).map { _ in condition(depth: depth - 1) })
    case 8: return .all((0..<2).map { _ in condition(depth: depth - 1) })
    default: return .not(condition(depth: depth - 1))
    }
  }

  mutating func rule(line: Int) -> Rule {
    RulesTests.rule(
      "Rule \(line)", when: condition(),
      project: chance(50)
        ? pick(["acme/website", "acme/support", "bistro/menu", "acme/{p}", "{q}"]) : nil,
      task: chance(40) ? pick(["development", "calls", "{p}"]) : nil,
      billable: chance(30) ? chance(50) : nil,
      note: chance(40) ? pick(["Edited {p}", "{title}", "Work"]) : nil,
      handsOff: chance(10), exclude: chance(8),
      redact: chance(10)
        ? pick([.whole, .patterns([pattern("a+")]), .patterns([pattern("ü"), pattern("b|c")])])
        : nil, stop: chance(10), line: line)
  }

  mutating func ruleSet(count: Int = 6) -> RuleSet {
    RuleSet(rules: (0..<count).map { rule(line: $0 + 1) }, catalogue: .sample)
  }

  mutating func span() -> Span {
    let zone = pick([
      Zone.utc, .auckland, Zone(name: "America/St_Johns", offset: -12_600),
      Zone(name: "Australia/Lord_Howe", offset: 37_800),
    ])
    let start = instant("2026-11-19", .random(in: 0..<2880, using: &self), in: zone)
    return RulesTests.span(
      subject(), presence: pick([.active, .active, .idle, .locked]),
      from: start.advanced(by: .random(in: 0..<60_000, using: &self)),
      minutes: .random(in: 0..<2000, using: &self), zone: zone)
  }
}
