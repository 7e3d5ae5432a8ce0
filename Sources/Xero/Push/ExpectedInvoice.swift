import Activity
import Billing
import Foundation

/// What Xero should have after a send: what was sent, and what it should have computed.
public struct ExpectedInvoice: Hashable, Sendable {
  var document: DraftDocument
  var subtotal: Decimal
  /// Nil where a tax rate was not known.
  var tax: Decimal?

  public init(_ body: DraftBody, of draft: InvoiceDraft) {
    document = body.document
    subtotal = draft.subtotal
    tax = draft.tax
  }

  public var reference: String { document.reference }

  /// Whether `invoice` carries our reference; servers have ignored filters before.
  func isNamed(by invoice: Invoice) -> Bool {
    invoice.type == "ACCREC" && invoice.reference.lowercased() == reference.lowercased()
  }

  /// How `invoice` differs from what was sent; nil where it doesn't. Numbers are compared as
  /// numbers: Xero writes 12.7500 for 12.75.
  public func difference(from invoice: Invoice) -> String? {
    if invoice.contact?.id.lowercased() != document.contact.lowercased() {
      return "it is for another contact"
    }
    if invoice.currency != document.currency.code { return "its currency is another" }
    if invoice.date != document.date { return "its date is another" }
    if invoice.lines.count != document.lines.count { return "it has other lines" }
    for (index, (theirs, ours)) in zip(invoice.lines, document.lines).enumerated()
    where theirs.quantity != ours.quantity || theirs.unitAmount != ours.unitAmount
      || theirs.account != ours.account
    {
      return "its line \(index + 1) is another"
    }
    return nil
  }

  /// How `invoice` differs in anything that was sent, texts and taxes too; nil where it doesn't.
  ///
  /// - Parameter leftOut: what Xero did not take over when it made it: that is no edit while it
  ///   still lacks just that.
  public func anyDifference(from invoice: Invoice, leftOut: String? = nil) -> String? {
    if let difference = difference(from: invoice) { return difference }
    if !isNamed(by: invoice) { return "its reference is another" }
    // Where we gave none, terms or whoever approves it say when it is due.
    if let due = document.due, invoice.due != due { return "its due date is another" }
    let lacks = leftOut != nil && self.leftOut(of: invoice) == leftOut
    for (index, (theirs, ours)) in zip(invoice.lines, document.lines).enumerated() {
      let hasItem = theirs.item == ours.item || lacks && theirs.item == nil
      let hasTracking =
        lacks
        ? Set(theirs.tracking).isSubset(of: ours.tracking)
        : Set(theirs.tracking) == Set(ours.tracking)
      guard theirs.description == ours.description, theirs.taxType == ours.taxType, hasItem,
        hasTracking
      else { return "its line \(index + 1) is another" }
    }
    return nil
  }

  func totalsDiffer(from invoice: Invoice) -> Bool {
    if let theirs = invoice.subtotal, theirs != subtotal { return true }
    guard let tax else { return false }
    if let theirs = invoice.tax, theirs != tax { return true }
    return invoice.total != subtotal + tax
  }

  /// What of the lines Xero did not take over, though it made the invoice: it may pass over what it
  /// does not know. Nil where all is there.
  public func leftOut(of invoice: Invoice) -> String? {
    guard invoice.lines.count == document.lines.count else { return nil }
    let lines = zip(invoice.lines, document.lines).enumerated()
    func numbers(where isMissing: (LineItem, DraftDocument.Line) -> Bool) -> [String] {
      lines.filter { isMissing($0.element.0, $0.element.1) }.map { "\($0.offset + 1)" }
    }
    let missing = [
      ("tracking", numbers { $0.trackingCount < $1.tracking.count }),
      ("item", numbers { $0.item == nil && $1.item != nil }),
    ].filter { !$0.1.isEmpty }
    guard !missing.isEmpty else { return nil }
    return missing.map {
      "the \($0.0) of line\($0.1.count == 1 ? "" : "s") \($0.1.joined(separator: ", "))"
    }.joined(separator: " and ")
  }

  /// Whether the books can keep `invoice`: a broken server answers with no id, or with any number.
  public func isKeepable(_ invoice: Invoice) -> Bool {
    isGUID(invoice.id) && invoice.id != Invoice.noID
      && Decimal(plain: (invoice.total ?? 0).plainText) != nil
  }

  /// What the books keep of `invoice`.
  public func created(_ invoice: Invoice, adopted: Bool, correlationID: String? = nil)
    -> CreatedInvoice
  {
    let differ = totalsDiffer(from: invoice)
    var messages = invoice.warnings
    if differ {
      let predicted = tax.map { (subtotal + $0).text(places: 2) } ?? subtotal.text(places: 2)
      let theirs = (invoice.total ?? 0).text(places: 2)
      messages.append("Xero computed \(theirs) where \(predicted) was predicted: look at it there")
    }
    let leftOut = leftOut(of: invoice)
    if let leftOut { messages.append("Xero left out \(leftOut): set it there") }
    if invoice.status != .known(.draft) {
      messages.append("it is \(invoice.status.text) in Xero, no more a draft")
    }
    return CreatedInvoice(
      id: invoice.id, number: invoice.number, status: invoice.status.text,
      total: invoice.total ?? 0, totalsDiffer: differ, leftOut: leftOut, adopted: adopted,
      messages: messages,
      correlationID: correlationID)
  }
}
