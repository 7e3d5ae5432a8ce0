import Testing

@testable import xero_sandbox

/// Where the real server differs from its official description: the sandbox follows the server.
@Suite struct SpecificationTests {
  private let trial = Trial()

  @Test(.difference(.summarizing))
  func `one bad element fails the whole request unless summarizing is forbidden`() async throws {
    let caller = try await trial.caller()
    var bad = Draft()
    bad.line["Quantity"] = "-1"
    let body = "{\"Invoices\":[\(Draft().element),\(bad.element)]}"
    #expect(await caller.send("PUT", "/Invoices", body).status == 400)
    #expect(await trial.office("GET", "/invoices")["count"] == 0)
    #expect(await caller.send("PUT", "/Invoices?summarizeErrors=false", body).status == 200)
    #expect(await trial.office("GET", "/invoices")["count"] == 1)
  }

  @Test(.difference(.scopes)) func `the scopes that it names are refused`() async throws {
    for scope in ["accounting.transactions", "accounting.reports.read"] {
      let reply = await trial.authorize(scopes: "openid " + scope)
      #expect(reply.status == 400 && reply.text.contains("unauthorized_client"))
    }
    let caller = try await trial.caller(scopes: "offline_access accounting.invoices.read")
    #expect(await caller.send("GET", "/Invoices").status == 200)
  }

