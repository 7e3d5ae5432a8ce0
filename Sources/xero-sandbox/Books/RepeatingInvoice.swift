/// A template by which the organisation makes invoices of its own.
struct RepeatingInvoice: Codable, Equatable, Sendable {
  var id: String
  var type: Invoice.Kind = .receivable
  var contactID: String
  /// DRAFT, AUTHORISED or DELETED.
  var status = "AUTHORISED"
  /// Every so many units.
  var period = 1
  /// WEEKLY or MONTHLY.
  var unit = "MONTHLY"
  var start: CivilDate
  var next: CivilDate?
  var end: CivilDate?
  var reference: String
  var lines: [Invoice.Line]
  var currency: String

  var totals: Totals { Totals(lines: lines, amounts: .exclusive) }
}

extension Organisation {
  /// A monthly retainer as a bookkeeper would set it up: one line on the first sales account.
  ///
  /// - Parameter amount: without tax.
  func retainer(
    of contact: Contact, amount: Number, from start: CivilDate, mint: inout Mint
  ) -> RepeatingInvoice {
    let account = accounts.first { $0.group == "REVENUE" && $0.status == "ACTIVE" }
    let rate = account.flatMap { taxRate($0.taxType) }
    let line = Invoice.Line(
      id: mint.guid(), description: "Retainer", quantity: Number(1), unitAmount: amount,
      accountCode: account?.code, taxType: rate?.type, amount: amount.rounded(to: 2),
      tax: Totals.tax(on: amount, rate: rate?.effectiveRate ?? .zero, amounts: .exclusive))
    return RepeatingInvoice(
      id: mint.guid(), contactID: contact.id, start: start, next: start,
      reference: "[Month] retainer", lines: [line], currency: contact.currency ?? baseCurrency)
  }
}
