import Foundation
import Testing

/// Every block of `docs/rules.md` does what the page says.
@Suite struct RulesPageTests {
  private static func blocks() throws -> [PageBlock] { try PageBlock.all(of: "rules.md") }

  @Test func `the page has examples of every kind, and no other`() throws {
    let kinds = Set(try Self.blocks().map(\.kind))
    #expect(kinds == ["yaml", "yaml refused", "console"])
    let manual = try String(
      contentsOf: Program.repository.appending(path: "docs/README.md"), encoding: .utf8)
    #expect(manual.contains("(rules.md)"))
  }

  @Test func `each rule file passes its own tests`() throws {
    for block in try Self.blocks() where block.kind == "yaml" {
      let answer = try block.program().run("rules", "test")
      #expect(answer.code == 0, "\(block): \(answer.output)\(answer.error)")
      let count = try #require(answer.output.firstMatch(of: /(\d+) of (\d+) tests? pass/))
      #expect(count.1 == count.2 && count.1 != "0", "\(block)")
    }
  }

  @Test func `a file that is refused is refused with the words beside it`() throws {
    try PageBlock.expectRefusals(on: "rules.md", by: "rules", "check")
  }

  @Test func `each command prints what the page says`() throws {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("propose", "2026-11-20").code == 0)
    try ManualPage("rules.md").run(in: program)
  }
}
