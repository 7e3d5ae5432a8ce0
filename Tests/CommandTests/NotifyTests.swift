import Foundation
import Testing

/// What `daybook notify` tells, and remembers to have told.
@Suite struct NotifyTests {
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
