extension Ledger {
  /// The lists that a client reads to know what it may use.
  func settings(
    _ call: Call, _ organisation: Organisation, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    switch call.resource {
    case "accounts":
      let rows = organisation.accounts.map { account in
        Row(
          json: account.json, id: account.id, code: account.code,
          values: [
            "AccountID": .guid(account.id), "Code": .text(account.code),
            "Name": .text(account.name), "Type": .text(account.type),
            "Class": .text(account.group), "Status": .text(account.status),
            "TaxType": .text(account.taxType),
            "SystemAccount": account.system.map(FieldValue.text) ?? .null,
          ], updated: account.updated)
      }
      return try list(rows, "Accounts", "Account", call, &mint)
    case "taxrates":
      let rows = organisation.taxRates.map { rate in
        Row(
          json: rate.json, id: rate.type.lowercased(), code: rate.type,
          values: [
            "Name": .text(rate.name), "TaxType": .text(rate.type), "Status": .text(rate.status),
            "EffectiveRate": .number(rate.effectiveRate),
            "CanApplyToRevenue": .flag(rate.appliesToRevenue),
          ])
      }
      return try list(rows, "TaxRates", "TaxRate", call, &mint)
    case "currencies":
      let rows = organisation.currencies.map {
        Row(json: $0.json, id: $0.code, code: $0.code, values: ["Code": .text($0.code)])
      }
      return try list(rows, "Currencies", "Currency", call, &mint)
    case "items":
      let rows = organisation.items.map {
        Row(
          json: $0.json(unitPlaces: call.unitPlaces), id: $0.id, code: $0.code,
          values: ["ItemID": .guid($0.id), "Code": .text($0.code), "Name": .text($0.name)],
          updated: $0.updated)
      }
      return try list(rows, "Items", "Item", call, &mint)
    case "trackingcategories":
      let archivedToo = call.request.flag("includeArchived") ?? false
      let shown = organisation.trackingCategories.filter {
        archivedToo || call.path.count == 2 || $0.status == "ACTIVE"
      }
      let rows = shown.map {
        Row(
          json: $0.json(archivedToo: archivedToo), id: $0.id, code: $0.id,
          values: ["Name": .text($0.name), "Status": .text($0.status)])
      }
      return try list(rows, "TrackingCategories", "TrackingCategory", call, &mint)
    default:
      let rows = organisation.brandingThemes.map {
        Row(json: $0.json, id: $0.id, code: $0.id, values: ["Name": .text($0.name)])
      }
      return try list(rows, "BrandingThemes", "BrandingTheme", call, &mint)
    }
  }

  private struct Row {
    var json: JSON
    var id: String
    var code: String
    var values: [String: FieldValue]
    /// For `If-Modified-Since`; nil where the list does not know it.
    var updated: Milliseconds?
  }

  private func list(
    _ rows: [Row], _ key: String, _ type: String, _ call: Call, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    var rows = rows
    if call.path.count == 2 {
      let wanted = call.path[1].lowercased()
      rows = rows.filter { $0.id == wanted || $0.code.lowercased() == wanted }
      guard !rows.isEmpty else { throw .notFound }
    }
    if let since = call.request.modifiedSince {
      rows = rows.filter { $0.updated.map { $0 >= since } ?? true }
    }
    let fields = rows.reduce(into: Set<String>()) { $0.formUnion($1.values.keys) }
    if let text = call.request.parameter("where"), !text.isEmpty {
      let clause = try WhereClause(text, fields: fields, type: type)
      rows = rows.filter { row in clause.holds { row.values[$0] ?? .null } }
    }
    rows = try Listing.sort(
      rows, by: call.request.parameter("order"), fields: fields, type: type
    ) { $0.values[$1] ?? .null }
    return call.envelope(key, .array(rows.map(\.json)), mint: &mint)
  }
}
