import Foundation
import Testing

/// What asks before it does something prints one JSON document, of what it did, or none.
@Suite struct OneDocumentTests {
  /// A command, words of its plan, its question.
  private struct Asking {
    var words: String
    var plan: String
    var question: String
    /// What else it wants typed after the yes.
    var more: String?
  }

  /// Runs it on a terminal of its own, answers, and gives its exit code and standard output.
  private func ask(
    _ asking: Asking, _ answer: String, _ program: Program
  ) throws -> (code: String, output: String) {
    let output = program.home.appending(path: "out").path
    let terminal = try Tmux(
      "\(try Program.built("daybook").path) \(asking.words) --json >\(output); echo \"code $?.\"",
      program.environment, columns: 200, rows: 60)
    try terminal.waitFor(asking.question)
    let shown = try terminal.shown()
    #expect(shown.contains(asking.plan), "\(shown)")
    try terminal.type(answer)
    try terminal.press("Enter")
    if answer == "y", let more = asking.more {
      try terminal.waitFor("to go on:")
      try terminal.type(more)
      try terminal.press("Enter")
    }
    try terminal.waitFor("code ")
    let code = try terminal.shown().firstMatch(of: /code (\d+)\./)?.output.1
    return (code.map(String.init) ?? "", try String(contentsOfFile: output, encoding: .utf8))
  }

  private func isOneDocument(_ text: String) -> Bool {
    // Two of them, one after the other, are no JSON.
    let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return value?["schema"] as? Int == 1
  }

  private func check(_ asking: Asking, _ program: Program) throws {
    let words = asking.words.split(separator: " ").map(String.init)
    let unattended = try program.run(words + ["--json"])
    #expect(unattended.code == 4 && unattended.output.isEmpty, "\(words): \(unattended.output)")
    #expect(unattended.error.contains("Nothing was done."), "\(words): \(unattended.error)")
    let refused = try ask(asking, "n", program)
    #expect(refused.code == "4" && refused.output.isEmpty, "\(words): \(refused)")
    let done = try ask(asking, "y", program)
    #expect(done.code == "0" && isOneDocument(done.output), "\(words): \(done)")
  }

  @Test func `of rules, the record and backups`() throws {
    let program = try Program.proposed()
    program.environment["DAYBOOK_NOW"] = "2026-11-22T18:00:00+13:00"
    try program.write("retention: { titles: 1d }\n", to: "config/config.yaml")
    let kept = program.home.appending(path: "kept").path
    #expect(try program.run("backup", kept).code == 0)
    for asking in [
      Asking(
        words: "rules suggest 2026-11-20 --accept 1 --project acme/website",
        plan: "To the top of rules.d/00-learned.yaml:", question: "Write this rule?"),
      Asking(
        words: "forget --from 2026-11-20T08:30 --to 2026-11-20T09:00",
        plan: "Would erase the names of ", question: "Erase these names for good?"),
      Asking(
        words: "purge --undecided", plan: "Would erase the titles of ",
        question: "Erase these titles for good?"),
      Asking(
        words: "restore \(kept)", plan: "What is in use now:",
        question: "Put it in place of what is there"),
    ] { try check(asking, program) }
  }

  @Test func `of invoices`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    try check(
      Asking(
        words: "invoice push acme", plan: "Acme Pty Ltd -> Acme Pty Ltd, Harbour Studio Ltd",
        question: "Send 1 draft to Xero?", more: "Harbour Studio Ltd"),
      program)
    let number = try #require(try sandbox.held().first).InvoiceNumber
    #expect(try program.run("xero", "login", "--add-scopes", "accounting.attachments").code == 0)
    let path = program.home.appending(path: "config/clients.yaml")
    let settings = try String(contentsOf: path, encoding: .utf8)
    try program.write(
      settings.replacing("name: Acme Pty Ltd\n", with: "name: Acme Pty Ltd\n    text: 'Work'\n"),
      to: "config/clients.yaml")
    for asking in [
      Asking(
        words: "invoice attach \(number) --csv", plan: "Would attach ",
        question: "Attach it to \(number)?"),
      Asking(
        words: "invoice replace \(number)", plan: "\(number) would be, if it is unedited in Xero:",
        question: "Replace the lines of \(number)?"),
    ] { try check(asking, program) }
    try sandbox.backOffice("/invoices/\(number)/delete", method: "POST")
    try check(
      Asking(
        words: "invoice release \(number) --reason x", plan: "Would let go of \(number): ",
        question: "Release \(number)?"),
      program)
    #expect(try sandbox.violations() == [])
  }
}
