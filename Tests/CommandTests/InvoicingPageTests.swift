import Foundation
import Testing

/// `docs/invoicing.md`: each command does what the page shows, and its keys are taken.
@Suite struct InvoicingPageTests {
  @Test func `the way of a draft goes as its page shows`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    try ManualPage("invoicing.md").run(in: program)
    #expect(try sandbox.invoices().live == 1)
    #expect(try sandbox.violations() == [])
  }

  @Test func `its clients file is one`() throws {
    for block in try PageBlock.all(of: "invoicing.md") where block.kind == "yaml" {
      let answer = try block.program().run("config", "check")
      #expect(answer.code == 0, "\(answer.error)")
    }
  }
}
