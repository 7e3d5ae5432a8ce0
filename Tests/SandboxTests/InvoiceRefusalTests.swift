import Testing

@testable import xero_sandbox

/// What an invoice is refused for, in Xero's words.
@Suite struct InvoiceRefusalTests {
  private let trial = Trial()

  private func messages(
    query: String = "unitdp=4", _ changes: (inout Draft) -> Void
  ) async throws -> [String] {
    try await trial.caller().create(changes, query: query).messages
  }

  @Test(
    .rule(.lineAmount), .rule(.retired),
    arguments: [
      ("AccountCode", #""610""#, "Account code '610' is not a valid code for this document."),
      ("AccountCode", #""999""#, "Account code '999' is not a valid code for this document."),
      (
        "AccountCode", #""205""#,
        "Account code '205' has been archived, or has been deleted. Each line item must reference "
          + "a valid account."
      ),
      (
        "TaxType", #""INPUT2""#, "The TaxType code 'INPUT2' cannot be used with account code '200'."
      ),
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

  @Test(
    .rule(.retired), .rule(.currencies),
    arguments: [
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

  @Test(
    .rule(.retired),
    arguments: [
      ("/contacts/\(Trial.acme)/archive", "", "has been archived"),
      (
        "/accounts/200/archive", #"{"tenant":"\#(Trial.newZealand)"}"#,
        "Account code '200' has been archived"
      ),
      (
        "/tax-rates/OUTPUT2", #"{"tenant":"\#(Trial.newZealand)","status":"DELETED"}"#,
        "The TaxType code 'OUTPUT2' does not exist"
      ),
    ])
  func `what a bookkeeper retires is refused from then on`(
    path: String, order: String, message: String
  ) async throws {
    #expect(try await messages { _ in }.isEmpty)
    await trial.office("POST", path, order)
    let found = try await messages { _ in }
    #expect(found.count == 1 && found[0].contains(message), "\(found)")
  }

  @Test(.rule(.lockDates)) func `by a switch a lock date refuses drafts too`() async throws {
    await trial.office("POST", "/switches", #"{"lockDateRefusesDrafts":true}"#)
    await trial.office(
      "POST", "/lock-date", #"{"tenant":"\#(Trial.newZealand)","date":"2026-10-31"}"#)
    let found = try await messages { $0.fields["Date"] = #""2026-10-31""# }
    #expect(
      found == [
        "The document date cannot be before the period lock date, currently set at 31-Oct-2026"
      ])
    #expect(try await messages { $0.fields["Date"] = #""2026-11-01""# }.isEmpty)
  }

  @Test(arguments: [
    ("draftsNeedAccount", "AccountCode", nil, "Account must be valid"),
    (
      "ignoresUnknownTracking", "Tracking", #"[{"Name":"Region","Option":"West"}]"#,
      "The tracking option 'West' is not valid."
    ),
  ])
  func `what nobody knows of lines is a switch`(
    name: String, field: String, value: String?, message: String
  ) async throws {
    var found: [[String]] = []
    for isOn in [false, true] {
      await trial.office("POST", "/switches", #"{"\#(name)":\#(isOn)}"#)
      found.append(try await messages { $0.line[field] = value })
    }
    #expect(Set(found) == [[], [message]])
  }

  @Test func `words have their case, or any by a switch`() async throws {
    let lower: (inout Draft) -> Void = {
      $0.fields["Status"] = #""draft""#
      $0.fields["LineAmountTypes"] = #""EXCLUSIVE""#
    }
    let caller = try await trial.caller()
    #expect(await caller.create(lower).json["ErrorNumber"] == 14)
    await trial.office("POST", "/switches", #"{"takesAnyCase":true}"#)
    let reply = await caller.create(lower)
    #expect(reply.invoice["Status"] == "DRAFT" && reply.invoice["LineAmountTypes"] == "Exclusive")
  }

  @Test(arguments: [(false, 400), (true, 200)])
  func `text that is too long is refused, or cut by a switch`(
    cuts: Bool, status: Int
  ) async throws {
    await trial.office("POST", "/switches", #"{"cutsLongText":\#(cuts)}"#)
    let caller = try await trial.caller()
    func long(_ length: Int) -> String { "\"" + String(repeating: "x", count: length) + "\"" }
    let reference = await caller.create { $0.fields["Reference"] = long(256) }
    #expect(reference.status == status)
    let description = await caller.create { $0.line["Description"] = long(4001) }
    #expect(description.status == status)
    if cuts {
      #expect(reference.invoice["Reference"]?.text?.count == 255)
      #expect(description.invoice["LineItems"]?[0]?["Description"]?.text?.count == 4000)
    }
    let fits = await caller.create {
      $0.fields["Reference"] = long(255)
      $0.line["Description"] = long(4000)
    }
    #expect(fits.status == 200)
  }

  @Test(.rule(.lockDates)) func `a lock date refuses approval, not a draft`() async throws {
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
}
