import Testing

@testable import xero_sandbox

@Suite struct RepeatingInvoiceTests {
  let trial = Trial()

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
