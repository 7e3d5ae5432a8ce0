import Testing

@testable import xero_sandbox

@Suite struct InvoiceWritingTests {
  let trial = Trial()

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

  @Test(.rule(.dates))
  func `without Status it is a draft, without Date the organisation's today`() async throws {
    // 13:30 of 30 November in Auckland; at 11:00 UTC the next day has begun there.
    trial.advance(seconds: 37_800)
    let reply = try await trial.caller().create { $0.fields["Status"] = nil }
    #expect(reply.invoice["Status"] == "DRAFT")
    #expect(reply.invoice["DateString"] == "2026-12-01T00:00:00")
  }

  @Test(
    .rule(.dates), arguments: ["2026-09-14", "/Date(1789344000000)/", "/Date(1789344000000+0000)/"])
  func `dates come in both forms and go out as UTC midnight`(date: String) async throws {
    let reply = try await trial.caller().create { $0.fields["Date"] = "\"\(date)\"" }
    #expect(reply.invoice["Date"] == "/Date(1789344000000+0000)/")
    #expect(reply.invoice["DateString"] == "2026-09-14T00:00:00")
  }

  @Test(.rule(.unitPlaces))
  func `without unitdp the unit amount is cut to cents first`() async throws {
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

  @Test(
    .rule(.totals),
    arguments: [("Inclusive", "21.00", "2.74", "18.26"), ("NoTax", "21.00", "0.00", "21.00")])
  func `inclusive and untaxed documents add up`(
    amounts: String, total: String, tax: String, subtotal: String
  ) async throws {
    let reply = try await trial.caller().create { $0.fields["LineAmountTypes"] = "\"\(amounts)\"" }
    #expect(reply.invoice["Total"] == .number(total))
    #expect(reply.invoice["TotalTax"] == .number(tax))
    #expect(reply.invoice["SubTotal"] == .number(subtotal))
  }

  @Test(.rule(.totals)) func `compound tax and discounts count over the wire`() async throws {
    let caller = try await trial.caller()
    let compound = await caller.create {
      $0.line["Quantity"] = "10"
      $0.line["TaxType"] = #""TAX001""#
    }
    // 105.00 with a levy of 5 %, and 15 % of both.
    #expect(compound.invoice["TotalTax"] == .number("21.79"))
    let discounted = await caller.create {
      $0.line["Quantity"] = "7.5"
      $0.line["UnitAmount"] = "133.3333"
      $0.line["DiscountRate"] = "10"
    }
    #expect(discounted.invoice["SubTotal"] == .number("900.00"))
    #expect(discounted.invoice["IsDiscounted"] == true)
  }

  @Test(.rule(.totals), arguments: [(false, "1908.40"), (true, "1908.39")])
  func `a discounted line is rounded, or cut by a switch`(cuts: Bool, total: String) async throws {
    await trial.office("POST", "/switches", #"{"cutsDiscounts":\#(cuts)}"#)
    let reply = try await trial.caller().create {
      $0.line["Quantity"] = "1"
      $0.line["UnitAmount"] = "2120.44"
      $0.line["DiscountRate"] = "10"
    }
    #expect(reply.invoice["SubTotal"] == .number(total))
  }

  @Test(
    .rule(.dates),
    arguments: [
      // Acme's terms are 14 days; the organisation's, the 20th of the month after.
      (false, Trial.acme, nil), (true, Trial.acme, "2026-12-14T00:00:00"),
      (true, "c0000001-0000-4000-8000-000000000002", "2026-12-20T00:00:00"),
      (true, "c0000001-0000-4000-8000-000000000006", "2026-12-07T00:00:00"),
    ])
  func `a due date that is not sent is absent, or by terms with a switch`(
    fills: Bool, contact: String, due: String?
  ) async throws {
    await trial.office("POST", "/switches", #"{"fillsDueDate":\#(fills)}"#)
    let reply = try await trial.caller().create {
      $0.fields["Contact"] = #"{"ContactID":"\#(contact)"}"#
    }
    #expect(reply.invoice["DueDateString"] == due.map(JSON.string))
  }

  @Test(.rule(.summarizing))
  func `summarizing is the default: one bad element and nothing is saved`() async throws {
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

  @Test(arguments: ["DRAFT", "SUBMITTED", "AUTHORISED"])
  func `an invoice whose request names no status is a draft, or another by a switch`(
    status: String
  ) async throws {
    if status != "DRAFT" {
      await trial.office("POST", "/switches", #"{"omittedStatus":"\#(status)"}"#)
    }
    let caller = try await trial.caller()
    let silent = await caller.create {
      $0.fields["Status"] = nil
      $0.fields["DueDate"] = #""2026-12-20""#
    }
    #expect(silent.invoice["Status"]?.text == status)
    #expect(await caller.create().invoice["Status"] == "DRAFT", "one that says so is one")
    let id = try #require(await caller.create().invoice["InvoiceID"]?.text)
    let changed = await post(#"{"Reference":"x"}"#, to: "/Invoices/" + id, caller)
    #expect(changed.invoice["Status"] == "DRAFT", "a change without a status changes none")
  }

  @Test(.rule(.numbering)) func `numbers are unique until their draft is deleted`() async throws {
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

  @Test(.rule(.numbering)) func `each organisation has a row of its own, without a number twice`()
    async throws
  {
    let zealand = try await trial.caller()
    var australia = zealand
    australia.tenant = Trial.australia
    let there: (inout Draft) -> Void = {
      $0.fields["Contact"] = #"{"ContactID":"c0000002-0000-4000-8000-000000000001"}"#
      $0.line["TaxType"] = #""OUTPUT""#
    }
    let own: (inout Draft) -> Void = { $0.fields["InvoiceNumber"] = #""INV-0002""# }
    var numbers: [String?] = []
    for (caller, changes) in [(zealand, { _ in }), (zealand, own), (zealand, { _ in })]
      as [(Caller, (inout Draft) -> Void)] + [(australia, there)]
    {
      numbers.append(await caller.create(changes).invoice["InvoiceNumber"]?.text)
    }
    #expect(numbers == ["INV-0001", "INV-0002", "INV-0003", "INV-0001"])
  }

  @Test(.rule(.createOnly))
  func `POST updates the invoice of that number, and makes no second one`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    let reply = await post(
      #"{"Invoices":[{"Type":"ACCREC","InvoiceNumber":"INV-0001","Reference":"mine now"}]}"#, caller
    )
    #expect(reply.invoice["Reference"] == "mine now")
    #expect(await trial.office("GET", "/invoices")["count"] == 1)
  }

  @Test(.rule(.createOnly)) func `PUT never touches what exists`() async throws {
    let caller = try await trial.caller()
    let id = try #require(await caller.create().invoice["InvoiceID"]?.text)
    let reply = await caller.create { $0.fields["InvoiceID"] = "\"\(id)\"" }
    #expect(reply.status == 400)
    #expect(await trial.office("GET", "/invoices")["count"] == 1)
  }

  @Test(.rule(.lineIDs))
  func `a line keeps its id where it is sent, else it is a new one`() async throws {
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
    let left = await post(
      #"{"LineItems":[{"LineItemID":"\#(line)"}]}"#, to: "/Invoices/" + id, caller)
    #expect(left.invoice["LineItems"]?.items?.count == 1, "what is left out is deleted")
    let untouched = await post(#"{"Reference":"x"}"#, to: "/Invoices/" + id, caller)
    #expect(untouched.invoice["LineItems"]?.items?.count == 1, "no lines sent, none changed")
  }

  @Test(.rule(.statuses)) func `a paid invoice is not edited`() async throws {
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

  @Test(.rule(.contactSideEffects))
  func `an unknown contact name makes a contact, extra fields change one`() async throws {
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

  @Test(.rule(.history)) func `a note is kept up to its limit`() async throws {
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
    await trial.office("POST", "/switches", #"{"historyLimit":450}"#)
    #expect(await note(String(repeating: "x", count: 451)).status == 400)
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
