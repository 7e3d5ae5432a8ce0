import Foundation
import Testing

/// The tools around rule files, on the day of `examples/`.
@Suite struct RuleToolTests {
  private struct Suggestions: Decodable {
    struct Suggestion: Decodable {
      var number: Int
      var name: String
      var project: String?
      var seconds: Int
      var wrong_seconds: Int
      var rule: [String]
    }
    var schema: Int
    var suggestions: [Suggestion]
  }

  private struct Comparison: Decodable {
    struct Row: Decodable, Equatable {
      var client: String?
      var project: String?
      var before_seconds: Int
      var after_seconds: Int
      var currency: String?
      var before_amount: String?
      var after_amount: String?
    }
    struct Move: Decodable, Equatable {
      struct Place: Decodable, Equatable {
        var client: String
        var project: String
        var task: String?
      }
      var from: Place?
      var to: Place?
      var seconds: Int
    }
    var rows: [Row]
    var moves: [Move]
    var decided_seconds: Int
    var new_seconds: Int
    var gone_seconds: Int
    var unproposed: [String]
  }

  @Test func `an accepted suggestion places its time, and asks before`() throws {
    let program = try Program.proposed(starters: false)
    let list = try program.json(Suggestions.self, "rules", "suggest", "--json").suggestions
    let poster = try #require(list.first { $0.name.contains("Gimp") })
    #expect(poster.seconds == 524)
    #expect(poster.wrong_seconds == 0)
    let accept = [
      "rules", "suggest", "--accept", "\(poster.number)", "--project", "northwind/shop",
    ]
    let plan = try program.run(accept)
    #expect(plan.code == 4)
    #expect(plan.output.contains(poster.rule[1]))
    #expect(plan.output.contains("0:10:25 from (unassigned) to northwind/shop"))
    let file = program.home.appending(path: "config/rules.d/00-learned.yaml")
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try program.run(accept + ["--dry-run"]).code == 0)
    #expect(!FileManager.default.fileExists(atPath: file.path))

