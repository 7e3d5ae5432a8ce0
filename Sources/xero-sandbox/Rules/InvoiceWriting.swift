/// One call that writes invoices: who, when and in which manner.
struct Writing {
  var now: Milliseconds
  var clientID: String
  /// PUT: nothing that exists is touched.
  var createsOnly: Bool
  var unitPlaces: Int
}

/// What became of one element of a request.
enum WriteResult: Equatable, Sendable {
  case saved(Invoice)
  /// `shown` is what Xero echoes: the existing document, with the status that was asked for.
  case refused([String], shown: Invoice?)

  var isSaved: Bool {
    if case .saved = self { true } else { false }
  }
}

extension Ledger {
  /// Creates or updates one invoice. On refusal nothing has changed.
  mutating func write(
    _ input: InvoiceInput, tenant: String, as writing: Writing, mint: inout Mint
  ) -> WriteResult {
    guard var organisation = self[tenant: tenant] else { return .refused([], shown: nil) }
    let existing = organisation.existing(for: input)
    if writing.createsOnly, let existing, input.id == existing.id {
      return .refused(["Invoice not of valid status for modification"], shown: existing)
    }
    let result: WriteResult
    if let existing, !writing.createsOnly {
      result = organisation.update(existing, input, writing, switches, &mint)
    } else {
      result = organisation.create(input, writing, switches, &mint)
    }
    if result.isSaved { self[tenant: tenant] = organisation }
    return result
  }
}

extension Organisation {
  /// By id, else by number: POST with a known number silently means that invoice.
  fileprivate func existing(for input: InvoiceInput) -> Invoice? {
    if let id = input.id { return invoices.first { $0.id == id } }
    guard let number = input.number, !number.isEmpty else { return nil }
    return invoices.first { $0.number == number && $0.type == input.type && $0.holdsNumber }
  }

  fileprivate mutating func create(
    _ input: InvoiceInput, _ writing: Writing, _ switches: Ledger.Switches, _ mint: inout Mint
  ) -> WriteResult {
    var messages: [String] = []
    if input.id != nil { messages.append("The invoice with the specified id was not found") }
    let status = input.status ?? switches.omittedStatus ?? .draft
    if ![.draft, .submitted, .authorised].contains(status) {
      messages.append("Invoice not of valid status for modification")
    }
    if input.type == nil {
      messages.append("A Type must be specified for this type of transaction")
    }
    let contactID = contact(for: input.contact, writing.now, &messages, &mint)
    let date = input.date ?? today(at: writing.now)
    let terms = contactID.flatMap { contact(id: $0)?.salesTerms } ?? salesTerms
    let number = number(for: input, &messages)
    var invoice = Invoice(
      id: mint.guid(), type: input.type ?? .receivable, number: number,
      reference: input.reference, contactID: contactID ?? emptyGUID,
      date: date,
      dueDate: input.dueDate ?? (switches.fillsDueDate ?? false ? terms?.due(for: date) : nil),
      amounts: input.amounts ?? .exclusive, lines: [], status: status,
      currency: input.currency
        ?? contactID.flatMap { contact(id: $0)?.currency } ?? baseCurrency,
      url: input.url, brandingThemeID: input.brandingThemeID,
      sentToContact: input.sentToContact ?? false, madeBy: writing.clientID,
      created: writing.now, updated: writing.now)
    invoice.lines = lines(input.lines ?? [], of: invoice, writing, switches, &messages, &mint)
    if invoice.lines.isEmpty { messages.append("One or more line items must be specified") }
    check(&invoice, input, switches, &messages)
    guard messages.isEmpty else { return .refused(messages, shown: nil) }
    if input.number?.isEmpty ?? true { nextInvoiceNumber += 1 }
    invoice.history.append(
      .init(at: writing.now, details: "Received through the Xero API", user: "System Generated"))
    invoices.append(invoice)
    if let index = contacts.firstIndex(where: { $0.id == contactID }), invoice.type == .receivable {
      contacts[index].isCustomer = true
    }
    return .saved(invoice)
  }

  fileprivate mutating func update(
    _ existing: Invoice, _ input: InvoiceInput, _ writing: Writing, _ switches: Ledger.Switches,
    _ mint: inout Mint
  ) -> WriteResult {
    var invoice = existing
    var messages: [String] = []
    if let message = existing.refusal(of: input) { messages.append(message) }
    invoice.status = input.status ?? existing.status
    guard messages.isEmpty else { return .refused(messages, shown: invoice) }
    if let wanted = input.contact {
      invoice.contactID = contact(for: wanted, writing.now, &messages, &mint) ?? invoice.contactID
    }
    if let number = input.number, !number.isEmpty, number != existing.number {
      invoice.number = self.number(for: input, &messages)
    }
    invoice.reference = input.reference ?? invoice.reference
    invoice.date = input.date ?? invoice.date
    invoice.dueDate = input.dueDate ?? invoice.dueDate
    invoice.amounts = input.amounts ?? invoice.amounts
    invoice.currency = input.currency ?? invoice.currency
    invoice.url = input.url ?? invoice.url
    invoice.brandingThemeID = input.brandingThemeID ?? invoice.brandingThemeID
    invoice.sentToContact = input.sentToContact ?? invoice.sentToContact
    if let wanted = input.lines {
      invoice.lines = lines(wanted, of: invoice, writing, switches, &messages, &mint)
    }
    invoice.updated = writing.now
    if invoice.status != .deleted, invoice.status != .voided {
      check(&invoice, input, switches, &messages)
    }
    guard messages.isEmpty, let index = invoices.firstIndex(where: { $0.id == existing.id }) else {
      return .refused(messages, shown: invoice)
    }
    invoices[index] = invoice
    return .saved(invoice)
  }

