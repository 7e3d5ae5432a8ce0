import Testing

@testable import xero_sandbox

/// Contacts of the API: reading and writing.
@Suite struct ContactTests {
  let trial = Trial()
  private static let writing = "offline_access accounting.contacts"

  private func names(_ reply: Reply) -> [String] {
    reply.json["Contacts"]?.items?.compactMap { $0["Name"]?.text } ?? []
  }

  private func messages(_ reply: Reply) -> [String] {
    let element = reply.json["Elements"]?[0] ?? reply.json["Contacts"]?[0]
    return element?["ValidationErrors"]?.items?.compactMap { $0["Message"]?.text } ?? []
  }

  @Test(arguments: [
    ("where=Name==\"acme pty ltd\"", ["Acme Pty Ltd"]),
    ("where=EmailAddress.EndsWith(\"brightside.example\")", ["Brightside Dental"]),
    ("where=ContactNumber==\"north\"", ["Northwind Traders GmbH"]),
    ("where=ContactStatus==\"ARCHIVED\"&includeArchived=true", ["Old Mill Bakery"]),
    (
      "where=ContactID==Guid(\"c0000001-0000-4000-8000-000000000005\")", ["Kea Outdoor Ltd"]
    ),
    ("IDs=c0000001-0000-4000-8000-000000000002", ["Brightside Dental"]),
    ("searchTerm=kea", ["Kea Outdoor Ltd"]), ("searchTerm=BRIGHT", ["Brightside Dental"]),
    ("order=Name DESC&page=1&pageSize=1", ["Ōtepoti Arts & Crafts / Co-op"]),
    ("order=Name&page=2&pageSize=2", ["Brightside Dental", "Kea Outdoor Ltd"]),
  ])
  func `every parameter of the list acts`(query: String, wanted: [String]) async throws {
    let reply = try await trial.caller().send(
      "GET", "/Contacts?" + query.replacing(" & ", with: " %26 "))
    #expect(names(reply) == wanted)
  }

  @Test func `archived contacts are listed only where they are asked for`() async throws {
    let caller = try await trial.caller()
    #expect(names(await caller.send("GET", "/Contacts")).count == 7)
    #expect(names(await caller.send("GET", "/Contacts?includeArchived=true")).count == 8)
    let one = await caller.send("GET", "/Contacts/c0000001-0000-4000-8000-000000000004")
    #expect(one.json["Contacts"]?[0]?["ContactStatus"] == "ARCHIVED")
  }

  @Test func `summaryOnly leaves out what is heavy`() async throws {
    let caller = try await trial.caller()
    let path = "/Contacts?IDs=\(Trial.acme)"
    let (whole, summary) = (
      await caller.send("GET", path), await caller.send("GET", path + "&summaryOnly=true")
    )
    #expect(whole.json["Contacts"]?[0]?["PaymentTerms"] != nil)
    #expect(summary.json["Contacts"]?[0]?["PaymentTerms"] == nil)
    #expect(summary.json["Contacts"]?[0]?["EmailAddress"] == "accounts@acme.example")
  }

