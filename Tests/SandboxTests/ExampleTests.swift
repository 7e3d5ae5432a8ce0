import Testing

@testable import xero_sandbox

/// The recorded exchanges around invoices.
@Suite struct ExampleTests {
  private let trial = Trial()

  @Test(.example(.approvedInvoice))
  func `an approved invoice with line amounts, as the description shows it`() async throws {
    let reply = try await trial.caller().send(
      "PUT", "/Invoices",
      """
      {"Invoices":[{"Type":"ACCREC","Contact":{"ContactID":"\(Trial.acme)"},"LineItems":[
      {"Description":"Acme Tires","Quantity":2,"UnitAmount":20,"AccountCode":"200",
      "TaxType":"NONE","LineAmount":40}],"Date":"2019-03-11","DueDate":"2018-12-10",
      "Reference":"Website Design","Status":"AUTHORISED"}]}
      """)
    #expect(reply.status == 200)
    let invoice = reply.invoice
    #expect(invoice["InvoiceNumber"] == "INV-0001" && invoice["Reference"] == "Website Design")
    #expect(invoice["DateString"] == "2019-03-11T00:00:00")
    #expect(invoice["Date"] == "/Date(1552262400000+0000)/")
    #expect(invoice["DueDate"] == "/Date(1544400000000+0000)/")
    #expect(invoice["Status"] == "AUTHORISED" && invoice["LineAmountTypes"] == "Exclusive")
    for field in ["SubTotal", "Total", "AmountDue"] {
      #expect(invoice[field] == .number("40.00"), "\(field)")
    }
    #expect(invoice["TotalTax"] == .number("0.00") && invoice["AmountPaid"] == .number("0.00"))
    #expect(invoice["Contact"]?["ContactStatus"] == "ACTIVE")
    #expect(invoice["LineItems"]?[0]?["TaxAmount"] == .number("0.00"))
    #expect(invoice["LineItems"]?[0]?["LineAmount"] == .number("40.00"))
  }

  @Test(.rule(.statuses), .rule(.summarizing), .example(.refusedChange))
  func `deleting an approved invoice fails inside a 200, echoing what was asked`()
    async throws
  {
    let caller = try await trial.caller()
    let id = try #require(await caller.create().invoice["InvoiceID"]?.text)
    await trial.office("POST", "/invoices/\(id)/approve")
    let reply = await caller.send(
      "POST", "/Invoices?summarizeErrors=false",
      #"{"Invoices":[{"InvoiceID":"\#(id)","Status":"DELETED"}]}"#)
    #expect(reply.status == 200)
    #expect(reply.json["Status"] == "OK")
    #expect(reply.invoice["Status"] == "DELETED")
    #expect(reply.invoice["StatusAttributeString"] == "ERROR")
    #expect(reply.messages == ["Invoice not of valid status for modification"])
    #expect(reply.invoice["LineItems"] == [] && reply.invoice["Total"] == .number("24.15"))
    #expect(await caller.send("GET", "/Invoices/" + id).invoice["Status"] == "AUTHORISED")
  }

  @Test(.example(.taxedInvoice))
  func `a taxed invoice, and no StatusAttributeString that nobody asked for`() async throws {
    let invoice = try await trial.caller().create(query: "").invoice
    #expect(invoice["InvoiceNumber"] == "INV-0001")
    let line = try #require(invoice["LineItems"]?[0])
    #expect(line["LineAmount"] == .number("21.00") && line["TaxAmount"] == .number("3.15"))
    #expect(line["AccountID"]?.text == "a0000001-0000-4000-8000-000000000200")
    #expect(invoice["SubTotal"] == .number("21.00") && invoice["TotalTax"] == .number("3.15"))
    #expect(invoice["Total"] == .number("24.15") && invoice["AmountDue"] == .number("24.15"))
    #expect(invoice["BrandingThemeID"]?.text == "b7000001-0000-4000-8000-000000000001")
    #expect(invoice["InvoicePaymentServices"] == [])
    #expect(invoice["UpdatedDateUTCString"] == "2026-11-30T00:30:00Z")
    #expect(invoice["StatusAttributeString"] == nil)
  }

  @Test(.example(.invoicePage)) func `a page: a voided invoice and a paid one`() async throws {
    let caller = try await trial.caller()
    for work in [["approve", "void"], ["approve", "pay"]] {
      let number = try #require(await caller.create().invoice["InvoiceNumber"]?.text)
      for step in work { await trial.office("POST", "/invoices/\(number)/\(step)") }
    }
    let page = await caller.send("GET", "/Invoices?page=1").json
    #expect(page["Status"] == "OK" && page["DateTimeUTC"] == "/Date(1795998600000)/")
    #expect(
      page["pagination"] == ["page": 1, "pageSize": 100, "pageCount": 1, "itemCount": 2])
    let (voided, paid) = (page["Invoices"]?[0], page["Invoices"]?[1])
    #expect(voided?["Status"] == "VOIDED" && voided?["Total"] == .number("24.15"))
    #expect(voided?["Contact"]?["Name"] == "Acme Pty Ltd")
    #expect(paid?["Status"] == "PAID" && paid?["AmountPaid"] == .number("24.15"))
    #expect(paid?["Payments"]?[0]?["Amount"] == .number("24.15"))
    #expect(paid?["Payments"]?[0]?["Date"] == "/Date(1795996800000+0000)/")
    #expect(paid?["FullyPaidOnDate"] == "/Date(1795996800000+0000)/")
  }

