import Activity
import Rules

/// One of the `tests:` beside the rules: what a span gives.
public struct RuleTest: Sendable {
  public let place: Place
  public let span: Span
  private let gives: Expected

  /// What is compared: the fields that the test names. A test that names none wants the time to
  /// be unassigned.
  private struct Expected: Sendable {
    /// Nil inside where the test says that the field stays unset.
    var project, task, note, role, complexity, multiplier: String??
    var billable, handsOff, excluded: Bool?
    var texts: [Fact: String] = [:]
  }

  init(_ node: YAMLNode, _ reader: ConditionReader, _ values: Values) throws(BadFile) {
    let fields = try Fields(node, values.file, of: "A test", known: ["name", "span", "gives"])
    if let name = fields["name"] { _ = try values.name(name, "name") }
    let next = "Write '- span: { app: code }' and 'gives: { project: acme/website }'"
    let seen = try fields.required("span", of: "The test", next: next)
    let wanted = try fields.required("gives", of: "The test", next: next)
    place = Place(file: values.file, line: node.mark.line)
    span = try RuleTest.span(seen, reader, values)
    gives = try RuleTest.expected(wanted, values)
  }

  private static func span(
    _ node: YAMLNode, _ reader: ConditionReader, _ values: Values
  ) throws(BadFile) -> Span {
    let fields = try Fields(
      node, values.file, of: "A test's span",
      known: Fact.allCases.map(\.name) + ["presence", "at"])
    func text(_ fact: Fact) throws(BadFile) -> String {
      guard let node = fields[fact.name] else { return "" }
      return try values.text(node, fact.name)
    }
    let window = Window(
      app: try text(.app), instance: try text(.instance), title: try text(.title),
      workspace: try text(.workspace), executable: try text(.executable),
      directory: try text(.directory), url: try text(.url))
    var presence = Presence.active
    if let node = fields["presence"] { presence = try reader.presence(node) }
    let start = try fields["at"].map { (node) throws(BadFile) in
      try instant(node, values)
    }
    // Noon of a Thursday, where the test does not care.
    let from = start ?? Instant(seconds: 12 * 3600)
    return Span(
      source: "test", start: from, end: from.advanced(by: 1000),
      observation: Observation(
        presence: presence, subject: window == Window() ? .nothing : .window(window)),
      zone: .utc)
  }

  /// `2026-11-20T10:15`, by the local clock.
  private static func instant(_ node: YAMLNode, _ values: Values) throws(BadFile) -> Instant {
    let text = try values.text(node, "at")
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, let date = CivilDate(parts[0]),
      let minute = TimeOfDay.minute(parts[1]), minute < 1440
    else {
      throw values.refusal(
        node, "at is not a time: \(quoted(text))", next: "Write it like 2026-11-20T10:15")
    }
    return Instant(seconds: Int64(date.daysSince1970) * 86_400 + Int64(minute) * 60)
  }

  private static func expected(_ node: YAMLNode, _ values: Values) throws(BadFile) -> Expected {
    let shown: [Fact] = [.title, .url, .directory]
    let fields = try Fields(
      node, values.file, of: "A test's gives",
      known: WrittenSettings.keys + ["exclude"] + shown.map(\.name))
    var expected = Expected()
    /// `task:` with nothing behind it, or `null`, says that it stays unset.
    func text(_ key: String) throws(BadFile) -> String?? {
      guard let node = fields[key] else { return nil }
      if node.isEmpty { return .some(nil) }
      if case .scalar("null", .plain) = node.value { return .some(nil) }
      return .some(try values.text(node, key))
    }
    expected.project = try text("project")
    expected.task = try text("task")
    expected.note = try text("note")
    expected.role = try text("role")
    expected.complexity = try text("complexity")
    expected.multiplier = try text("multiplier")
    if let node = fields["billable"] { expected.billable = try values.flag(node, "billable") }
    if let node = fields["exclude"] { expected.excluded = try values.flag(node, "exclude") }
    if let presence = try text("presence") {
      guard presence == "active" || presence == nil, let node = fields["presence"] else {
        throw values.refusal(
          fields["presence"] ?? node, "A rule can set presence to active alone",
          next: "Write 'presence: active', or 'presence: null' for none")
      }
      _ = node
      expected.handsOff = presence != nil
    }
    for fact in shown {
      if let node = fields[fact.name] { expected.texts[fact] = try values.text(node, fact.name) }
    }
    if fields.keys.isEmpty { expected.project = .some(nil) }
    return expected
  }

  /// What the rules gave instead, in sentences; empty where the test passes.
  public func run(_ rules: RuleSet) -> [String] {
    let piece = rules.classify(span).first
    let given = piece?.classification ?? .unassigned
    let excluded = piece?.subject == .private
    var problems: [String] = []
    func compare(_ field: String, _ wanted: String??, _ got: String?) {
      guard case .some(let wanted) = wanted, wanted != got else { return }
      problems.append(
        "\(field) is \(got.map(quoted) ?? "unset"), not \(wanted.map(quoted) ?? "unset")")
    }
    func compare(_ field: String, _ wanted: Bool?, _ got: Bool) {
      compare(field, wanted.map { String($0) }, String(got))
    }
    compare("exclude", gives.excluded, excluded)
    compare("project", gives.project, given.project?.description)
    compare("task", gives.task, given.task)
    compare("billable", gives.billable, given.billable)
    compare("note", gives.note, given.note)
    compare("role", gives.role, given.terms.role)
    compare("complexity", gives.complexity, given.terms.complexity)
    compare("multiplier", gives.multiplier, given.terms.multiplier)
    compare("presence: active", gives.handsOff, given.handsOff)
    for (fact, wanted) in gives.texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      compare(fact.name, .some(wanted), piece?.subject.window.map(fact.text(in:)) ?? "")
    }
    return problems
  }
}
