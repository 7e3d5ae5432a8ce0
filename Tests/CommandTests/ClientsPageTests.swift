import Foundation
import Testing

/// Every block of `docs/clients.md` does what the page says.
@Suite struct ClientsPageTests {
  private static func blocks() throws -> [PageBlock] { try PageBlock.all(of: "clients.md") }

  @Test func `the page has examples of every kind, and no other`() throws {
    #expect(Set(try Self.blocks().map(\.kind)) == ["yaml", "yaml refused", "console"])
  }

  @Test func `each file is read`() throws {
    for block in try Self.blocks() where block.kind == "yaml" {
      let answer = try block.program().run("config", "check")
      #expect(answer.code == 0, "\(block): \(answer.error)")
    }
  }

  @Test func `a file that is refused is refused with the words beside it`() throws {
    try PageBlock.expectRefusals(on: "clients.md", by: "config", "check")
  }

  /// On the example day, approved.
  @Test func `each command prints what the page says`() throws {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("approve", "2026-11-20").code == 0)
    try ManualPage("clients.md").run(in: program)
  }

  @Test func `getting started and the list of pages lead to it`() throws {
    let docs = Program.repository.appending(path: "docs")
    for name in ["README.md", "getting-started.md"] {
      let text = try String(contentsOf: docs.appending(path: name), encoding: .utf8)
      for page in [
        "billing.md", "clients.md", "daily-use.md", "dates.md", "history.md", "rules.md",
      ] {
        #expect(text.contains("(\(page))"), "docs/\(name) does not link \(page)")
      }
    }
  }
}
