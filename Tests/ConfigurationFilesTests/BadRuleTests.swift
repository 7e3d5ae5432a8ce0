import Testing

@testable import ConfigurationFiles

/// Rules of which one is bad, and the sentence for it.
@Suite struct BadRuleTests {
  /// `when` and what follows of one rule, which begins in line 2.
  private func complaint(_ rule: String) throws -> String? {
    try TestHome(Example.with(rules: "rules:\n  - name: It\n" + rule)).complaint()
  }

  @Test(
    arguments: [
      (
        "    when: { titel: x }\n    set: { note: x }",
        "3:13: Unknown key \"titel\". A condition takes app, instance, title, workspace, executable, "
          + "directory, url, presence, weekday, time, date, any, all and not. "
          + "The nearest is 'title'."
      ),
      (
        "    when: {}\n    set: { project: acme/web }",
        "4:21: No project \"acme/web\". clients.yaml has acme/website and acme/support. "
          + "Use one of those, or add it there."
      ),
      (
        "    when: {}\n    set: { project: bistro/menu }",
        "4:21: No project \"bistro/menu\". clients.yaml has acme/website and acme/support. "
          + "Use one of those, or add it there."
      ),
      (
        "    when: { title: '(?<p>x)' }\n    set: { project: 'acne/{p}' }",
        "4:21: No client \"acne\". clients.yaml has acme. The nearest is 'acme'."
      ),
      (
        "    when: {}\n    set: { project: website }",
        "4:21: A project is CLIENT/PROJECT, and this is \"website\". "
          + "Write it like acme/website, or acme/{name} with a capture."
      ),
      (
        "    when: {}\n    set: { project: acme/website, task: dev }",
        "4:41: No task \"dev\" in acme/website. acme/website has development and meetings. "
          + "Use one of those, or add it there in clients.yaml."
      ),
      (
        "    when: {}\n    set: { task: dev }",
        "4:18: No project has a task \"dev\". There are development and meetings. "
          + "Use one of those, or add it in clients.yaml."
      ),
      (
        "    when: { title: 'a(b' }\n    set: { note: x }",
        "3:24: The pattern \"a(b\" does not compile. "
          + "Missing closing parenthesis at character 4 of the pattern. "
          + "Correct it there, or put a backslash before a character that is meant as it is."
      ),
      (
        "    when: { app: /a(b/ }\n    set: { note: x }",
        "3:22: The pattern \"a(b\" does not compile. "
          + "Missing closing parenthesis at character 4 of the pattern. "
          + "Correct it there, or put a backslash before a character that is meant as it is."
      ),
      (
        "    when: { title: 'it''s (' }\n    set: { note: x }",
        "3:20: The pattern \"it's (\" does not compile. "
          + "Missing closing parenthesis at character 7 of the pattern. "
          + "Correct it there, or put a backslash before a character that is meant as it is."
      ),
      (
        "    when: { title: '(?<file>x)' }\n    set: { note: 'Edited {flie}' }",
        "4:18: No capture {flie}. The rule's patterns capture {file}. The nearest is {file}."
      ),
      (
        "    when: { not: { title: '(?<file>x)' } }\n    set: { note: 'Edited {file}' }",
        "4:18: No capture {file}. The rule's patterns capture nothing. "
          + "Capture it in a pattern of this rule, like '(?<name>.+)'."
      ),
      (
        "    when: {}\n    set: { presence: idle }",
        "4:22: A rule can't set presence to \"idle\". "
          + "It can say that idle time was work with hands off the keyboard. "
          + "Write 'presence: active', or remove the line."
      ),
      (
        "    set: { note: x }",
        "2:5: The rule \"It\" has no 'when'. Add a condition, or 'when: {}' for all time."
      ),
      (
        "    when:\n    set: { note: x }",
        "3:10: The rule \"It\" has an empty 'when'. Write a condition, or 'when: {}' for all time."
      ),
      (
        "    when: {}",
        "2:5: The rule \"It\" does nothing. Add 'set', 'exclude', 'redact' or 'stop'."
      ),
      (
        "    when: {}\n    exclude: yes",
        "4:14: exclude is true or false. Write 'true' or 'false', no quotes."
      ),
      (
        "    when: {}\n    stop: 'true'",
        "4:11: stop is true or false. Write 'true' or 'false', no quotes."
      ),
      (
        "    when: { weekday: mo }\n    set: { note: x }",
        "3:22: weekday is not \"mo\". The days are mon, tue, wed, thu, fri, sat and sun. "
          + "The nearest is 'mon'."
      ),
      (
        "    when: { weekday: mon-firday }\n    set: { note: x }",
        "3:22: weekday is not \"mon-firday\". The days are mon, tue, wed, thu, fri, sat and sun. "
          + "Write it like mon, mon-fri or [mon, wed]."
      ),
      (
        "    when: { weekday: mon-fir }\n    set: { note: x }",
        "3:22: weekday is not \"mon-fir\". The days are mon, tue, wed, thu, fri, sat and sun. "
          + "The nearest is 'fri'."
      ),
      (
        "    when: {}\n    set: { project: acme/wesbite }",
        "4:21: No project \"acme/wesbite\". clients.yaml has acme/website and acme/support. "
          + "The nearest is 'acme/website'."
      ),
      (
        "    when: {}\n    set: { project: acme/website, task: develpoment }",
        "4:41: No task \"develpoment\" in acme/website. acme/website has development and meetings. "
          + "The nearest is 'development'."
      ),
      (
        "    when: {}\n    set: { task: meeting }",
        "4:18: No project has a task \"meeting\". There are development and meetings. "
          + "The nearest is 'meetings'."
      ),
      (
        "    when: {}\n    set: { projet: acme/website }",
        "4:12: Unknown key \"projet\". set takes project, task, billable, note, presence, "
          + "role, complexity and multiplier. "
          + "The nearest is 'project'."
      ),
      (
        "    when: {}\n    set: { note: x }\n    when: { app: x }",
        "5:5: The key \"when\" stands here a second time. The first is in line 3. "
          + "Keep one of them."
      ),
      (
        "    when: { time: 9:00-12:00 }\n    set: { note: x }",
        "3:19: time is not \"9:00-12:00\". It goes from one time of day to another, the end not in. "
          + "Write it like 09:00-12:30, or 22:00-06:00 over midnight."
      ),
      (
        "    when: { date: 2026-13-01 }\n    set: { note: x }",
        "3:19: date is not \"2026-13-01\". It is a day of the calendar, or two with '..'. "
          + "Write it like 2026-11-20, 2026-01-01..2026-06-30, 2026-07-01.. or ..2026-06-30."
      ),
      (
        "    when: { presence: idel }\n    set: { note: x }",
        "3:23: presence is not \"idel\". It is one of active, idle, locked, asleep, paused, off and "
          + "unknown. The nearest is 'idle'."
      ),
      (
        "    when: { any: { app: x } }\n    set: { note: x }",
        "3:18: 'any' takes a list of conditions. "
          + "Write it like 'any: [{ app: code }, { title: Figma }]'."
      ),
      (
        "    when: { app: [] }\n    set: { note: x }",
        "3:18: app is an empty list. An empty list could never match. "
          + "Write a value, or remove the key."
      ),
      (
        "    when: { title: $editor }\n    set: { note: x }",
        "3:20: No pattern is named \"$editor\". This file has no 'let' above. "
          + "Name it under 'let', or write '\\$' for a dollar sign."
      ),
    ] as [(String, String)])
  func `a bad rule gets a sentence with its place`(rule: String, sentence: String) throws {
    let said = try complaint(rule)
    #expect(said == "rules.d/10-acme.yaml:" + sentence)
  }

  @Test func `a bad rule refuses all of them`() throws {
    var files = Example.all
    files["rules.d/20.yaml"] = "rules: [{ name: x }]"
    #expect(try TestHome(files).complaint()?.hasPrefix("rules.d/20.yaml:1:9: ") == true)
  }

  @Test func `a file that would not be read is named`() throws {
    var files = Example.all
    files["rules.d/20.yml"] = ""
    #expect(
      try TestHome(files).complaint()
        == "rules.d: The file \"20.yml\" would not be read. Rule files end in .yaml. "
        + "Rename it, or begin its name with a dot.")
  }
}
