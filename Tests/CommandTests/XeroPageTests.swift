import Foundation
import Testing

/// `docs/xero.md`: each command does what the page shows.
@Suite struct XeroPageTests {
  @Test func `the way from an app to the first draft goes as its page shows`() throws {
    let sandbox = try Sandbox("--client-id", "0A1B2C3D4E5F60718293A4B5C6D7E8F9")
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    program.environment["DAYBOOK_XERO_CLIENT_ID"] = nil
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    for words in [["activity", "import", day], ["approve", "2026-11-20"]] {
      try #require(try program.run(words).code == 0)
    }
    try ManualPage("xero.md").run(in: program)
    #expect(try sandbox.invoices().live == 1)
    let violations = try sandbox.backOffice("/violations")
    #expect(!String(decoding: violations, as: UTF8.self).contains("\"rule\""))
  }

  /// What a person registers is what Daybook listens on.
  @Test func `the page names the ports that login takes`() throws {
    let page = try String(
      contentsOf: Program.repository.appending(path: "docs/xero.md"), encoding: .utf8)
    let help = try Program().run("help", "xero").output
    for port in [8799, 8797, 8795] {
      #expect(page.contains("`http://localhost:\(port)/callback`"))
      #expect(help.contains("http://localhost:\(port)/callback"))
    }
  }
}