  @Test(.example(.submittedInvoice)) func `a draft is submitted by its id`() async throws {
    let caller = try await trial.caller()
    let made = await caller.create {
      $0.line["Description"] = #""Light Saber""#
      $0.line["Quantity"] = "1"
      $0.line["UnitAmount"] = "500"
    }
    let id = try #require(made.invoice["InvoiceID"]?.text)
    let invoice = await caller.send(
      "POST", "/Invoices/" + id, #"{"Status":"SUBMITTED","DueDate":"2026-12-20"}"#
    ).invoice
    #expect(invoice["Status"] == "SUBMITTED" && invoice["AmountDue"] == .number("575.00"))
    #expect(invoice["SubTotal"] == .number("500.00") && invoice["TotalTax"] == .number("75.00"))
    let line = try #require(invoice["LineItems"]?[0])
    #expect(line["Description"] == "Light Saber" && line["TaxAmount"] == .number("75.00"))
    #expect(line["LineItemID"] == made.invoice["LineItems"]?[0]?["LineItemID"])
    #expect(invoice["UpdatedDateUTCString"] == "2026-11-30T00:30:00Z")
  }

  @Test(.example(.note)) func `a note and its answer`() async throws {
    let caller = try await trial.caller()
    let id = try #require(await caller.create().invoice["InvoiceID"]?.text)
    let reply = await caller.send(
      "PUT", "/Invoices/\(id)/History", #"{"HistoryRecords":[{"Details":"Hello World"}]}"#)
    #expect(reply.json["Status"] == "OK" && reply.json["Id"] != nil)
    let record = try #require(reply.json["HistoryRecords"]?[0])
    #expect(record["DateUTCString"] == "2026-11-30T00:30:00")
    #expect(record["DateUTC"] == "/Date(1795998600000)/")
    #expect(record["Details"] == "Hello World" && record["ValidationErrors"] == [])
  }

  @Test(.example(.attachment)) func `a picture is attached`() async throws {
    let caller = try await trial.caller(scopes: Trial.scopes + " accounting.attachments")
    let id = try #require(await caller.create().invoice["InvoiceID"]?.text)
    let reply = await caller.send(
      "PUT", "/Invoices/\(id)/Attachments/sample5.jpg?IncludeOnline=true", "raw bytes",
      headers: ["Content-Type": "image/jpg"])
    let file = try #require(reply.json["Attachments"]?[0])
    #expect(file["AttachmentID"]?.text.flatMap(guid) != nil)
    #expect(file["FileName"] == "sample5.jpg" && file["MimeType"] == "image/jpg")
    #expect(file["ContentLength"] == 9)
    #expect(
      file["Url"]?.text
        == "https://api.xero.com/api.xro/2.0/Invoices/\(id)/Attachments/sample5.jpg")
  }

