import Foundation
import Testing

@Suite struct RatesTests {
  private func approved() throws -> (program: Program, entry: EntryList.Entry) {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    try #require(try program.run("activity", "import", day).code == 0)
    try #require(try program.run("approve", "2026-11-20").code == 0)
    let entries = try program.json(
      EntryList.self, "entries", "2026-11-20", "--project", "acme/website", "--state", "approved",
      "--json"
    ).entries
    return (program, try #require(entries.first { $0.task == "meetings" }))
  }

  @Test func `the chain that was tried is shown, with the line of the rate that holds`() throws {
    let (program, entry) = try approved()
    let answer = try program.run("rates", "why", entry.id)
    #expect(answer.code == 0)
    let lines = answer.output.split(separator: "\n").map(String.init)
    #expect(
      lines[0] == "\(entry.id) acme/website/meetings, 2026-11-20: 140.00 NZD an hour")
    #expect(lines[2].hasPrefix("  acme/website/meetings  140.00  2026-07-01  clients.yaml:"))
    #expect(lines[3].hasPrefix("  acme/website           165.00  2026-07-01  clients.yaml:"))
    #expect(lines[4].hasPrefix("  acme                   150.00"))
  }

  @Test func `a later edit of clients.yaml does not move the rate of an approved entry`() throws {
    let (program, entry) = try approved()
    let clients = try String(
      contentsOf: program.home.appending(path: "config/clients.yaml"), encoding: .utf8)
    try #require(clients.contains("hourly: 140"))
    try program.write(
      clients.replacing("hourly: 140", with: "hourly: 170"), to: "config/clients.yaml")
    struct Why: Decodable, Equatable {
      struct Row: Decodable, Equatable {
        var owner: String
        var hourly: String?
        var wins: Bool
      }
      var hourly: String
      var stored: Bool
      var moved: Bool
      var rows: [Row]
    }
    let why = try program.json(Why.self, "rates", "why", entry.id, "--json")
    #expect(
      why
        == Why(
          hourly: "140", stored: true, moved: true,
          rows: [
            .init(owner: "acme/website/meetings", hourly: "170", wins: true),
            .init(owner: "acme/website", hourly: "165", wins: false),
            .init(owner: "acme", hourly: "150", wins: false),
          ]))
  }

  @Test func `an entry that is not billed says so first, and who keeps it so`() throws {
    let (program, entry) = try approved()
    let support = try #require(
      try program.json(
        EntryList.self, "entries", "2026-11-20", "--project", "acme/support", "--json"
      ).entries.first)
    var lines = try program.run("rates", "why", support.id).output.split(separator: "\n")
    #expect(lines[0].hasSuffix(" acme/support, 2026-11-20: not billed"))
    #expect(lines[1] == "acme/support has billable: false (clients.yaml:23).")
    #expect(lines[2] == "Were it billed: 150.00 NZD an hour.")

    #expect(try program.run("unapprove", entry.id, "--reason", "A gift").code == 0)
    #expect(try program.run("nobill", entry.id).code == 0)
    lines = try program.run("rates", "why", entry.id).output.split(separator: "\n")
    #expect(lines[0] == "\(entry.id) acme/website/meetings, 2026-11-20: not billed")
    #expect(lines[1].contains("daybook history \(entry.id)"))
  }

  @Test func `an id that is none and time without a project are refused`() throws {
    let (program, _) = try approved()
    #expect(try program.run("rates", "why", "fffffffffff0").code == 3)
    let unassigned = try program.json(
      EntryList.self, "entries", "2026-11-20", "--unassigned", "--json"
    ).entries
    let answer = try program.run("rates", "why", try #require(unassigned.first).id)
    #expect(answer.code == 6)
    #expect(answer.error.contains("daybook assign"))
  }
}
