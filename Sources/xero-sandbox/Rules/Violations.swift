/// What a careful client never does. Each rule is a sentence; an empty list is the proof.
enum Violations {
  static func ofAnyRequest(_ request: Request) -> [String] {
    var rules: [String] = []
    let secrets = ["access_token", "refresh_token", "token", "client_secret", "code_verifier"]
    if request.query.contains(where: { secrets.contains($0.name.lowercased()) }) {
      rules.append("a token in an address")
    }
    let path = request.path.lowercased()
    if path.contains("/connect/"),
      formDecoded(request.body).contains(where: { $0.name == "client_secret" })
    {
      rules.append("a client secret sent by a PKCE app")
    }
    guard let api = Call.API(request) else { return rules }
    if api == .accounting, !Gate.acceptsJSON(request) {
      rules.append("no 'Accept: application/json'")
    }
    if request.isWrite, request.header("Idempotency-Key")?.isEmpty ?? true {
      rules.append("a write without an Idempotency-Key")
    }
    if (request.header("Idempotency-Key")?.count ?? 0) > Idempotency.longestKey {
      rules.append("an Idempotency-Key of more than 128 characters")
    }
    return rules
  }

  static func of(_ call: Call, _ ledger: Ledger) -> [String] {
    if call.api == .projects {
      // Time there can be billed from there, a second time.
      return call.request.isWrite ? ["a write to Xero Projects"] : []
    }
    if call.request.isWrite, ["payments", "batchpayments"].contains(call.resource) {
      return ["a payment sent"]
    }
    if call.path.last?.lowercased() == "email" { return ["an invoice e-mailed"] }
    guard call.request.isWrite, call.resource == "invoices", call.path.count <= 2,
      let body = try? JSONParser.parse(call.request.body),
      let inputs = try? InvoiceInput.list(body)
    else { return [] }
    return inputs.flatMap { of($0, call, ledger) }
  }

  private static func of(_ input: InvoiceInput, _ call: Call, _ ledger: Ledger) -> [String] {
    var rules: [String] = []
    let organisation = ledger[tenant: call.tenant]
    let number = call.path.count == 2 ? call.path[1] : input.id ?? input.number
    let known = number.flatMap { organisation?.index($0) } != nil
    let creates = call.request.method == "PUT" || !known
    if creates, call.request.method == "POST" { rules.append("an invoice created with POST") }
    switch input.status {
    case .draft: break
    case .deleted where !creates: break
    case nil: if creates { rules.append("an invoice created without saying DRAFT") }
    default: rules.append("a status other than DRAFT")
    }
    if input.subtotal != nil || input.totalTax != nil || input.total != nil {
      rules.append("a total sent")
    }
    if input.sentToContact == true { rules.append("SentToContact") }
    let lines = input.lines ?? []
    if lines.contains(where: { $0.amount != nil || $0.taxAmount != nil }) {
      rules.append("a line amount or tax amount sent")
    }
    if call.unitPlaces == 2, lines.contains(where: { ($0.unitAmount?.usedPlaces ?? 0) > 2 }) {
      rules.append("a unit amount with more than 2 decimals without unitdp=4")
    }
    if lines.contains(where: { ($0.quantity?.usedPlaces ?? 0) > 4 }) {
      rules.append("a quantity with more than 4 decimals")
    }
    if creates {
      if input.amounts == nil { rules.append("no LineAmountTypes") }
      if lines.contains(where: { $0.unitAmount != nil && $0.taxType == nil }),
        input.amounts != .noTax
      {
        rules.append("a line without a TaxType")
      }
    }
    return rules + contactRules(input.contact, call, ledger)
  }

  private static func contactRules(
    _ contact: InvoiceInput.ContactInput?, _ call: Call, _ ledger: Ledger
  ) -> [String] {
    guard let contact else { return [] }
    var rules: [String] = []
    if contact.id == nil { rules.append("a contact without its ContactID") }
    if !contact.extraFields.isEmpty { rules.append("a contact with more than its ContactID") }
    if let id = contact.id,
      ledger.organisations.contains(where: {
        $0.tenantID != call.tenant && $0.contact(id: id) != nil
      })
    {
      rules.append("a contact of another organisation")
    }
    return rules
  }
}
