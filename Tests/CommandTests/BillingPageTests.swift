import Foundation
import Testing

/// Every block of `docs/billing.md` does what the page says.
@Suite struct BillingPageTests {
  @Test func `each command prints what the page says`() throws {
    let program = try Program(examples: true)
    let file = program.home.appending(path: "config/clients.yaml")
    let clients = try String(contentsOf: file, encoding: .utf8)
    try program.write(
      clients.replacing(
        "currency: NZD",
        with: "currency: NZD\n    text: '{project}: {task}, {period} - {notes}'"),
      to: "config/clients.yaml")
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    #expect(try program.run("activity", "import", day).code == 0)
    #expect(try program.run("approve", "2026-11-20").code == 0)
    try ManualPage("billing.md").run(in: program)
  }

  @Test func `it has commands alone`() throws {
    #expect(Set(try PageBlock.all(of: "billing.md").map(\.kind)) == ["console"])
  }
}
