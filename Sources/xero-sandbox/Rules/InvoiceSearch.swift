/// `GET /Invoices`: every filter that the description and its page name.
struct InvoiceSearch {
  var organisation: Organisation
  var clientID: String
  var now: Milliseconds
  /// A new invoice is not in lists before it is this old. Milliseconds.
  var delay: Milliseconds

  static let fields: Set<String> = [
    "Type", "Status", "InvoiceID", "InvoiceNumber", "Reference", "Date", "DueDate", "AmountDue",
    "AmountPaid", "Total", "SubTotal", "TotalTax", "CurrencyCode", "UpdatedDateUTC",
    "SentToContact", "Contact.ContactID", "Contact.Name", "Contact.ContactNumber",
  ]
  private static let type = "Invoice"

  func invoices(_ request: Request) throws(Refusal) -> [Invoice] {
    var clause: WhereClause?
    if let text = request.parameter("where"), !text.isEmpty {
      clause = try WhereClause(text, fields: Self.fields, type: Self.type)
    }
    let (ids, numbers) = (request.list("IDs"), request.list("InvoiceNumbers"))
    let (contacts, statuses) = (request.list("ContactIDs"), request.list("Statuses"))
    let term = request.parameter("searchTerm")?.lowercased() ?? ""
    let since = request.modifiedSince
    let ownOnly = request.flag("createdByMyApp") ?? false
    let found = organisation.invoices.filter { invoice in
      guard now - invoice.created >= delay else { return false }
      guard ids?.contains(invoice.id) ?? true,
        numbers?.contains(invoice.number.lowercased()) ?? true,
        contacts?.contains(invoice.contactID) ?? true,
        statuses?.contains(invoice.status.rawValue.lowercased()) ?? true
      else { return false }
      if ownOnly, invoice.madeBy != clientID { return false }
      if let since, invoice.updated < since { return false }
      if !term.isEmpty, !invoice.number.lowercased().contains(term),
        !(invoice.reference ?? "").lowercased().contains(term)
      {
        return false
      }
      return clause?.holds { value(of: invoice, $0) } ?? true
    }
    return try Listing.sort(
      found, by: request.parameter("order"), fields: Self.fields, type: Self.type,
      value: value)
  }

  private func value(of invoice: Invoice, _ field: String) -> FieldValue {
    let contact = organisation.contact(id: invoice.contactID)
    switch field {
    case "Type": return .text(invoice.type.rawValue)
    case "Status": return .text(invoice.status.rawValue)
    case "InvoiceID": return .guid(invoice.id)
    case "InvoiceNumber": return .text(invoice.number)
    case "Reference": return .text(invoice.reference ?? "")
    case "Date": return .date(invoice.date)
    case "DueDate": return invoice.dueDate.map(FieldValue.date) ?? .null
    case "AmountDue": return .number(invoice.due)
    case "AmountPaid": return .number(invoice.paid)
    case "Total": return .number(invoice.totals.total)
    case "SubTotal": return .number(invoice.totals.subtotal)
    case "TotalTax": return .number(invoice.totals.tax)
    case "CurrencyCode": return .text(invoice.currency)
    case "UpdatedDateUTC": return .date(CivilDate(utc: invoice.updated))
    case "SentToContact": return .flag(invoice.sentToContact)
    case "Contact.ContactID": return .guid(invoice.contactID)
    case "Contact.Name": return contact.map { .text($0.name) } ?? .null
    case "Contact.ContactNumber": return contact?.number.map(FieldValue.text) ?? .null
    default: return .null
    }
  }
}
