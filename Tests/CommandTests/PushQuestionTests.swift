import Foundation
import Testing

/// What stands between a yes and the drafts that it was said to.
@Suite struct PushQuestionTests {
  @Test func `a text that Xero would not take stops its client alone, and before anything is sent`()
    throws
  {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let path = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    // Mails of theirs are of no task: that line would have no text.
    try Data(
      text.replacing(
        "name: Northwind Traders GmbH\n", with: "name: Northwind Traders GmbH\n    text: '{task}'\n"
      ).utf8
    ).write(to: path)
    let preview = try program.run("invoice", "preview")
    #expect(preview.code == 2)
    #expect(preview.error.contains("must have a description"), "\(preview.error)")
    let pushed = try program.run("invoice", "push", "--yes")
    #expect(pushed.code == 2, "\(pushed.error)")
    #expect(pushed.output.contains("acme: INV-0001"), "\(pushed.output)")
    #expect(pushed.error.contains("northwind waits: "), "\(pushed.error)")
    #expect(try sandbox.invoices().live == 2)
  }

  @Test func `a draft that changes while a person reads it waits for another yes`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let daybook = try Program.built("daybook").path
    let terminal = try Tmux(
      "'\(daybook)' invoice push brightside; echo code $?", program.environment, columns: 160)
    try terminal.waitFor("Send 1 draft to Xero?")
    let entry = try #require(
      try program.json(
        EntryList.self, "entries", "2026-11-20", "--client", "brightside", "--state", "approved",
        "--json"
      ).entries.first)
    #expect(try program.run("writeoff", entry.id, "--reason", "Not this one").code == 0)
    try terminal.type("y")
    try terminal.press("Enter")
    try terminal.waitFor("Type the organisation's name")
    try terminal.type("Harbour Studio Ltd")
    try terminal.press("Enter")
    try terminal.waitFor("code 6")
    #expect(try terminal.shown().contains("is not the one that was shown"))
    #expect(try sandbox.invoices().count == 0)
    let again = try program.run("invoice", "push", "brightside", "--yes")
    #expect(again.code == 0, "\(again.error)")
    #expect(try sandbox.invoices().live == 1)
  }

  @Test func `a push left open at a stand-in that is gone can be given up, and says so`() throws {
    let gone = try Sandbox()
    let program = try PushTests.ready(gone)
    try gone.backOffice(
      "/faults", method: "POST",
      body: #"{"method":"PUT","path":"/Invoices","fault":"drop-after","times":20}"#)
    #expect(try program.run("invoice", "push", "acme", "--yes").code == 7)
    gone.stop()
    let sandbox = try Sandbox()
    program.environment.merge(sandbox.environment) { $1 }
    let told = try program.run("invoice", "push", "acme", "--yes")
    #expect(told.error.contains("is not settled at standin-127.0.0.1-"), "\(told.error)")
    let link = try program.run(
      "xero", "link", "acme", "--organisation", "Harbour Studio Ltd", "--contact", "Acme Pty Ltd")
    #expect(link.code != 0)
    let reference = try #require(told.error.split(separator: "\"").dropFirst().first)
    #expect(try program.run("invoice", "push", "--give-up", "x", "--yes").code == 3)
    #expect(try program.run("invoice", "push", "--give-up", String(reference)).code == 4)
    _ = try program.run("invoice", "push", "--give-up", String(reference), "--yes")
    let waiting = try program.run("uninvoiced")
    #expect(waiting.output.contains("acme"), "\(waiting.output)")
    #expect(try program.run("verify").code == 0)
  }
}
