import Testing

@testable import xero_sandbox

/// Payments through the API, and the report of what is owed.
@Suite struct PaymentTests {
  private let trial = Trial()

  private func caller(_ more: String = "accounting.payments") async throws -> Caller {
    try await trial.caller(scopes: Trial.scopes + " " + more)
  }

  private func payment(_ id: String, _ amount: String, account: String = "090") -> String {
    #"{"Payments":[{"Invoice":{"LineItems":[],"InvoiceID":"\#(id)"},"Account":{"Code":"\#(account)"},"#
      + #""Date":"2026-11-28","Amount":\#(amount)}]}"#
  }

  @Test func `a payment that is right pays the invoice, in parts or whole`() async throws {
    let caller = try await caller()
    let id = try await caller.approvedInvoice()
    let part = await caller.send("PUT", "/Payments", payment(id, "4.15"), key: "K")
    let paid = try #require(part.json["Payments"]?[0])
    #expect(paid["HasValidationErrors"] == false && paid["PaymentType"] == "ACCRECPAYMENT")
    #expect(paid["Date"] == "/Date(1795824000000+0000)/" && paid["HasAccount"] == true)
    #expect(paid["Account"]?["Code"] == "090" && paid["Status"] == "AUTHORISED")
    #expect(paid["Invoice"]?["AmountDue"] == .number("20.00"))
    #expect(paid["Invoice"]?["Status"] == "AUTHORISED")
    _ = await caller.send("POST", "/Payments", payment("INV-0001", "20"), key: "L")
    let bad = await caller.send("GET", "/Invoices/" + id).invoice
    #expect(bad["Status"] == "AUTHORISED", "an id is no number")
    _ = await caller.send("POST", "/Payments", payment(id, "20"), key: "M")
    let read = await caller.send("GET", "/Invoices/" + id).invoice
    #expect(read["Status"] == "PAID" && read["AmountPaid"] == .number("24.15"))
    #expect(read["FullyPaidOnDate"] == "/Date(1795824000000+0000)/")
    let all = await caller.send("GET", "/Payments?page=1").json
    #expect(all["pagination"]?["itemCount"] == 2)
    let one = await caller.send("GET", "/Payments/" + (paid["PaymentID"]?.text ?? "")).json
    #expect(one["Payments"]?[0]?["Amount"] == .number("4.15"))
    #expect(await caller.send("GET", "/Payments/" + emptyGUID).status == 404)
    #expect(await trial.violations() == Array(repeating: "a payment sent", count: 3))
  }

  @Test(arguments: [
    ("0", "090", [], "Payment amount must be greater than 0"),
    ("1", "200", [], "Account must be valid"), ("1", "999", [], "Account must be valid"),
    ("1", "090", ["void"], "Payments can only be made against Authorised documents"),
    ("1", "090", ["pay"], "Payment amount exceeds the amount outstanding on this document"),
  ])
  func `what can't be paid is refused in a sentence`(
    amount: String, account: String, before: [String], message: String
  ) async throws {
    let caller = try await caller()
    let id = try await caller.approvedInvoice()
    for work in before { await trial.office("POST", "/invoices/\(id)/\(work)") }
    let body = payment(id, amount, account: account)
    for (query, key) in [("", "K"), ("?summarizeErrors=false", "L")] {
      let inside = await caller.send("PUT", "/Payments" + query, body, key: key)
      #expect(inside.status == 200)
      let element = inside.json["Payments"]?[0]
      #expect(element?["ValidationErrors"] == [["Message": .string(message)]])
      #expect(element?["StatusAttributeString"] == (query.isEmpty ? nil : "ERROR"))
    }
    let whole = await caller.send("PUT", "/Payments?summarizeErrors=true", body, key: "M")
    #expect(whole.status == 400 && whole.messages == [message])
  }

  @Test func `a payment before the lock date is refused, and one of a lacking scope`()
    async throws
  {
    let caller = try await caller()
    let id = try await caller.approvedInvoice()
    await trial.office(
      "POST", "/lock-date", #"{"tenant":"\#(Trial.newZealand)","date":"2026-11-28"}"#)
    let locked = await caller.send("PUT", "/Payments", payment(id, "1"), key: "K")
    #expect(locked.json["Payments"]?[0]?["HasValidationErrors"] == true)
    let another = Trial()
    let reader = try await another.caller(
      scopes: "offline_access accounting.payments.read accounting.invoices")
    #expect(await reader.send("GET", "/Payments").status == 200)
    #expect(await reader.send("PUT", "/Payments", payment(id, "1"), key: "K").status == 401)
  }

  private static let report = "/Reports/AgedReceivablesByContact?contactId=" + Trial.acme

  @Test func `what was owed before opens the report, and later payments don't count`()
    async throws
  {
    let caller = try await caller("accounting.reports.aged.read")
    let id = try await caller.approvedInvoice()
    await trial.office("POST", "/invoices/\(id)/pay")
    let query = "&date=2026-11-29&fromDate=2026-11-20&toDate=2026-11-30"
    let rows = await caller.send("GET", Self.report + query).json["Reports"]?[0]?["Rows"]
    func last(_ section: Int) -> JSON? {
      rows?[section]?["Rows"]?.items?.last?["Cells"]?.items?.last?["Value"]
    }
    #expect([1, 2, 3].map(last) == ["24.15", "0.00", "24.15"])
  }

  @Test func `a report needs its contact and a scope of its own`() async throws {
    let caller = try await caller("accounting.reports.aged.read")
    let path = "/Reports/AgedReceivablesByContact"
    #expect(await caller.send("GET", path).status == 400)
    #expect(await caller.send("GET", path + "?contactId=" + emptyGUID).status == 404)
    #expect(await caller.send("GET", Self.report + "&date=yesterday").status == 400)
    #expect(await caller.send("GET", "/Reports/BalanceSheet").status == 401)
    #expect(await caller.send("GET", "/Reports/Nonsense").status == 404)
    let another = Trial()
    let other = try await another.caller()
    #expect(await other.send("GET", Self.report).status == 401)
  }
}