  @Test(.difference(.envelope)) func `every answer has the envelope`() async throws {
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

  @Test(.difference(.unlistedFields))
  func `invoices and notes have fields that it lacks`() async throws {
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

  @Test(.difference(.statuses)) func `there is more than 200, 204 and 400`() async throws {
    let caller = try await trial.caller()
    var (nobody, elsewhere) = (caller, caller)
    nobody.token = "made.up.token"
    elsewhere.tenant = emptyGUID
    var seen = [await nobody.send("GET", "/Invoices"), await elsewhere.send("GET", "/Invoices")]
    seen.append(await caller.send("GET", "/Invoices/" + emptyGUID))
    seen.append(await caller.send("GET", "/Invoices", headers: ["Accept": "*/*"]))
    for fault in ["429-minute", "500", "503"] {
      await trial.office("POST", "/faults", #"{"fault":"\#(fault)"}"#)
      seen.append(await caller.send("GET", "/Invoices"))
    }
    #expect(seen.map(\.status) == [401, 403, 404, 406, 429, 500, 503])
  }

  @Test(.difference(.emptyRefusals)) func `404 and 429 have no body`() async throws {
    let caller = try await trial.caller()
    let missing = await caller.send("GET", "/Invoices/" + emptyGUID)
    #expect(missing.body.isEmpty)
    #expect(missing.header("Content-Type") == "text/html; charset=utf-8")
    await trial.office("POST", "/faults", #"{"fault":"429-minute"}"#)
    let limited = await caller.send("GET", "/Invoices")
    #expect(limited.status == 429 && limited.body.isEmpty)
    #expect(limited.header("Content-Type") == nil)
  }

  @Test(.difference(.numberInPath))
  func `an invoice is found by its number, too`() async throws {
    let caller = try await trial.caller()
    let made = await caller.create().invoice
    let found = await caller.send("GET", "/Invoices/inv-0001").invoice
    #expect(found["InvoiceID"] == made["InvoiceID"])
    #expect(await caller.send("GET", "/Invoices/INV-0001/History").status == 200)
  }

  @Test(.difference(.contentType))
  func `a file's type is in Content-Type, not in contentType`() async throws {
    let caller = try await trial.caller(scopes: Trial.scopes + " accounting.attachments")
    _ = await caller.create()
    let reply = await caller.send(
      "PUT", "/Invoices/INV-0001/Attachments/a.csv", "x",
      headers: ["Content-Type": "text/csv", "contentType": "image/png"])
    #expect(reply.json["Attachments"]?[0]?["MimeType"] == "text/csv")
  }

  @Test(.difference(.pdf)) func `a PDF is at the invoice's address, not below it`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create(key: "K")
    let reply = await caller.send(
      "GET", "/Invoices/INV-0001", headers: ["Accept": "application/pdf"])
    #expect(reply.status == 200 && reply.header("Content-Type") == "application/pdf")
    #expect(reply.text.hasPrefix("%PDF-1.4\n") && reply.text.hasSuffix("%%EOF\n"))
    #expect(reply.text.contains("(INV-0001  DRAFT)") && reply.text.contains("(NZD 24.15)"))
    let table = try #require(reply.text.firstMatch(of: /startxref\n([0-9]+)\n/)?.output.1)
    #expect(reply.text.utf8.dropFirst(Int(table) ?? 0).starts(with: "xref\n".utf8))
    #expect(await caller.send("GET", "/Invoices/INV-0001/pdf").status == 404)
    #expect(
      await caller.send("GET", "/Invoices", headers: ["Accept": "application/pdf"]).status == 406)
    #expect(await trial.violations().count == 2, "a careful client asks for JSON")
  }

  @Test(
    .difference(.required),
    arguments: [
      ("Type", "A Type must be specified for this type of transaction"),
      ("Contact", "A Contact must be specified for this type of transaction"),
      ("LineItems", "One or more line items must be specified"),
    ])
  func `some fields are required`(field: String, message: String) async throws {
    let reply = try await trial.caller().create { $0.fields[field] = "null" }
    #expect(reply.status == 400 && reply.messages == [message])
  }

  @Test(.difference(.echoedElements)) func `a refused element echoes what was sent`() async throws {
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

  @Test(.difference(.connections), arguments: ["/connections", "/Connections"])
  func `connections are there in both cases, with dates that have no zone`(
    path: String
  ) async throws {
    let caller = try await trial.caller()
    let reply = await trial.sandbox.answer(
      Request(
        method: "GET", path: path,
        headers: [.init(name: "Authorization", value: "Bearer " + caller.token)]))
    #expect(reply.json.items?.count == 2, "no authEventId was needed")
    let date = try #require(reply.json[0]?["createdDateUtc"]?.text)
    #expect(date.wholeMatch(of: /[0-9-]{10}T[0-9:]{8}\.[0-9]{7}/) != nil)
  }

  @Test(
    .difference(.textLimits),
    arguments: [
      ("Reference", 255, "Reference must not be more than 255 characters."),
      ("Description", 4000, "Description must not be more than 4000 characters."),
    ])
  func `texts have limits`(field: String, limit: Int, message: String) async throws {
    let caller = try await trial.caller()
    for (length, messages) in [(limit, []), (limit + 1, [message])] {
      let text = "\"" + String(repeating: "x", count: length) + "\""
      let reply = await caller.create {
        if field == "Reference" { $0.fields[field] = text } else { $0.line[field] = text }
      }
      #expect(reply.messages == messages)
    }
  }

  @Test(.rule(.paging), .difference(.pageSize))
  func `a page has up to 1,000 documents`() async throws {
    let caller = try await trial.caller()
    for (asked, given) in [("1000", 1000), ("1001", 1000), ("0", 1)] {
      let reply = await caller.send("GET", "/Invoices?page=1&pageSize=" + asked)
      #expect(reply.json["pagination"]?["pageSize"]?.integer == given)
    }
  }

  @Test(.difference(.truthfulAnswers))
  func `an answer tells what was sent, and a type never changes`() async throws {
    let caller = try await trial.caller()
    let id = try #require(await caller.create().invoice["InvoiceID"]?.text)
    let changed = await caller.send(
      "POST", "/Invoices/" + id,
      #"{"Invoices":[{"Type":"ACCPAY","Reference":"May the force be with you"}]}"#)
    #expect(changed.invoice["Reference"] == "May the force be with you")
    #expect(changed.invoice["Type"] == "ACCREC")
    let read = await caller.send("GET", "/Invoices/" + id).invoice
    #expect(read["Reference"] == "May the force be with you")
    #expect(read["StatusAttributeString"] == nil)
  }

  @Test(.difference(.exactMoney)) func `the largest amount has all its cents`() async throws {
    let reply = try await trial.caller().create {
      $0.line["Quantity"] = "1"
      $0.line["UnitAmount"] = "9999999999.99"
      $0.line["TaxType"] = #""NONE""#
    }
    #expect(reply.text.contains("\"Total\": 9999999999.99,"))
    #expect(reply.text.contains("\"UnitAmount\": 9999999999.9900,"))
  }

  @Test(.difference(.booleans), arguments: ["true", "True", "TRUE"])
  func `booleans have no case`(word: String) async throws {
    let caller = try await trial.caller()
    let reply = await caller.send("GET", "/Contacts?searchTerm=mill&includeArchived=" + word)
    #expect(reply.json["Contacts"]?.items?.count == 1)
  }

  @Test(.difference(.openLists))
  func `an organisation may have a plan, zone and currency of no list`() async throws {
    await trial.office(
      "POST", "/organisations/" + Trial.newZealand,
      #"{"class":"ULTIMATE_2027","timeZone":"MARSSTANDARDTIME","currencies":["NZD","XCG"]}"#)
    let caller = try await trial.caller()
    let one = await caller.send("GET", "/Organisation").json["Organisations"]?[0]
    #expect(one?["Class"] == "ULTIMATE_2027" && one?["Timezone"] == "MARSSTANDARDTIME")
    let invoice = await caller.create { $0.fields["CurrencyCode"] = #""XCG""# }.invoice
    #expect(invoice["CurrencyCode"] == "XCG" && invoice["Status"] == "DRAFT")
  }

  @Test(.difference(.memory)) func `what is read is what was written, each time`() async throws {
    let caller = try await trial.caller()
    #expect(await caller.send("GET", "/Invoices").json["Invoices"] == [])
    for words in ["First", "Second"] {
      let made = await caller.create { $0.line["Description"] = "\"\(words)\"" }.invoice
      let id = try #require(made["InvoiceID"]?.text)
      let read = await caller.send("GET", "/Invoices/\(id)?unitdp=4").invoice
      #expect(read["LineItems"]?[0]?["Description"]?.text == words)
      #expect(read == made)
    }
    #expect(await caller.send("GET", "/Invoices").json["Invoices"]?.items?.count == 2)
  }
}
