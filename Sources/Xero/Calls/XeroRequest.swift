import Activity
import Foundation

/// Everything that Daybook can ask of Xero's API: there is no way to send anything else. What it
/// writes is a DRAFT, or a contact that a person asked for.
public enum XeroRequest: Hashable, Sendable {
  case connections
  case organisation(tenant: String)
  case actions(tenant: String)
  /// - page: from 1.
  /// - modifiedSince: leaves out what did not change after it.
  case contacts(tenant: String, modifiedSince: Instant?, page: Int)
  /// Those of a name or a number, archived ones too.
  case contactsCalled(tenant: String, name: String, number: String, page: Int)
  case accounts(tenant: String)
  case taxRates(tenant: String)
  case items(tenant: String)
  case trackingCategories(tenant: String)
  case brandingThemes(tenant: String)
  case currencies(tenant: String)
  case repeatingInvoices(tenant: String)
  case invoices(tenant: String, InvoiceSearch, page: Int)
  case invoice(tenant: String, id: String)
  case createDraft(tenant: String, DraftBody, key: IdempotencyKey)
  case createContact(tenant: String, NewContact, key: IdempotencyKey)
  case replaceDraft(tenant: String, ReplaceBody, key: IdempotencyKey)
  case attachments(tenant: String, invoice: String)
  case addNote(tenant: String, invoice: String, HistoryNote, key: IdempotencyKey)
  case attach(tenant: String, invoice: String, Attachment, key: IdempotencyKey)

  /// How invoices are looked for.
  public enum InvoiceSearch: Hashable, Sendable {
    /// Ours, whose Reference is this text.
    case reference(String)
    /// Ours, in whose number or Reference the term stands.
    case term(String)
    /// At most 40.
    case ids([String])
    /// All of ours for one contact, whatever became of them.
    case contact(String)
  }

  func call(_ addresses: Addresses, token: Secret) throws(XeroError) -> HTTPCall {
    var headers: [(name: String, value: String)] = [
      ("Authorization", "Bearer \(token.revealed)"), ("Accept", "application/json"),
    ]
    if let tenant {
      // It becomes a header's value.
      guard isGUID(tenant) else {
        throw XeroError(
          .badSettings, "\"\(tenant.prefix(60))\" is no organisation's id. Link the client again.")
      }
      headers.append(("xero-tenant-id", tenant))
    }
    if case .contacts(_, let since?, _) = self {
      headers.append(("If-Modified-Since", since.utcText))
    }
    let content = content
    if let content {
      headers.append(("Content-Type", content.type))
      headers.append(("Idempotency-Key", content.key.text))
    }
    let body = content?.body
    let query = queryText(query)
    return HTTPCall(
      method: method,
      url: addresses.api + (try path()) + (query.isEmpty ? "" : "?" + query), headers: headers,
      body: body)
  }

  private var method: HTTPCall.Method {
    // Xero creates with POST too, and changes what has the same number: only an id goes with it.
    if case .replaceDraft = self { return .post }
    return content == nil ? .get : .put
  }

  /// What a write sends, under which key.
  private var content: (body: Data, type: String, key: IdempotencyKey)? {
    switch self {
    case .createDraft(_, let draft, let key): (draft.bytes, "application/json", key)
    case .replaceDraft(_, let body, let key): (body.bytes, "application/json", key)
    case .addNote(_, _, let note, let key): (note.bytes, "application/json", key)
    case .attach(_, _, let file, let key): (file.bytes, file.mediaType, key)
    case .createContact(_, let contact, let key): (contact.bytes, "application/json", key)
    default: nil
    }
  }

  var tenant: String? {
    switch self {
    case .connections: nil
    case .organisation(let tenant), .actions(let tenant), .contacts(let tenant, _, _),
      .accounts(let tenant), .taxRates(let tenant), .items(let tenant),
      .trackingCategories(let tenant), .brandingThemes(let tenant), .currencies(let tenant),
      .repeatingInvoices(let tenant),
      .invoices(let tenant, _, _), .invoice(let tenant, _), .createDraft(let tenant, _, _),
      .contactsCalled(let tenant, _, _, _), .createContact(let tenant, _, _),
      .replaceDraft(let tenant, _, _), .attachments(let tenant, _), .addNote(let tenant, _, _, _),
      .attach(let tenant, _, _, _):
      tenant
    }
  }

