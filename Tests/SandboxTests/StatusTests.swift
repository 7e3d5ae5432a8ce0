import Testing

@testable import xero_sandbox

/// Which status follows which, asked for through the API.
@Suite(.rule(.statuses)) struct StatusTests {
  private let trial = Trial()

  /// By what a bookkeeper does with a draft.
  private static let ways: [String: [String]] = [
    "DRAFT": [], "AUTHORISED": ["approve"], "PAID": ["approve", "pay"],
    "VOIDED": ["approve", "void"], "DELETED": ["delete"],
  ]

  private func invoice(_ status: String, _ caller: Caller) async throws -> String {
    let made = await caller.create {
      if status == "SUBMITTED" { $0.fields["Status"] = #""SUBMITTED""# }
      $0.fields["DueDate"] = #""2026-12-20""#
    }
    let id = try #require(made.invoice["InvoiceID"]?.text)
    for work in Self.ways[status] ?? [] { await trial.office("POST", "/invoices/\(id)/\(work)") }
    return id
  }

  @Test(arguments: [
    ("DRAFT", ["DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"]),
    ("SUBMITTED", ["SUBMITTED", "AUTHORISED", "DELETED"]),
    ("AUTHORISED", ["AUTHORISED", "VOIDED"]), ("PAID", []), ("VOIDED", []), ("DELETED", []),
  ])
  func `each is followed by its own, and by no other`(
    status: String, followers: [String]
  ) async throws {
    let caller = try await trial.caller()
    for wanted in ["DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED"] {
      let id = try await invoice(status, caller)
      let reply = await caller.send("POST", "/Invoices/" + id, #"{"Status":"\#(wanted)"}"#)
      let follows = followers.contains(wanted)
      #expect((reply.status == 200) == follows, "\(wanted)")
      let read = await caller.send("GET", "/Invoices/" + id).invoice
      #expect(read["Status"]?.text == (follows ? wanted : status))
    }
  }

  @Test(arguments: [("PAID", 400), ("VOIDED", 400), ("DELETED", 400), ("AUTHORISED", 200)])
  func `nothing begins paid, voided or deleted`(status: String, answer: Int) async throws {
    let reply = try await trial.caller().create {
      $0.fields["Status"] = "\"\(status)\""
      $0.fields["DueDate"] = #""2026-12-20""#
    }
    #expect(reply.status == answer)
  }
}
