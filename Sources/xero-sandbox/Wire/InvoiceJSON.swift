/// How much of an invoice is told.
struct InvoiceView {
  enum Depth: Equatable {
    /// By id, and what a write answers.
    case full
    /// A list with `page`: lines, but a thin contact.
    case page
    /// A list without `page`: no lines.
    case list
    /// `summaryOnly=true`: neither lines nor payments.
    case summary
  }

  var depth: Depth
  /// 4 with `unitdp=4`.
  var unitPlaces: Int
  /// `summarizeErrors=false` was said, so each element tells how it fared.
  var tellsStatus = false

  /// - Parameter showsLines: a refusal of a change that named no lines has none (recorded).
  func json(
    _ invoice: Invoice, in organisation: Organisation, errors: [String] = [],
    showsLines: Bool = true
  ) -> JSON {
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON) { members.append(.init(key: key, value: value)) }
    add("Type", .string(invoice.type.rawValue))
    add("InvoiceID", .string(invoice.id))
    add("InvoiceNumber", .string(invoice.number))
    add("Reference", .string(invoice.reference ?? ""))
    if let url = invoice.url { add("Url", .string(url)) }
    if depth != .summary {
      add("Payments", .array(invoice.payments.map(payment)))
      add("CreditNotes", [])
      add("Prepayments", [])
      add("Overpayments", [])
    }
    add("AmountDue", .money(invoice.due))
    add("AmountPaid", .money(invoice.paid))
    add("AmountCredited", .money(.zero))
    add("CurrencyRate", .number(Number(1).text(places: 10)))
    if depth == .full { add("SentToContact", .bool(invoice.sentToContact)) }
    add("IsDiscounted", .bool(invoice.lines.contains { $0.discountRate != nil }))
    add("HasAttachments", .bool(!(invoice.attachments ?? []).isEmpty))
    add("HasErrors", .bool(!errors.isEmpty))
    if depth == .full { add("InvoicePaymentServices", []) }
    add("Contact", contact(invoice, organisation))
    add("DateString", invoice.date.wireString)
    add("Date", invoice.date.wire)
    if let due = invoice.dueDate {
      add("DueDateString", due.wireString)
      add("DueDate", due.wire)
    }
    if let theme = invoice.brandingThemeID ?? organisation.brandingThemes.first?.id {
      add("BrandingThemeID", .string(theme))
    }
    add("Status", .string(invoice.status.rawValue))
    add("LineAmountTypes", .string(invoice.amounts.rawValue))
    if showsLines, depth == .full || depth == .page {
      add("LineItems", .array(invoice.lines.map { line($0, organisation) }))
    } else if depth != .summary {
      add("LineItems", [])
    }
    let totals = invoice.totals
    add("SubTotal", .money(totals.subtotal))
    add("TotalTax", .money(totals.tax))
    add("Total", .money(totals.total))
    add("UpdatedDateUTC", invoice.updated.wireWithOffset)
    add("UpdatedDateUTCString", .string(invoice.updated.utcText + "Z"))
    add("CurrencyCode", .string(invoice.currency))
    if invoice.status == .paid, let last = invoice.payments.last {
      add("FullyPaidOnDate", last.date.wire)
    }
    if tellsStatus { add("StatusAttributeString", errors.isEmpty ? "OK" : "ERROR") }
    if !errors.isEmpty {
      add("ValidationErrors", .array(errors.map { ["Message": .string($0)] }))
      add("Warnings", [])
    }
    return .object(members)
  }

  /// A refused new document: the all-zero id says that nothing was made.
  func json(refused input: InvoiceInput, _ organisation: Organisation, errors: [String]) -> JSON {
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON) { members.append(.init(key: key, value: value)) }
    add("Type", .text(input.type?.rawValue))
    add("InvoiceID", .string(emptyGUID))
    add("InvoiceNumber", .string(input.number ?? ""))
    add("Reference", .string(input.reference ?? ""))
    add("Payments", [])
    add("CreditNotes", [])
    add("HasErrors", true)
    let known = input.contact?.id.flatMap { organisation.contact(id: $0) }
    add(
      "Contact",
      [
        "ContactID": .string(known?.id ?? emptyGUID), "Name": .text(known?.name),
        "HasValidationErrors": false,
      ])
    if let date = input.date {
      add("DateString", date.wireString)
      add("Date", date.wire)
    }
    add("Status", .string((input.status ?? .draft).rawValue))
    add("LineAmountTypes", .string((input.amounts ?? .exclusive).rawValue))
    add("LineItems", .array((input.lines ?? []).map(line)))
    if tellsStatus { add("StatusAttributeString", "ERROR") }
    add("ValidationErrors", .array(errors.map { ["Message": .string($0)] }))
    add("Warnings", [])
    return .object(members)
  }

  private func payment(_ payment: Invoice.Payment) -> JSON {
    [
      "PaymentID": .string(payment.id), "Date": payment.date.wire,
      "Amount": .money(payment.amount), "Reference": "", "CurrencyRate": .number("1.0000000000"),
      "HasAccount": false, "HasValidationErrors": false,
    ]
  }

  private func contact(_ invoice: Invoice, _ organisation: Organisation) -> JSON {
    guard let contact = organisation.contact(id: invoice.contactID) else {
      return ["ContactID": .string(invoice.contactID), "HasValidationErrors": false]
    }
    if depth == .full { return contact.json }
    return [
      "ContactID": .string(contact.id), "Name": .string(contact.name), "Addresses": [],
      "Phones": [], "ContactGroups": [], "ContactPersons": [], "HasValidationErrors": false,
    ]
  }

  private func line(_ line: Invoice.Line, _ organisation: Organisation) -> JSON {
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON?) {
      if let value { members.append(.init(key: key, value: value)) }
    }
    add("ItemCode", line.itemCode.map(JSON.string))
    add("Description", line.description.map(JSON.string))
    add("UnitAmount", line.unitAmount.map { .number($0.text(places: unitPlaces)) })
    add("TaxType", line.taxType.map(JSON.string))
    add("TaxAmount", .money(line.tax))
    add("LineAmount", .money(line.amount))
    add("AccountCode", line.accountCode.map(JSON.string))
    add(
      "AccountID",
      line.accountCode.flatMap { organisation.account(code: $0) }.map { .string($0.id) })
    add("DiscountRate", line.discountRate.map { .number($0.text(places: 2)) })
    add("Tracking", .array(line.tracking.map { tracking($0, organisation) }))
    add("Quantity", line.quantity.map { .number($0.text(places: 4)) })
    add("LineItemID", .string(line.id))
    add("ValidationErrors", [])
    return .object(members)
  }

  /// What was sent, as a refusal gives it back: what was not sent is absent.
  private func line(_ input: InvoiceInput.LineInput) -> JSON {
    let sent: [(String, JSON?)] = [
      ("Description", input.description.map(JSON.string)),
      ("UnitAmount", input.unitAmount.map { .number($0.text(places: unitPlaces)) }),
      ("TaxType", input.taxType.map(JSON.string)),
      ("LineAmount", input.amount.map(JSON.money)),
      ("AccountCode", input.accountCode.map(JSON.string)),
      ("Quantity", input.quantity.map { .number($0.text(places: 4)) }),
      ("ValidationErrors", []), ("Warnings", []),
    ]
    return .object(sent.compactMap { key, value in value.map { .init(key: key, value: $0) } })
  }

  private func tracking(_ chosen: Invoice.Tracking, _ organisation: Organisation) -> JSON {
    let category = organisation.trackingCategories.first { $0.id == chosen.categoryID }
    let option = category?.options.first { $0.id == chosen.optionID }
    return [
      "Name": .text(category?.name), "Option": .text(option?.name),
      "TrackingCategoryID": .string(chosen.categoryID),
      "TrackingOptionID": .string(chosen.optionID), "Options": [],
    ]
  }
}
