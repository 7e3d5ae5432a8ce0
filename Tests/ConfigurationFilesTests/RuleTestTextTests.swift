import Activity
import Foundation
import Rules
import TestSupport
import Testing

@testable import ConfigurationFiles

private func span(_ window: Window, presence: Presence = .active) -> Span {
  Span(
    source: "x11", start: Instant(seconds: 1_795_000_000), end: Instant(seconds: 1_795_000_060),
    observation: Observation(presence: presence, subject: .window(window)),
    zone: Zone(name: "Pacific/Auckland", offset: 13 * 3600))
}

@Suite struct RuleTestTextTests {
  private func text(
    _ window: Window, presence: Presence = .active, rules: String = Example.rules
  ) throws -> String {
    let settings = try TestHome(Example.with(rules: rules)).load()
    let span = span(window, presence: presence)
    return try RuleTestText(of: span, at: span.start, settings.rules).text
  }

  @Test func `a span becomes a test that stands in a file as it is`() throws {
    #expect(
      try text(Window(app: "Code", title: "a.ts - acme-web - Visual Studio Code")) == """
        # Put the entry under 'tests:' of a rule file.
        tests:
          - span: { app: Code, title: a.ts - acme-web - Visual Studio Code }
            gives: { project: acme/website, task: development, note: Edited a.ts }

        """)
    #expect(
      try text(Window(app: "mpv", title: "A film"), presence: .idle) == """
        # Put the entry under 'tests:' of a rule file.
        tests:
          - span: { app: mpv, title: A film, presence: idle }
            gives: { project: null }

        """)
  }

  @Test func `the time stands in it where rules ask for it`() throws {
    let rules =
      "rules: [{ name: It, when: { weekday: wed }, set: { project: acme/support, billable: true } }]"
    // 2026-11-18 was a Wednesday in Auckland.
    #expect(
      try text(Window(app: "x"), rules: rules).hasSuffix(
        """
          - span: { app: x, at: 2026-11-19T00:06 }
            gives: { project: null }

        """))
    let every =
      "rules: [{ name: It, when: { time: 00:06-00:07 }, set: { project: acme/support, billable: true } }]"
    #expect(
      try text(Window(app: "x"), rules: every).hasSuffix(
        """
          - span: { app: x, at: 2026-11-19T00:06 }
            gives: { project: acme/support, billable: true }

        """))
  }

  @Test(arguments: UInt64(0)..<150)
  func `whatever a window says, its test passes in a file`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func anyText() -> String {
      let pieces = [
        "index.ts", " - acme-web - Visual Studio Code", "'", "\"", ": ", " #", "{", "}", "[", "]",
        ",", "\\", "\n", "\t", "\u{0}", "\u{1b}[2J", "\u{7f}", "\u{85}", "\u{2028}", "\u{202e}",
        "\u{feff}", "日本", "👩‍💻", "\u{10ffff}", "\u{fffe}", "- ", "? ", "&a", "*a", "!t", "%", "@",
        "`", "no", "null", "~", " ", "…", "{title}",
      ]
      return (0..<Int.random(in: 1...6, using: &random)).map { _ in
        pieces[.random(in: 0..<pieces.count, using: &random)]
      }.joined()
    }
    let rules = """
      rules:
        - name: Editor
          when: { title: '(?<file>.+) - acme-web' }
          set: { project: acme/website, task: development, note: 'Edited {file} {app}' }
        - name: Hide
          when: { title: null }
          redact: 'l+'
        - name: Note
          when: {}
          set: { note: '{title}' }

      """
    let window = Window(
      app: anyText(), title: anyText(), directory: anyText(), url: anyText(), fullscreen: true)
    let settings = try TestHome(Example.with(rules: rules)).load()
    let piece = settings.rules.classify(span(window))[0]
    var shown = span(window)
    shown.observation.subject = piece.subject
    let test = try RuleTestText(of: shown, at: shown.start, settings.rules).text
    let home = try TestHome(Example.with(rules: rules + test))
    let again = try home.load()
    #expect(again.tests.count == 1)
    #expect(again.tests.map { $0.run(again.rules) } == [[]], "\(test)")
  }
}