  private func path() throws(XeroError) -> String {
    let accounting = "/api.xro/2.0"
    switch self {
    case .connections: return "/connections"
    case .organisation: return accounting + "/Organisation"
    case .actions: return accounting + "/Organisation/Actions"
    case .contacts, .contactsCalled, .createContact: return accounting + "/Contacts"
    case .accounts: return accounting + "/Accounts"
    case .taxRates: return accounting + "/TaxRates"
    case .items: return accounting + "/Items"
    case .trackingCategories: return accounting + "/TrackingCategories"
    case .brandingThemes: return accounting + "/BrandingThemes"
    case .currencies: return accounting + "/Currencies"
    case .repeatingInvoices: return accounting + "/RepeatingInvoices"
    case .invoices, .createDraft: return accounting + "/Invoices"
    case .invoice(_, let id): return accounting + (try path(ofInvoice: id))
    case .replaceDraft(_, let body, _): return accounting + (try path(ofInvoice: body.invoice))
    case .attachments(_, let id):
      return accounting + (try path(ofInvoice: id)) + "/Attachments"
    case .addNote(_, let id, _, _): return accounting + (try path(ofInvoice: id)) + "/History"
    case .attach(_, let id, let file, _):
      return accounting + (try path(ofInvoice: id)) + "/Attachments/" + file.name
    }
  }

  private func path(ofInvoice id: String) throws(XeroError) -> String {
    // Xero takes an invoice's number here too, which is not unique for ever.
    guard isGUID(id) else {
      throw XeroError(.badSettings, "\"\(id.prefix(60))\" is no invoice's id.")
    }
    return "/Invoices/" + id
  }

  private var query: [(name: String, value: String)] {
    switch self {
    case .connections, .organisation, .actions, .accounts, .taxRates, .brandingThemes,
      .currencies, .repeatingInvoices:
      []
    case .createContact: []
    case .contactsCalled(_, let name, let number, let page):
      [
        (
          "where",
          "Name==\"\(quoted(name))\" OR ContactNumber==\"\(quoted(number))\""
        ),
        ("includeArchived", "true"), ("page", "\(page)"), ("pageSize", "100"),
      ]
    case .items: [("unitdp", "4")]
    case .trackingCategories: [("includeArchived", "true")]
    case .contacts(_, _, let page):
      [("includeArchived", "true"), ("page", "\(page)"), ("pageSize", "1000")]
    case .invoices(_, let search, let page):
      search.query + [
        ("includeArchived", "true"), ("page", "\(page)"), ("pageSize", search.pageSize),
        ("unitdp", "4"),
      ]
    case .invoice: [("unitdp", "4")]
    // Without summarizeErrors=false Xero answers in another form.
    case .createDraft: [("summarizeErrors", "false"), ("unitdp", "4")]
    case .replaceDraft: [("unitdp", "4")]
    case .addNote, .attachments: []
    case .attach(_, _, let file, _): [("IncludeOnline", file.isForCustomer ? "true" : "false")]
    }
  }
}

extension XeroRequest.InvoiceSearch {
  fileprivate var query: [(name: String, value: String)] {
    switch self {
    case .reference(let reference):
      [
        ("where", "Type==\"ACCREC\" AND Reference==\"\(quoted(reference))\""),
        ("createdByMyApp", "true"),
      ]
    case .term(let term): [("searchTerm", term), ("createdByMyApp", "true")]
    case .ids(let ids): [("IDs", ids.filter(isGUID).prefix(40).joined(separator: ","))]
    case .contact(let id):
      [("ContactIDs", isGUID(id) ? id : Invoice.noID), ("createdByMyApp", "true")]
    }
  }

  /// Years of one contact's invoices are one call.
  fileprivate var pageSize: String {
    if case .contact = self { "1000" } else { "100" }
  }
}

/// A text in a `where` clause, without its quotes.
private func quoted(_ text: String) -> String {
  text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
}

/// By which Xero knows a write again, for 6 minutes.
public struct IdempotencyKey: Hashable, Sendable {
  public let text: String

  /// 32 hexadecimal digits.
  ///
  /// - Parameter randomBytes: 16 from a cryptographic source.
  public init(randomBytes: [UInt8]) {
    text = randomBytes.prefix(16).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// A stored one. Nil unless it has 16 to 128 letters, digits and hyphens: an empty key is none.
  public init?(stored text: String) {
    guard (16...128).contains(text.utf8.count),
      text.utf8.allSatisfy({
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
      })
    else { return nil }
    self.text = text
  }
}
