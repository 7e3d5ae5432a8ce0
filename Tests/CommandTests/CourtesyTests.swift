import Foundation
import Testing

/// Drafts that show what is not billed at 0.00, once they were pushed.
@Suite struct CourtesyTests {
  /// The ids of acme's approved time, as it is billed and as it is not: its support is paid otherwise.
  private func entries(_ program: Program) throws -> (billed: [String], free: [String]) {
    let approved = try program.json(
      EntryList.self, "entries", "2026-11-20", "--state", "approved", "--json"
    ).entries.filter { $0.client == "acme" }
    let free = approved.filter { !$0.billable }.map(\.id)
    try #require(!free.isEmpty)
    return (approved.filter(\.billable).map(\.id), free)
  }

  private func lines(_ sandbox: Sandbox) throws -> Int {
    let held = String(decoding: try sandbox.backOffice("/invoices"), as: UTF8.self)
    #expect(held.contains("(no charge)"))
    return held.matches(of: /"LineItemID"/).count
  }

  @Test func `such a draft gets its lines anew, those at 0.00 too`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    #expect(try program.run("invoice", "push", "acme", "--courtesy", "--yes").code == 0)
    let path = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(
      text.replacing("name: Acme Pty Ltd\n", with: "name: Acme Pty Ltd\n    text: 'Work'\n").utf8
    ).write(to: path)
    let count = try lines(sandbox)
    let replaced = try program.run("invoice", "replace", "INV-0001", "--yes")
    #expect(replaced.code == 0, "\(replaced.error)")
    #expect(try lines(sandbox) == count)
    #expect(try program.run("verify").code == 0)
    #expect(try program.run("xero", "reconcile").output.contains("edited") == false)
    let again = try program.run("invoice", "replace", "INV-0001", "--yes")
    #expect(again.output.contains("the same again"), "\(again.error)")
  }

  @Test func `what was only shown bills nothing towards a day's minimum`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let path = program.home.appending(path: "config/clients.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(
      text.replacing("name: Acme Pty Ltd\n", with: "name: Acme Pty Ltd\n    day_minimum: 4h\n").utf8
    ).write(to: path)
    func add(_ project: String, _ times: String, on day: String) throws {
      let added = try program.run("add", project, times, "Work", "--on", day)
      try #require(added.code == 0, "\(added.error)")
      try #require(try program.run("approve", day).code == 0)
    }
    try add("acme/website", "9:00-10:00", on: "2026-11-18")
    try add("acme/support", "9:00-12:00", on: "2026-11-19")
    #expect(try program.run("invoice", "push", "acme", "--courtesy", "--yes").code == 0)
    try add("acme/website", "13:00-14:00", on: "2026-11-19")
    let preview = try program.run("invoice", "preview", "acme", "--json").output
    #expect(preview.contains("\"quantity\":\"4\""), "\(preview)")
  }

  @Test func `such a draft is taken in by all of its entries, and by no fewer`() throws {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let (billed, free) = try entries(program)
    let place = program.home.path + "/kept"
    #expect(try program.run("backup", place).code == 0)
    #expect(try program.run("invoice", "push", "acme", "--courtesy", "--yes").code == 0)
    let id = try #require(try sandbox.held().first).InvoiceID
    #expect(try program.run("restore", place, "--yes").code == 0)
    let adopt = ["invoice", "adopt", id, "--entries"]
    #expect(try program.run(adopt + billed + ["--yes"]).code == 6)
    let adopted = try program.run(adopt + billed + free + ["--yes"])
    #expect(adopted.code == 0, "\(adopted.error)")
    #expect(try program.run("verify").code == 0)
    #expect(try program.run("invoice", "push", "acme", "--courtesy", "--yes").code == 0)
    #expect(try sandbox.invoices().count == 1)
  }

  @Test func `what was written off is shown at 0.00, and stays written off whatever comes of it`()
    throws
  {
    let sandbox = try Sandbox()
    let program = try PushTests.ready(sandbox)
    let (billed, _) = try entries(program)
    let off = billed[0]
    #expect(try program.run("writeoff", off, "--reason", "Our own mistake").code == 0)
    func entry() throws -> EntryList.Entry {
      let all = try program.json(
        EntryList.self, "entries", "2026-11-20", "--state", "written-off", "--json"
      ).entries
      return try #require(all.first { $0.id == off })
    }
    #expect(try entry().invoice == nil)
    let plain = try program.run("invoice", "preview", "acme", "--json").output
    #expect(!plain.contains(off))
    let shown = try program.run("invoice", "preview", "acme", "--courtesy", "--json").output
    #expect(shown.contains(off) && shown.contains("(no charge)"))
    #expect(try program.run("invoice", "push", "acme", "--courtesy", "--yes").code == 0)
    #expect(try entry().invoice?.number == "INV-0001")
    for words in [
      ["unapprove", off, "--reason", "x"], ["writeoff", off, "--reason", "x"], ["undo", off],
    ] {
      #expect(try program.run(words).code == 5, "\(words)")
    }
    #expect(try program.run("report", "2026-11-20").output.contains("written-off"))
    #expect(try program.run("invoice", "explain", "INV-0001").code == 0)
    #expect(try program.run("verify").code == 0)
    let text = try BackupTests.all(of: program)
    let other = try Program()
    #expect(try other.run(["import", "--full", "-", "--yes"], input: text).code == 0)
    #expect(try other.run("verify").code == 0)

    try sandbox.backOffice("/invoices/INV-0001/delete", method: "POST")
    let released = try program.run("invoice", "release", "INV-0001", "--reason", "x", "--yes")
    #expect(released.code == 0, "\(released.error)")
    #expect(try entry().invoice == nil)
    #expect(try !program.run("invoice", "preview", "acme", "--json").output.contains(off))
    #expect(try program.run("unapprove", off, "--reason", "x").code == 0)
    #expect(try program.run("verify").code == 0)
  }
}
