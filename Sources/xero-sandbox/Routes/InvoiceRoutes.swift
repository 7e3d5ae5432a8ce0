extension Ledger {
  /// Everything under `/Invoices`.
  mutating func invoices(
    _ call: Call, _ organisation: Organisation, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    let method = call.request.method
    switch (method, call.path.count) {
    case ("GET", 1): return try list(call, organisation, &mint)
    case ("PUT", 1), ("POST", 1):
      return write(try inputs(call), call, &mint)
    case ("GET", 2):
      let invoice = try organisation.invoice(call.path[1])
      if call.asksForPDF {
        return Reply(
          200, [.init(name: "Content-Type", value: "application/pdf")],
          body: invoice.pdf(of: organisation))
      }
      let view = InvoiceView(depth: .full, unitPlaces: call.unitPlaces)
      return call.envelope(
        "Invoices", [view.json(invoice, in: organisation)], mint: &mint)
    case ("POST", 2):
      let invoice = try organisation.invoice(call.path[1])
      var inputs = try inputs(call)
      guard inputs.count == 1 else { throw .body("One invoice was expected.") }
      inputs[0].id = invoice.id
      return write(inputs, call, &mint)
    case (_, 3) where call.path[2].lowercased() == "history":
      return try history(call, &mint)
    case ("GET", 3) where call.path[2].lowercased() == "attachments":
      return attachments(of: try organisation.invoice(call.path[1]), call, &mint)
    case ("PUT", 4) where call.path[2].lowercased() == "attachments",
      ("POST", 4) where call.path[2].lowercased() == "attachments":
      return try attach(call, organisation, &mint)
    case ("GET", 3) where call.path[2].lowercased() == "onlineinvoice":
      let invoice = try organisation.invoice(call.path[1])
      guard invoice.status == .authorised || invoice.status == .paid else { throw .notFound }
      return call.envelope(
        "OnlineInvoices",
        [["OnlineInvoiceUrl": .string("https://in.xero.com/\(invoice.id.prefix(8))")]],
        mint: &mint)
    default: throw .notFound
    }
  }

  private func inputs(_ call: Call) throws(Refusal) -> [InvoiceInput] {
    try InvoiceInput.list(call.body(), anyCase: switches.takesAnyCase ?? false)
  }

  private func list(
    _ call: Call, _ organisation: Organisation, _ mint: inout Mint
  ) throws(Refusal) -> Reply {
    let search = InvoiceSearch(
      organisation: organisation, clientID: call.clientID, now: call.now,
      delay: switches.listDelay)
    let found = try search.invoices(call.request)
    let listing = try Listing(call.request)
    let (shown, pagination) = listing.cut(found)
    var view = InvoiceView(
      depth: listing.page == nil ? .list : .page, unitPlaces: call.unitPlaces)
    if call.request.flag("summaryOnly") ?? false { view.depth = .summary }
    return call.envelope(
      "Invoices", .array(shown.map { view.json($0, in: organisation) }), pagination: pagination,
      mint: &mint)
  }

  /// The real default of `summarizeErrors` is true: one bad element, and nothing is saved. The
  /// official description says false and is wrong.
  private mutating func write(
    _ inputs: [InvoiceInput], _ call: Call, _ mint: inout Mint
  ) -> Reply {
    let summarizes = call.request.flag("summarizeErrors") ?? true
    let writing = Writing(
      now: call.now, clientID: call.clientID, createsOnly: call.request.method == "PUT",
      unitPlaces: call.unitPlaces)
    var trial = self
    let results = inputs.map { trial.write($0, tenant: call.tenant, as: writing, mint: &mint) }
    guard let after = trial[tenant: call.tenant] else { return .notFound }
    let view = InvoiceView(
      depth: .full, unitPlaces: call.unitPlaces, tellsStatus: !summarizes)
    let elements = zip(inputs, results).map { input, result in
      switch result {
      case .saved(let invoice): view.json(invoice, in: after)
      case .refused(let messages, let shown?):
        view.json(shown, in: after, errors: messages, showsLines: input.lines != nil)
      case .refused(let messages, nil): view.json(refused: input, after, errors: messages)
      }
    }
    if summarizes {
      let refused = zip(elements, results).filter { !$0.1.isSaved }.map(\.0)
      guard refused.isEmpty else {
        return Refusal.reply(
          10, "ValidationException", "A validation exception occurred", elements: refused)
      }
    }
    self = trial
    return call.envelope("Invoices", .array(elements), mint: &mint)
  }

  private mutating func history(_ call: Call, _ mint: inout Mint) throws(Refusal) -> Reply {
    guard var organisation = self[tenant: call.tenant],
      let index = organisation.index(call.path[1])
    else {
      throw .validation("The document with the supplied id was not found for this endpoint.")
    }
    var records = organisation.invoices[index].history
    if call.request.isWrite {
      guard let sent = try call.body()["HistoryRecords"]?.items, !sent.isEmpty else {
        throw .body("HistoryRecords were expected.")
      }
      records = try sent.map { item throws(Refusal) in
        guard let details = item["Details"]?.text, !details.isEmpty else {
          throw .validation("Details must be specified.")
        }
        guard details.count <= switches.historyLimit else {
          throw .validation(
            "Details must not be more than \(switches.historyLimit) characters.")
        }
        return .init(at: call.now, details: details, user: "System Generated")
      }
      organisation.invoices[index].history += records
      self[tenant: call.tenant] = organisation
    }
    let answer = records.map { record -> JSON in
      [
        "Changes": "Note", "DateUTCString": .string(record.at.utcText),
        "DateUTC": record.at.wire, "User": .string(record.user),
        "Details": .string(record.details), "ValidationErrors": [],
      ]
    }
    return call.envelope("HistoryRecords", .array(answer), mint: &mint)
  }
}

extension Organisation {
  /// By id or by number: the real server takes both.
  func index(_ idOrNumber: String) -> Int? {
    let wanted = idOrNumber.lowercased()
    return invoices.firstIndex { $0.id == wanted }
      ?? invoices.lastIndex { $0.number.lowercased() == wanted }
  }

  func invoice(_ idOrNumber: String) throws(Refusal) -> Invoice {
    guard let index = index(idOrNumber) else { throw .notFound }
    return invoices[index]
  }
}
