import Activity
import Billing
import Foundation

/// The exact bytes that create one DRAFT invoice, and nothing else: this type can hold no others.
///
/// No line amount, tax or total is in them: Xero computes those, and what it computes is compared.
public struct DraftBody: Hashable, Sendable {
  public let bytes: Data
  /// What the bytes say.
  let document: DraftDocument

  /// - Parameter contact: a ContactID, alone: with any other field Xero would change the contact.
  /// - Throws: `.badSettings` naming what breaks one of Xero's limits.
  public init(draft: InvoiceDraft, contact: String) throws(XeroError) {
    self.init(try DraftDocument(draft: draft, contact: contact))
  }

  /// What was written down before the first send.
  ///
  /// - Throws: `.badSettings` unless the bytes are such a body, spelled as we spell it: nothing
  ///   that a hand or a fault put there is ever sent.
  public init(stored bytes: Data) throws(XeroError) {
    guard let wire = try? JSONDecoder().decode(DraftDocument.self, from: bytes) else {
      throw DraftBody.notOurs
    }
    try wire.check()
    self.init(wire)
    guard self.bytes == bytes else { throw DraftBody.notOurs }
  }

  private init(_ document: DraftDocument) {
    self.document = document
    bytes = document.json.bytes
  }

  private static var notOurs: XeroError {
    XeroError(
      .badSettings,
      "The stored invoice is not one DRAFT as Daybook writes them, so it was not sent. Run "
        + "\"daybook verify\" and restore books.db from a backup.")
  }
}

/// What a draft says to Xero. Status and type are not in it, because there is no choice.
struct DraftDocument: Hashable, Sendable {
  var contact: String
  var currency: Currency
  var date: CivilDate
  var due: CivilDate?
  var lineAmountTypes: InvoiceDraft.LineAmountTypes
  var reference: String
  /// Of our own making; Xero counts on without.
  var number: String?
  var brandingTheme: String?
  var lines: [Line]

  struct Line: Hashable, Sendable {
    var account: String
    var description: String
    var quantity: Decimal
    var taxType: String
    var unitAmount: Decimal
    var item: String?
    var tracking: [TrackingChoice] = []
  }

  init(draft: InvoiceDraft, contact: String) throws(XeroError) {
    self.contact = contact
    currency = draft.currency
    date = draft.date
    due = draft.due
    lineAmountTypes = draft.lineAmountTypes
    reference = draft.reference
    number = draft.number
    brandingTheme = draft.brandingTheme
    lines = []
    for line in draft.lines {
      guard let taxType = line.taxType else {
        throw refusal("line \"\(line.description.prefix(60))\" has no tax type")
      }
      lines.append(
        Line(
          account: line.account, description: line.description, quantity: line.quantity,
          taxType: taxType, unitAmount: line.unitAmount, item: line.item, tracking: line.tracking))
    }
    try check()
  }

  /// Xero's limits. Source: "Invoices" (developer.xero.com).
  func check() throws(XeroError) {
    guard isGUID(contact), contact != Invoice.noID else {
      throw refusal("\"\(contact.prefix(60))\" is no ContactID")
    }
    guard (1...255).contains(reference.unicodeScalars.count) else {
      throw refusal("the reference must have 1 to 255 characters")
    }
    if let number, !(1...255).contains(number.unicodeScalars.count) {
      throw refusal("its number must have 1 to 255 characters")
    }
    if let brandingTheme, !isGUID(brandingTheme) { throw refusal("its branding theme has no id") }
    if let due, due < date { throw refusal("it would be due before its date, \(date)") }
    guard !lines.isEmpty else { throw refusal("it has no lines") }
    for (index, line) in lines.enumerated() {
      func bad(_ what: String) -> XeroError { refusal("line \(index + 1) \(what)") }
      guard (1...4000).contains(line.description.unicodeScalars.count) else {
        throw bad("must have a description of 1 to 4,000 characters")
      }
      guard (1...10).contains(line.account.unicodeScalars.count) else {
        throw bad("has no account code of 1 to 10 characters")
      }
      guard !line.taxType.isEmpty else { throw bad("has no tax type") }
      guard line.quantity.isFinite, line.quantity >= 0,
        line.quantity == line.quantity.rounded(places: 4)
      else { throw bad("must have a quantity of 0 or more with at most 4 decimals") }
      guard line.unitAmount.isFinite, line.unitAmount == line.unitAmount.rounded(places: 4) else {
        throw bad("must have a unit amount with at most 4 decimals")
      }
      if let item = line.item, !(1...30).contains(item.unicodeScalars.count) {
        throw bad("must have an item code of 1 to 30 characters")
      }
      guard line.tracking.count <= 2,
        line.tracking.allSatisfy({ isGUID($0.category) && isGUID($0.option) })
      else { throw bad("must have at most 2 tracking options, by their ids") }
    }
  }

