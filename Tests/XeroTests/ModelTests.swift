import Billing
import Foundation
import Testing

@testable import Xero

private func decode<Value: Decodable>(_ text: String) throws -> Value {
  try JSONDecoder().decode(Value.self, from: Data(text.utf8))
}

@Test func `a connection of the documentation is read`() throws {
  let found: [Connection] = try decode(
    """
    [{"id":"7cb59f93-2964-421d-bb5e-a0f7a4572a44","tenantId":"\(Sample.tenant)",
    "tenantName":"Demo Company (NZ)","tenantType":"ORGANISATION",
    "createdDateUtc":"2019-12-07T18:46:19.5165400","updatedDateUtc":"x","new":{"a":1}},
    {"id":"x","tenantId":"y","tenantType":"MOONBASE","createdDateUtc":"soon"}]
    """)
  #expect(found.map(\.name) == ["Demo Company (NZ)", ""])
  #expect(found.map(\.kind) == [.known(.organisation), .other("MOONBASE")])
  #expect(found[1].createdAt == nil)
}

@Test func `an organisation of the documentation is read`() throws {
  let envelope: Envelope<Organisation> = try decode(
    #"""
    {"Organisations":[{"Name":"Sid Test 3","PaysTax":true,"BaseCurrency":"NZD","CountryCode":"NZ",
    "IsDemoCompany":false,"PeriodLockDate":"\/Date(1546214400000+0000)\/",
    "Timezone":"NEWZEALANDSTANDARDTIME","ShortCode":"!mBdtL",
    "OrganisationID":"b2c885a9-4bb9-4a00-9b6e-6c2bf60b1a2b","Class":"PREMIUM","PaymentTerms":
    {"Sales":{"Day":10,"Type":"DAYSAFTERBILLMONTH"}}}]}
    """#)
  let organisation = try #require(envelope.elements.first)
  #expect(organisation.periodLock?.description == "2018-12-31")
  #expect(organisation.salesTerms == SalesTerms(day: 10, kind: .known(.daysAfterBillMonth)))
  #expect(organisation.endOfYearLock == nil)
}

@Test func `a repeating invoice of the documentation is read`() throws {
  let envelope: Envelope<RepeatingInvoice> = try decode(
    #"""
    {"RepeatingInvoices":[{"Schedule":{"Period":1,"Unit":"MONTHLY","DueDate":10,
    "DueDateType":"OFFOLLOWINGMONTH","StartDate":"\/Date(1555286400000+0000)\/",
    "EndDate":"\/Date(1569801600000+0000)\/","NextScheduledDate":"\/Date(1555286400000+0000)\/"},
    "RepeatingInvoiceID":"428c0d75-909f-4b04-8403-a48dc27283b0","Type":"ACCREC",
    "Contact":{"ContactID":"430fa14a-f945-44d3-9f97-5df5e28441b8","Name":"Liam"},
    "Status":"AUTHORISED","Total":5750.0},
    {"RepeatingInvoiceID":"x","Type":"ACCPAY","Status":"PAUSED","Schedule":{"Unit":"DAILY"}}]}
    """#)
  let (known, strange) = (envelope.elements[0], envelope.elements[1])
  #expect(known.isSale && known.status == .known(.authorised))
  #expect(known.contact == "430fa14a-f945-44d3-9f97-5df5e28441b8")
  #expect(known.period == 1 && known.unit == .known(.monthly))
  #expect(known.next?.description == "2019-04-15")
  #expect(known.end?.description == "2019-09-30")
  #expect(!strange.isSale && strange.status == .other("PAUSED") && strange.next == nil)
}

@Test func `amounts are exact, never binary fractions`() throws {
  let invoice = Sample.answer(["Total": "9999999999.99", "SubTotal": "3.133", "TotalTax": "0.1"])
  #expect(invoice.total == decimal("9999999999.99"))
  #expect(invoice.subtotal == decimal("3.133"))
  #expect(invoice.tax == decimal("0.1"))
}

@Test func `words that we don't know are kept as they came`() {
  #expect(Sample.answer(["Status": #""FROZEN""#]).status == .other("FROZEN"))
  #expect(Sample.answer(["Status": #""FROZEN""#]).status.text == "FROZEN")
}

@Test(arguments: [
  (#"{"AccountID":"a","Code":"200","Type":"REVENUE"}"#, true),
  (#"{"AccountID":"a","Code":"200","Type":"REVENUE","Class":"REVENUE","Status":"ACTIVE"}"#, true),
  (#"{"AccountID":"a","Code":"200","Type":"REVENUE","Status":"ARCHIVED"}"#, false),
  (#"{"AccountID":"a","Code":"200","Type":"REVENUE","SystemAccount":"DEBTORS"}"#, false),
  (#"{"AccountID":"a","Type":"BANK","Class":"ASSET"}"#, false),
])
func `time is billed to active revenue accounts`(json: String, takes: Bool) throws {
  let account: Account = try decode(json)
  #expect(account.takesSales == takes)
}

@Test func `a contact that was merged or archived is not active`() throws {
  let merged: Contact = try decode(
    #"{"ContactID":"a","ContactStatus":"ACTIVE","MergedToContactID":"b"}"#)
  let archived: Contact = try decode(#"{"ContactID":"a","ContactStatus":"ARCHIVED"}"#)
  let thin: Contact = try decode(#"{"ContactID":"a"}"#)
  #expect([merged, archived, thin].map(\.isActive) == [false, false, true])
}

private func error(_ status: Int, _ body: String, _ headers: [String: String] = [:]) -> ErrorBody {
  ErrorBody(
    HTTPAnswer(status: status, headers: .init(Array(headers)), body: Data(body.utf8)))
}

@Test func `each of Xero's error forms is told apart`() {
  #expect(
    error(
      400,
      #"{"ErrorNumber":10,"Type":"ValidationException","Message":"A validation exception","Elements":[{"ValidationErrors":[{"Message":"Invoice # must be unique."}],"LineItems":[{"ValidationErrors":[{"Message":"Line"}]}]}]}"#
    ) == .refused(["Invoice # must be unique.", "Line"]))
  #expect(
    error(400, #"{"ErrorNumber":16,"Type":"QueryParseException","Message":"Unterminated"}"#)
      == .refused(["Unterminated"]))
  #expect(
    error(
      400,
      #"{"Type":"V","Message":"Idempotency Key: K is used with a different request."}"#
    ) == .idempotencyKeyReused)
  #expect(error(400, "<html>") == .unknown)
  #expect(error(401, #"{"Detail":"TokenExpired: token expired at 09/14/2026"}"#) == .tokenExpired)
  #expect(error(401, #"{"Detail":"AuthorizationUnsuccessful"}"#) == .missingScope(nil))
  let challenge = #"Bearer error="insufficient_scope", scope="accounting.invoices""#
  for status in [401, 403] {
    #expect(
      error(status, "", ["www-authenticate": challenge]) == .missingScope("accounting.invoices"))
  }
  #expect(error(403, #"{"Detail":"AuthenticationUnsuccessful"}"#) == .notConnected)
  #expect(error(404, "") == .notFound)
  #expect(error(502, "<html>") == .unknown)
}

@Test(arguments: [
  ("minute", "26", ErrorBody.limited(.minute, retryAfterSeconds: 26)),
  ("day", "66975", .limited(.day, retryAfterSeconds: 66975)),
  ("concurrent", "", .limited(.concurrent, retryAfterSeconds: nil)),
  ("AppMinute", "", .limited(.appminute, retryAfterSeconds: nil)),
  ("", "66975", .limited(.day, retryAfterSeconds: 66975)),
  ("", "", .limited(.concurrent, retryAfterSeconds: nil)),
])
func `the four limits are told apart`(problem: String, after: String, means: ErrorBody) {
  #expect(error(429, "", ["X-Rate-Limit-Problem": problem, "Retry-After": after]) == means)
}

@Test func `a search for a plus sign looks for a plus sign`() throws {
  let search = XeroRequest.invoices(tenant: Sample.tenant, .reference(#"A+B "x""#), page: 1)
  let call = try search.call(.xero, token: Secret("t"))
  #expect(call.url.contains("where=Type%3D%3D%22ACCREC%22%20AND%20Reference%3D%3D%22A%2BB%20"))
  #expect(call.url.contains(#"%5C%22x%5C%22%22"#))
  #expect(!call.url.contains("+"))
}

@Test func `the only write is a PUT of a draft, with its key and tenant`() throws {
  let order = Sample.order
  let call = try XeroRequest.createDraft(tenant: order.tenant, order.body, key: order.key)
    .call(.xero, token: Secret("t"))
  #expect(call.method == .put)
  #expect(
    call.url == "https://api.xero.com/api.xro/2.0/Invoices?summarizeErrors=false&unitdp=4")
  #expect(call.headers.contains { $0 == ("Idempotency-Key", String(repeating: "07", count: 16)) })
  #expect(call.headers.contains { $0 == ("xero-tenant-id", Sample.tenant) })
  #expect(call.body == order.body.bytes)
}

@Test(arguments: ["", "x", "a\r\nInjected: 1", "../Contacts"])
func `no id can break out of its place`(id: String) {
  #expect(throws: XeroError.self) {
    try XeroRequest.accounts(tenant: id).call(.xero, token: Secret("t"))
  }
  #expect(throws: XeroError.self) {
    try XeroRequest.invoice(tenant: Sample.tenant, id: id).call(.xero, token: Secret("t"))
  }
}

@Test func `the settings of the documentation are read, whatever more is in them`() throws {
  let items: Envelope<Item> = try decode(
    """
    {"Items":[{"ItemID":"c8c54d65-f3f2-452d-926e-bf450b12fb07","Code":"123","Description":"Guitars",
    "SalesDetails":{"UnitPrice":5000.0125,"AccountCode":"200","TaxType":"OUTPUT2","New":1},
    "Name":"Guitars","IsTrackedAsInventory":false,"IsSold":true,"Colour":"red"},
    {"ItemID":"x","Code":"BARE","PurchaseDetails":{}}]}
    """)
  #expect(items.elements[0].unitPrice == decimal("5000.0125"))
  #expect(items.elements[1].unitPrice == nil && items.elements[1].isSold)
  let tracking: Envelope<TrackingCategory> = try decode(
    """
    {"TrackingCategories":[{"Name":"BarFoo","Status":"ACTIVE",
    "TrackingCategoryID":"22f10184-0deb-44ae-a312-b1f6ea70e51f","Options":[
    {"TrackingOptionID":"o","Name":"North","Status":"ASLEEP","IsActive":true}]},
    {"TrackingCategoryID":"y"}]}
    """)
  #expect(tracking.elements[0].options.map(\.status) == [.other("ASLEEP")])
  #expect(tracking.elements[1].options.isEmpty)
  let themes: Envelope<BrandingTheme> = try decode(
    """
    {"BrandingThemes":[{"BrandingThemeID":"dabc7637-62c1-4941-8a6e-ee44fa5090e7",
    "Name":"Standard","SortOrder":0,"CreatedDateUTC":"/Date(1464967643813+0000)/"}]}
    """)
  #expect(themes.elements.map(\.sortOrder) == [0])
  let currencies: Envelope<SubscribedCurrency> = try decode(
    #"{"Currencies":[{"Code":"NZD","Description":"New Zealand Dollar"},{"Code":"XXQ"}]}"#)
  #expect(currencies.elements.map(\.code) == ["NZD", "XXQ"])
}
