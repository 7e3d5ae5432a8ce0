import Testing

@testable import xero_sandbox

@Suite struct GateTests {
  let trial = Trial()

  @Test(.rule(.organisationHeader), arguments: ["", emptyGUID])
  func `a missing or unknown organisation is refused with 403`(tenant: String) async throws {
    let caller = try await trial.caller(tenant: tenant)
    let reply = await caller.send("GET", "/Organisation")
    #expect(reply.status == 403)
    #expect(reply.json["Detail"]?.text == "AuthenticationUnsuccessful")
    #expect(reply.json["Title"]?.text == "Forbidden")
  }

  @Test(.rule(.scopes))
  func `a missing scope is 401 with the mark insufficient_scope`() async throws {
    let caller = try await trial.caller(scopes: "offline_access accounting.settings.read")
    let reply = await caller.send("GET", "/Invoices")
    #expect(reply.status == 401)
    #expect(reply.json["Detail"]?.text == "AuthorizationUnsuccessful")
    #expect(reply.header("WWW-Authenticate")?.contains("insufficient_scope") == true)
    #expect(await caller.send("GET", "/TaxRates").status == 200)
  }

  @Test func `a missing scope may be 403 by a switch`() async throws {
    await trial.office("POST", "/switches", #"{"missingScopeStatus":403}"#)
    let caller = try await trial.caller(scopes: "offline_access accounting.settings.read")
    #expect(await caller.send("GET", "/Invoices").status == 403)
  }

  static let endpoints = [
    (
      "accounting.invoices",
      [
        "Invoices", "CreditNotes", "Quotes", "PurchaseOrders", "RepeatingInvoices",
        "LinkedTransactions", "Items",
      ]
    ),
    ("accounting.payments", ["Payments", "BatchPayments", "Overpayments", "Prepayments"]),
    ("accounting.banktransactions", ["BankTransactions", "BankTransfers"]),
    ("accounting.manualjournals", ["ManualJournals"]),
    (
      "accounting.settings",
      [
        "Accounts", "BrandingThemes", "Currencies", "Items", "InvoiceReminders", "Organisation",
        "TaxRates", "TrackingCategories", "Users",
      ]
    ),
    ("accounting.contacts", ["Contacts", "ContactGroups"]),
  ]

  @Test(.rule(.scopes), arguments: endpoints)
  func `each endpoint has its granular scope, and its history the same`(
    scope: String, resources: [String]
  ) {
    for resource in resources {
      for sub in [nil, "History"] {
        let writing = Scopes.needed(resource: resource, sub: sub, writes: true)
        #expect(writing.contains(scope) && !writing.contains { $0.hasSuffix(".read") })
        let reading = Scopes.needed(resource: resource, sub: sub, writes: false)
        #expect(reading == writing.union(writing.map { $0 + ".read" }))
      }
      let files = Scopes.needed(resource: resource, sub: "Attachments", writes: true)
      #expect(files == ["accounting.attachments"])
    }
  }

  @Test(.rule(.scopes)) func `reading scopes don't write`() async throws {
    let caller = try await trial.caller(scopes: "offline_access accounting.invoices.read")
    #expect(await caller.send("GET", "/Invoices").status == 200)
    #expect(await caller.create().status == 401)
  }

  @Test(.rule(.acceptHeader)) func `no JSON asked for, none given`() async throws {
    let caller = try await trial.caller()
    let reply = await caller.send("GET", "/Invoices", headers: ["Accept": "*/*"])
    #expect(reply.status == 406)
    #expect(reply.header("Content-Type") == "text/xml; charset=utf-8")
    #expect(await trial.violations() == ["no 'Accept: application/json'"])
  }

  @Test(.rule(.collidingNames)) func `two organisations share names, not ids`() async throws {
    let zealand = try await trial.caller()
    var australia = zealand
    australia.tenant = Trial.australia
    let path = "/Contacts?where=Name==\"Acme Pty Ltd\""
    let (left, right) = (await zealand.send("GET", path), await australia.send("GET", path))
    #expect(left.json["Contacts"]?.items?.count == 1)
    #expect(left.json["Contacts"]?[0]?["Name"] == right.json["Contacts"]?[0]?["Name"])
    #expect(left.json["Contacts"]?[0]?["ContactID"] != right.json["Contacts"]?[0]?["ContactID"])
  }

  @Test(.rule(.notFound)) func `an unknown path is 404 in HTML, empty`() async throws {
    let caller = try await trial.caller()
    for path in ["/Invoices/" + emptyGUID, "/Nonsense", "/Contacts/" + emptyGUID] {
      let reply = await caller.send("GET", path)
      #expect(reply.status == 404)
      #expect(reply.header("Content-Type") == "text/html; charset=utf-8")
      #expect(reply.body.isEmpty)
    }
  }

  @Test(.rule(.anyCase)) func `paths and query names have no case`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    let reply = await caller.send("GET", "/invoices?PAGE=1&UnitDP=4&SUMMARYonly=True")
    #expect(reply.json["pagination"]?["itemCount"] == 1)
    #expect(reply.invoice["LineItems"] == nil)
  }

  @Test(.rule(.correlation)) func `the correlation header is the envelope's id`() async throws {
    let reply = try await trial.caller().send("GET", "/Organisation")
    #expect(reply.header("Xero-Correlation-Id") == reply.json["Id"]?.text)
    #expect(reply.json["Id"] != nil)
  }

  @Test(.rule(.writing))
  func `answers have CRLF, escaped slashes and numbers with their scale`() async throws {
    let text = try await trial.caller().create().text
    #expect(text.contains("{\r\n  \"Id\": "))
    #expect(text.contains(#""DateTimeUTC": "\/Date(1795998600000)\/""#))
    #expect(text.contains(#""Quantity": 2.0000"#))
    #expect(text.contains(#""SubTotal": 21.00"#))
    #expect(text.contains(#""CurrencyRate": 1.0000000000"#))
  }
}
