import Activity
import Rules

/// A recorded span and what the rules make of it, as a file's `tests:` would have it.
public struct RuleTestText: Sendable {
  /// YAML that passes as it stands.
  public let text: String

  /// - Parameters:
  ///   - span: with what exclude and redact left of it; not private.
  ///   - instant: within the span; its local time counts where rules ask for it.
  /// - Throws: `BadFile` for a span that no test can hold.
  public init(of span: Span, at instant: Instant, _ rules: RuleSet) throws(BadFile) {
    let window = (span.subject.window ?? Window()).withoutControls
    let local = LocalMinute(instant, offset: Int64(span.zone.offset))
    let test = Span(
      source: "test", start: Instant(seconds: local.seconds),
      end: Instant(seconds: local.seconds + 1),
      observation: Observation(
        presence: span.presence, subject: window == Window() ? .nothing : .window(window)),
      zone: .utc)

    var seen = Fact.allCases.filter { !$0.text(in: window).isEmpty }
      .map { (key: $0.name, value: YAMLText.scalar($0.text(in: window))) }
    if span.presence != .active { seen.append(("presence", span.presence.name)) }
    if rules.asksTheClock { seen.append(("at", local.text)) }
    let gives = RuleTestText.gives(rules.explain(test), of: window)
    var lines = ["# Put the entry under 'tests:' of a rule file."]
    var original = span.subject.window ?? Window()
    original.fullscreen = false
    if window != original {
      lines.append("# Control characters of its texts stand here as spaces.")
    }
    lines += ["tests:"] + RuleTestText.map("- span", seen) + RuleTestText.map("  gives", gives)
    text = lines.joined(separator: "\n") + "\n"
    try RuleTestText.check(text, rules)
  }

  private static func gives(
    _ why: Explanation, of window: Window
  ) -> [(key: String, value: String)] {
    guard why.subject != .private else { return [("exclude", "true")] }
    var gives: [(key: String, value: String)] = why.fields.map { field in
      switch field.field {
      case .billable, .presence: (field.field.name, field.value)
      case .project, .task, .note, .role, .complexity, .multiplier:
        (field.field.name, YAMLText.scalar(field.value))
      }
    }
    if why.classification.project == nil { gives.insert(("project", "null"), at: 0) }
    for fact in [Fact.title, .url, .directory] {
      let left = why.subject.window.map(fact.text(in:)) ?? ""
      if left != fact.text(in: window) { gives.append((fact.name, YAMLText.scalar(left))) }
    }
    return gives
  }

  /// On one line where it fits, else a key a line.
  private static func map(_ key: String, _ pairs: [(key: String, value: String)]) -> [String] {
    let line = "  \(key): \(YAMLText.flow(pairs))"
    if line.unicodeScalars.count <= 100 { return [line] }
    return ["  \(key):"] + pairs.map { "      \($0.key): \($0.value)" }
  }

  /// Reads it back and runs it: nobody is handed a test that fails.
  private static func check(_ text: String, _ rules: RuleSet) throws(BadFile) {
    let name = "the test"
    let values = Values(file: name)
    guard let root = try YAMLParser.parse(text, file: name),
      let node = try Fields(root, name, of: "A rule file", known: ["tests"])["tests"]
    else { return }
    let reader = ConditionReader(patterns: PatternReader(values, engine: .interpreter))
    for test in try values.list(node, "tests") {
      guard let problem = try RuleTest(test, reader, values).run(rules).first else { continue }
      throw BadFile(
        file: name, what: "This span can't be written as a test that passes", why: problem,
        next: "Choose another time")
    }
  }
}

/// An instant by the local clock, to the minute.
private struct LocalMinute {
  /// As if the local clock were UTC.
  let seconds: Int64

  init(_ instant: Instant, offset: Int64) {
    let local = instant.flooredSeconds + offset
    seconds = local - ((local % 60) + 60) % 60
  }

  /// `2026-11-20T10:15`.
  var text: String {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    return
      "\(CivilDate(daysSince1970: Int(days)))T\(ClockText.minutes(seconds - days * 86_400))"
  }
}

extension Window {
  /// Files hold no control characters.
  fileprivate var withoutControls: Window {
    func plain(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) ? " " : scalar
          }))
    }
    var window = self
    for text in [
      \Window.app, \.instance, \.title, \.workspace, \.executable, \.directory, \.url,
    ] { window[keyPath: text] = plain(window[keyPath: text]) }
    window.fullscreen = false
    return window
  }
}
