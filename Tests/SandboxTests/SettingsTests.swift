import Testing

@testable import xero_sandbox

/// Organisation, accounts, tax rates, items, tracking, branding and currencies.
@Suite struct SettingsTests {
  let trial = Trial()

  private func texts(_ reply: Reply, _ list: String, _ field: String) -> [String] {
    reply.json[list]?.items?.compactMap { $0[field]?.text } ?? []
  }

  @Test(arguments: [
    (
      "/Accounts?where=Class==\"REVENUE\" AND Status==\"ACTIVE\"", "Accounts", "Code",
      ["200", "260"]
    ),
    ("/Accounts?where=SystemAccount!=null", "Accounts", "Code", ["610", "820"]),
    (
      "/Accounts?order=Code DESC&where=Type==\"REVENUE\"", "Accounts", "Code",
      ["260", "205", "200"]
    ),
    ("/Accounts/a0000001-0000-4000-8000-000000000200", "Accounts", "Name", ["Sales"]),
    ("/TaxRates?where=Status==\"DELETED\"", "TaxRates", "TaxType", ["OUTPUT"]),
    ("/TaxRates?where=EffectiveRate>15", "TaxRates", "TaxType", ["TAX001"]),
    ("/TaxRates/OUTPUT2", "TaxRates", "Name", ["15% GST on Income"]),
    ("/Items?where=Code==\"DEV\"", "Items", "Name", ["Development"]),
    ("/Items/DEV", "Items", "Name", ["Development"]),
    ("/Currencies?order=Code", "Currencies", "Code", ["AUD", "EUR", "NZD"]),
    ("/Currencies?where=Code==\"EUR\"", "Currencies", "Code", ["EUR"]),
    ("/BrandingThemes", "BrandingThemes", "Name", ["Standard", "Design studio"]),
    (
      "/BrandingThemes/b7000001-0000-4000-8000-000000000002", "BrandingThemes", "Name",
      ["Design studio"]
    ),
    ("/TrackingCategories", "TrackingCategories", "Name", ["Region"]),
    ("/Organisation", "Organisations", "Name", ["Harbour Studio Ltd"]),
  ])
  func `each list filters, sorts and finds one`(
    path: String, list: String, field: String, wanted: [String]
  ) async throws {
    let reply = try await trial.caller().send("GET", path)
    #expect(texts(reply, list, field) == wanted)
  }

  @Test(arguments: [
    ("/Accounts?where=Colour==1", "No property or field 'Colour' exists in type 'Account'"),
    ("/TaxRates?order=Colour", "No property or field 'Colour' exists in type 'TaxRate'"),
    ("/Items?where=Code==\"x", "Unterminated string literal"),
  ])
  func `a filter that can't be read is error 16`(path: String, message: String) async throws {
    let reply = try await trial.caller().send("GET", path)
    #expect(reply.status == 400 && reply.json["ErrorNumber"] == 16)
    #expect(reply.json["Message"]?.text == message)
  }

  @Test func `accounts and items that did not change are left out`() async throws {
    let caller = try await trial.caller()
    let since = ["If-Modified-Since": "2026-11-30T00:00:00"]
    for path in ["/Accounts", "/Items"] {
      let list = String(path.dropFirst())
      #expect(await caller.send("GET", path, headers: since).json[list] == [])
    }
    let tenant = Trial.newZealand
    await trial.office("POST", "/accounts/260/archive", #"{"tenant":"\#(tenant)"}"#)
    await trial.office("POST", "/items/DEV", #"{"tenant":"\#(tenant)","price":170.5}"#)
    let accounts = await caller.send("GET", "/Accounts", headers: since)
    #expect(texts(accounts, "Accounts", "Code") == ["260"])
    let items = await caller.send("GET", "/Items", headers: since)
    #expect(texts(items, "Items", "Code") == ["DEV"])
    // The other lists have no such header at Xero.
    let rates = await caller.send("GET", "/TaxRates", headers: since)
    #expect(texts(rates, "TaxRates", "TaxType").count == 6)
  }

  @Test func `an item's price has 4 decimals with unitdp, else 2`() async throws {
    let caller = try await trial.caller()
    await trial.office(
      "POST", "/items/DEV", #"{"tenant":"\#(Trial.newZealand)","price":165.1255}"#)
    for (query, price) in [("?unitdp=4", "165.1255"), ("", "165.1300")] {
      let reply = await caller.send("GET", "/Items" + query)
      #expect(reply.text.contains("\"UnitPrice\": \(price)"))
    }
  }

  @Test func `archived options are shown where they are asked for`() async throws {
    let caller = try await trial.caller()
    for (query, count) in [("", 2), ("?includeArchived=true", 3)] {
      let reply = await caller.send("GET", "/TrackingCategories" + query)
      #expect(reply.json["TrackingCategories"]?[0]?["Options"]?.items?.count == count)
    }
  }

  @Test(.rule(.collidingNames))
  func `two organisations differ in taxes, accounts and currencies`() async throws {
    let zealand = try await trial.caller()
    var australia = zealand
    australia.tenant = Trial.australia
    for (path, list, field) in [
      ("/TaxRates", "TaxRates", "TaxType"), ("/Currencies", "Currencies", "Code"),
      ("/Accounts", "Accounts", "AccountID"),
    ] {
      let (left, right) = (await zealand.send("GET", path), await australia.send("GET", path))
      #expect(texts(left, list, field) != texts(right, list, field))
    }
  }

  @Test func `the organisation tells taxes, zone, terms and locks`() async throws {
    await trial.office(
      "POST", "/lock-date", #"{"tenant":"\#(Trial.newZealand)","date":"2026-10-31"}"#)
    let reply = try await trial.caller().send("GET", "/Organisation")
    let one = try #require(reply.json["Organisations"]?[0])
    #expect(one["PaysTax"] == true && one["Timezone"] == "NEWZEALANDSTANDARDTIME")
    #expect(one["PeriodLockDate"]?.text == "/Date(1793404800000+0000)/")
    #expect(one["PaymentTerms"]?["Sales"]?["Type"] == "OFFOLLOWINGMONTH")
    #expect(one["OrganisationID"]?.text != Trial.newZealand)
  }

  @Test func `an organisation's id may be its tenant's, by a switch`() async throws {
    await trial.office("POST", "/switches", #"{"tenantIsOrganisation":true}"#)
    let reply = try await trial.caller().send("GET", "/Organisation")
    #expect(reply.json["Organisations"]?[0]?["OrganisationID"]?.text == Trial.newZealand)
  }

  @Test(.rule(.correlation)) func `refusals carry a correlation id too`() async throws {
    let caller = try await trial.caller(scopes: "offline_access accounting.settings.read")
    for path in ["/Invoices", "/Nonsense", "/Accounts?where=x"] {
      let reply = await caller.send("GET", path)
      #expect(reply.status >= 400)
      #expect(reply.header("Xero-Correlation-Id").flatMap(guid) != nil)
    }
  }
}
