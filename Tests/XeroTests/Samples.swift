import Activity
import Billing
import Foundation

@testable import Xero

/// Made-up ids, and the draft of the examples.
enum Sample {
  static let tenant = "fe79f7dd-b6d4-4a92-ba7b-538af6289c58"
  static let contact = "430fa14a-f945-44d3-9f97-5df5e28441b8"
  static let invoice = "ed255415-e141-4150-aab7-89c3bbbb851c"
  static let reference = "Nov 2026 DB-7F3K9QXA"

  /// 12.75 h at 120.5555, 15 %: line 1537.08, tax 230.56, total 1767.64.
  static func draft(reference: String = reference) -> InvoiceDraft {
    let line = InvoiceLine(
      description: "Website - Implementation (Nov 2026)", quantity: decimal("12.75"),
      unitAmount: decimal("120.5555"), lineAmount: decimal("1537.08"), account: "200",
      taxType: "OUTPUT2", tax: decimal("230.56"), shares: [])
    return InvoiceDraft(
      client: "acme", currency: Currency("NZD")!, reference: reference,
      date: CivilDate("2026-11-30")!, due: CivilDate("2026-12-20"), lineAmountTypes: .exclusive,
      lines: [line])
  }

  // swift-format-ignore: NeverUseForceTry
  static var body: DraftBody { try! DraftBody(draft: draft(), contact: contact) }
  static var expected: ExpectedInvoice { ExpectedInvoice(body, of: draft()) }
  static var order: PushOrder {
    PushOrder(
      tenant: tenant, body: body, key: IdempotencyKey(randomBytes: Array(repeating: 7, count: 16)))
  }

  /// What Xero answers to it, with some of it changed.
  static func json(_ changes: [String: String] = [:]) -> String {
    var fields = [
      "Type": #""ACCREC""#, "InvoiceID": "\"\(invoice)\"", "InvoiceNumber": #""INV-0007""#,
      "Reference": "\"\(reference)\"", "HasErrors": "false",
      "Contact": #"{"ContactID":"\#(contact)","Name":"Acme","ContactStatus":"ACTIVE"}"#,
      "Date": #""\/Date(1795996800000+0000)\/""#, "DueDate": #""\/Date(1797724800000+0000)\/""#,
      "Status": #""DRAFT""#, "LineAmountTypes": #""Exclusive""#, "CurrencyCode": #""NZD""#,
      "LineItems": """
      [{"Description":"Website - Implementation (Nov 2026)","UnitAmount":120.5555,\
      "TaxType":"OUTPUT2","TaxAmount":230.56,"LineAmount":1537.08,"AccountCode":"200",\
      "Quantity":12.7500,"LineItemID":"6de1bf9f-de95-4c47-9287-37305db758c9"}]
      """,
      "SubTotal": "1537.08", "TotalTax": "230.56", "Total": "1767.64",
      "StatusAttributeString": #""OK""#,
    ]
    fields.merge(changes) { $1 }
    return "{" + fields.map { "\"\($0.key)\":\($0.value)" }.sorted().joined(separator: ",") + "}"
  }

  static func envelope(_ invoices: [String]) -> String {
    #"{"Id":"ccece84a-075c-4fcd-9073-149d4f7a91cf","Status":"OK","Invoices":["#
      + invoices.joined(separator: ",") + "]}"
  }

  // swift-format-ignore: NeverUseForceTry
  static func answer(_ changes: [String: String] = [:]) -> Invoice {
    try! JSONDecoder().decode(Invoice.self, from: Data(json(changes).utf8))
  }
}

func decimal(_ text: String) -> Decimal { Decimal(plain: text)! }
