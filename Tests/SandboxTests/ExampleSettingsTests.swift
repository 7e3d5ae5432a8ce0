import Testing

@testable import xero_sandbox

/// The recorded exchanges that tell what an organisation has.
@Suite struct ExampleSettingsTests {
  private let trial = Trial()

  @Test(.example(.organisation)) func `an organisation and its lock dates`() async throws {
    for kind in ["period", "year"] {
      await trial.office(
        "POST", "/lock-date",
        #"{"tenant":"\#(Trial.newZealand)","date":"2018-12-31","kind":"\#(kind)"}"#)
    }
    let reply = try await trial.caller().send("GET", "/Organisation")
    let one = try #require(reply.json["Organisations"]?[0])
    #expect(one["Name"] == "Harbour Studio Ltd" && one["ShortCode"] == "!hS7nZ")
    #expect(one["Version"] == "NZ" && one["CountryCode"] == "NZ" && one["BaseCurrency"] == "NZD")
    #expect(one["PaysTax"] == true && one["IsDemoCompany"] == false)
    #expect(one["OrganisationStatus"] == "ACTIVE" && one["DefaultSalesTax"] == "Tax Exclusive")
    #expect(one["PeriodLockDate"] == "/Date(1546214400000+0000)/")
    #expect(one["EndOfYearLockDate"] == "/Date(1546214400000+0000)/")
    #expect(one["CreatedDateUTC"] == "/Date(1455827393000)/")
    #expect(one["Timezone"] == "NEWZEALANDSTANDARDTIME")
    #expect(one["Edition"] == "BUSINESS" && one["Class"] == "PREMIUM")
    #expect(one["Addresses"] == [] && one["Phones"] == [] && one["ExternalLinks"] == [])
  }

  @Test(.example(.actions)) func `what an organisation allows`() async throws {
    let caller = try await trial.caller()
    var other = caller
    other.tenant = Trial.australia
    for (caller, currencies) in [(caller, "ALLOWED"), (other, "NOT-ALLOWED")] {
      let actions = await caller.send("GET", "/Organisation/Actions").json["Actions"]?.items ?? []
      let table = Dictionary(
        uniqueKeysWithValues: actions.compactMap { action in
          action["Name"]?.text.map { ($0, action["Status"]?.text) }
        })
      for name in [
        "CreateApprovedInvoice", "AttachFilesIntoInvoice", "CreateDraftInvoice",
        "CreateRepeatingInvoice",
      ] { #expect(table[name] == "ALLOWED", "\(name)") }
      #expect(table["UseMulticurrency"] == currencies)
    }
  }

  @Test(.example(.taxRates)) func `a tax rate, field by field`() async throws {
    let caller = try await trial.caller()
    let rates = await caller.send("GET", "/TaxRates").json["TaxRates"]
    let rate = try #require(rates?[0])
    #expect(rate["Name"] == "15% GST on Income" && rate["TaxType"] == "OUTPUT2")
    #expect(rate["ReportTaxType"] == "OUTPUT" && rate["Status"] == "ACTIVE")
    #expect(rate["CanApplyToRevenue"] == true && rate["CanApplyToExpenses"] == false)
    #expect(rate["DisplayTaxRate"] == .number("15.0000"))
    #expect(rate["EffectiveRate"] == .number("15.0000"))
    let part = try #require(rate["TaxComponents"]?[0])
    #expect(part["Name"] == "GST" && part["Rate"] == .number("15.0000"))
    #expect(part["IsCompound"] == false && part["IsNonRecoverable"] == false)
    let others = rates?.items?.dropFirst() ?? []
    #expect(others.contains { $0["TaxType"] == "NONE" && $0["EffectiveRate"] == .number("0.0000") })
    #expect(others.contains { $0["TaxType"] == "INPUT2" && $0["CanApplyToRevenue"] == false })
  }

  @Test(.example(.accounts)) func `an account of the bank, and one of sales`() async throws {
    let accounts = try await trial.caller().send("GET", "/Accounts").json["Accounts"]?.items ?? []
    let bank = try #require(accounts.first { $0["Type"] == "BANK" })
    #expect(bank["Code"] == "090" && bank["TaxType"] == "NONE")
    let sales = try #require(accounts.first { $0["Code"] == "200" })
    #expect(sales["AccountID"]?.text == "a0000001-0000-4000-8000-000000000200")
    #expect(sales["Name"] == "Sales" && sales["Type"] == "REVENUE")
    #expect(sales["TaxType"] == "OUTPUT2" && sales["EnablePaymentsToAccount"] == false)
  }

  @Test(.example(.otherSettings)) func `tracking, themes, currencies and items`() async throws {
    let caller = try await trial.caller()
    func first(_ list: String) async throws -> JSON {
      let reply = await caller.send("GET", "/" + list)
      #expect(reply.json["Status"] == "OK" && reply.json["Id"] != nil, "each in its envelope")
      return try #require(reply.json[list]?[0])
    }
    let category = try await first("TrackingCategories")
    #expect(category["Name"] == "Region" && category["Status"] == "ACTIVE")
    #expect(category["TrackingCategoryID"]?.text == "7c000001-0000-4000-8000-000000000001")
    #expect(category["Options"]?.items?.count == 2)
    let theme = try await first("BrandingThemes")
    #expect(theme["Name"] == "Standard" && theme["SortOrder"] == 0)
    #expect(theme["CreatedDateUTC"] == "/Date(1464967643813+0000)/")
    let currency = try await first("Currencies")
    #expect(currency["Code"] == "NZD" && currency["Description"] == "New Zealand Dollar")
    let item = try await first("Items")
    #expect(item["Code"] == "DEV" && item["Name"] == "Development")
    #expect(item["SalesDetails"]?["UnitPrice"] == .number("165.0000"))
    #expect(item["SalesDetails"]?["AccountCode"] == "200")
    #expect(item["SalesDetails"]?["TaxType"] == "OUTPUT2")
    #expect(item["IsTrackedAsInventory"] == false && item["IsSold"] == true)
  }

  @Test(.example(.repeatingInvoice)) func `a template is told as the documentation shows it`()
    async throws
  {
    await trial.office(
      "POST", "/contacts/\(Trial.acme)/repeat", #"{"amount":5000,"next":"2026-12-01"}"#)
    let reply = try await trial.caller().send("GET", "/RepeatingInvoices")
    let one = try #require(reply.json["RepeatingInvoices"]?[0])
    #expect(one["Type"] == "ACCREC" && one["Status"] == "AUTHORISED")
    #expect(one["Contact"]?["ContactID"]?.text == Trial.acme)
    #expect(one["Schedule"]?["Unit"] == "MONTHLY")
    #expect(one["Schedule"]?["NextScheduledDate"]?.text == "/Date(1796083200000+0000)/")
    #expect(one["Schedule"]?["EndDate"] == nil)
    #expect(reply.text.contains("\"Total\": 5750.00"))
    #expect(one["RepeatingInvoiceID"] == one["ID"])
    let id = try #require(one["ID"]?.text)
    let again = try await trial.caller().send("GET", "/RepeatingInvoices/\(id)")
    #expect(again.json["RepeatingInvoices"]?.items?.count == 1)
  }
}
