import Activity
import Billing
import Foundation

/// An invoice as Xero tells it. All texts are hostile.
public struct Invoice: Hashable, Sendable, Decodable {
  public enum Status: String, Sendable {
    case draft = "DRAFT"
    case submitted = "SUBMITTED"
    case authorised = "AUTHORISED"
    case paid = "PAID"
    case voided = "VOIDED"
    case deleted = "DELETED"
  }

  public var id: String
  public var number: String
  public var type: String
  public var reference: String
  public var contact: Contact?
  public var status: Lenient<Status>
  public var date: CivilDate?
  public var due: CivilDate?
  /// ISO 4217.
  public var currency: String
  public var lines: [LineItem]
  public var subtotal: Decimal?
  public var tax: Decimal?
  public var total: Decimal?
  public var amountDue: Decimal?
  public var fullyPaidOn: CivilDate?
  public var updatedAt: Instant?
  public var hasErrors: Bool
  /// `OK`, `WARNING` or `ERROR`; absent where Xero does not say, which is no failure.
  public var statusAttribute: String?
  public var validationErrors: [String]
  public var warnings: [String]

  /// What Xero gives for something that it did not save.
  static let noID = "00000000-0000-0000-0000-000000000000"

  private enum CodingKeys: String, CodingKey {
    case id = "InvoiceID"
    case number = "InvoiceNumber"
    case type = "Type"
    case reference = "Reference"
    case contact = "Contact"
    case status = "Status"
    case date = "Date"
    case due = "DueDate"
    case currency = "CurrencyCode"
    case lines = "LineItems"
    case subtotal = "SubTotal"
    case tax = "TotalTax"
    case total = "Total"
    case amountDue = "AmountDue"
    case fullyPaidOn = "FullyPaidOnDate"
    case updatedAt = "UpdatedDateUTC"
    case hasErrors = "HasErrors"
    case statusAttribute = "StatusAttributeString"
    case validationErrors = "ValidationErrors"
    case warnings = "Warnings"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decodeIfPresent(String.self, forKey: .id) ?? Invoice.noID
    number = try values.decodeIfPresent(String.self, forKey: .number) ?? ""
    type = try values.decodeIfPresent(String.self, forKey: .type) ?? ""
    reference = try values.decodeIfPresent(String.self, forKey: .reference) ?? ""
    contact = try values.decodeIfPresent(Contact.self, forKey: .contact)
    status = try values.decodeIfPresent(Lenient<Status>.self, forKey: .status) ?? .other("")
    date = try values.decodeIfPresent(WireDate.self, forKey: .date)?.date
    due = try values.decodeIfPresent(WireDate.self, forKey: .due)?.date
    currency = try values.decodeIfPresent(String.self, forKey: .currency) ?? ""
    lines = try values.decodeIfPresent([LineItem].self, forKey: .lines) ?? []
    subtotal = try values.decodeIfPresent(Decimal.self, forKey: .subtotal)
    tax = try values.decodeIfPresent(Decimal.self, forKey: .tax)
    total = try values.decodeIfPresent(Decimal.self, forKey: .total)
    amountDue = try values.decodeIfPresent(Decimal.self, forKey: .amountDue)
    fullyPaidOn = try values.decodeIfPresent(WireDate.self, forKey: .fullyPaidOn)?.date
    updatedAt = try values.decodeIfPresent(WireDate.self, forKey: .updatedAt)?.instant
    hasErrors = try values.decodeIfPresent(Bool.self, forKey: .hasErrors) ?? false
    statusAttribute = try values.decodeIfPresent(String.self, forKey: .statusAttribute)
    validationErrors =
      try values.decodeIfPresent([WireMessage].self, forKey: .validationErrors)
      .map { $0.map(\.text) } ?? []
    warnings =
      try values.decodeIfPresent([WireMessage].self, forKey: .warnings)
      .map { $0.map(\.text) } ?? []
  }
}

/// One line of an invoice, as Xero tells it.
public struct LineItem: Hashable, Sendable, Decodable {
  public var id: String?
  public var description: String
  public var quantity: Decimal?
  public var unitAmount: Decimal?
  public var lineAmount: Decimal?
  public var taxAmount: Decimal?
  public var taxType: String?
  public var account: String?
  /// An item's code.
  public var item: String?
  /// As far as Xero gives their ids.
  public var tracking: [TrackingChoice]
  /// How many there are.
  public var trackingCount: Int
  public var validationErrors: [String]

  private enum CodingKeys: String, CodingKey {
    case id = "LineItemID"
    case tracking = "Tracking"
    case description = "Description"
    case quantity = "Quantity"
    case unitAmount = "UnitAmount"
    case lineAmount = "LineAmount"
    case taxAmount = "TaxAmount"
    case taxType = "TaxType"
    case account = "AccountCode"
    case item = "ItemCode"
    case validationErrors = "ValidationErrors"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decodeIfPresent(String.self, forKey: .id)
    description = try values.decodeIfPresent(String.self, forKey: .description) ?? ""
    quantity = try values.decodeIfPresent(Decimal.self, forKey: .quantity)
    unitAmount = try values.decodeIfPresent(Decimal.self, forKey: .unitAmount)
    lineAmount = try values.decodeIfPresent(Decimal.self, forKey: .lineAmount)
    taxAmount = try values.decodeIfPresent(Decimal.self, forKey: .taxAmount)
    taxType = try values.decodeIfPresent(String.self, forKey: .taxType)
    account = try values.decodeIfPresent(String.self, forKey: .account)
    item = try values.decodeIfPresent(String.self, forKey: .item)
    let chosen = try values.decodeIfPresent([WireTracking].self, forKey: .tracking) ?? []
    tracking = chosen.compactMap(\.choice)
    trackingCount = chosen.count
    validationErrors =
      try values.decodeIfPresent([WireMessage].self, forKey: .validationErrors)
      .map { $0.map(\.text) } ?? []
  }
}

/// `{"TrackingCategoryID":"…","TrackingOptionID":"…"}`, by ids as far as Xero gives them.
private struct WireTracking: Decodable {
  var TrackingCategoryID: String?
  var TrackingOptionID: String?

  var choice: TrackingChoice? {
    guard let TrackingCategoryID, let TrackingOptionID else { return nil }
    return TrackingChoice(category: TrackingCategoryID, option: TrackingOptionID)
  }
}

/// `{"Message":"Invoice # must be unique."}`.
struct WireMessage: Decodable {
  var text: String

  private enum CodingKeys: String, CodingKey { case text = "Message" }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    text = WireMessage.sentence(try values.decodeIfPresent(String.self, forKey: .text) ?? "")
  }

  /// A server's words as part of a sentence of ours: on one line, and cut where they are hostile;
  /// whole ones of Xero's are far shorter.
  static func sentence(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return String(String.UnicodeScalarView(line.unicodeScalars.prefix(500)))
  }
}
