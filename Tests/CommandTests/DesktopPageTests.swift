import Foundation
import Testing

/// Every block of `docs/desktop.md` does what the page says.
@Suite struct DesktopPageTests {
  @Test func `each file is read`() throws {
    for block in try PageBlock.all(of: "desktop.md") where block.kind == "yaml" {
      let answer = try block.program().run("config", "check")
      #expect(answer.code == 0, "\(block): \(answer.error)")
    }
  }

  /// On the evening of the example day.
  @Test func `each command prints what the page says`() throws {
    let program = try Program(examples: true)
    program.environment["DAYBOOK_NOW"] = "2026-11-20T18:00:00+13:00"
    let config = try String(
      contentsOf: program.home.appending(path: "config/config.yaml"), encoding: .utf8)
    let cadence = try #require(
      try PageBlock.all(of: "desktop.md").first { $0.text.contains("cadence: { every") })
    try program.write(config + "\n" + cadence.text, to: "config/config.yaml")
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    try ManualPage("desktop.md").run(in: program)
  }

  @Test func `what is told as JSON has the fields that others rely on`() throws {
    let program = try Program(examples: true)
    program.environment["DAYBOOK_NOW"] = "2026-11-20T18:00:00+13:00"
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    let told = try program.json(Told.self, "notify", "--due", "--json")
    #expect(told.schema == 1)
    #expect(told.away_seconds == 1200)
    #expect(told.waits)
    let evening = try #require(told.notices.first { $0.id == "evening-2026-11-20" })
    #expect(evening.urgency == "normal")
    #expect(evening.actions.map(\.command) == [["daybook", "review"]])
    #expect(try program.json(Told.self, "notify", "--due", "--json").notices.isEmpty)
    for arguments in [
      ["notify"], ["notify", "--due", "--later", "x"], ["notify", "--due", "--json", "--lines"],
    ] {
      #expect(try program.run(arguments).code == 2)
    }
    #expect(try program.run("cadence").code == 3)
  }

  @Test func `what can't be noted as told is not told`() throws {
    let program = try Program(examples: true)
    program.environment["DAYBOOK_NOW"] = "2026-11-20T18:00:00+13:00"
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    let notified = program.home.appending(path: "state/notified")
    try FileManager.default.createDirectory(at: notified, withIntermediateDirectories: true)
    let answer = try program.run("notify", "--due")
    #expect(answer.code == 1)
    #expect(answer.output.isEmpty)
    #expect(answer.error.hasPrefix("What you were told can't be noted in \(notified.path): "))
  }

  private struct Told: Decodable {
    struct Notice: Decodable {
      struct Action: Decodable {
        var id, label, way: String
        var command: [String]
      }
      var id, title, body, urgency: String
      var actions: [Action]
    }
    var schema: Int
    var notices: [Notice]
    var next: String
    var away_seconds: Int?
    var waits: Bool
  }
}
