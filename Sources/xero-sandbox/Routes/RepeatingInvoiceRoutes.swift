extension Ledger {
  /// Templates that repeat. Xero knows neither pages nor `If-Modified-Since` for them.
  func repeatingInvoices(
    _ call: Call, _ organisation: Organisation, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    let type = "RepeatingInvoice"
    let fields: Set<String> = ["Type", "Status", "RepeatingInvoiceID", "Reference", "Total"]
    func value(_ template: RepeatingInvoice, _ field: String) -> FieldValue {
      switch field {
      case "Type": .text(template.type.rawValue)
      case "Status": .text(template.status)
      case "RepeatingInvoiceID": .guid(template.id)
      case "Reference": .text(template.reference)
      default: .number(template.totals.total)
      }
    }
    var found = organisation.repeatingInvoices ?? []
    if call.path.count == 2 {
      found = found.filter { $0.id == call.path[1].lowercased() }
      guard !found.isEmpty else { throw .notFound }
    }
    if let text = call.request.parameter("where"), !text.isEmpty {
      let clause = try WhereClause(text, fields: fields, type: type)
      found = found.filter { template in clause.holds { value(template, $0) } }
    }
    found = try Listing.sort(
      found, by: call.request.parameter("order"), fields: fields, type: type, value: value)
    return call.envelope(
      "RepeatingInvoices", .array(found.map { $0.json(in: organisation) }), mint: &mint)
  }
}
