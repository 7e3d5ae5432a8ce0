import Testing

@testable import xero_sandbox

/// Where the real server differs from its official description: the sandbox follows the server.
@Suite struct SpecificationTests {
  private let trial = Trial()

  @Test func `every answer has the envelope`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    for path in [
      "/Invoices", "/Invoices/INV-0001", "/Contacts", "/Organisation", "/Organisation/Actions",
      "/TaxRates", "/Accounts", "/Items", "/Currencies", "/TrackingCategories",
      "/BrandingThemes", "/RepeatingInvoices", "/Invoices/INV-0001/History",
    ] {
      let reply = await caller.send("GET", path).json
      #expect(reply["Status"] == "OK" && reply["ProviderName"] != nil, "\(path)")
      #expect(reply["Id"]?.text.flatMap(guid) != nil)
      #expect(reply["DateTimeUTC"] == "/Date(1795998600000)/")
    }
  }

  @Test func `invoices and notes have fields that it lacks`() async throws {
    let caller = try await trial.caller()
    let invoice = await caller.create { $0.fields["DueDate"] = #""2026-12-20""# }.invoice
    #expect(invoice["DateString"] == "2026-11-30T00:00:00")
    #expect(invoice["DueDateString"] == "2026-12-20T00:00:00")
    #expect(invoice["InvoicePaymentServices"] == [])
    #expect(invoice["UpdatedDateUTCString"] == "2026-11-30T00:30:00Z")
    #expect(invoice["LineItems"]?[0]?["ValidationErrors"] == [])
    let history = await caller.send("GET", "/Invoices/INV-0001/History").json
    #expect(history["HistoryRecords"]?[0]?["DateUTCString"] == "2026-11-30T00:30:00")
  }

  @Test func `an invoice is found by its number, too`() async throws {
    let caller = try await trial.caller()
    let made = await caller.create().invoice
    let found = await caller.send("GET", "/Invoices/inv-0001").invoice
    #expect(found["InvoiceID"] == made["InvoiceID"])
  }

  @Test(arguments: [
    ("Type", "A Type must be specified for this type of transaction"),
    ("Contact", "A Contact must be specified for this type of transaction"),
    ("LineItems", "One or more line items must be specified"),
  ])
  func `some fields are required`(field: String, message: String) async throws {
    let reply = try await trial.caller().create { $0.fields[field] = "null" }
    #expect(reply.status == 400 && reply.messages == [message])
  }

  @Test func `a refused element echoes what was sent`() async throws {
    let reply = try await trial.caller().create {
      $0.fields["InvoiceNumber"] = #""DB-1""#
      $0.line["Quantity"] = "-1"
    }
    let element = try #require(reply.json["Elements"]?[0])
    #expect(element["Type"] == "ACCREC" && element["InvoiceNumber"] == "DB-1")
    #expect(element["HasErrors"] == true && element["Status"] == "DRAFT")
    #expect(element["Contact"]?["ContactID"]?.text == Trial.acme)
    #expect(element["LineItems"]?[0]?["Quantity"] == .number("-1.0000"))
  }

  @Test(.rule(.paging)) func `a page has up to 1,000 documents`() async throws {
    let caller = try await trial.caller()
    for (asked, given) in [("1000", 1000), ("1001", 1000), ("0", 1)] {
      let reply = await caller.send("GET", "/Invoices?page=1&pageSize=" + asked)
      #expect(reply.json["pagination"]?["pageSize"]?.integer == given)
    }
  }

  @Test(arguments: ["true", "True", "TRUE"])
  func `booleans have no case`(word: String) async throws {
    let caller = try await trial.caller()
    let reply = await caller.send("GET", "/Contacts?searchTerm=mill&includeArchived=" + word)
    #expect(reply.json["Contacts"]?.items?.count == 1)
  }
}
