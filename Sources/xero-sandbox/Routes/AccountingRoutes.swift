extension Ledger {
  /// Answers `/api.xro/2.0/…`, and Projects below an address of its own; paths in any case, as at
  /// Xero.
  mutating func answer(_ call: Call, mint: inout Mint) -> Reply {
    if call.api == .projects { return projects(call, &mint) }
    guard var organisation = self[tenant: call.tenant] else { return .notFound }
    if switches.tenantIsOrganisation { organisation.organisationID = organisation.tenantID }
    do throws(Refusal) {
      switch (call.request.method, call.resource, call.path.count) {
      case ("GET", "organisation", 1), ("GET", "organisations", 1):
        return call.envelope("Organisations", [organisation.json], mint: &mint)
      case ("GET", "organisation", 2) where call.path[1].lowercased() == "actions":
        return call.envelope("Actions", organisation.actions, mint: &mint)
      case ("GET", "contacts", 1...2):
        return try contacts(call, organisation, &mint)
      case ("PUT", "contacts", 1), ("POST", "contacts", 1...2):
        return try writeContacts(call, &mint)
      case ("GET", "accounts", 1...2), ("GET", "taxrates", 1...2), ("GET", "currencies", 1),
        ("GET", "items", 1...2), ("GET", "trackingcategories", 1...2),
        ("GET", "brandingthemes", 1...2):
        return try settings(call, organisation, &mint)
      case ("GET", "repeatinginvoices", 1...2):
        return try repeatingInvoices(call, organisation, &mint)
      case (_, "invoices", _):
        return try invoices(call, organisation, &mint)
      case (_, "payments", _):
        return try payments(call, organisation, &mint)
      case ("GET", "reports", 2):
        return try reports(call, organisation, &mint)
      default:
        return .notFound
      }
    } catch {
      return error.reply
    }
  }
}