  @Test(.example(.onlineInvoice))
  func `an address for the payer exists once an invoice is approved`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    let path = "/Invoices/INV-0001/OnlineInvoice"
    #expect(await caller.send("GET", path).status == 404)
    await trial.office("POST", "/invoices/INV-0001/approve")
    let address = await caller.send("GET", path).json["OnlineInvoices"]?[0]?["OnlineInvoiceUrl"]
    #expect(address?.text?.hasPrefix("https://in.xero.com/") == true)
  }

  @Test(.example(.idempotency))
  func `a key: the same answer, a refusal, and after six minutes a second invoice`()
    async throws
  {
    let caller = try await trial.caller()
    let first = await caller.create(key: "K")
    #expect(first.invoice["InvoiceNumber"] == "INV-0001")
    let again = await caller.create(key: "K")
    #expect(again.status == 200 && again.body == first.body)
    #expect(first.header("X-MinLimit-Remaining") == "59")
    #expect(again.header("X-MinLimit-Remaining") == "58")
    let other = await caller.create({ $0.line["Quantity"] = "3" }, key: "K")
    #expect(other.status == 400)
    #expect(
      other.json["Message"] == "Idempotency Key: K is used with a different request.")
    trial.advance(seconds: 360)
    #expect(await caller.create(key: "K").invoice["InvoiceNumber"] == "INV-0002")
  }

  @Test(.example(.reconciling))
  func `reconciling: the search by reference finds none, one or more`() async throws {
    let caller = try await trial.caller()
    let path =
      "/Invoices?where=Type%3D%3D%22ACCREC%22%20AND%20Reference%3D%3D%22Website%20Design%20"
      + "DB-7F3K9QXA%22&createdByMyApp=true&includeArchived=true&page=1&pageSize=100&unitdp=4"
    for count in 0...2 {
      let found = await caller.send("GET", path).json
      #expect(found["Invoices"]?.items?.count == count)
      #expect(found["pagination"]?["itemCount"]?.integer == count)
      _ = await caller.create { $0.fields["Reference"] = #""Website Design DB-7F3K9QXA""# }
    }
  }

  @Test(.example(.draft))
  func `the product's own request, and the totals that were predicted for it`()
    async throws
  {
    let reply = try await trial.caller().send(
      "PUT", "/Invoices?summarizeErrors=false&unitdp=4",
      """
      {"Invoices":[{"Contact":{"ContactID":"\(Trial.acme)"},"CurrencyCode":"NZD",
      "Date":"2026-11-30","DueDate":"2026-12-20","LineAmountTypes":"Exclusive","LineItems":[
      {"AccountCode":"200","Description":"Website - Implementation (Nov 2026)",
      "Quantity":12.75,"TaxType":"OUTPUT2","Tracking":[
      {"TrackingCategoryID":"7c000001-0000-4000-8000-000000000001",
      "TrackingOptionID":"70000001-0000-4000-8000-000000000001"}],"UnitAmount":120.5555}],
      "Reference":"Nov 2026 DB-7F3K9QXA","Status":"DRAFT","Type":"ACCREC"}]}
      """, key: "K")
    let invoice = reply.invoice
    #expect(invoice["StatusAttributeString"] == "OK" && invoice["HasErrors"] == false)
    #expect(invoice["SubTotal"] == .number("1537.08"))
    #expect(invoice["TotalTax"] == .number("230.56"))
    #expect(invoice["Total"] == .number("1767.64"))
    #expect(invoice["LineItems"]?[0]?["Tracking"]?[0]?["Option"] == "North")
    #expect(await trial.violations() == [])
  }

  @Test func `mail is none of the product's business: 404, and a violation`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create(key: "L")
    #expect(await caller.send("POST", "/Invoices/INV-0001/Email", key: "M").status == 404)
    #expect(await trial.violations() == ["an invoice e-mailed"])
  }
}