    #expect(try program.run(accept + ["--yes"]).code == 0)
    let diff = try program.json(Comparison.self, "rules", "diff", "2026-11-20", "--json")
    // With what it absorbs.
    #expect(diff.moves.map(\.seconds) == [625])
    #expect(diff.moves.first?.from == nil)
    #expect(diff.moves.first?.to == .init(client: "northwind", project: "shop", task: nil))
    #expect(try program.run("propose", "2026-11-20").code == 0)
    let left = try program.json(Suggestions.self, "rules", "suggest", "--json").suggestions
    #expect(!left.contains { $0.name == poster.name })
    #expect(
      try program.json(Comparison.self, "rules", "diff", "2026-11-20", "--json").moves.isEmpty)
  }

  @Test func `a suggestion needs a place that there is`() throws {
    let program = try Program.proposed(starters: false)
    for (words, code, hint) in [
      (["--accept", "99", "--project", "acme/website"], 3, "There is no suggestion 99"),
      (["--accept", "1"], 2, "--project"),
      (["--accept", "1", "--project", "acme/web"], 3, "acme/website"),
      (["--accept", "1", "--project", "acme"], 2, "CLIENT/PROJECT"),
      (["--accept", "1", "--project", "acme/website", "--task", "x"], 3, "development"),
      (["--project", "acme/website"], 2, "--accept"),
    ] as [([String], Int32, String)] {
      let answer = try program.run(["rules", "suggest"] + words)
      #expect(answer.code == code, "\(words)")
      #expect(answer.error.contains(hint), "\(answer.error)")
    }
    #expect(
      !FileManager.default.fileExists(
        atPath: program.home.appending(path: "config/rules.d/00-learned.yaml").path))
  }

  @Test func `private time is never suggested`() throws {
    let answer = try Program.proposed(starters: false).run("rules", "suggest", "--json")
    #expect(!answer.output.contains("Private Browsing"))
  }

  @Test func `edited files move what is open, in hours and money, and nothing approved`() throws {
    let program = try Program.proposed(starters: false)
    let acme = program.home.appending(path: "config/rules.d/10-acme.yaml")
    #expect(try program.run("approve", "2026-11-20", "--client", "brightside").code == 0)
    for name in ["10-acme.yaml", "20-brightside.yaml"] {
      try program.write("rules: []\n", to: "config/rules.d/\(name)")
    }
    let diff = try program.json(Comparison.self, "rules", "diff", "2026-11-20", "--json")
    #expect(Set(diff.rows.map { "\($0.client ?? "-")/\($0.project ?? "-")" }).contains("-/-"))
    #expect(!diff.rows.contains { $0.client == "brightside" })
    let website = try #require(diff.rows.first { $0.project == "website" })
    #expect(website.before_seconds == 10_727)
    #expect(website.after_seconds == 0)
    #expect(website.before_amount == "480.72")
    #expect(website.after_amount == "0.00")
    #expect(website.currency == "NZD")
    #expect(diff.decided_seconds == 7293)
    #expect(diff.new_seconds == 0 && diff.unproposed.isEmpty)
    // No rule lifts the idle minutes of the call any more.
    #expect(diff.gone_seconds == 497)
    let before = diff.rows.reduce(0) { $0 + $1.before_seconds }
    #expect(before - 497 == diff.rows.reduce(0) { $0 + $1.after_seconds })
    #expect(try String(contentsOf: acme, encoding: .utf8) == "rules: []\n")

    // Its files are gone with it.
    try withExtendedLifetime(Program.proposed(starters: false)) { other in
      let same = try program.json(
        Comparison.self, "rules", "diff", "2026-11-20", "--json", "--against",
        other.home.appending(path: "config").path)
      #expect(same.rows == diff.rows)
    }
    let none = try program.run("rules", "diff", "2026-11-20", "--against", "/nowhere")
    #expect(none.code == 2)
  }

  private struct Checks: Decodable {
    struct Check: Decodable, Equatable {
      var check: String
      var state: String
      var rule: String?
      var file: String?
      var line: Int?
      var column: Int?
    }
    var checks: [Check]
  }

  @Test func `check names what is of no use, and the files stay good`() throws {
    let program = try Program.proposed(starters: false)
    #expect(
      try program.run("rules", "check").output.hasSuffix(
        "17 rules, no warnings; 15 tests beside them, all pass.\n"))
    try program.write(
      """
      rules:
        - name: Wide
          when: { app: code }
          set: { project: acme/website }
        - name: Narrow
          when: { app: code, title: x }
          set: { project: acme/support }
        - name: Runaway
          when: { title: '(a+)+$' }
          set: { note: x }
      """, to: "config/rules.d/95-more.yaml")
    #expect(try program.run("rules", "check").code == 0)
    let checks = try program.json(Checks.self, "rules", "check", "--json").checks
    func warning(
      _ check: String, _ rule: String, _ line: Int, _ column: Int? = nil
    ) -> Checks.Check {
      Checks.Check(
        check: check, state: "warning", rule: rule, file: "rules.d/95-more.yaml", line: line,
        column: column)
    }
    #expect(
      checks.filter { $0.state != "ok" } == [
        warning("never-wins", "Narrow", 5), warning("never-matched", "Runaway", 8),
        warning("slow-pattern", "Runaway", 9, 20),
      ])
    let long = String(repeating: "a", count: 1000) + "!"
    let row =
      #"{"start":"2026-11-20T21:30:00+13:00","end":"2026-11-20T21:40:00+13:00","#
      + #""presence":"active","app":"x","title":"\#(long)"}"#
    #expect(try program.run(["activity", "import", "-"], input: row).code == 0)
    #expect(
      try program.run("rules", "check").output.contains(
        "\nrules.d/95-more.yaml:9:20: \"Runaway\" has the pattern '(a+)+$', which took too many "
          + "steps on what was recorded, and gave up there. "))
    try program.write("rules: [{ nam: x }]\n", to: "config/rules.d/95-more.yaml")
    let bad = try program.run("rules", "check", "--json")
    #expect(bad.code == 2)
    #expect(
      try JSONDecoder().decode(Checks.self, from: Data(bad.output.utf8)).checks == [
        Checks.Check(
          check: "files", state: "error", file: "rules.d/95-more.yaml", line: 1, column: 11)
      ])
  }

  @Test func `a recorded span becomes a test that passes`() throws {
    let program = try Program.proposed(starters: false)
    let test = try program.run("rules", "test", "--from", "2026-11-20T10:20")
    #expect(test.code == 0)
    #expect(test.output.contains("presence: idle"))
    try program.write(test.output, to: "config/rules.d/96-recorded.yaml")
    #expect(try program.run("rules", "test").output == "16 of 16 tests pass.\n")
    // The private window is a stretch without names.
    let hidden = try program.run("rules", "test", "--from", "2026-11-20T13:06")
    #expect(hidden.code == 3)
    #expect(hidden.error.contains("private"))
    #expect(hidden.output.isEmpty)
  }

  @Test func `why explains an entry by its own first span`() throws {
    struct Why: Decodable {
      struct Field: Decodable {
        var field: String
        var value: String
      }
      var entry: String?
      var fields: [Field]
    }
    let program = try Program.proposed(starters: false)
    let entries = try program.json(EntryList.self, "entries", "2026-11-20", "--json").entries
    for entry in entries where entry.scattered != true {
      let why = try program.json(Why.self, "rules", "why", entry.id, "--json")
      #expect(why.entry == entry.id)
      let project = why.fields.first { $0.field == "project" }?.value
      #expect(project == entry.client.map { "\($0)/\(entry.project ?? "")" }, "\(entry)")
    }
  }
}
