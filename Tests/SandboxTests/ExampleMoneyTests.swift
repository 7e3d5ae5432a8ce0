import Testing

@testable import xero_sandbox

/// The documented exchanges that a drafting client has no business with: time in Projects, payments,
/// and what is owed.
@Suite struct ExampleMoneyTests {
  private let trial = Trial()

  @Test(.example(.projectTime))
  func `time that is logged: camelCase, RFC 3339, no envelope`() async throws {
    let caller = try await trial.caller(scopes: "openid offline_access projects").projects
    let (user, task) = (
      "e5c0ffee-0000-4000-8000-0000000000aa", "7a000001-0000-4000-8000-000000000001"
    )
    let project = "9a000001-0000-4000-8000-000000000001"
    let reply = await caller.send(
      "POST", "/Projects/\(project)/Time",
      """
      {"userId":"\(user)","taskId":"\(task)","dateUtc":"2020-02-26T15:00:00Z","duration":30,
      "description":"My description"}
      """, key: "K")
    #expect(reply.status == 200)
    #expect(reply.header("Content-Type") == "application/json; charset=utf-8")
    #expect(
      reply.json.members?.map(\.key) == [
        "timeEntryId", "userId", "projectId", "taskId", "dateUtc", "dateEnteredUtc", "duration",
        "description", "status",
      ])
    #expect(reply.json["timeEntryId"]?.text.flatMap(guid) != nil)
    #expect(reply.json["userId"]?.text == user)
    #expect(reply.json["projectId"]?.text == project)
    #expect(reply.json["taskId"]?.text == task)
    #expect(reply.json["dateUtc"] == "2020-02-26T15:00:00Z")
    #expect(reply.json["dateEnteredUtc"] == "2026-11-30T00:30:00.0000000Z")
    #expect(reply.json["duration"] == 30 && reply.json["description"] == "My description")
    #expect(reply.json["status"] == "ACTIVE")
    #expect(await trial.violations() == ["a write to Xero Projects"])
  }

  @Test(.example(.refusedPayment))
  func `a payment of too much is refused inside a 200, and nothing is paid`() async throws {
    let caller = try await trial.caller(scopes: Trial.scopes + " accounting.payments")
    let id = try await caller.approvedInvoice()
    let reply = await caller.send(
      "PUT", "/Payments",
      """
      {"Payments":[{"Invoice":{"LineItems":[],"InvoiceID":"\(id)"},"Account":{"Code":"090"},
      "Date":"2026-11-28","Amount":24.16}]}
      """, key: "K")
    #expect(reply.status == 200 && reply.json["Status"] == "OK")
    let element = try #require(reply.json["Payments"]?[0])
    #expect(element["HasValidationErrors"] == true)
    #expect(
      element["ValidationErrors"]
        == [["Message": "Payment amount exceeds the amount outstanding on this document"]])
    #expect(element["PaymentID"]?.text == emptyGUID && element["Amount"] == .number("24.16"))
    #expect(element["Invoice"]?["AmountDue"] == .number("24.15"))
    let read = await caller.send("GET", "/Invoices/" + id).invoice
    #expect(read["Status"] == "AUTHORISED" && read["AmountPaid"] == .number("0.00"))
    #expect(await trial.violations() == ["a payment sent"])
  }

  @Test(.example(.agedReceivables))
  func `what a contact owes, row by row, each cell with its invoice`() async throws {
    let caller = try await trial.caller(scopes: Trial.scopes + " accounting.reports.aged.read")
    let late = try await caller.approvedInvoice()
    let later = try await caller.approvedInvoice(due: "2026-12-20")
    await trial.office("POST", "/invoices/\(late)/pay", #"{"amount":4.15}"#)
    _ = await caller.create(key: "a draft owes nothing")
    let reply = await caller.send(
      "GET", "/Reports/AgedReceivablesByContact?contactId=\(Trial.acme)&date=2026-11-30")
    #expect(reply.status == 200 && reply.json["Status"] == "OK")
    let report = try #require(reply.json["Reports"]?[0])
    #expect(report["ReportName"] == "Aged Receivables By Contact")
    #expect(report["ReportType"] == "AgedReceivablesByContact")
    #expect(
      report["ReportTitles"] == [
        "Invoices", "Acme Pty Ltd", "From 10 November 2026 to 30 November 2026",
        "Showing payments to 30 November 2026",
      ])
    #expect(report["ReportDate"] == "30 November 2026")
    let rows = report["Rows"]?.items ?? []
    func values(_ row: JSON?) -> [String?]? { row?["Cells"]?.items?.map { $0["Value"]?.text } }
    #expect(rows.map { $0["RowType"] } == ["Header", "Section", "Section", "Section"])
    #expect(
      values(rows.first)
        == ["Date", "Number", "Due Date", "", "Total", "Paid", "Credited", "Due"])
    #expect(
      values(rows[1]["Rows"]?[0])
        == ["2026-11-10T00:00:00", "Opening Balance", "", "", "", "", "", "0.00"])
    #expect(
      values(rows[2]["Rows"]?[0]) == [
        "2026-11-10T00:00:00", "INV-0001", "2026-11-20T00:00:00", "10 days overdue", "24.15",
        "4.15", "0.00", "20.00",
      ])
    #expect(
      values(rows[2]["Rows"]?[1]) == [
        "2026-11-10T00:00:00", "INV-0002", "2026-12-20T00:00:00", "", "24.15", "0.00", "0.00",
        "24.15",
      ])
    for (row, id) in [(0, late), (1, later)] {
      let cells = rows[2]["Rows"]?[row]?["Cells"]?.items ?? []
      let attributes: JSON = [["Value": .string(id), "Id": "invoiceID"]]
      #expect(cells.count == 8 && cells.allSatisfy { $0["Attributes"] == attributes })
    }
    #expect(
      values(rows[2]["Rows"]?[2]) == ["Total", "", "", "", "48.30", "4.15", "0.00", "44.15"])
    #expect(
      values(rows[3]["Rows"]?[0])
        == ["Closing Balance", "", "", "", "48.30", "4.15", "0.00", "44.15"])
    #expect(await trial.violations() == [], "reading pays nothing")
  }
}
