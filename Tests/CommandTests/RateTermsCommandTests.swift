import Foundation
import Testing

/// Roles, multipliers, days and the rates of all clients, from the files to the draft.
@Suite struct RateTermsCommandTests {
  private static let rules = """
    rules:
      - name: Acme
        when: { app: code }
        set: { project: acme/website, task: development }
      - name: What is done on a Friday
        when: { weekday: fri }
        set: { multiplier: friday, role: senior }
    """

  /// The example day's editor, approved, with `clients` in place of the examples'.
  private func approved(_ clients: String) throws -> Program {
    let program = try Program(examples: true)
    let rules = program.home.appending(path: "config/rules.d")
    try FileManager.default.removeItem(at: rules)
    try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
    try program.write(Self.rules, to: "config/rules.d/10-acme.yaml")
    try program.write(clients, to: "config/clients.yaml")
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    try #require(try program.run("activity", "import", day).code == 0)
    let answer = try program.run("approve", "2026-11-20")
    try #require(answer.code == 0, "\(answer.error)")
    return program
  }

  private func clients(_ rates: String, top: String = "") -> String {
    """
    multipliers: { friday: 1.5 }
    \(top)
    clients:
      acme:
        currency: NZD
        rates:
          - { from: 2026-01-01, hourly: 1, role: senior }
          \(rates)
        xero: { account: "200", tax: OUTPUT2 }
        projects:
          website: { tasks: { development: {} } }
    """
  }

  private struct Preview: Decodable {
    struct Draft: Decodable {
      struct Line: Decodable {
        var quantity: String
        var unit: String
        var unit_amount: String
      }
      var lines: [Line]
      var subtotal: String
    }
    var drafts: [Draft]
  }

  private func lines(_ program: Program) throws -> [String] {
    try program.json(Preview.self, "invoice", "preview", "--json").drafts.flatMap(\.lines)
      .map { "\($0.quantity) \($0.unit) x \($0.unit_amount)" }
  }

  private func entries(_ program: Program) throws -> [EntryList.Entry] {
    try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
    ).entries
  }

  @Test func `a rule's role and multiplier choose the rate, and why says so`() throws {
    let program = try approved(clients("- { from: 2026-07-01, hourly: 180.50, role: senior }"))
    #expect(try lines(program).allSatisfy { $0.hasSuffix(" hour x 270.75") })
    let why = try program.run("rates", "why", try #require(entries(program).first).id)
    #expect(
      why.output.split(separator: "\n").dropFirst().map(String.init) == [
        "  tried                     hourly  for     from        stands in",
        "  acme/website/development    none",
        "  acme/website                none",
        "  acme                      180.50  senior  2026-07-01  clients.yaml:8",
        "Looked up for role senior.",
        "Times 1.5 for friday, clients.yaml:1.",
        "Stored at its approval, from clients.yaml:8.",
      ])
    #expect(why.output.contains(": 270.75 NZD an hour\n"))
    // An edit moves nothing that is approved, and says so.
    try program.write(
      clients("- { from: 2026-07-01, hourly: 180.50, role: senior }").replacing(
        "1.5", with: "2"), to: "config/clients.yaml")
    #expect(try lines(program).allSatisfy { $0.hasSuffix(" hour x 270.75") })
  }

  @Test func `a day is billed once, and what is pushed of it is taken off`() throws {
    let sandbox = try Sandbox()
    let program = try approved(
      clients("- { from: 2026-07-01, daily: 800, role: senior }")
        .replacing("friday: 1.5", with: "friday: 1.25")
        .replacing("website: {", with: "website: { role: senior, multiplier: friday,"))
    program.environment.merge(sandbox.environment) { $1 }
    for arguments in [
      ["xero", "login"], ["xero", "sync"],
      [
        "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact",
        "Acme Pty Ltd",
      ],
    ] {
      try #require(try program.run(arguments).code == 0)
    }
    #expect(try lines(program) == ["1 day x 1000"])
    let why = try program.run("rates", "why", try #require(entries(program).first).id)
    #expect(why.output.contains(": 1000.00 NZD a day\n"))
    #expect(why.output.contains("800.00 a day  senior"))
    let pushed = try program.json(DraftList.self, "invoice", "push", "--yes", "--json").drafts
    #expect(pushed.map(\.total) == ["1150.00"])
    let number = try #require(pushed.first?.number)
    #expect(try program.run("invoice", "explain", number).output.contains("billed 0."))

    let late = try program.run(
      "add", "acme/website/development", "20:00-20:10", "--on", "2026-11-20", "--approve")
    #expect(late.code == 0, "\(late.error)")
    // The day is on a live invoice: alone, what is late waits.
    #expect(try program.run("invoice", "push", "--yes").output.contains("Nothing to push."))
    #expect(try program.run("verify").code == 0)
    let report = try program.run("report", "2026-11-20", "--by", "project", "--csv")
    #expect(report.output.contains("1000.00"), "\(report.output)")
  }

  @Test func `rates of all clients hold where a client has none, in its currency alone`() throws {
    let plain = clients("").replacing(
      "      - { from: 2026-01-01, hourly: 1, role: senior }\n", with: ""
    )
    .replacing("    rates:\n", with: "")
    let all = "rates: [{ from: 2026-01-01, hourly: 100, currency: %, role: senior }]"
    let program = try approved(
      plain.replacing("multipliers", with: all.replacing("%", with: "NZD") + "\nmultipliers"))
    #expect(try lines(program).allSatisfy { $0.hasSuffix(" hour x 150") })
    let why = try program.run("rates", "why", try #require(entries(program).first).id)
    #expect(
      why.output.contains("  all clients               100.00  senior  2026-01-01  clients.yaml:1"))

    let other = try approved(
      plain.replacing("multipliers", with: all.replacing("%", with: "EUR") + "\nmultipliers"))
    let refused = try other.run("invoice", "preview")
    #expect(refused.code == 2)
    #expect(refused.error.contains("only a rate in EUR is in force (clients.yaml:1)"))
    #expect(refused.error.contains("billed in NZD"))
    #expect(refused.error.contains(try #require(entries(other).first).id))
  }

  @Test func `without a rate nothing is stored, and the entry takes it once there is one`() throws {
    let program = try approved(clients("").replacing("2026-01-01", with: "2027-01-01"))
    let refused = try program.run("invoice", "preview")
    #expect(refused.code == 2)
    #expect(refused.error.contains("No rate is in force for entry "))
    #expect(refused.error.contains("(acme/website/development on 2026-11-20)"))
    try program.write(clients(""), to: "config/clients.yaml")
    #expect(try lines(program).allSatisfy { $0.hasSuffix(" hour x 1.5") })
  }

  @Test func `a rule that names what clients.yaml has not is refused with the nearest`() throws {
    let program = try approved(clients(""))
    try program.write(
      Self.rules.replacing("multiplier: friday", with: "multiplier: fridy"),
      to: "config/rules.d/10-acme.yaml")
    let answer = try program.run("rules", "check")
    #expect(answer.code == 2)
    #expect(
      answer.error
        == "rules.d/10-acme.yaml:7:24: No multiplier \"fridy\". clients.yaml has friday. The nearest "
        + "is 'friday'.\n")
  }
}
