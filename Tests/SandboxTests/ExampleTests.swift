import Testing

@testable import xero_sandbox

/// Exchanges of Xero's documentation and of recordings, with the sandbox's own ids in them.
@Suite struct ExampleTests {
  private let trial = Trial()

  @Test func `consent: the address of the documentation, and its redirect`() async throws {
    let reply = await trial.sandbox.answer(
      Request(
        method: "GET", path: "/identity/connect/authorize",
        query: Trial.query(
          "response_type=code&client_id=\(Trial.clientID)"
            + "&redirect_uri=http%3A%2F%2Flocalhost%3A8799%2Fcallback&scope=openid%20profile%20email"
            + "%20offline_access%20accounting.invoices%20accounting.contacts.read"
            + "%20accounting.settings.read&state=Zr3"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            + "&code_challenge_method=S256")))
    #expect(reply.status == 302)
    #expect(reply.query.map(\.name) == ["code", "scope", "state", "session_state"])
    #expect(reply.query[1].value == Trial.scopes)
  }

  @Test func `tokens: the fields of a sign-in and of a refresh`() async throws {
    let first = try await trial.signIn()
    let fields = [
      "id_token", "access_token", "expires_in", "token_type", "refresh_token", "scope",
    ]
    #expect(first.members?.map(\.key) == fields)
    let second = await trial.refresh(first["refresh_token"]?.text ?? "").json
    #expect(second.members?.map(\.key) == fields)
  }

  @Test func `an approved invoice with line amounts, as the description shows it`() async throws {
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
    #expect(invoice["Date"] == "/Date(1552262400000+0000)/")
    #expect(invoice["DueDate"] == "/Date(1544400000000+0000)/")
    #expect(invoice["Status"] == "AUTHORISED" && invoice["LineAmountTypes"] == "Exclusive")
    for field in ["SubTotal", "Total", "AmountDue"] {
      #expect(invoice[field] == .number("40.00"), "\(field)")
    }
    #expect(invoice["LineItems"]?[0]?["TaxAmount"] == .number("0.00"))
  }

  @Test func `a wrong line total: a 400 whose element was not made`() async throws {
    let reply = try await trial.caller().create {
      $0.line["UnitAmount"] = "20.00"
      $0.line["LineAmount"] = "41.00"
    }
    #expect(reply.status == 400)
    #expect(reply.json["ErrorNumber"] == 10 && reply.json["Type"] == "ValidationException")
    #expect(reply.json["Message"] == "A validation exception occurred")
    let element = try #require(reply.json["Elements"]?[0])
    #expect(element["InvoiceID"]?.text == emptyGUID && element["InvoiceNumber"] == "")
    #expect(element["LineItems"]?[0]?["LineAmount"] == .number("41.00"))
    #expect(
      reply.messages == ["The line total 41.00 does not match the expected line total 40.00"])
  }

  @Test func `401, 403, 404 and 429 have bodies of their own kinds`() async throws {
    let caller = try await trial.caller()
    var nobody = caller
    nobody.token = "made.up.token"
    var elsewhere = caller
    elsewhere.tenant = emptyGUID
    for (reply, status, detail) in [
      (await nobody.send("GET", "/Invoices"), 401, "AuthenticationUnsuccessful"),
      (await elsewhere.send("GET", "/Invoices"), 403, "AuthenticationUnsuccessful"),
    ] {
      #expect(reply.status == status)
      #expect(
        reply.json.members?.map(\.key)
          == ["Type", "Title", "Status", "Detail", "Instance", "Extensions"])
      #expect(reply.json["Detail"]?.text == detail)
    }
    let missing = await caller.send("GET", "/Invoices/" + emptyGUID)
    #expect(missing.status == 404 && missing.body.isEmpty)
    await trial.office("POST", "/faults", #"{"fault":"429-minute"}"#)
    let limited = await caller.send("GET", "/Invoices")
    #expect(limited.status == 429 && limited.body.isEmpty)
  }

  @Test func `an address for the payer exists once an invoice is approved`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    let path = "/Invoices/INV-0001/OnlineInvoice"
    #expect(await caller.send("GET", path).status == 404)
    await trial.office("POST", "/invoices/INV-0001/approve")
    let address = await caller.send("GET", path).json["OnlineInvoices"]?[0]?["OnlineInvoiceUrl"]
    #expect(address?.text?.hasPrefix("https://in.xero.com/") == true)
  }

  @Test func `what an organisation allows`() async throws {
    let caller = try await trial.caller()
    var other = caller
    other.tenant = Trial.australia
    for (caller, currencies) in [(caller, "ALLOWED"), (other, "NOT-ALLOWED")] {
      let actions = await caller.send("GET", "/Organisation/Actions").json["Actions"]?.items ?? []
      let table = Dictionary(
        uniqueKeysWithValues: actions.compactMap { action in
          action["Name"]?.text.map { ($0, action["Status"]?.text) }
        })
      #expect(table["CreateDraftInvoice"] == "ALLOWED")
      #expect(table["AttachFilesIntoInvoice"] == "ALLOWED")
      #expect(table["UseMulticurrency"] == currencies)
    }
  }

  @Test func `a tax rate and an account, field by field`() async throws {
    let caller = try await trial.caller()
    let rate = await caller.send("GET", "/TaxRates/OUTPUT2").json["TaxRates"]?[0]
    #expect(rate?["Name"] == "15% GST on Income" && rate?["ReportTaxType"] == "OUTPUT")
    #expect(rate?["CanApplyToRevenue"] == true && rate?["CanApplyToExpenses"] == false)
    #expect(rate?["EffectiveRate"] == .number("15.0000"))
    #expect(rate?["TaxComponents"]?[0]?["IsCompound"] == false)
    let path = "/Accounts/a0000001-0000-4000-8000-000000000200"
    let account = await caller.send("GET", path).json["Accounts"]?[0]
    #expect(account?["Code"] == "200" && account?["Type"] == "REVENUE")
    #expect(account?["TaxType"] == "OUTPUT2" && account?["EnablePaymentsToAccount"] == false)
  }

  @Test func `reconciling: the search by reference finds none, one or more`() async throws {
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

  @Test func `the product's own request, and the totals that were predicted for it`()
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

  @Test func `payments are none of the product's business: 404, and a violation`() async throws {
    let caller = try await trial.caller(scopes: Trial.scopes + " accounting.payments")
    let reply = await caller.send("PUT", "/Payments", #"{"Payments":[]}"#, key: "K")
    #expect(reply.status == 404)
    #expect(await trial.violations() == ["a payment sent"])
    _ = await caller.create(key: "L")
    #expect(await caller.send("POST", "/Invoices/INV-0001/Email", key: "M").status == 404)
    #expect(await trial.violations().last == "an invoice e-mailed")
  }
}
