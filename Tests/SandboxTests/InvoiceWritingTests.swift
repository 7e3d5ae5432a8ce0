import Testing

@testable import xero_sandbox

@Suite struct InvoiceWritingTests {
  let trial = Trial()

  private func messages(
    query: String = "unitdp=4", _ changes: (inout Draft) -> Void
  ) async throws -> [String] {
    try await trial.caller().create(changes, query: query).messages
  }

  private func post(
    _ body: String, to path: String = "/Invoices", _ caller: Caller
  ) async -> Reply { await caller.send("POST", path, body) }

  @Test func `a draft is made with number, ids, account and totals`() async throws {
    let reply = try await trial.caller().create()
    #expect(reply.status == 200)
    #expect(reply.invoice["InvoiceNumber"] == "INV-0001")
    #expect(reply.invoice["Status"] == "DRAFT")
    #expect(reply.invoice["Total"] == .number("24.15"))
    #expect(reply.invoice["AmountDue"] == .number("24.15"))
    #expect(
      reply.invoice["LineItems"]?[0]?["AccountID"] == "a0000001-0000-4000-8000-000000000200")
    #expect(reply.invoice["StatusAttributeString"] == nil)
  }

  @Test func `without Status it is a draft, without Date the organisation's today`() async throws {
    // 13:30 of 30 November in Auckland; at 11:00 UTC the next day has begun there.
    trial.advance(seconds: 37_800)
    let reply = try await trial.caller().create { $0.fields["Status"] = nil }
    #expect(reply.invoice["Status"] == "DRAFT")
    #expect(reply.invoice["DateString"] == "2026-12-01T00:00:00")
  }

  @Test(arguments: ["2026-09-14", "/Date(1789344000000)/", "/Date(1789344000000+0000)/"])
  func `dates come in both forms and go out as UTC midnight`(date: String) async throws {
    let reply = try await trial.caller().create { $0.fields["Date"] = "\"\(date)\"" }
    #expect(reply.invoice["Date"] == "/Date(1789344000000+0000)/")
    #expect(reply.invoice["DateString"] == "2026-09-14T00:00:00")
  }

  @Test func `without unitdp the unit amount is cut to cents first`() async throws {
    let caller = try await trial.caller()
    let changes: (inout Draft) -> Void = {
      $0.line["Quantity"] = "1.25"
      $0.line["UnitAmount"] = "120.5555"
    }
    let (four, two) = (await caller.create(changes), await caller.create(changes, query: ""))
    #expect(four.invoice["SubTotal"] == .number("150.69"))
    #expect(four.invoice["LineItems"]?[0]?["UnitAmount"] == .number("120.5555"))
    #expect(two.invoice["SubTotal"] == .number("150.70"))
    let read = await caller.send("GET", "/Invoices/INV-0001")
    #expect(read.invoice["LineItems"]?[0]?["UnitAmount"] == .number("120.56"))
  }

  @Test(arguments: [("Inclusive", "21.00", "2.74", "18.26"), ("NoTax", "21.00", "0.00", "21.00")])
  func `inclusive and untaxed documents add up`(
    amounts: String, total: String, tax: String, subtotal: String
  ) async throws {
    let reply = try await trial.caller().create { $0.fields["LineAmountTypes"] = "\"\(amounts)\"" }
    #expect(reply.invoice["Total"] == .number(total))
    #expect(reply.invoice["TotalTax"] == .number(tax))
    #expect(reply.invoice["SubTotal"] == .number(subtotal))
  }

  @Test(arguments: [
    ("AccountCode", #""610""#, "Account code '610' is not a valid code for this document."),
    ("AccountCode", #""999""#, "Account code '999' is not a valid code for this document."),
    (
      "AccountCode", #""205""#,
      "Account code '205' has been archived, or has been deleted. Each line item must reference "
        + "a valid account."
    ),
    ("TaxType", #""INPUT2""#, "The TaxType code 'INPUT2' cannot be used with account code '200'."),
    (
      "TaxType", #""OUTPUT""#,
      "The TaxType code 'OUTPUT' does not exist or cannot be used with this type of transaction."
    ),
    ("LineAmount", "41", "The line total 41.00 does not match the expected line total 21.00"),
    (
      "Quantity", "-1",
      "The quantity value '-1.0000' is invalid. Quantity must not be less than zero."
    ),
  ])
  func `a bad line is refused in Xero's words`(
    field: String, value: String, message: String
  ) async throws {
    let found = try await messages { $0.line[field] = value }
    #expect(found.contains(message))
  }

  @Test(arguments: [
    ("Contact", "null", "A Contact must be specified for this type of transaction"),
    ("CurrencyCode", #""USD""#, "Organisation is not subscribed to currency USD"),
    ("Total", "25", "The document total does not equal the sum of the lines."),
    (
      "Contact", #"{"ContactID":"c0000001-0000-4000-8000-000000000004"}"#,
      "The contact with the specified contact details has been archived. The contact must be "
        + "un-archived before creating new invoices or credit notes"
    ),
    (
      "Contact", #"{"Name":"old mill bakery"}"#,
      "The specified contact details matched an archived contact. Archived contacts cannot "
        + "currently be edited via the API."
    ),
    (
      "Contact", #"{"ContactID":"\#(Trial.acme)","Name":"Brightside Dental"}"#,
      "The contact name Brightside Dental is already assigned to another contact. The contact "
        + "name must be unique across all active contacts."
    ),
    (
      "Contact", #"{"ContactID":"c0000002-0000-4000-8000-000000000001"}"#,
      "The contact with ContactID c0000002-0000-4000-8000-000000000001 could not be found."
    ),
  ])
  func `a bad document is refused in Xero's words`(
    field: String, value: String, message: String
  ) async throws {
    let found = try await messages { $0.fields[field] = value }
    #expect(found == [message])
  }

  @Test func `a draft may lack its account, an approved document may not`() async throws {
    #expect(try await messages { $0.line["AccountCode"] = nil }.isEmpty)
    let found = try await messages {
      $0.line["AccountCode"] = nil
      $0.fields["Status"] = #""AUTHORISED""#
      $0.fields["DueDate"] = #""2026-12-20""#
    }
    #expect(found == ["Account must be valid"])
  }

  @Test func `a lock date refuses approval, not a draft`() async throws {
    await trial.office(
      "POST", "/lock-date", #"{"tenant":"\#(Trial.newZealand)","date":"2013-07-31","kind":"year"}"#)
    let old: (inout Draft) -> Void = {
      $0.fields["Date"] = #""2013-07-31""#
      $0.fields["DueDate"] = #""2013-08-31""#
    }
    #expect(try await messages(old).isEmpty)
    let found = try await messages {
      old(&$0)
      $0.fields["Status"] = #""AUTHORISED""#
    }
    #expect(
      found == [
        "The document date cannot be before the end of year lock date, currently set at 31-Jul-2013"
      ])
  }

  @Test func `an ill-typed enumeration is error 14 and names its place`() async throws {
    let reply = try await trial.caller().create { $0.fields["LineAmountTypes"] = #""NO_TAX""# }
    #expect(reply.status == 400)
    #expect(reply.json["ErrorNumber"] == 14)
    #expect(
      reply.json["Message"]?.text
        == "Error converting value \"NO_TAX\" to type 'Xero.API.Library..LineAmountType'. "
        + "Path 'Invoices[0].LineAmountTypes'.")
    #expect(reply.json["Elements"] == nil)
  }

  @Test func `summarizing is the default: one bad element and nothing is saved`() async throws {
    let caller = try await trial.caller()
    let body = twoInvoices
    let summed = await caller.send("PUT", "/Invoices", body)
    #expect(summed.status == 400)
    #expect(summed.json["ErrorNumber"] == 10)
    #expect(summed.json["Elements"]?.items?.count == 1)
    #expect(summed.json["Elements"]?[0]?["InvoiceID"]?.text == emptyGUID)
    #expect(await trial.office("GET", "/invoices")["count"] == 0)
    let each = await caller.send("PUT", "/Invoices?summarizeErrors=False", body)
    #expect(each.status == 200)
    #expect(
      each.json["Invoices"]?.items?.map { $0["StatusAttributeString"] } == ["OK", "ERROR"])
    #expect(await trial.office("GET", "/invoices")["count"] == 1)
  }

  private var twoInvoices: String {
    var bad = Draft()
    bad.line["Quantity"] = "-1"
    return "{\"Invoices\":[\(Draft().element),\(bad.element)]}"
  }

  @Test func `numbers are unique until their draft is deleted`() async throws {
    let caller = try await trial.caller()
    let numbered: (inout Draft) -> Void = { $0.fields["InvoiceNumber"] = #""DB-1""# }
    let id = try #require(await caller.create(numbered).invoice["InvoiceID"]?.text)
    #expect(await caller.create(numbered).messages == ["Invoice # must be unique."])
    let deleted = await post(
      #"{"Invoices":[{"InvoiceID":"\#(id)","Status":"DELETED"}]}"#, to: "/Invoices/" + id, caller)
    #expect(deleted.invoice["Status"] == "DELETED")
    #expect(await caller.create(numbered).status == 200)
    #expect(await caller.send("GET", "/Invoices/" + id).invoice["Status"] == "DELETED")
  }

  @Test func `POST updates the invoice of that number, and makes no second one`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    let reply = await post(
      #"{"Invoices":[{"Type":"ACCREC","InvoiceNumber":"INV-0001","Reference":"mine now"}]}"#, caller
    )
    #expect(reply.invoice["Reference"] == "mine now")
    #expect(await trial.office("GET", "/invoices")["count"] == 1)
  }

  @Test func `PUT never touches what exists`() async throws {
    let caller = try await trial.caller()
    let id = try #require(await caller.create().invoice["InvoiceID"]?.text)
    let reply = await caller.create { $0.fields["InvoiceID"] = "\"\(id)\"" }
    #expect(reply.status == 400)
    #expect(await trial.office("GET", "/invoices")["count"] == 1)
  }

  @Test func `a line keeps its id where it is sent, else it is a new one`() async throws {
    let caller = try await trial.caller()
    let made = await caller.create { $0.lines = [$0.line] }.invoice
    let id = try #require(made["InvoiceID"]?.text)
    let line = try #require(made["LineItems"]?[0]?["LineItemID"]?.text)
    let reply = await post(
      """
      {"LineItems":[{"LineItemID":"\(line)","Description":"kept","Quantity":1,"UnitAmount":1},
      {"Description":"new","Quantity":1,"UnitAmount":1}]}
      """, to: "/Invoices/" + id, caller)
    let ids = reply.invoice["LineItems"]?.items?.compactMap { $0["LineItemID"]?.text } ?? []
    #expect(ids.count == 2)
    #expect(ids.first == line)
    #expect(ids.last != made["LineItems"]?[1]?["LineItemID"]?.text)
  }

  @Test func `deleting an approved invoice fails inside a 200, echoing what was asked`()
    async throws
  {
    let caller = try await trial.caller()
    let id = try #require(await caller.create().invoice["InvoiceID"]?.text)
    await trial.office("POST", "/invoices/\(id)/approve")
    let reply = await post(
      #"{"Invoices":[{"InvoiceID":"\#(id)","Status":"DELETED"}]}"#,
      to: "/Invoices?summarizeErrors=false", caller)
    #expect(reply.status == 200)
    #expect(reply.json["Status"] == "OK")
    #expect(reply.invoice["Status"] == "DELETED")
    #expect(reply.invoice["StatusAttributeString"] == "ERROR")
    #expect(reply.messages == ["Invoice not of valid status for modification"])
    #expect(await caller.send("GET", "/Invoices/" + id).invoice["Status"] == "AUTHORISED")
  }

  @Test func `a paid invoice is not edited`() async throws {
    let caller = try await trial.caller()
    let id = try #require(await caller.create().invoice["InvoiceID"]?.text)
    await trial.office("POST", "/invoices/\(id)/approve")
    await trial.office("POST", "/invoices/\(id)/pay")
    let reply = await post(#"{"Status":"VOIDED"}"#, to: "/Invoices/" + id, caller)
    #expect(
      reply.messages == [
        "This document cannot be edited as it has a payment or credit note allocated to it."
      ])
    let read = await caller.send("GET", "/Invoices/" + id).invoice
    #expect(read["Status"] == "PAID")
    #expect(read["AmountDue"] == .number("0.00"))
  }

  @Test func `an unknown contact name makes a contact, extra fields change one`() async throws {
    let caller = try await trial.caller()
    let made = await caller.create { $0.fields["Contact"] = #"{"Name":"Newcomer Ltd"}"# }
    #expect(made.invoice["Contact"]?["Name"] == "Newcomer Ltd")
    _ = await caller.create {
      $0.fields["Contact"] = #"{"ContactID":"\#(Trial.acme)","EmailAddress":"spoilt@x.example"}"#
    }
    let acme = await caller.send("GET", "/Contacts/" + Trial.acme)
    #expect(acme.json["Contacts"]?[0]?["EmailAddress"] == "spoilt@x.example")
    let rules = await trial.violations().filter { $0.contains("contact") }
    #expect(
      rules == [
        "a contact without its ContactID", "a contact with more than its ContactID",
        "a contact with more than its ContactID",
      ])
  }

  @Test func `a note is kept up to its limit`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    func note(_ text: String, _ id: String = "INV-0001") async -> Reply {
      await caller.send(
        "PUT", "/Invoices/\(id)/History", #"{"HistoryRecords":[{"Details":"\#(text)"}]}"#)
    }
    let kept = await note("Hello World")
    #expect(kept.json["HistoryRecords"]?[0]?["DateUTCString"] == "2026-11-30T00:30:00")
    #expect(await note(String(repeating: "x", count: 2500)).status == 200)
    #expect(await note(String(repeating: "x", count: 2501)).status == 400)
    #expect(
      await note("x", emptyGUID).json["Message"]
        == "The document with the supplied id was not found for this endpoint.")
  }

  @Test(arguments: UInt64(0)..<100)
  func `no hostile body crashes the server or leaves half an invoice`(seed: UInt64) async throws {
    var random = SplitMix64(state: seed)
    let caller = try await trial.caller()
    var bytes = Array(Draft().body.utf8)
    for _ in 0..<3 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() % 256) }
    var request = caller.request("PUT", "/Invoices?summarizeErrors=false")
    request.body = bytes
    let reply = await trial.sandbox.answer(request)
    #expect([200, 400].contains(reply.status))
    let saved = await trial.office("GET", "/invoices")["count"]?.integer
    let made = reply.invoice["InvoiceID"]?.text ?? emptyGUID
    #expect(saved == (made == emptyGUID ? 0 : 1))
  }
}
