/// The back office: what a bookkeeper, a network and a clock do. Not part of Xero.
extension Sandbox {
  /// A request that the back office can't follow; the sentence says what it takes.
  struct BadOrder: Error {
    var why: String
  }

  func backOffice(_ request: Request) -> Reply {
    let path = request.parts
    if path.isEmpty { return Reply(200, body: Array(Help.backOffice.utf8)) }
    do throws(BadOrder) {
      let order = try Order(request)
      let answer = try carryOut(order, method: request.method, path: path)
      save()
      return .json(200, answer, .accounting)
    } catch {
      return .json(400, ["error": .string(error.why)], .accounting)
    }
  }

  private func carryOut(
    _ order: Order, method: String, path: [String]
  ) throws(BadOrder) -> JSON {
    switch (method, path[0], path.count) {
    case ("GET", "requests", 1): return ["requests": .array(journal.entries.map(json))]
    case ("DELETE", "requests", 1): journal.clearEntries()
    case ("GET", "violations", 1): return ["violations": .array(journal.violations.map(json))]
    case ("DELETE", "violations", 1): journal.clearViolations()
    case ("GET", "egress", 1): return ["egress": .array(egressOfAll)]
    case ("DELETE", "egress", 1): egress = Egress()
    case ("GET", "secrets", 1):
      return ["secrets": .array(secrets.sorted().map(JSON.string))]
    case ("GET", "organisations", 1):
      return [
        "organisations": .array(
          state.ledger.organisations.map {
            [
              "tenant": .string($0.tenantID), "name": .string($0.name),
              "connected": .bool(isConnected($0.tenantID)),
            ]
          })
      ]
    case ("GET", "invoices", 1): return invoices(tenant: order.text("tenant"))
    case ("POST", "invoices", 3): try workOnInvoice(path[1], path[2], order)
    case ("POST", "contacts", 3): try workOnContact(path[1].lowercased(), path[2], order)
    case ("POST", "accounts", 3), ("POST", "tax-rates", 2), ("POST", "items", 2),
      ("POST", "tracking", 3), ("POST", "lock-date", 1), ("POST", "organisations", 2):
      try changeSettings(path, order)
    case (_, "faults", 1): return try workOnFaults(method, order)
    case ("GET", "clock", 1): return clock
    case ("POST", "clock", 1):
      try moveClock(order)
      return clock
    case ("POST", "tenants", 3) where path[2] == "disconnect":
      state.signIns.connections.removeAll { $0.tenantID == path[1].lowercased() }
    case ("POST", "tokens", 2) where path[1] == "revoke": state.signIns.revokeAllTokens()
    case ("POST", "tokens", 2) where path[1] == "expire":
      state.signIns.expireAccess(at: now)
    case ("POST", "limits", 1):
      guard let used = order.body["dayUsed"]?.integer, used >= 0 else {
        throw BadOrder(why: "Say how many calls are used up: {\"dayUsed\":4990}.")
      }
      for key in callers { limits.spend(day: used, key, at: now) }
    case ("POST", "consent", 1):
      consent = Consent(
        denies: order.body["deny"]?.flag ?? false,
        user: order.text("user") == "second" ? .second : .first,
        tenants: order.body["organisations"]?.items.map { Set($0.compactMap(\.text)) })
    case (_, "switches", 1): return try workOnSwitches(method, order)
    case ("POST", "reset", 1): reset()
    default:
      throw BadOrder(why: "The back office has no \(method) /\(path.joined(separator: "/")). ")
    }
    return ["done": true]
  }

  private var clock: JSON { ["now": .string(now.utcText + "Z"), "milliseconds": .int(now)] }

  private func moveClock(_ order: Order) throws(BadOrder) {
    if let seconds = order.body["advance"]?.integer, abs(seconds) < 1_000_000_000 {
      state.clockOffset += Milliseconds(seconds) * 1000
    } else if let text = order.text("set"), let instant = Milliseconds(instant: text) {
      state.clockOffset += instant - now
    } else {
      throw BadOrder(
        why: "Say {\"advance\":SECONDS} or {\"set\":\"2026-11-30T09:00:00Z\"}.")
    }
  }

  private var egressOfAll: [JSON] {
    egress.bytes.sorted { $0.key < $1.key }.map { client, bytes in
      ["client": .string(client), "bytes": .int(bytes)]
    }
  }

  private func isConnected(_ tenant: String) -> Bool {
    state.signIns.connections.contains { $0.tenantID == tenant }
  }

  /// All pairs of app and organisation.
  private var callers: [RateLimits.Key] {
    registration.clientIDs.flatMap { client in
      state.ledger.organisations.map { .init(clientID: client, tenant: $0.tenantID) }
    }
  }

