import Testing

@testable import xero_sandbox

/// What hangs on an invoice.
@Suite(.rule(.attachments)) struct AttachmentTests {
  private let trial = Trial()

  private func caller() async throws -> Caller {
    let caller = try await trial.caller(scopes: Trial.scopes + " accounting.attachments")
    _ = await caller.create()
    return caller
  }

  @Test func `files have a scope of their own`() async throws {
    let caller = try await trial.caller()
    _ = await caller.create()
    #expect(await caller.send("PUT", "/Invoices/INV-0001/Attachments/a.csv", "x").status == 401)
  }

  @Test func `ten files of plain names, and the answer lacks IncludeOnline`() async throws {
    let caller = try await caller()
    func put(_ name: String, _ body: String = "x") async -> Reply {
      await caller.send("PUT", "/Invoices/INV-0001/Attachments/\(name)?IncludeOnline=true", body)
    }
    let first = await put("a.csv")
    #expect(first.status == 200)
    #expect(first.json["Attachments"]?[0]?["FileName"] == "a.csv")
    #expect(first.json["Attachments"]?[0]?["IncludeOnline"] == nil)
    let listed = await caller.send("GET", "/Invoices/INV-0001/Attachments")
    #expect(listed.json["Attachments"]?[0]?["IncludeOnline"] == true)
    #expect(await put("a.csv").status == 400, "a name is used once")
    for sign in ["<", ">", ":", "%22", "%2F", "%5C", "|", "%3F", "*", "%2B"] {
      #expect(await put("a\(sign)b.csv").status == 400, "\(sign)")
    }
    #expect(await put("empty.csv", "").status == 400)
    for index in 2...10 { #expect(await put("\(index).csv").status == 200) }
    #expect(await put("11.csv").status == 400)
    #expect(
      await caller.send("PUT", "/Invoices/INV-0099/Attachments/a.csv", "x").status == 404)
  }

  @Test func `a file may have 10 MB`() async throws {
    let caller = try await caller()
    let path = "/Invoices/INV-0001/Attachments/"
    let most = String(repeating: "x", count: 10_000_000)
    #expect(await caller.send("PUT", path + "a.csv", most).status == 200)
    #expect(await caller.send("PUT", path + "b.csv", most + "x").status == 400)
    let invoice = await caller.send("GET", "/Invoices/INV-0001").invoice
    #expect(invoice["HasAttachments"] == true)
  }

  @Test func `a file may have as many bytes as the switch says`() async throws {
    let caller = try await caller()
    _ = await trial.office("POST", "/switches", #"{"attachmentLimit":4}"#)
    let path = "/Invoices/INV-0001/Attachments/"
    #expect(await caller.send("PUT", path + "a.csv", "1234").status == 200)
    #expect(await caller.send("PUT", path + "b.csv", "12345").status == 400)
  }
}
