import Foundation
import Testing

/// What happens to invoices in Xero comes back, and what is gone there can be billed again.
@Suite struct ReleaseTests {
  struct Reconciled: Decodable {
    struct Invoice: Decodable {
      var number: String
      var was: String
      var status: String
      var amount_due: String?
      var remarks: [String]
    }
    var invoices: [Invoice]
  }

  private func pushed(_ sandbox: Sandbox) throws -> (Program, DraftList.Draft) {
    let program = try PushTests.ready(sandbox)
    let drafts = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json")
    return (program, try #require(drafts.drafts.first))
  }

  @Test func `a draft that was deleted in Xero lets go of its entries, and is billed anew`() throws
  {
    let sandbox = try Sandbox()
    let (program, draft) = try pushed(sandbox)
    let number = try #require(draft.number)
    let release = ["invoice", "release", number, "--reason", "wrong contact", "--yes"]

    let early = try program.run(release)
    #expect(early.code == 5)
    #expect(
      early.error.contains(
        "\(number) is DRAFT in Harbour Studio Ltd. Open it in Xero and delete it"))
    try sandbox.backOffice("/invoices/\(number)/delete", method: "POST")
    let told = try program.json(Reconciled.self, "xero", "reconcile", "--json").invoices
    #expect(told.map { "\($0.number) \($0.was) \($0.status)" } == ["\(number) DRAFT DELETED"])
    #expect(told[0].remarks.last?.contains("daybook invoice release \(number)") == true)
    let waiting = try program.run("uninvoiced").output
    #expect(waiting.contains("\(number) is DELETED in Xero and still holds "), "\(waiting)")
    #expect(waiting.contains("(2:50:30): \"daybook invoice release \(number) --reason TEXT\""))
    // Nothing moves by itself.
    #expect(try program.run("invoice", "push", "acme", "--yes").output.contains("Nothing to push."))

    #expect(try program.run("invoice", "release", number, "--reason", "x").code == 4)
    #expect(try program.run("invoice", "release", number, "--yes").code == 2, "why?")
    let released = try program.run(release)
    #expect(released.code == 0, "\(released.error)")
    #expect(try program.run("undo").code == 5, "Xero knows of it")
    #expect(!(try program.run("uninvoiced").output.contains("still holds")))
    #expect(try program.run(release).code == 5, "once")

    let again = try program.json(DraftList.self, "invoice", "push", "acme", "--yes", "--json")
    #expect(again.drafts.map(\.state) == ["created"])
    #expect(again.drafts.map(\.total) == [draft.total])
    #expect(again.drafts[0].reference != draft.reference)
    #expect(try sandbox.invoices().live == 1)
    let verified = try program.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    let violations = try sandbox.backOffice("/violations")
    #expect(!String(decoding: violations, as: UTF8.self).contains("\"rule\""))
  }

  @Test func `what is approved and paid in Xero is told, and stays locked`() throws {
    let sandbox = try Sandbox()
    let (program, draft) = try pushed(sandbox)
    let number = try #require(draft.number)
    try sandbox.backOffice("/invoices/\(number)/approve", method: "POST")
    let approved = try program.json(Reconciled.self, "xero", "reconcile", "--json").invoices
    #expect(approved.map(\.status) == ["AUTHORISED"])
    #expect(approved.map(\.amount_due) == [draft.total])
    #expect(approved[0].remarks == [])
    #expect(try program.run("invoice", "list").output.contains("AUTHORISED"))
    let release = try program.run("invoice", "release", number, "--reason", "x", "--yes")
    #expect(release.code == 5)
    #expect(release.error.contains("void it there"))
    #expect(try program.run("verify").code == 0)
  }

  @Test(arguments: [
    (#"{"description":"Consulting"}"#, "its line 1 is another"),
    (#"{"reference":"Our order 7"}"#, "its reference is another"),
    (#"{"due":"2027-01-31"}"#, "its due date is another"),
  ])
  func `an edit of any text or date in Xero is told`(edit: String, what: String) throws {
    let sandbox = try Sandbox()
    let (program, draft) = try pushed(sandbox)
    let number = try #require(draft.number)
    try sandbox.backOffice("/invoices/\(number)/edit", method: "POST", body: edit)
    let told = try program.json(Reconciled.self, "xero", "reconcile", "--json").invoices
    #expect(told.map(\.remarks) == [["It was edited in Xero: \(what)."]])
  }

  @Test func `with Xero away nothing is released`() throws {
    let sandbox = try Sandbox()
    let (program, draft) = try pushed(sandbox)
    sandbox.stop()
    let number = try #require(draft.number)
    #expect(
      try program.run("invoice", "release", number, "--reason", "x", "--yes").code == 7)
    #expect(try program.run("xero", "reconcile").code == 7)
  }
}
