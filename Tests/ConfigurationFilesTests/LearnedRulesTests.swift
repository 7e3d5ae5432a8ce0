import Activity
import Foundation
import Rules
import TestSupport
import Testing

@testable import ConfigurationFiles

private let website = ProjectKey(client: "acme", project: "website")

private func rule(
  _ name: String, app: String = "code", title: String? = nil, task: String? = nil
) throws -> RuleText {
  var parts = [Condition.text(.app, .whole(app))]
  if let title {
    parts.append(.text(.title, .pattern(try Pattern(title, engine: .interpreter))))
  }
  return try #require(
    RuleText(name: name, condition: .every(parts), project: website, task: task))
}

@Suite struct LearnedRulesTests {
  private let file = "rules.d/00-learned.yaml"

  private func text(_ home: TestHome) throws -> String {
    try String(contentsOfFile: home.path(file), encoding: .utf8)
  }

  @Test func `a new rule begins the file, for the owner alone, and is read first`() throws {
    var files = Example.all
    files["rules.d/00-a.yaml"] = "rules: [{ name: A, when: {}, set: { note: a } }]"
    let home = try TestHome(files)
    let settings = try LearnedRules(home.places).add(
      rule("Acme", title: #"\bacme\b"#, task: "development"))
    #expect(
      try text(home) == LearnedRules.heading + #"""
          - name: Acme
            when: { app: code, title: '\bacme\b' }
            set: { project: acme/website, task: development }

        """#)
    let mode = try FileManager.default.attributesOfItem(atPath: home.path(file))[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(settings.rules == (try home.load().rules))
    #expect(settings.rules.rules.map(\.name).prefix(2) == ["Acme", "A"])
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: home.places.rules))
        == ["00-a.yaml", "00-learned.yaml", "10-acme.yaml"])
  }

  @Test(
    arguments: [
      (
        "rules:\n  # why\n  - name: Old   # because\n    when: {}\n    set: { note: x }\n",
        "rules:\n  - name: It\n    when: { app: code }\n    set: { project: acme/website }\n"
          + "  # why\n  - name: Old   # because\n    when: {}\n    set: { note: x }\n"
      ),
      (
        "rules:\n- { name: Old, when: {}, set: { note: x } }",
        "rules:\n- name: It\n  when: { app: code }\n  set: { project: acme/website }\n"
          + "- { name: Old, when: {}, set: { note: x } }"
      ),
      (
        "# mine\r\nrules:\r\n  - { name: Old, when: {}, set: { note: x } }\r\n",
        "# mine\r\nrules:\r\n  - name: It\n    when: { app: code }\n"
          + "    set: { project: acme/website }\n"
          + "  - { name: Old, when: {}, set: { note: x } }\r\n"
      ),
      (
        "rules: [] # none\ntests: []\n",
        "rules:  # none\n  - name: It\n    when: { app: code }\n"
          + "    set: { project: acme/website }\ntests: []\n"
      ),
      (
        "rules:\n",
        "rules:\n  - name: It\n    when: { app: code }\n    set: { project: acme/website }\n"
      ),
      (
        "let: { x: y }",
        "let: { x: y }\nrules:\n  - name: It\n    when: { app: code }\n"
          + "    set: { project: acme/website }\n"
      ),
      (
        "# nothing yet\n",
        "# nothing yet\nrules:\n  - name: It\n    when: { app: code }\n"
          + "    set: { project: acme/website }\n"
      ),
    ])
  func `a person's edits keep every byte`(old: String, new: String) throws {
    let home = try TestHome(Example.all)
    try home.write(file, Data(old.utf8))
    try LearnedRules(home.places).add(rule("It"))
    #expect(Array(try text(home).utf8) == Array(new.utf8))
    #expect(try home.load().rules.rules.first?.name == "It")
  }

  @Test(
    arguments: [
      (
        "rules: [{ name: Old, when: {}, set: { note: x } }]\n",
        "rules.d/00-learned.yaml:1:1: A rule can't be added here. The list of rules is not written "
          + "with each rule on lines of its own. Write 'rules:' and then '- name:' lines below it."
      ),
      (
        "defaults: { note: x }\nrules: []\n",
        "rules.d/00-learned.yaml: A rule can't be added to this file as it stands. Its 'defaults' "
          + "or its form would change what the rule does. Remove 'defaults' there, and write "
          + "'rules:' with each rule on lines of its own."
      ),
      (
        "rules: [",
        "rules.d/00-learned.yaml:2:1: This is not YAML: did not find expected node content. While "
          + "parsing a flow node. Look at the indentation, the quotes and the colons there and "
          + "just above."
      ),
    ])
  func `a file that can't take a rule stays as it is`(old: String, sentence: String) throws {
    let home = try TestHome(Example.all)
    try home.write(file, Data(old.utf8))
    let rule = try rule("It")
    let error = #expect(throws: SettingsError.self) { try LearnedRules(home.places).add(rule) }
    #expect(error?.description == sentence)
    #expect(try text(home) == old)
  }

  @Test func `of the same rule written four times at once, one stays`() async throws {
    let home = try TestHome(Example.all)
    let (places, rule) = (home.places, try rule("It"))
    let results = await withTaskGroup(of: Result<Settings, any Error>.self) { group in
      for _ in 0..<4 {
        group.addTask { Result { try LearnedRules(places).add(rule) } }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let refused = results.compactMap { result in
      if case .failure(let error) = result { error as? RuleStandsAlready } else { nil }
    }
    #expect(refused.map(\.place) == Array(repeating: Place(file: file, line: 5), count: 3))
    #expect(try text(home) == LearnedRules.heading + rule.text(indentation: 2))
  }

  @Test func `the same under another name is not written, what was overruled is`() throws {
    let home = try TestHome(Example.all)
    let learned = LearnedRules(home.places)
    try learned.add(rule("A"))
    let before = try text(home)
    let error = #expect(throws: RuleStandsAlready.self) { try learned.add(rule("B")) }
    #expect(
      error?.description
        == "rules.d/00-learned.yaml:5: This rule stands there already; nothing was written. "
        + "\"daybook propose\" moves what it catches; where another rule of that file still wins, "
        + "move this one above it.")
    #expect(throws: RuleStandsAlready.self) { try learned.settings(adding: rule("B")) }
    #expect(try text(home) == before)
    try learned.add(rule("C", task: "development"))
    #expect(try learned.add(rule("D")).rules.rules.prefix(3).map(\.name) == ["D", "C", "A"])
  }

  @Test(
    arguments: [
      "rules:\n  # why\n  - name: Old   # because\n    when: {}\n    set: { note: x }\n",
      "rules:\n- { name: Old, when: {}, set: { note: x } }",
      "# mine\r\nrules:\r\n  - { name: Old, when: {}, set: { note: x } }\r\n",
      "rules:\n", "let: { x: y }\nrules:\n", "rules:\n# mine\n",
    ])
  func `a rule that is taken out leaves every byte as it was, and comes back`(old: String) throws {
    let home = try TestHome(Example.all)
    try home.write(file, Data(old.utf8))
    let learned = LearnedRules(home.places)
    let rule = try rule("It")
    try learned.add(rule)
    let with = try text(home)
    #expect(try learned.takeOut(rule.written, dryRun: true))
    #expect(try text(home) == with)
    #expect(try learned.takeOut(rule.written))
    #expect(Array(try text(home).utf8) == Array(old.utf8))
    #expect(try !learned.takeOut(rule.written), "it is gone, that is as good")
    #expect(try learned.putBack(rule.written, dryRun: true))
    #expect(Array(try text(home).utf8) == Array(old.utf8))
    #expect(try learned.putBack(rule.written))
    #expect(try text(home) == with)
    #expect(try !learned.putBack(rule.written), "it stands there")
    #expect(try home.load().rules.rules.first?.name == "It")
  }

  @Test func `a file begun for a rule goes with it`() throws {
    let home = try TestHome(Example.all)
    let learned = LearnedRules(home.places)
    let rule = try rule("It")
    #expect(try !learned.takeOut(rule.written))
    try learned.add(rule)
    try learned.takeOut(rule.written)
    #expect(!FileManager.default.fileExists(atPath: home.path(file)))
    try learned.putBack(rule.written)
    #expect(try home.load().rules.rules.first?.name == "It")
  }

  @Test(
    arguments: [
      ("    set: { project: acme/website }\n", "    set: { project: acme/support }\n", 5),
      (
        "    set: { project: acme/website }\n",
        "    set: { project: acme/website }\n    stop: true\n", 5
      ),
      ("  - name: It\n", "  - name: Mine\n", 6),
      ("  - name: It\n", "  - name: It # mine\n", 6),
    ])
  func `a rule that somebody changed stays, and its line is named`(
    old: String, new: String, line: Int
  ) throws {
    let home = try TestHome(Example.all)
    let learned = LearnedRules(home.places)
    let rule = try rule("It")
    try learned.add(rule)
    let changed = try text(home).replacing(old, with: new)
    try home.write(file, Data(changed.utf8))
    let error = #expect(throws: LearnedRuleChanged.self) { try learned.takeOut(rule.written) }
    #expect(error?.place == Place(file: file, line: line))
    #expect(try text(home) == changed)
  }

  @Test func `of two rules that look alike the right one goes, also where it is gone`() throws {
    let home = try TestHome(Example.all)
    let learned = LearnedRules(home.places)
    let (first, second) = (try rule("It"), try rule("It", task: "development"))
    try learned.add(first)
    let before = try text(home)
    try learned.add(second)
    let others = [first.written, second.written]
    #expect(try learned.takeOut(second.written, besides: others))
    #expect(try text(home) == before)
    #expect(try !learned.takeOut(second.written, besides: others))
    #expect(try text(home) == before)
    #expect(throws: LearnedRuleChanged.self) { try learned.takeOut(second.written) }
  }

  @Test func `it is found wherever it was moved, and indented otherwise`() throws {
    let home = try TestHome(Example.all)
    let rule = try rule("It")
    let lines = rule.lines.map { "      \($0)\n" }.joined()
    let mine = "rules:\n      - { name: Mine, when: {}, set: { note: x } }\n"
    try home.write(file, Data((mine + lines).utf8))
    try LearnedRules(home.places).takeOut(rule.written)
    #expect(try text(home) == mine)
  }

  @Test func `another bad file refuses the new rule too`() throws {
    let home = try TestHome(Example.with(rules: "rules: [{ name: x }]"))
    let rule = try rule("It")
    #expect(throws: SettingsError.self) { try LearnedRules(home.places).add(rule) }
    #expect(!FileManager.default.fileExists(atPath: home.path(file)))
  }

  @Test func `a link is not written through`() throws {
    let home = try TestHome(Example.all)
    try home.write("elsewhere", Data("rules: []\n".utf8))
    #expect(symlink(home.path("elsewhere"), home.path(file)) == 0)
    let rule = try rule("It")
    let error = #expect(throws: SettingsError.self) { try LearnedRules(home.places).add(rule) }
    #expect(
      error?.description
        == "rules.d/00-learned.yaml: This is a link or no plain file, and is not written to. "
        + "Put a plain file there, or remove it.")
    #expect(try String(contentsOfFile: home.path("elsewhere"), encoding: .utf8) == "rules: []\n")
  }

  @Test(
    arguments: [
      "plain", "it's", "a: b # c", "- x", "[a, b]", "{a}", "no", "0x1f", "1e3", "~", "*a", "&a",
      "!t", "%x", "@x", "`x`", "$dollar", "back\\slash", "\"quoted\"", "trailing ", " leading",
      "Żółć — ünï", "日本語", "👩‍💻 code", "right\u{202e}left", "zero\u{200b}width", "tab\there",
      "nel\u{2028}line", "private\u{e000}use", "\u{feff}bom", "/slashes/", "<<", "---", "...",
    ])
  func `any name of a program survives writing and reading`(app: String) throws {
    let home = try TestHome(Example.all)
    let settings = try LearnedRules(home.places).add(try rule("It", app: app))
    let written = try text(home)
    #expect(written.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\u{200d}" || !$0.isHidden })
    let span = Span(
      source: "test", start: Instant(seconds: 0), end: Instant(seconds: 1),
      observation: Observation(presence: .active, subject: .window(Window(app: app))), zone: .utc)
    #expect(settings.rules.classify(span)[0].classification.project == website)
  }

  @Test(arguments: UInt64(0)..<100)
  func `any text survives writing and reading`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7e, 0x20...0x2f, 0x3a...0x40, 0xa0...0x2ff, 0x2000...0x206f, 0xe000...0xffff,
      0x1f300...0x1f6ff, 0x10fff0...0x10ffff,
    ]
    for _ in 0..<50 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let range = ranges[.random(in: 0..<ranges.count, using: &random)]
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
          text.append(scalar)
        }
      }
      let written = "a: { b: \(YAMLText.scalar(String(text))) }"
      let root = try #require(try YAMLParser.parse(written, file: "x"))
      guard case .map(let pairs) = root.value, case .map(let inner) = pairs[0].value.value,
        case .scalar(let read, _) = inner[0].value.value
      else {
        Issue.record("\(written)")
        continue
      }
      #expect(Array(read.unicodeScalars) == Array(text), "\(written)")
    }
  }
}
