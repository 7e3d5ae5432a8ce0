import Activity
import Rules

/// One file of `rules.d`: its rules and their tests.
struct RuleFile {
  private(set) var rules: [Rule] = []
  private(set) var tests: [RuleTest] = []

  private let values: Values
  private let check: SettingsCheck
  private var patterns: PatternReader
  private var defaults = WrittenSettings()

  init(_ source: SettingsFile, _ catalogue: Catalogue, engine: PatternEngine) throws(BadFile) {
    values = Values(file: source.name)
    check = SettingsCheck(values: values, catalogue: catalogue)
    patterns = PatternReader(values, engine: engine)
    guard let root = try YAMLParser.parse(source.text, file: source.name) else { return }
    let fields = try Fields(
      root, source.name, of: "A rule file", known: ["rules", "tests", "defaults", "let"])
    if let node = fields["let"] { try patterns.define(node) }
    if let node = fields["defaults"] { defaults = try readDefaults(node) }
    if let node = fields["rules"] {
      for rule in try values.list(node, "rules") { rules.append(try self.rule(rule)) }
    }
    if let node = fields["tests"] {
      for test in try values.list(node, "tests") {
        tests.append(try RuleTest(test, ConditionReader(patterns: patterns), values))
      }
    }
  }

  /// What `set` takes, under `set` or without it.
  private func readDefaults(_ node: YAMLNode) throws(BadFile) -> WrittenSettings {
    let fields = try Fields(
      node, values.file, of: "defaults", known: WrittenSettings.keys + ["set"])
    let flat = try WrittenSettings(fields, values)
    guard let set = fields["set"] else { return flat }
    return try WrittenSettings(
      Fields(set, values.file, of: "set", known: WrittenSettings.keys), values
    ).over(flat)
  }

  private func rule(_ node: YAMLNode) throws(BadFile) -> Rule {
    let fields = try Fields(
      node, values.file, of: "A rule",
      known: ["name", "when", "set", "exclude", "redact", "stop"])
    let name = try values.name(
      try fields.required(
        "name", of: "The rule", next: "Begin it with '- name:' and what it is for"), "name")
    let nameKey = fields.keys.first { $0.text == "name" }
    let when = try fields.required(
      "when", of: "The rule \(quoted(name))",
      next: "Add a condition, or 'when: {}' for all time")
    guard !when.isEmpty else {
      throw values.refusal(
        when, "The rule \(quoted(name)) has an empty 'when'",
        next: "Write a condition, or 'when: {}' for all time")
    }
    let condition = try ConditionReader(patterns: patterns).condition(when)
    let exclude = try flag("exclude", fields)
    let redaction = try redaction(fields)
    let stop = try flag("stop", fields)
    var written = WrittenSettings()
    if let set = fields["set"] {
      written = try WrittenSettings(
        Fields(set, values.file, of: "set", known: WrittenSettings.keys), values)
    }
    // Defaults are for rules that place time: one that only hides something must not begin to.
    if fields["set"] != nil || (!exclude && redaction == nil && !stop) {
      written = written.over(defaults)
    }
    guard exclude || redaction != nil || stop || !written.settings.isEmpty else {
      throw values.refusal(
        node, "The rule \(quoted(name)) does nothing",
        next: "Add 'set', 'exclude', 'redact' or 'stop'")
    }
    try check.check(written, captures: condition.captureNames)
    return Rule(
      name: name,
      place: Place(file: values.file, line: (nameKey?.mark ?? node.mark).line),
      condition: condition, settings: written.settings, exclude: exclude, redaction: redaction,
      stop: stop)
  }

  private func flag(_ key: String, _ fields: Fields) throws(BadFile) -> Bool {
    guard let node = fields[key] else { return false }
    return try values.flag(node, key)
  }

  private func redaction(_ fields: Fields) throws(BadFile) -> Redaction? {
    guard let node = fields["redact"] else { return nil }
    switch node.value {
    case .scalar("true", .plain): return .whole
    case .scalar("false", .plain): return nil
    default:
      var all: [Pattern] = []
      for pattern in try values.oneOrMore(node, "redact") {
        all.append(try patterns.pattern(pattern, "redact"))
      }
      return .patterns(all)
    }
  }
}