  private func invoices(tenant: String?) -> JSON {
    let view = InvoiceView(depth: .full, unitPlaces: 4)
    let chosen = state.ledger.organisations.filter { tenant == nil || $0.tenantID == tenant }
    let all = chosen.flatMap { organisation in
      organisation.invoices.map { invoice -> JSON in
        guard case .object(let members) = view.json(invoice, in: organisation) else { return .null }
        let notes = invoice.history.map { JSON.string($0.details) }
        return .object(
          [.init(key: "Tenant", value: .string(organisation.tenantID))] + members
            + [
              .init(key: "History", value: .array(notes)),
              .init(
                key: "Files",
                value: .array((invoice.attachments ?? []).map { .string($0.name) })),
            ])
      }
    }
    let live = chosen.flatMap(\.invoices).filter(\.holdsNumber).count
    return ["count": .int(all.count), "live": .int(live), "invoices": .array(all)]
  }

  private func workOnInvoice(
    _ idOrNumber: String, _ verb: String, _ order: Order
  ) throws(BadOrder) {
    let work: Organisation.InvoiceWork
    switch verb {
    case "approve": work = .approve
    case "pay": work = .pay(order.body["amount"]?.number)
    case "void": work = .void
    case "delete": work = .delete
    case "edit":
      work = .edit(
        quantity: order.body["quantity"]?.number, description: order.text("description"),
        reference: order.text("reference"),
        due: order.text("due").flatMap(CivilDate.init(text:)))
    default: throw BadOrder(why: "Use approve, pay, void, delete or edit, not '\(verb)'.")
    }
    // A number may stand in both organisations: an id, or a tenant, tells them apart.
    let wanted = order.text("tenant")
    guard
      let index = state.ledger.organisations.firstIndex(where: {
        (wanted == nil || $0.tenantID == wanted) && $0.index(idOrNumber) != nil
      })
    else { throw BadOrder(why: "There is no invoice \(idOrNumber).") }
    do {
      try state.ledger.organisations[index].work(work, on: idOrNumber, now: now, mint: &mint)
    } catch {
      throw BadOrder(why: error.why)
    }
  }

  private func workOnContact(_ id: String, _ verb: String, _ order: Order) throws(BadOrder) {
    for index in state.ledger.organisations.indices {
      let contacts = state.ledger.organisations[index].contacts
      guard let found = contacts.firstIndex(where: { $0.id == id }) else { continue }
      var contact = contacts[found]
      switch verb {
      case "archive": contact.status = .archived
      case "restore": contact.status = .active
      case "rename":
        guard let name = order.text("name") else {
          throw BadOrder(why: "Say the new name: {\"name\":\"Acme Holdings\"}.")
        }
        contact.name = name
      case "merge":
        guard let into = order.text("into"), contacts.contains(where: { $0.id == into }) else {
          throw BadOrder(why: "Say the contact it goes into: {\"into\":\"CONTACT-ID\"}.")
        }
        contact.status = .archived
        contact.mergedInto = into
      case "edit":
        contact.email = order.text("email") ?? contact.email
        contact.number = order.text("number") ?? contact.number
        contact.currency = order.text("currency") ?? contact.currency
        if let day = order.body["dueDay"]?.integer {
          contact.salesTerms = PaymentTerm(
            day: Int(day), type: order.text("dueType") ?? "DAYSAFTERBILLDATE")
        }
      case "repeat":
        try addRetainer(of: contact, to: index, order)
        return
      default:
        throw BadOrder(why: "Use archive, restore, rename, merge, edit or repeat, not '\(verb)'.")
      }
      if order.body["quietly"]?.flag != true { contact.updated = now }
      state.ledger.organisations[index].contacts[found] = contact
      return
    }
    throw BadOrder(why: "There is no contact \(id).")
  }

  private func reset() {
    state.ledger = .example
    state.signIns = SignIns()
    idempotency = Idempotency()
    limits = RateLimits(dayLimit: state.ledger.switches.dayLimit)
    egress = Egress()
    faults = Faults()
    consent = Consent()
    journal = Journal()
    secrets = []
  }

  private func json(_ entry: Journal.Entry) -> JSON {
    [
      "number": .int(entry.number), "at": .string(entry.at.utcText + "Z"),
      "method": .string(entry.request.method), "path": .string(entry.request.path),
      "query": .object(
        entry.request.query.map { .init(key: $0.name, value: .string($0.value)) }),
      "client": .text(entry.clientID), "tenant": .text(entry.tenant),
      "headers": .object(
        entry.request.headers.map { .init(key: $0.name, value: .string($0.value)) }),
      "body": .string(String(decoding: entry.request.body, as: UTF8.self)),
      "status": entry.status.map { .int($0) } ?? .null,
      "answered": .bool(entry.status != nil && entry.delivery != .dropped),
    ]
  }

  private func json(_ violation: Journal.Violation) -> JSON {
    ["request": .int(violation.number), "rule": .string(violation.rule)]
  }
}

/// The body of an order to the back office, with the query as a second place to look.
struct Order {
  var body: JSON
  private var request: Request

  init(_ request: Request) throws(Sandbox.BadOrder) {
    self.request = request
    guard !request.body.isEmpty else {
      body = [:]
      return
    }
    do {
      body = try JSONParser.parse(request.body)
    } catch {
      throw Sandbox.BadOrder(why: "The body is no JSON: \(error.what) at byte \(error.at).")
    }
  }

  func text(_ name: String) -> String? { body[name]?.text ?? request.parameter(name) }
}
