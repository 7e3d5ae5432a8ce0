import Testing

@testable import xero_sandbox

/// What a bookkeeper does, as the API shows it afterwards.
@Suite struct BackOfficeTests {
  private let trial = Trial()

  private func draft(_ caller: Caller) async throws -> String {
    try #require(await caller.create().invoice["InvoiceID"]?.text)
  }

  @Test func `an approved invoice is paid in parts, then it is PAID`() async throws {
    let caller = try await trial.caller()
    let id = try await draft(caller)
    await trial.office("POST", "/invoices/\(id)/approve")
    await trial.office("POST", "/invoices/\(id)/pay", #"{"amount":4.15}"#)
    let part = await caller.send("GET", "/Invoices/" + id).invoice
    #expect(part["Status"] == "AUTHORISED" && part["AmountDue"] == .number("20.00"))
    await trial.office("POST", "/invoices/INV-0001/pay")
    let whole = await caller.send("GET", "/Invoices/" + id).invoice
    #expect(whole["Status"] == "PAID" && whole["AmountPaid"] == .number("24.15"))
    #expect(whole["FullyPaidOnDate"]?.text == "/Date(1795996800000+0000)/")
  }

  @Test func `an edited draft has other totals and another change date`() async throws {
    let caller = try await trial.caller()
    let id = try await draft(caller)
    let before = await caller.send("GET", "/Invoices/" + id).invoice
    trial.advance(seconds: 1)
    await trial.office(
      "POST", "/invoices/\(id)/edit",
      #"{"quantity":4,"description":"More","reference":"R","due":"2026-12-24"}"#)
    let after = await caller.send("GET", "/Invoices/" + id).invoice
    #expect(after["Total"] == .number("48.30") && after["Reference"] == "R")
    #expect(after["LineItems"]?[0]?["Description"] == "More")
    #expect(after["DueDateString"] == "2026-12-24T00:00:00")
    #expect(after["UpdatedDateUTC"] != before["UpdatedDateUTC"])
  }

  @Test(arguments: [
    ([], "void"), ([], "pay"), (["approve"], "delete"), (["approve"], "edit"),
    (["approve"], "approve"), (["approve", "pay"], "void"), (["delete"], "approve"), ([], "shred"),
  ])
  func `what Xero would not let them do is refused`(
    before: [String], work: String
  ) async throws {
    let caller = try await trial.caller()
    let id = try await draft(caller)
    for work in before { await trial.office("POST", "/invoices/\(id)/\(work)") }
    let status = await caller.send("GET", "/Invoices/" + id).invoice["Status"]
    #expect(await trial.office("POST", "/invoices/\(id)/\(work)")["error"] != nil)
    #expect(await caller.send("GET", "/Invoices/" + id).invoice["Status"] == status)
  }

  @Test func `a changed tax rate counts from the next document on`() async throws {
    let caller = try await trial.caller()
    let id = try await draft(caller)
    await trial.office(
      "POST", "/tax-rates/OUTPUT2", #"{"tenant":"\#(Trial.newZealand)","rate":12.5}"#)
    #expect(await caller.create().invoice["TotalTax"] == .number("2.63"))
    #expect(
      await caller.send("GET", "/Invoices/" + id).invoice["TotalTax"] == .number("3.15"))
  }

  @Test func `a disconnected organisation refuses, the other does not`() async throws {
    let caller = try await trial.caller()
    var other = caller
    other.tenant = Trial.australia
    await trial.office("POST", "/tenants/\(Trial.newZealand)/disconnect")
    #expect(await caller.send("GET", "/Organisation").status == 403)
    #expect(await other.send("GET", "/Organisation").status == 200)
    let told = await trial.office("GET", "/organisations")["organisations"]?.items
    #expect(told?.map { $0["connected"] } == [false, true])
  }

  @Test func `tokens grow old or die at a word`() async throws {
    let caller = try await trial.caller()
    await trial.office("POST", "/tokens/expire")
    #expect(await caller.send("GET", "/Organisation").status == 401)
    let renewed = await trial.refresh(caller.refresh).json["refresh_token"]?.text
    #expect(renewed != nil)
    await trial.office("POST", "/tokens/revoke")
    #expect(await trial.refresh(renewed ?? "").text == #"{"error":"invalid_grant"}"#)
  }

  @Test func `the clock is moved on or set`() async throws {
    let moved = await trial.office("POST", "/clock", #"{"advance":360}"#)
    #expect(moved["now"] == "2026-11-30T00:36:00Z")
    let set = await trial.office("POST", "/clock", #"{"set":"2026-12-01T09:00:00+13:00"}"#)
    #expect(set["now"] == "2026-11-30T20:00:00Z")
    let caller = try await trial.caller()
    #expect(await caller.create().invoice["DateString"] == "2026-12-01T00:00:00")
  }

  @Test func `what was asked is listed, and forgotten on demand`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create(key: "K")
    let last = await trial.office("GET", "/requests")["requests"]?.items?.last
    #expect(last?["method"] == "PUT" && last?["tenant"]?.text == Trial.newZealand)
    #expect(last?["status"] == 200)
    _ = await caller.create()
    #expect(await trial.violations() == ["a write without an Idempotency-Key"])
    await trial.office("DELETE", "/requests")
    await trial.office("DELETE", "/violations")
    #expect(await trial.office("GET", "/requests")["requests"] == [])
    #expect(await trial.violations() == [])
  }

  @Test func `reset gives back the organisations as they were, with nobody signed in`()
    async throws
  {
    let caller = try await trial.caller()
    let id = try await draft(caller)
    await trial.office("POST", "/contacts/\(Trial.acme)/archive")
    await trial.office("POST", "/faults", #"{"fault":"503"}"#)
    await trial.office("POST", "/reset")
    #expect(await caller.send("GET", "/Organisation").status == 401)
    let again = try await trial.caller()
    #expect(await again.send("GET", "/Invoices/" + id).status == 404)
    #expect(await again.create().invoice["InvoiceNumber"] == "INV-0001")
  }

  @Test(arguments: [
    ("/clock", "{}"), ("/limits", "{}"), ("/faults", #"{"fault":"flood"}"#),
    ("/switches", #"{"weather":true}"#), ("/switches", #"{"omittedStatus":"PAID"}"#),
    ("/accounts/999/archive", "{}"), ("/nothing", "{}"),
    ("/lock-date", #"{"date":"2026-10-31"}"#), ("/clock", "{"),
  ])
  func `an order that can't be followed says what it takes`(
    path: String, order: String
  ) async throws {
    #expect(await trial.office("POST", path, order)["error"]?.text?.isEmpty == false)
  }
}
