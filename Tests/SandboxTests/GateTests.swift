import Testing

@testable import xero_sandbox

@Suite struct GateTests {
  let trial = Trial()

  @Test(arguments: ["", emptyGUID])
  func `a missing or unknown organisation is refused with 403`(tenant: String) async throws {
    let caller = try await trial.caller(tenant: tenant)
    let reply = await caller.send("GET", "/Organisation")
    #expect(reply.status == 403)
    #expect(reply.json["Detail"]?.text == "AuthenticationUnsuccessful")
    #expect(reply.json["Title"]?.text == "Forbidden")
  }

  @Test func `a missing scope is 401 with the mark insufficient_scope`() async throws {
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

  @Test(arguments: [
    ("Invoices", nil, true, "accounting.invoices"),
    ("Invoices", nil, false, "accounting.invoices.read"),
    ("Invoices", "History", true, "accounting.invoices"),
    ("Invoices", "Attachments", true, "accounting.attachments"),
    ("Contacts", nil, false, "accounting.contacts.read"),
    ("Organisation", nil, false, "accounting.settings.read"),
    ("TaxRates", nil, false, "accounting.settings"),
    ("Items", nil, false, "accounting.invoices.read"),
    ("Payments", nil, true, "accounting.payments"),
  ])
  func `each endpoint has its granular scope`(
    resource: String, sub: String?, writes: Bool, scope: String
  ) {
    let needed = Scopes.needed(resource: resource, sub: sub, writes: writes)
    #expect(needed.contains(scope))
    #expect(needed.contains { $0.hasSuffix(".read") } == !writes)
  }

  @Test func `reading scopes don't write`() async throws {
    let caller = try await trial.caller(scopes: "offline_access accounting.invoices.read")
    #expect(await caller.send("GET", "/Invoices").status == 200)
    #expect(await caller.create().status == 401)
  }

  @Test func `no JSON asked for, none given`() async throws {
    let caller = try await trial.caller()
    let reply = await caller.send("GET", "/Invoices", headers: ["Accept": "*/*"])
    #expect(reply.status == 406)
    #expect(reply.header("Content-Type") == "text/xml; charset=utf-8")
    #expect(await trial.violations() == ["no 'Accept: application/json'"])
  }

  @Test func `two organisations share names, not ids`() async throws {
    let zealand = try await trial.caller()
    var australia = zealand
    australia.tenant = Trial.australia
    let path = "/Contacts?where=Name==\"Acme Pty Ltd\""
    let (left, right) = (await zealand.send("GET", path), await australia.send("GET", path))
    #expect(left.json["Contacts"]?.items?.count == 1)
    #expect(left.json["Contacts"]?[0]?["Name"] == right.json["Contacts"]?[0]?["Name"])
    #expect(left.json["Contacts"]?[0]?["ContactID"] != right.json["Contacts"]?[0]?["ContactID"])
  }

  @Test func `an unknown path is 404 in HTML, empty`() async throws {
    let caller = try await trial.caller()
    for path in ["/Invoices/" + emptyGUID, "/Nonsense", "/Contacts/" + emptyGUID] {
      let reply = await caller.send("GET", path)
      #expect(reply.status == 404)
      #expect(reply.header("Content-Type") == "text/html; charset=utf-8")
      #expect(reply.body.isEmpty)
    }
  }

  @Test func `paths and query names have no case`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    let reply = await caller.send("GET", "/invoices?PAGE=1&UnitDP=4&SUMMARYonly=True")
    #expect(reply.json["pagination"]?["itemCount"] == 1)
    #expect(reply.invoice["LineItems"] == nil)
  }

  @Test func `the correlation header is the envelope's id`() async throws {
    let reply = try await trial.caller().send("GET", "/Organisation")
    #expect(reply.header("Xero-Correlation-Id") == reply.json["Id"]?.text)
    #expect(reply.json["Id"] != nil)
  }

  @Test func `answers have CRLF, escaped slashes and numbers with their scale`() async throws {
    let text = try await trial.caller().create().text
    #expect(text.contains("{\r\n  \"Id\": "))
    #expect(text.contains(#""DateTimeUTC": "\/Date(1795998600000)\/""#))
    #expect(text.contains(#""Quantity": 2.0000"#))
    #expect(text.contains(#""SubTotal": 21.00"#))
    #expect(text.contains(#""CurrencyRate": 1.0000000000"#))
  }
}
