import Activity
import Foundation
import Timesheet

/// An invoice not yet sent: exactly what a push will send, and what Xero is predicted to compute.
public struct InvoiceDraft: Hashable, Sendable {
  /// Whether line amounts have tax in them. `noTax` where the organisation pays none.
  public enum LineAmountTypes: String, Sendable {
    case exclusive = "Exclusive"
    case noTax = "NoTax"
  }

  /// The client's key.
  public var client: String
  public var currency: Currency
  /// Shown to the customer and searched for: it holds the reference token.
  public var reference: String
  public var date: CivilDate
  public var due: CivilDate?
  public var lineAmountTypes: LineAmountTypes
  public var lines: [InvoiceLine]
  /// The invoice's number where it is ours to give; else Xero counts on.
  public var number: String?
  /// By its id in Xero; nil for the organisation's own.
  public var brandingTheme: String?

  public init(
    client: String, currency: Currency, reference: String, date: CivilDate, due: CivilDate?,
    lineAmountTypes: LineAmountTypes, lines: [InvoiceLine]
  ) {
    self.client = client
    self.currency = currency
    self.reference = reference
    self.date = date
    self.due = due
    self.lineAmountTypes = lineAmountTypes
    self.lines = lines
  }

  public var subtotal: Decimal { lines.reduce(0) { $0 + $1.lineAmount } }

  /// Nil where a line's tax could not be predicted.
  public var tax: Decimal? {
    lines.reduce(Decimal(0)) { sum, line in sum.flatMap { sum in line.tax.map { sum + $0 } } }
  }

  public var total: Decimal? { tax.map { subtotal + $0 } }
}

/// An option of a tracking category, by their ids in Xero.
public struct TrackingChoice: Hashable, Sendable {
  public var category: String
  public var option: String

  public init(category: String, option: String) {
    self.category = category.lowercased()
    self.option = option.lowercased()
  }
}

/// One line of a draft.
public struct InvoiceLine: Hashable, Sendable {
  /// 1 to 4,000 characters.
  public var description: String
  /// What the quantity counts.
  public var unit: RateUnit
  /// Hours or days, 0 or more, at most 4 decimals.
  public var quantity: Decimal
  /// Money per hour or day, at most 4 decimals.
  public var unitAmount: Decimal
  /// Predicted, never sent.
  public var lineAmount: Decimal
  /// An account's code.
  public var account: String
  /// A TaxType; nil only in a preview of a client that is not linked.
  public var taxType: String?
  /// Predicted, never sent; nil where the tax rate is not known.
  public var tax: Decimal?
  /// An item's code in Xero.
  public var item: String?
  /// At most 2.
  public var tracking: [TrackingChoice]
  /// What is billed of each entry; they sum to the line's quantity.
  public var shares: [BilledShare]

  public init(
    description: String, unit: RateUnit = .hour, quantity: Decimal, unitAmount: Decimal,
    lineAmount: Decimal, account: String, taxType: String?, tax: Decimal?, item: String? = nil,
    tracking: [TrackingChoice] = [], shares: [BilledShare]
  ) {
    self.description = description
    self.unit = unit
    self.quantity = quantity
    self.unitAmount = unitAmount
    self.lineAmount = lineAmount
    self.account = account
    self.taxType = taxType
    self.tax = tax
    self.item = item
    self.tracking = tracking
    self.shares = shares
  }
}

/// How much of an entry a line bills, after rounding.
public struct BilledShare: Hashable, Sendable {
  public var entry: EntryID
  /// Seconds; on a line by the day, ten-thousandths of a day.
  public var amount: Int64

  public init(entry: EntryID, amount: Int64) {
    self.entry = entry
    self.amount = amount
  }
}