  @Test func `pages are counted, and a page that is none is refused`() async throws {
    let caller = try await trial.caller()
    let page = await caller.send("GET", "/Contacts?page=2&pageSize=3")
    #expect(
      page.json["pagination"] == ["page": 2, "pageSize": 3, "pageCount": 3, "itemCount": 7])
    #expect(await caller.send("GET", "/Contacts").json["pagination"] == nil)
    #expect(await caller.send("GET", "/Contacts?page=0").status == 400)
  }

  @Test func `If-Modified-Since lists what a bookkeeper changed`() async throws {
    let caller = try await trial.caller()
    let since = ["If-Modified-Since": "2026-11-30T00:00:00"]
    #expect(names(await caller.send("GET", "/Contacts", headers: since)).isEmpty)
    await trial.office("POST", "/contacts/\(Trial.acme)/rename", #"{"name":"Acme Holdings"}"#)
    #expect(names(await caller.send("GET", "/Contacts", headers: since)) == ["Acme Holdings"])
  }

  @Test func `a merged contact names the one it went into`() async throws {
    let into = "c0000001-0000-4000-8000-000000000007"
    await trial.office("POST", "/contacts/\(Trial.acme)/merge", #"{"into":"\#(into)"}"#)
    let reply = try await trial.caller().send("GET", "/Contacts/" + Trial.acme)
    #expect(reply.json["Contacts"]?[0]?["MergedToContactID"]?.text == into)
    #expect(reply.json["Contacts"]?[0]?["ContactStatus"] == "ARCHIVED")
  }

  @Test func `PUT makes a contact`() async throws {
    let caller = try await trial.caller(scopes: Self.writing)
    let reply = await caller.send(
      "PUT", "/Contacts",
      #"{"Contacts":[{"Name":"Takahē Tours","ContactNumber":"takahe","DefaultCurrency":"AUD"}]}"#,
      key: "k1")
    #expect(reply.status == 200)
    let made = try #require(reply.json["Contacts"]?[0])
    #expect(made["ContactID"]?.text != emptyGUID && made["HasValidationErrors"] == false)
    let found = await caller.send("GET", "/Contacts?where=ContactNumber==\"takahe\"")
    #expect(names(found) == ["Takahē Tours"])
    #expect(await trial.violations().isEmpty)
  }

  @Test(arguments: [
    (
      #"{"Name":"ACME pty ltd"}"#,
      "The contact name ACME pty ltd is already assigned to another contact. The contact name must "
        + "be unique across all active contacts."
    ),
    (#"{"Name":"New","EmailAddress":"nobody"}"#, "Email address must be valid."),
    (
      #"{"Name":"New","DefaultCurrency":"USD"}"#,
      "Organisation is not subscribed to currency USD"
    ),
    (#"{"EmailAddress":"a@b.example"}"#, "The Contact Name must be specified."),
    (
      #"{"Name":"New","ContactNumber":"\#(String(repeating: "x", count: 51))"}"#,
      "ContactNumber must not be more than 50 characters."
    ),
  ])
  func `what can't be a contact is refused, and nothing is made`(
    element: String, message: String
  ) async throws {
    let caller = try await trial.caller(scopes: Self.writing)
    let reply = await caller.send("PUT", "/Contacts", #"{"Contacts":[\#(element)]}"#, key: "k")
    #expect(reply.status == 400)
    #expect(reply.json["ErrorNumber"] == 10)
    #expect(reply.json["Elements"]?[0]?["ContactID"]?.text == emptyGUID)
    #expect(messages(reply) == [message])
    #expect(names(await caller.send("GET", "/Contacts")).count == 7)
  }

  @Test func `without summarizing the refusal is inside a 200, and the good one is kept`()
    async throws
  {
    let caller = try await trial.caller(scopes: Self.writing)
    let body = #"{"Contacts":[{"Name":"Good"},{"Name":"Acme Pty Ltd"}]}"#
    let reply = await caller.send("PUT", "/Contacts?summarizeErrors=false", body, key: "k")
    #expect(reply.status == 200)
    #expect(reply.json["Contacts"]?[0]?["StatusAttributeString"] == "OK")
    #expect(reply.json["Contacts"]?[1]?["StatusAttributeString"] == "ERROR")
    #expect(names(await caller.send("GET", "/Contacts")).contains("Good"))
  }

  @Test func `POST changes the contact of that number or name, PUT never`() async throws {
    let caller = try await trial.caller(scopes: Self.writing)
    let body = #"{"Contacts":[{"ContactNumber":"ACME","EmailAddress":"new@acme.example"}]}"#
    let posted = await caller.send("POST", "/Contacts", body, key: "k1")
    #expect(posted.json["Contacts"]?[0]?["ContactID"]?.text == Trial.acme)
    #expect(posted.json["Contacts"]?[0]?["EmailAddress"] == "new@acme.example")
    let named = await caller.send(
      "POST", "/Contacts/\(Trial.acme)", #"{"Name":"Acme Holdings"}"#, key: "k2")
    #expect(named.json["Contacts"]?[0]?["Name"] == "Acme Holdings")
  }

  @Test func `an archived contact is not edited`() async throws {
    let caller = try await trial.caller(scopes: Self.writing)
    let reply = await caller.send(
      "POST", "/Contacts", #"{"Contacts":[{"Name":"Old Mill Bakery"}]}"#, key: "k")
    #expect(
      messages(reply) == [
        "The specified contact details matched an archived contact. Archived contacts cannot "
          + "currently be edited via the API."
      ])
  }

  @Test func `reading scopes make no contact`() async throws {
    let caller = try await trial.caller()
    let reply = await caller.send("PUT", "/Contacts", #"{"Name":"New"}"#, key: "k")
    #expect(reply.status == 401)
    #expect(
      reply.header("WWW-Authenticate")
        == "Bearer error=\"insufficient_scope\", scope=\"accounting.contacts\"")
  }
}
