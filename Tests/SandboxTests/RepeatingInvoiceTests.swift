import Testing

@testable import xero_sandbox

@Suite struct RepeatingInvoiceTests {
  let trial = Trial()

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

  @Test func `templates filter by status, are each organisation's own, and need the scope`()
    async throws
  {
    for status in ["DRAFT", "DELETED"] {
      await trial.office(
        "POST", "/contacts/\(Trial.acme)/repeat", #"{"status":"\#(status)"}"#)
    }
    let caller = try await trial.caller()
    let drafts = await caller.send("GET", #"/RepeatingInvoices?where=Status=="DRAFT""#)
    #expect(drafts.json["RepeatingInvoices"]?.items?.count == 1)
    var other = caller
    other.tenant = Trial.australia
    #expect(await other.send("GET", "/RepeatingInvoices").json["RepeatingInvoices"] == [])
    let bad = await caller.send("GET", "/RepeatingInvoices?where=Colour==1")
    #expect(bad.status == 400 && bad.json["ErrorNumber"] == 16)
    let another = Trial()
    let reader = try await another.caller(scopes: "offline_access accounting.settings.read")
    #expect(await reader.send("GET", "/RepeatingInvoices").status == 401)
  }

  @Test(arguments: [#"{"unit":"DAILY"}"#, #"{"status":"PAID"}"#, #"{"period":0}"#])
  func `the back office refuses what Xero has no word for`(order: String) async {
    let answer = await trial.office("POST", "/contacts/\(Trial.acme)/repeat", order)
    #expect(answer["error"] != nil)
  }
}