  private func lines(
    _ inputs: [InvoiceInput.LineInput], of invoice: Invoice, _ writing: Writing,
    _ switches: Ledger.Switches, _ messages: inout [String], _ mint: inout Mint
  ) -> [Invoice.Line] {
    let rules = LineRules(
      organisation: self, amounts: invoice.amounts, unitPlaces: writing.unitPlaces,
      isApproved: invoice.status != .draft, switches: switches)
    let known = Set(invoices.first { $0.id == invoice.id }?.lines.map(\.id) ?? [])
    return inputs.map { input in
      // A line that comes without its id is a new one; the old one goes.
      let kept = input.id.flatMap { known.contains($0) ? $0 : nil }
      return rules.line(input, id: kept ?? mint.guid(), messages: &messages)
    }
  }

  private mutating func number(
    for input: InvoiceInput, _ messages: inout [String]
  ) -> String {
    func isTaken(_ number: String) -> Bool {
      invoices.contains { $0.number == number && $0.type == input.type && $0.holdsNumber }
    }
    guard let wanted = input.number, !wanted.isEmpty else {
      // A client may have taken one of the row itself.
      while isTaken(nextNumber) { nextInvoiceNumber += 1 }
      return nextNumber
    }
    if wanted.count > 255 { messages.append("Invoice # must not be more than 255 characters.") }
    if isTaken(wanted) { messages.append("Invoice # must be unique.") }
    return wanted
  }

  private var nextNumber: String {
    let digits = String(nextInvoiceNumber)
    return "INV-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// What holds for the whole document.
  private func check(
    _ invoice: inout Invoice, _ input: InvoiceInput, _ switches: Ledger.Switches,
    _ messages: inout [String]
  ) {
    if !currencies.contains(where: { $0.code == invoice.currency }) {
      messages.append("Organisation is not subscribed to currency \(invoice.currency)")
    }
    if let text = invoice.reference, text.count > 255 {
      if !switches.cutsLongText {
        messages.append("Reference must not be more than 255 characters.")
      }
      invoice.reference = String(text.prefix(255))
    }
    if let theme = invoice.brandingThemeID, !brandingThemes.contains(where: { $0.id == theme }) {
      messages.append("Branding theme must be valid")
    }
    if let url = invoice.url?.lowercased(), !url.hasPrefix("http") || url.contains("xero") {
      messages.append("Url must be a valid absolute url")
    }
    if invoice.status == .submitted || invoice.status == .authorised, invoice.dueDate == nil {
      messages.append("Due Date must be specified")
    }
    if invoice.status == .authorised || switches.lockDateRefusesDrafts,
      let message = lockRefusal(of: invoice.date)
    {
      messages.append(message)
    }
    let totals = invoice.totals
    let sent = [(input.subtotal, totals.subtotal), (input.totalTax, totals.tax)]
    if (sent + [(input.total, totals.total)]).contains(where: { $0 != nil && $0 != $1 }) {
      messages.append("The document total does not equal the sum of the lines.")
    }
  }

  /// Why a document of that date can't be approved; nil where it can.
  func lockRefusal(of date: CivilDate) -> String? {
    for (name, locked) in [("end of year", yearLockDate), ("period", periodLockDate)] {
      guard let locked, date <= locked else { continue }
      return "The document date cannot be before the \(name) lock date, currently set at "
        + locked.messageText
    }
    return nil
  }
}

extension Invoice {
  /// Why this document does not take that change; nil where it does.
  fileprivate func refusal(of input: InvoiceInput) -> String? {
    let wanted = input.status ?? status
    switch status {
    case .draft, .submitted:
      let allowed: Set<Status> =
        status == .draft
        ? [.draft, .submitted, .authorised, .deleted] : [.submitted, .authorised, .deleted]
      return allowed.contains(wanted) ? nil : "Invoice not of valid status for modification"
    case .authorised:
      if !payments.isEmpty {
        return "This document cannot be edited as it has a payment or credit note allocated to it."
      }
      return [.authorised, .voided].contains(wanted)
        ? nil : "Invoice not of valid status for modification"
    case .paid:
      return "This document cannot be edited as it has a payment or credit note allocated to it."
    case .voided, .deleted: return "Invoice not of valid status for modification"
    }
  }
}
