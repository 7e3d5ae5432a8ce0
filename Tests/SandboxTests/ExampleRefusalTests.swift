import Testing

@testable import xero_sandbox

/// The recorded refusals: each status has a body of its own kind.
@Suite struct ExampleRefusalTests {
  private let trial = Trial()

  private func expect(
    _ reply: Reply, _ status: Int, title: JSON, detail: JSON,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(reply.status == status, sourceLocation: location)
    #expect(
      reply.json.members?.map(\.key)
        == ["Type", "Title", "Status", "Detail", "Instance", "Extensions"],
      sourceLocation: location)
    #expect(reply.json["Type"] == .null && reply.json["Extensions"] == [:])
    #expect(reply.json["Title"] == title && reply.json["Detail"] == detail)
    #expect(reply.json["Status"]?.integer == status)
    #expect(reply.json["Instance"]?.text.flatMap(guid) != nil, sourceLocation: location)
  }

  @Test(.example(.expiredToken)) func `401: a token that is too old`() async throws {
    let caller = try await trial.caller()
    trial.advance(seconds: 1800)
    expect(
      await caller.send("GET", "/Invoices"), 401, title: "Unauthorized",
      detail: "TokenExpired: token expired at 11/30/2026 01:00:00")
  }

  @Test(.example(.wrongOrganisation))
  func `403: an organisation that is not connected`() async throws {
    let caller = try await trial.caller(tenant: emptyGUID)
    expect(
      await caller.send("GET", "/Invoices"), 403, title: "Forbidden",
      detail: "AuthenticationUnsuccessful")
  }

  @Test(.example(.notFound)) func `404: HTML by its type, and empty`() async throws {
    let reply = try await trial.caller().send("GET", "/Invoices/" + emptyGUID)
    #expect(reply.status == 404 && reply.body.isEmpty)
    #expect(reply.header("Content-Type") == "text/html; charset=utf-8")
  }

  @Test(.example(.tooMany)) func `429: nothing but headers`() async throws {
    let caller = try await trial.caller()
    trial.advance(seconds: 34)
    await trial.office("POST", "/limits", #"{"dayUsed":4596}"#)
    for _ in 1...60 { _ = await caller.send("GET", "/Currencies") }
    let reply = await caller.send("GET", "/Currencies")
    #expect(reply.status == 429 && reply.body.isEmpty && reply.header("Content-Type") == nil)
    #expect(reply.header("X-DayLimit-Remaining") == "344")
    #expect(reply.header("X-MinLimit-Remaining") == "0")
    #expect(reply.header("Retry-After") == "26")
    #expect(reply.header("X-Rate-Limit-Problem") == "minute")
  }

  @Test(.example(.refusedContact)) func `400: a name that another contact has`() async throws {
    let caller = try await trial.caller(scopes: "offline_access accounting.contacts")
    let reply = await caller.send(
      "PUT", "/Contacts",
      #"{"Contacts":[{"Name":"Brightside Dental","AccountNumber":"12345-ABCD"}]}"#, key: "K")
    #expect(reply.status == 400)
    #expect(reply.json["ErrorNumber"] == 10 && reply.json["Type"] == "ValidationException")
    #expect(reply.json["Message"] == "A validation exception occurred")
    let element = try #require(reply.json["Elements"]?[0])
    #expect(element["ContactID"]?.text == emptyGUID && element["HasValidationErrors"] == true)
    #expect(element["Name"] == "Brightside Dental" && element["AccountNumber"] == "12345-ABCD")
    #expect(
      reply.messages == [
        "The contact name Brightside Dental is already assigned to another contact. "
          + "The contact name must be unique across all active contacts."
      ])
  }

  @Test(.example(.refusedInvoice))
  func `400: a wrong line total, and an element that was not made`() async throws {
    let reply = try await trial.caller().create {
      $0.line["UnitAmount"] = "20.00"
      $0.line["LineAmount"] = "41.00"
    }
    #expect(reply.status == 400)
    #expect(reply.json["ErrorNumber"] == 10 && reply.json["Type"] == "ValidationException")
    #expect(reply.json["Message"] == "A validation exception occurred")
    let element = try #require(reply.json["Elements"]?[0])
    #expect(element["InvoiceID"]?.text == emptyGUID && element["InvoiceNumber"] == "")
    #expect(element["Payments"] == [] && element["HasErrors"] == true)
    #expect(element["LineItems"]?[0]?["LineAmount"] == .number("41.00"))
    #expect(element["LineItems"]?[0]?["Warnings"] == [] && element["Warnings"] == [])
    #expect(
      reply.messages == ["The line total 41.00 does not match the expected line total 40.00"])
  }
}
