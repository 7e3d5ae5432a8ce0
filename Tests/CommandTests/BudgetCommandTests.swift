import Foundation
import Testing

/// Where a budget shows, and that nothing shows where there is none.
@Suite struct BudgetCommandTests {
  private func program(_ budget: String) throws -> Program {
    let program = try Program(examples: true)
    program.environment["DAYBOOK_NOW"] = "2026-11-20T18:00:00+13:00"
    let file = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains("      website:\n"))
    try program.write(
      text.replacing("      website:\n", with: "      website:\n        \(budget)\n"),
      to: "config/clients.yaml")
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("propose").code == 0)
    return program
  }

  @Test func `day and status show where it stands`() throws {
    let program = try program("budget: { hours: 2, per: month, at: 90% }")
    let before = try program.run("day")
    #expect(
      before.output.contains("Budget of acme/website: 0.00 of 2 hours (0 %) in 2026-11, and "))
    #expect(try program.run("approve").code == 0)
    for command in ["day", "status"] {
      let output = try program.run(command).output
      let line = try #require(
        output.split(separator: "\n").first { $0.hasPrefix("Budget of acme/website: ") })
      #expect(line.hasSuffix("of 2 hours (\(try percent(program)) %) in 2026-11."), "\(line)")
    }
    let told = try program.run("notify", "--due", "--json").output
    #expect(told.contains("\"id\":\"budget-acme/website-2026-11-90\""))
  }

  @Test func `without a budget nothing is said of one`() throws {
    let program = try program("billable: true")
    for command in [["day"], ["day", "--json"], ["status"]] {
      #expect(!(try program.run(command).output.lowercased().contains("budget of")))
    }
    #expect(!(try program.run("day", "--json").output.contains("budgets")))
  }

  /// What the approved entries of the project come to, of 2 hours.
  private func percent(_ program: Program) throws -> Int {
    let entries = try program.json(EntryList.self, "entries", "--json").entries
    let seconds = entries.filter {
      $0.client == "acme" && $0.project == "website" && $0.state == "approved"
    }.reduce(0) { $0 + $1.seconds }
    return seconds * 100 / 7200
  }
}
