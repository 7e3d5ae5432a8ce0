extension Ledger {
  private static let contactFields: Set<String> = [
    "ContactID", "Name", "ContactNumber", "AccountNumber", "EmailAddress", "ContactStatus",
    "IsCustomer", "UpdatedDateUTC",
  ]

  /// `GET /Contacts` and `GET /Contacts/{id or number}`.
  func contacts(
    _ call: Call, _ organisation: Organisation, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    if call.path.count == 2 {
      let wanted = call.path[1].lowercased()
      guard
        let contact = organisation.contacts.first(where: {
          $0.id == wanted || $0.number?.lowercased() == wanted
        })
      else { throw .notFound }
      return call.envelope("Contacts", [contact.json], mint: &mint)
    }
    let request = call.request
    var clause: WhereClause?
    if let text = request.parameter("where"), !text.isEmpty {
      clause = try WhereClause(text, fields: Self.contactFields, type: "Contact")
    }
    let ids = request.list("IDs")
    let term = request.parameter("searchTerm")?.lowercased() ?? ""
    let archivedToo = request.flag("includeArchived") ?? false
    let since = request.modifiedSince
    let found = organisation.contacts.filter { contact in
      guard archivedToo || contact.status == .active, ids?.contains(contact.id) ?? true else {
        return false
      }
      if let since, contact.updated < since { return false }
      let texts = [contact.name, contact.number, contact.firstName, contact.lastName]
      if !term.isEmpty, !texts.contains(where: { $0?.lowercased().contains(term) ?? false }) {
        return false
      }
      return clause?.holds { Self.value(of: contact, $0) } ?? true
    }
    let sorted = try Listing.sort(
      found, by: request.parameter("order"), fields: Self.contactFields, type: "Contact",
      value: Self.value)
    let (shown, pagination) = try Listing(request).cut(sorted)
    return call.envelope(
      "Contacts",
      .array(shown.map { call.request.flag("summaryOnly") ?? false ? $0.summary : $0.json }),
      pagination: pagination, mint: &mint)
  }

  private static func value(of contact: Contact, _ field: String) -> FieldValue {
    switch field {
    case "ContactID": .guid(contact.id)
    case "Name": .text(contact.name)
    case "ContactNumber": contact.number.map(FieldValue.text) ?? .null
    case "AccountNumber": contact.accountNumber.map(FieldValue.text) ?? .null
    case "EmailAddress": contact.email.map(FieldValue.text) ?? .null
    case "ContactStatus": .text(contact.status.rawValue)
    case "IsCustomer": .flag(contact.isCustomer)
    case "UpdatedDateUTC": .date(CivilDate(utc: contact.updated))
    default: .null
    }
  }
}
