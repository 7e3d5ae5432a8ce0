/// Which scope opens what. The official description still lists the broad names that new apps
/// no longer get ("Granular scopes", developer.xero.com), so this table is written by hand.
enum Scopes {
  static let identity: Set<String> = [
    "openid", "profile", "email", "offline_access", "app.connections",
  ]

  private static let readable = [
    "accounting.invoices", "accounting.payments", "accounting.banktransactions",
    "accounting.manualjournals", "accounting.settings", "accounting.contacts",
    "accounting.attachments",
  ]

  private static let reports = [
    "aged", "balancesheet", "banksummary", "budgetsummary", "executivesummary", "profitandloss",
    "trialbalance", "taxreports",
  ]

  static let known: Set<String> = identity.union(readable).union(readable.map { $0 + ".read" })
    .union(reports.map { "accounting.reports.\($0).read" })
    .union(["accounting.budgets.read", "accounting.journals.read", "projects", "projects.read"])

  /// Refused for apps made since 2 March 2026.
  static let broad: Set<String> = [
    "accounting.transactions", "accounting.transactions.read", "accounting.reports.read",
  ]

  /// The scopes of which one is enough; empty where nothing is known of the path.
  static func needed(_ api: Call.API, path: [String], writes: Bool) -> Set<String> {
    if api == .projects { return writes ? ["projects"] : ["projects", "projects.read"] }
    let resource = path.first ?? ""
    if resource.lowercased() == "reports", path.count > 1 { return needed(report: path[1]) }
    return needed(resource: resource, sub: path.count > 2 ? path[2] : nil, writes: writes)
  }

  /// Reports are only read, each family by a scope of its own.
  private static func needed(report: String) -> Set<String> {
    let name = report.lowercased()
    let family = name.hasPrefix("aged") ? "aged" : name
    return reports.contains(family) ? ["accounting.reports.\(family).read"] : []
  }

  static func needed(resource: String, sub: String?, writes: Bool) -> Set<String> {
    let areas: [String]
    switch (resource.lowercased(), sub?.lowercased()) {
    case (_, "attachments"): areas = ["accounting.attachments"]
    case ("invoices", _), ("creditnotes", _), ("quotes", _), ("purchaseorders", _),
      ("repeatinginvoices", _), ("linkedtransactions", _):
      areas = ["accounting.invoices"]
    case ("items", _): areas = ["accounting.invoices", "accounting.settings"]
    case ("contacts", _), ("contactgroups", _): areas = ["accounting.contacts"]
    case ("payments", _), ("batchpayments", _), ("overpayments", _), ("prepayments", _):
      areas = ["accounting.payments"]
    case ("banktransactions", _), ("banktransfers", _): areas = ["accounting.banktransactions"]
    case ("manualjournals", _): areas = ["accounting.manualjournals"]
    case ("accounts", _), ("brandingthemes", _), ("currencies", _), ("invoicereminders", _),
      ("organisation", _), ("taxrates", _), ("trackingcategories", _), ("users", _):
      areas = ["accounting.settings"]
    default: areas = []
    }
    return Set(areas).union(writes ? [] : areas.map { $0 + ".read" })
  }
}
