import Testing

@testable import xero_sandbox

@Suite struct SearchTests {
  let trial = Trial()

  /// INV-0001 to INV-0003 with the references A, B+C and "a b".
  private func three() async throws -> Caller {
    let caller = try await trial.caller()
    for reference in ["A", "B+C", "a b"] {
      _ = await caller.create { $0.fields["Reference"] = "\"\(reference)\"" }
    }
    return caller
  }

  private func numbers(_ reply: Reply) -> [String] {
    reply.json["Invoices"]?.items?.compactMap { $0["InvoiceNumber"]?.text } ?? []
  }

  @Test(
    .rule(.filters),
    arguments: [
      (#"Reference=="a""#, [1]), (#"Type=="ACCREC" AND Reference=="B%2BC""#, [2]),
      (#"Reference.StartsWith("a")"#, [1, 3]), (#"Reference.Contains("%2B")"#, [2]),
      (#"Reference.EndsWith(" B")"#, [3]), (#"Status!="DRAFT""#, []),
      (#"(Reference=="A" OR Reference=="a b") && InvoiceNumber!="INV-0001""#, [3]),
      (#"Contact.ContactID==Guid("c0000001-0000-4000-8000-000000000001")"#, [1, 2, 3]),
      ("Date>=DateTime(2026,11,30) AND Date<DateTime(2026,12,1)", [1, 2, 3]),
      ("Date<DateTime(2026,11,30)", []), ("AmountDue>24.14", [1, 2, 3]),
      ("DueDate==null", [1, 2, 3]),
    ])
  func `where filters`(clause: String, wanted: [Int]) async throws {
    let caller = try await three()
    let reply = await caller.send(
      "GET", "/Invoices?where=" + clause.replacing("&&", with: "%26%26"))
    #expect(numbers(reply) == wanted.map { "INV-000\($0)" })
  }

  @Test(
    .rule(.filters),
    arguments: [
      (#"Reference=="x"#, "Unterminated string literal"),
      ("Colour==1", "No property or field 'Colour' exists in type 'Invoice'"),
      ("Status", "Operator expected"),
    ])
  func `a where that can't be read is error 16`(clause: String, message: String) async throws {
    let reply = try await trial.caller().send("GET", "/Invoices?where=" + clause)
    #expect(reply.status == 400)
    #expect(reply.json["ErrorNumber"] == 16)
    #expect(reply.json["Type"] == "QueryParseException")
    #expect(reply.json["Message"]?.text == message)
  }

  @Test(
    .rule(.listParameters),
    arguments: [
      ("InvoiceNumbers=INV-0001,INV-0003", [1, 3]), ("Statuses=DRAFT", [1, 2, 3]),
      ("Statuses=PAID,VOIDED", []), ("searchTerm=b%2B", [2]), ("searchTerm=inv-0002", [2]),
      ("ContactIDs=c0000001-0000-4000-8000-000000000002", []), ("IDs=\(emptyGUID)", []),
      ("order=InvoiceNumber DESC", [3, 2, 1]), ("createdByMyApp=true", [1, 2, 3]),
      ("includeArchived=true", [1, 2, 3]), ("page=2&pageSize=2", [3]), ("page=3&pageSize=2", []),
    ])
  func `every parameter of the list acts`(query: String, wanted: [Int]) async throws {
    let reply = try await three().send("GET", "/Invoices?" + query)
    #expect(numbers(reply) == wanted.map { "INV-000\($0)" })
  }

  @Test(.rule(.listParameters))
  func `another app's invoices are not createdByMyApp`() async throws {
    _ = try await three()
    let other = try await trial.caller(clientID: Registration.defaultClientIDs[1])
    #expect(numbers(await other.send("GET", "/Invoices")).count == 3)
    #expect(numbers(await other.send("GET", "/Invoices?createdByMyApp=true")).isEmpty)
  }

  @Test(.rule(.listDepth), .rule(.paging))
  func `only pages have lines, and tell how many there are`() async throws {
    let caller = try await three()
    let (list, page) = (
      await caller.send("GET", "/Invoices"), await caller.send("GET", "/Invoices?page=1&pageSize=2")
    )
    #expect(list.invoice["LineItems"] == [])
    #expect(list.json["pagination"] == nil)
    #expect(page.invoice["LineItems"]?.items?.count == 1)
    #expect(
      page.json["pagination"]
        == ["page": 1, "pageSize": 2, "pageCount": 2, "itemCount": 3])
    #expect(page.invoice["Contact"]?["EmailAddress"] == nil)
  }

  @Test(
    .rule(.modifiedSince),
    arguments: [
      "2026-11-30T00:31:00", "2026-11-30T00:31:00+00:00", "Mon, 30 Nov 2026 00:31:00 GMT",
    ])
  func `If-Modified-Since leaves out what is older`(since: String) async throws {
    let caller = try await three()
    trial.advance(seconds: 60)
    _ = await caller.create()
    let reply = await caller.send("GET", "/Invoices", headers: ["If-Modified-Since": since])
    #expect(numbers(reply) == ["INV-0004"])
  }

  @Test func `a new invoice may stay hidden from lists, not from its id`() async throws {
    await trial.office("POST", "/switches", #"{"listDelaySeconds":5}"#)
    let caller = try await three()
    #expect(numbers(await caller.send("GET", "/Invoices")).isEmpty)
    #expect(await caller.send("GET", "/Invoices/INV-0001").status == 200)
    trial.advance(seconds: 5)
    #expect(numbers(await caller.send("GET", "/Invoices")).count == 3)
  }

  @Test func `archived contacts are listed on request`() async throws {
    let caller = try await trial.caller()
    let path = "/Contacts?searchTerm=mill"
    #expect(await caller.send("GET", path).json["Contacts"] == [])
    let all = await caller.send("GET", path + "&includeArchived=true")
    #expect(all.json["Contacts"]?[0]?["ContactStatus"] == "ARCHIVED")
  }
}
