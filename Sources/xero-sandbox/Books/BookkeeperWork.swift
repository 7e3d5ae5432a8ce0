/// What a person does in Xero itself, beside any app.
extension Organisation {
  /// Why the bookkeeper can't do that.
  struct Impossible: Error, Equatable {
    var why: String
  }

  enum InvoiceWork: Equatable, Sendable {
    case approve
    /// The whole amount due, or a part of it.
    case pay(Number?)
    case void
    case delete
    /// A line's quantity or description, the reference, the due date; nil leaves as it is.
    case edit(quantity: Number?, description: String?, reference: String?, due: CivilDate?)
  }

  mutating func work(
    _ work: InvoiceWork, on idOrNumber: String, now: Milliseconds, mint: inout Mint
  ) throws(Impossible) {
    guard let index = index(idOrNumber) else {
      throw Impossible(why: "There is no invoice \(idOrNumber) in \(name).")
    }
    var invoice = invoices[index]
    switch (work, invoice.status) {
    case (.approve, .draft), (.approve, .submitted):
      if let message = lockRefusal(of: invoice.date) { throw Impossible(why: message) }
      invoice.status = .authorised
      // Xero's page asks for it.
      invoice.dueDate = invoice.dueDate ?? invoice.date
    case (.pay(let amount), .authorised):
      let paid = (amount ?? invoice.due).rounded(to: 2)
      guard !paid.isNegative, paid > .zero, paid <= invoice.due else {
        throw Impossible(
          why: "Payment amount exceeds the amount outstanding on this document")
      }
      invoice.take(.init(id: mint.guid(), date: today(at: now), amount: paid))
    case (.void, .authorised) where invoice.payments.isEmpty: invoice.status = .voided
    case (.delete, .draft), (.delete, .submitted): invoice.status = .deleted
    case (.edit(let quantity, let description, let reference, let due), .draft),
      (.edit(let quantity, let description, let reference, let due), .submitted):
      invoice.edit(quantity: quantity, description: description, in: self)
      invoice.reference = reference ?? invoice.reference
      invoice.dueDate = due ?? invoice.dueDate
    default:
      throw Impossible(why: "\(invoice.number) is \(invoice.status.rawValue): not possible.")
    }
    invoice.updated = now
    invoices[index] = invoice
  }
}

extension Invoice {
  /// The first line, by hand.
  fileprivate mutating func edit(
    quantity: Number?, description: String?, in organisation: Organisation
  ) {
    guard !lines.isEmpty else { return }
    lines[0].description = description ?? lines[0].description
    guard let quantity, let unitAmount = lines[0].unitAmount else { return }
    lines[0].quantity = quantity.rounded(to: 4)
    lines[0].amount = Totals.line(
      quantity: quantity, unitAmount: unitAmount, discount: lines[0].discountRate, unitPlaces: 4)
    let rate = lines[0].taxType.flatMap { organisation.taxRate($0) }?.effectiveRate ?? .zero
    lines[0].tax = Totals.tax(on: lines[0].amount, rate: rate, amounts: amounts)
  }
}