  private func refusal(_ what: String) -> XeroError {
    XeroError(
      .badSettings,
      "Invoice \"\(reference.prefix(80))\" can't be sent: \(what). Change it, then preview again.")
  }

  var json: CanonicalJSON { json(replacing: nil, lines: []) }

  /// - Parameters:
  ///   - id: of the invoice that is to become this one; nil for a new one.
  ///   - ids: of its lines, in their order.
  func json(replacing id: String?, lines ids: [String]) -> CanonicalJSON {
    var invoice: [String: CanonicalJSON] = [
      "Contact": .object(["ContactID": .string(contact)]),
      "CurrencyCode": .string(currency.code),
      "Date": .string(date.description),
      "LineAmountTypes": .string(lineAmountTypes.rawValue),
      "LineItems": .array(
        lines.enumerated().map { index, line in
          var members: [String: CanonicalJSON] = [
            "AccountCode": .string(line.account), "Description": .string(line.description),
            "Quantity": .number(line.quantity), "TaxType": .string(line.taxType),
            "UnitAmount": .number(line.unitAmount),
          ]
          if let item = line.item { members["ItemCode"] = .string(item) }
          if !line.tracking.isEmpty {
            members["Tracking"] = .array(
              line.tracking.map {
                .object([
                  "TrackingCategoryID": .string($0.category),
                  "TrackingOptionID": .string($0.option),
                ])
              })
          }
          if ids.indices.contains(index) { members["LineItemID"] = .string(ids[index]) }
          return .object(members)
        }),
      "Reference": .string(reference),
      "Status": .string("DRAFT"),
      "Type": .string("ACCREC"),
    ]
    if let due { invoice["DueDate"] = .string(due.description) }
    if let id { invoice["InvoiceID"] = .string(id) }
    if let number { invoice["InvoiceNumber"] = .string(number) }
    if let brandingTheme { invoice["BrandingThemeID"] = .string(brandingTheme) }
    return .object(["Invoices": .array([.object(invoice)])])
  }
}

extension DraftDocument: Decodable {
  init(from decoder: any Decoder) throws {
    struct Wire: Decodable {
      struct Invoice: Decodable {
        struct Contact: Decodable { var ContactID: String }
        struct Line: Decodable {
          var AccountCode: String
          var Description: String
          var Quantity: Decimal
          var TaxType: String
          var UnitAmount: Decimal
          var ItemCode: String?
          var Tracking: [Option]?
        }
        struct Option: Decodable {
          var TrackingCategoryID: String
          var TrackingOptionID: String
        }
        var Contact: Contact
        var CurrencyCode: String
        var Date: String
        var DueDate: String?
        var LineAmountTypes: String
        var InvoiceNumber: String?
        var BrandingThemeID: String?
        var LineItems: [Line]
        var Reference: String
        var Status: String
      }
      var Invoices: [Invoice]
    }
    let wire = try Wire(from: decoder)
    guard let invoice = wire.Invoices.first, wire.Invoices.count == 1, invoice.Status == "DRAFT",
      let currency = Currency(invoice.CurrencyCode), let date = CivilDate(invoice.Date),
      let types = InvoiceDraft.LineAmountTypes(rawValue: invoice.LineAmountTypes)
    else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not one DRAFT"))
    }
    self.contact = invoice.Contact.ContactID
    self.currency = currency
    self.date = date
    due = invoice.DueDate.flatMap { CivilDate($0) }
    lineAmountTypes = types
    reference = invoice.Reference
    number = invoice.InvoiceNumber
    brandingTheme = invoice.BrandingThemeID
    lines = invoice.LineItems.map {
      Line(
        account: $0.AccountCode, description: $0.Description, quantity: $0.Quantity,
        taxType: $0.TaxType, unitAmount: $0.UnitAmount, item: $0.ItemCode,
        tracking: ($0.Tracking ?? []).map {
          TrackingChoice(category: $0.TrackingCategoryID, option: $0.TrackingOptionID)
        })
    }
  }
}

/// 8-4-4-4-12 hexadecimal digits.
func isGUID(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
    && parts.allSatisfy {
      $0.utf8.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
          || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
          || UInt8(ascii: "A")...UInt8(ascii: "F") ~= $0
      }
    }
}
