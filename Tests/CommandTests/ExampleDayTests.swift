import Foundation
import Testing

/// The day of `examples/`, whose entries `examples/expected.json` holds: made by an implementation
/// that shares nothing with ours.
@Suite struct ExampleDayTests {
  private static let day = Program.repository.appending(path: "examples/day.jsonl").path

  private struct Expected: Decodable {
    struct Entry: Decodable {
      var project: String
      var task: String?
      var billable: Bool
      var presence_only: Bool
      var scattered: Bool
      var seconds: Int
      var note: String
    }
    var entries: [Entry]
    var balance: [String: Int]
    var seconds: Int
  }

  private func proposed() throws -> Program {
    let program = try Program(examples: true)
    #expect(try program.run("activity", "import", Self.day).code == 0)
    #expect(try program.run("propose", "2026-11-20").code == 0)
    return program
  }

  @Test func `the entries and the balance are those worked out by hand`() throws {
    let expected = try JSONDecoder().decode(
      Expected.self,
      from: Data(contentsOf: Program.repository.appending(path: "examples/expected.json")))
    let program = try proposed()
    let list = try program.json(EntryList.self, "entries", "2026-11-20", "--json")
    let ours = list.entries.filter { $0.client != nil }.map {
      "\($0.client!)/\($0.project!) \($0.task ?? "-") \($0.billable) "
        + "\($0.presence_only ?? false) \($0.scattered ?? false) \($0.seconds) \($0.note)"
    }
    let theirs = expected.entries.map {
      "\($0.project) \($0.task ?? "-") \($0.billable) \($0.presence_only) \($0.scattered) "
        + "\($0.seconds) \($0.note)"
    }
    #expect(ours.sorted() == theirs.sorted())

    let day = try #require(
      try program.json(DayList.self, "day", "2026-11-20", "--json").days.first)
    #expect(day.balance == expected.balance)
    #expect(day.seconds == expected.seconds)
    #expect(day.balance.values.reduce(0, +) == day.seconds)
    #expect(day.start == "2026-11-20T04:00:00+13:00")
    #expect(day.end == "2026-11-21T04:00:00+13:00")
  }

  @Test func `where spans may be of several days each names its own`() throws {
    let program = try proposed()
    #expect(try program.run("activity", "2026-11-20").output.hasPrefix("from "))
    let week = try program.run("activity", "2026-11-19..2026-11-20").output.split(separator: "\n")
    #expect(week.first?.hasPrefix("day         from ") == true)
    #expect(week.dropFirst().allSatisfy { $0.hasPrefix("2026-11-20  ") })
  }

  @Test func `importing and proposing twice changes nothing`() throws {
    let program = try proposed()
    let before = try program.run("entries", "2026-11-20", "--json")
    let again = try program.run("activity", "import", Self.day)
    #expect(again.output.contains("0 new, 427 known already"))
    #expect(try program.run("propose", "2026-11-20").output.contains("Nothing new to propose."))
    #expect(try program.run("entries", "2026-11-20", "--json") == before)
  }

  @Test func `what is exported comes back the same elsewhere`() throws {
    let first = try proposed()
    let export = try first.run("activity", "export", "2026-11-20").output
    let second = try Program(examples: true)
    #expect(try second.run(["activity", "import", "-"], input: export).code == 0)
    #expect(try second.run("activity", "export", "2026-11-20").output == export)
    let shuffled = export.split(separator: "\n").shuffled().joined(separator: "\n")
    let third = try Program(examples: true)
    #expect(try third.run(["activity", "import", "-"], input: shuffled).code == 0)
    #expect(try third.run("activity", "export", "2026-11-20").output == export)
  }

  @Test func `a private window's title is nowhere in the home`() throws {
    let program = try proposed()
    let evidence = try String(contentsOfFile: Self.day, encoding: .utf8)
    let title = try #require(
      evidence.split(separator: "\n").first { $0.contains("Private Browsing") })
    let marker = try #require(
      title.firstMatch(of: /"title": "([^"]*?) [^" ]* Mozilla/)?.1.prefix(20))
    for case let file as URL in FileManager.default.enumerator(
      at: program.home.appending(path: "data"), includingPropertiesForKeys: nil)!
    {
      let bytes = try Data(contentsOf: file)
      #expect(bytes.range(of: Data(marker.utf8)) == nil, "\(file.lastPathComponent)")
    }
  }

  @Test func `approved entries do not move when rules change`() throws {
    let program = try proposed()
    #expect(try program.run("approve", "2026-11-20", "--client", "acme").code == 0)
    let approved = try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
    ).entries
    #expect(!approved.isEmpty)
    try program.write("rules: []\n", to: "config/rules.d/10-acme.yaml")
    #expect(try program.run("propose", "2026-11-20").code == 0)
    let after = try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
    ).entries
    #expect(after == approved)
    let day = try program.json(DayList.self, "day", "2026-11-20", "--json").days[0]
    #expect(day.balance.values.reduce(0, +) == day.seconds)
  }

  @Test func `a dry run changes nothing`() throws {
    let program = try proposed()
    let before = try program.run("entries", "2026-11-20", "--json")
    #expect(try program.run("approve", "2026-11-20", "--dry-run").output.contains("Would approve"))
    #expect(try program.run("entries", "2026-11-20", "--json") == before)
  }

  @Test func `a scattered entry lists its visits`() throws {
    struct List: Decodable {
      struct Entry: Decodable {
        struct Visit: Decodable {
          var start: String
          var end: String
        }
        var start: String
        var end: String
        var seconds: Int
        var scattered: Bool?
        var visits: [Visit]?
      }
      var entries: [Entry]
    }
    let entries = try proposed().json(List.self, "entries", "2026-11-20", "--json").entries
    #expect(entries.allSatisfy { ($0.scattered == true) == ($0.visits != nil) })
    let reader = ISO8601DateFormatter()
    for entry in entries where entry.scattered == true {
      let visits = try #require(entry.visits)
      #expect(entry.start == visits.first?.start)
      #expect(entry.end == visits.last?.end)
      let lengths = visits.map {
        reader.date(from: $0.end)!.timeIntervalSince(reader.date(from: $0.start)!)
      }
      #expect(lengths.allSatisfy { $0 > 0 })
      #expect(Int(lengths.reduce(0, +)) == entry.seconds)
    }
  }

  @Test func `hands-off work waits for a yes of its own`() throws {
    let program = try proposed()
    #expect(try program.run("approve", "2026-11-20").code == 0)
    let left = try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "proposed", "--json"
    ).entries
    let handsOff = try #require(left.first { $0.presence_only == true && $0.client != nil })
    #expect(left.filter { $0.client != nil } == [handsOff])
    #expect(try program.run("approve", handsOff.id).code == 0)
    #expect(try program.run("approve", handsOff.id).code == 5)
  }

  @Test func `why names the rule, its file and line`() throws {
    let program = try proposed()
    struct Why: Decodable {
      struct Field: Decodable {
        var field: String
        var value: String
        var file: String
        var line: Int
      }
      var fields: [Field]
    }
    let why = try program.json(Why.self, "rules", "why", "2026-11-20T10:15", "--json")
    let project = try #require(why.fields.first { $0.field == "project" })
    #expect(project.value == "acme/website")
    let rules = try String(
      contentsOf: program.home.appending(path: "config/\(project.file)"), encoding: .utf8)
    let line = rules.split(separator: "\n", omittingEmptySubsequences: false)[project.line - 1]
    #expect(line.contains("- name: Acme's weekly call"))
  }

  @Test func `why shows the eight nearest of the rules that lost, or all`() throws {
    struct Why: Decodable {
      struct Lost: Decodable { var rule: String }
      var lost: [Lost]
    }
    let program = try proposed()
    let lost = try program.json(Why.self, "rules", "why", "2026-11-20T15:40", "--json").lost
    func told(_ arguments: String...) throws -> [Substring] {
      try program.run(["rules", "why", "2026-11-20T15:40"] + arguments).output
        .split(separator: "Rules without a part in it:\n")[1].split(separator: "\n")
    }
    #expect(try told("--all").count == lost.count)
    let near = try told()
    #expect(near.count == 9)
    #expect(near.last == "  and \(lost.count - 8) more: --all")
    #expect(near[0].contains("clients.yaml has no project"))
  }

  @Test func `why says that no rule places paused or locked time`() throws {
    let program = try proposed()
    for (time, presence) in [("16:48", "paused"), ("12:40", "locked")] {
      let answer = try program.run("rules", "why", "2026-11-20T\(time)")
      #expect(answer.output.hasSuffix("No rule places time that is \(presence).\n"))
      #expect(!answer.output.contains("without a part"))
    }
  }

  @Test func `a preview's lines bill what was approved, each entry once`() throws {
    struct Preview: Decodable {
      struct Draft: Decodable {
        struct Line: Decodable {
          var quantity: String
          var unit_amount: String
          var line_amount: String
          var entries: [String]
        }
        var client: String
        var contact: String?
        var currency: String
        var lines: [Line]
        var subtotal: String
        var tax: String?
        var warnings: [String]
      }
      var drafts: [Draft]
    }
    let program = try proposed()
    #expect(try program.run("approve", "2026-11-20").code == 0)
    let drafts = try program.json(Preview.self, "invoice", "preview", "--json").drafts
    #expect(drafts.map(\.client) == ["acme", "brightside", "northwind"])
    #expect(drafts.map(\.currency) == ["NZD", "NZD", "EUR"])
    #expect(drafts.allSatisfy { $0.contact == nil && $0.tax == nil && !$0.warnings.isEmpty })
    let billed = drafts.flatMap { $0.lines.flatMap(\.entries) }
    let approved = try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
    ).entries.filter(\.billable)
    #expect(billed.sorted() == approved.map(\.id).sorted())
    for draft in drafts {
      var sum = Decimal(0)
      for line in draft.lines {
        let amount = Decimal(string: line.line_amount)!
        let exact = Decimal(string: line.quantity)! * Decimal(string: line.unit_amount)!
        #expect((amount - exact).magnitude <= Decimal(string: "0.005")!)
        sum += amount
      }
      #expect(sum == Decimal(string: draft.subtotal))
    }
  }
}
