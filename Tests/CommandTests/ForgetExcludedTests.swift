import Foundation
import Testing

/// Rules that hide something act on what was recorded before them, and `forget` erases it.
@Suite struct ForgetExcludedTests {
  private static let day = "2026-11-20"

  private func recorded() throws -> Program {
    let program = try Program()
    try program.write(
      "clients: { acme: { currency: NZD, projects: { website: {} } } }", to: "config/clients.yaml")
    func row(_ from: String, _ to: String, _ title: String) -> String {
      #"{"start":"2026-11-20T\#(from):00+13:00","end":"2026-11-20T\#(to):00+13:00","#
        + #""presence":"active","app":"x","title":"\#(title)"}"# + "\n"
    }
    let rows =
      row("09:00", "09:10", "topsecret plan") + row("09:10", "09:20", "Rent 12-3456-0789012 bank")
      + row("09:20", "09:30", "fine") + row("09:30", "09:50", "hidden for a while")
    #expect(try program.run(["activity", "import", "-"], input: rows).code == 0)
    try program.write(
      """
      rules:
        - { name: All, when: {}, set: { project: acme/website, note: 'On {title}' } }
        - { name: Hide, when: { title: secret }, exclude: true }
        - { name: Break, when: { title: hidden, time: 09:35-09:40 }, exclude: true }
        - { name: Account, when: {}, redact: '\\d\\d-\\d{4}-\\d{7}' }
      """, to: "config/rules.d/10.yaml")
    return program
  }

  private func holds(_ program: Program, _ text: String) throws -> Bool {
    let data = program.home.appending(path: "data")
    return try FileManager.default.contentsOfDirectory(atPath: data.path).contains {
      try Data(contentsOf: data.appending(path: $0)).range(of: Data(text.utf8)) != nil
    }
  }

  private static let shown = [
    "(private) 600", "Rent … bank 600", "fine 600", "hidden for a while 300", "(private) 300",
    "hidden for a while 600",
  ]

  private struct Activity: Decodable {
    struct Span: Decodable {
      var title: String?
      var seconds: Int
    }
    var spans: [Span]
  }

  private func shown(_ program: Program) throws -> [String] {
    try program.json(Activity.self, "activity", Self.day, "--json").spans.map {
      "\($0.title ?? "(private)") \($0.seconds)"
    }
  }

  @Test func `what rules hide later is hidden at once, and erased on a word`() throws {
    let program = try recorded()
    #expect(try shown(program) == Self.shown)
    #expect(try program.run("propose", Self.day).code == 0)
    let entries = try program.run("entries", Self.day, "--evidence")
    #expect(!entries.output.contains("secret") && !entries.output.contains("0789012"))
    #expect(try holds(program, "topsecret") && holds(program, "0789012"))

    #expect(try program.run("forget", "--excluded").code == 4)
    #expect(try holds(program, "topsecret"))
    let answer = try program.run("forget", "--excluded", "--yes")
    #expect(answer.code == 0)
    #expect(answer.output.hasPrefix("Erased the names of 3 spans, 0:25:00"))
    #expect(try !holds(program, "topsecret") && !holds(program, "0789012"))

    // Nothing comes back with the rules gone, and what they let be is still there.
    try program.write("rules: []\n", to: "config/rules.d/10.yaml")
    #expect(try shown(program) == Self.shown)
    #expect(try program.run("forget", "--excluded", "--yes").code == 0)
  }
}
