struct Invoice: Codable, Equatable, Sendable {
  var id: String
  var type: Kind
  var number: String
  var reference: String?
  var contactID: String
  var date: CivilDate
  var dueDate: CivilDate?
  var amounts: LineAmounts
  var lines: [Line]
  var status: Status
  var currency: String
  var url: String?
  var brandingThemeID: String?
  var sentToContact = false
  var payments: [Payment] = []
  /// The client id of the app that made it; nil for one made by hand in Xero.
  var madeBy: String?
  var created: Milliseconds
  var updated: Milliseconds
  var history: [HistoryRecord] = []
  /// Nil in state files of before.
  var attachments: [Attachment]?

  enum Kind: String, CaseIterable, Codable, Sendable {
    case receivable = "ACCREC"
    case payable = "ACCPAY"
  }

  enum LineAmounts: String, CaseIterable, Codable, Sendable {
    case exclusive = "Exclusive"
    case inclusive = "Inclusive"
    case noTax = "NoTax"
  }

  enum Status: String, CaseIterable, Codable, Sendable {
    case draft = "DRAFT"
    case submitted = "SUBMITTED"
    case authorised = "AUTHORISED"
    case paid = "PAID"
    case voided = "VOIDED"
    case deleted = "DELETED"
  }

  struct Line: Codable, Equatable, Sendable {
    var id: String
    var description: String?
    var quantity: Number?
    /// 4 places; already cut to 2 where the writer did not say `unitdp=4`.
    var unitAmount: Number?
    var discountRate: Number?
    var itemCode: String?
    var accountCode: String?
    var taxType: String?
    var tracking: [Tracking] = []
    /// Without tax, or with it where the document's amounts are inclusive. 2 places.
    var amount: Number
    var tax: Number
  }

  struct Tracking: Codable, Equatable, Sendable {
    var categoryID: String
    var optionID: String
  }

  struct Payment: Codable, Equatable, Sendable {
    var id: String
    var date: CivilDate
    var amount: Number
    // Nil where the bookkeeper paid, and in state files of before.
    var accountCode: String?
    var reference: String?
    var made: Milliseconds?
  }

  struct HistoryRecord: Codable, Equatable, Sendable {
    var at: Milliseconds
    var details: String
    var user: String
  }

  struct Attachment: Codable, Equatable, Sendable {
    var id: String
    var name: String
    var mediaType: String
    var bytes: [UInt8]
    var isForCustomer: Bool
  }

  var totals: Totals { Totals(lines: lines, amounts: amounts) }
  var paid: Number { payments.reduce(.zero) { $0 + $1.amount }.rounded(to: 2) }

  /// A payment of the last that is due makes it PAID.
  mutating func take(_ payment: Payment) {
    payments.append(payment)
    if due == .zero { status = .paid }
  }

  var due: Number {
    status == .voided || status == .deleted ? .zero : totals.total - paid
  }

  /// A deleted or voided document gives its number back.
  var holdsNumber: Bool { status != .deleted && status != .voided }
}
