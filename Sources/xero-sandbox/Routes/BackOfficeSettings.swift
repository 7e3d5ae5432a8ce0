/// The back office's orders that change settings, faults and switches.
extension Sandbox {
  func changeSettings(_ path: [String], _ order: Order) throws(BadOrder) {
    guard let tenant = order.text("tenant") ?? (path[0] == "organisations" ? path[1] : nil),
      var organisation = state.ledger[tenant: tenant]
    else { throw BadOrder(why: "Say which organisation: {\"tenant\":\"TENANT\"}.") }
    switch path[0] {
    case "accounts": try changeAccount(path[1], path[2], &organisation)
    case "items": try changeItem(path[1], order, &organisation)
    case "tax-rates": try changeTaxRate(path[1], order, &organisation)
    case "tracking": try changeOption(path[1], path[2], &organisation)
    case "lock-date":
      let date = order.text("date").flatMap(CivilDate.init(text:))
      if order.text("kind") == "year" {
        organisation.yearLockDate = date
      } else {
        organisation.periodLockDate = date
      }
    default:
      organisation.name = order.text("name") ?? organisation.name
      organisation.paysTax = order.body["paysTax"]?.flag ?? organisation.paysTax
      organisation.plan = order.text("class") ?? organisation.plan
      organisation.timeZone = order.text("timeZone") ?? organisation.timeZone
      if let codes = order.body["currencies"]?.items?.compactMap(\.text) {
        organisation.currencies = codes.map { Currency(code: $0, name: $0) }
      }
    }
    state.ledger[tenant: tenant] = organisation
  }

  /// Sets up an invoice that repeats for a contact.
  func addRetainer(
    of contact: Contact, to index: Int, _ order: Order
  ) throws(BadOrder) {
    func date(_ name: String) -> CivilDate? { order.text(name).flatMap(CivilDate.init(text:)) }
    let organisation = state.ledger.organisations[index]
    var template = organisation.retainer(
      of: contact, amount: order.body["amount"]?.number ?? Number(500),
      from: date("next") ?? organisation.today(at: now), mint: &mint)
    template.end = date("end")
    template.unit = order.text("unit") ?? template.unit
    template.period = order.body["period"]?.integer.map { Int($0) } ?? template.period
    template.status = order.text("status") ?? template.status
    template.type = order.text("type").flatMap(Invoice.Kind.init(rawValue:)) ?? template.type
    guard ["WEEKLY", "MONTHLY"].contains(template.unit), template.period > 0,
      ["DRAFT", "AUTHORISED", "DELETED"].contains(template.status)
    else {
      throw BadOrder(
        why: "A unit is WEEKLY or MONTHLY, a status DRAFT, AUTHORISED or DELETED.")
    }
    state.ledger.organisations[index].repeatingInvoices =
      (organisation.repeatingInvoices ?? []) + [template]
  }

  private func changeAccount(
    _ code: String, _ verb: String, _ organisation: inout Organisation
  ) throws(BadOrder) {
    guard let index = organisation.accounts.firstIndex(where: { $0.code == code }) else {
      throw BadOrder(why: "\(organisation.name) has no account \(code).")
    }
    switch verb {
    case "archive": organisation.accounts[index].status = "ARCHIVED"
    case "restore": organisation.accounts[index].status = "ACTIVE"
    default: throw BadOrder(why: "Use archive or restore, not '\(verb)'.")
    }
    organisation.accounts[index].updated = now
  }

  private func changeOption(
    _ id: String, _ verb: String, _ organisation: inout Organisation
  ) throws(BadOrder) {
    for category in organisation.trackingCategories.indices {
      let options = organisation.trackingCategories[category].options
      guard let index = options.firstIndex(where: { $0.id == id }) else { continue }
      guard let status = ["archive": "ARCHIVED", "restore": "ACTIVE"][verb] else {
        throw BadOrder(why: "Use archive or restore, not '\(verb)'.")
      }
      organisation.trackingCategories[category].options[index].status = status
      return
    }
    throw BadOrder(why: "\(organisation.name) has no tracking option \(id).")
  }

  private func changeItem(
    _ code: String, _ order: Order, _ organisation: inout Organisation
  ) throws(BadOrder) {
    guard let index = organisation.items.firstIndex(where: { $0.code == code }) else {
      throw BadOrder(why: "\(organisation.name) has no item \(code).")
    }
    guard let price = order.body["price"]?.number, !price.isNegative else {
      throw BadOrder(why: "Say its price: {\"tenant\":\"TENANT\",\"price\":170.00}.")
    }
    organisation.items[index].unitPrice = price
    organisation.items[index].updated = now
  }

  private func changeTaxRate(
    _ type: String, _ order: Order, _ organisation: inout Organisation
  ) throws(BadOrder) {
    guard let index = organisation.taxRates.firstIndex(where: { $0.type == type }) else {
      throw BadOrder(why: "\(organisation.name) has no tax rate \(type).")
    }
    if let status = order.text("status") { organisation.taxRates[index].status = status }
    guard let rate = order.body["rate"] else { return }
    guard let percent = rate.number, !percent.isNegative, percent <= Number(100) else {
      throw BadOrder(why: "A rate is a percentage from 0 to 100.")
    }
    organisation.taxRates[index].components = [.init(name: "Tax", rate: percent)]
  }

  func workOnFaults(_ method: String, _ order: Order) throws(BadOrder) -> JSON {
    switch method {
    case "POST": faults.waiting.append(try fault(order))
    case "DELETE": faults = Faults()
    default: break
    }
    let waiting = faults.waiting.map { fault -> JSON in
      [
        "fault": .string(fault.kind.rawValue), "method": .text(fault.method),
        "path": .text(fault.path), "times": .int(fault.times), "skip": .int(fault.skip),
      ]
    }
    return ["faults": .array(waiting)]
  }

  private func fault(_ order: Order) throws(BadOrder) -> Fault {
    guard let kind = order.text("fault").flatMap(Fault.Kind.init(rawValue:)) else {
      let names = Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw BadOrder(why: "Say which fault, one of: \(names).")
    }
    var fault = Fault(kind: kind, method: order.text("method"), path: order.text("path"))
    fault.times = max(1, order.body["times"]?.integer ?? 1)
    fault.skip = max(0, order.body["skip"]?.integer ?? 0)
    fault.seconds = Int64(min(max(0, order.body["seconds"]?.integer ?? 2), 3600))
    fault.commits = order.body["commits"]?.flag ?? false
    return fault
  }

  func workOnSwitches(_ method: String, _ order: Order) throws(BadOrder) -> JSON {
    var switches = state.ledger.switches
    if method == "POST" {
      for member in order.body.members ?? [] {
        guard switches.set(member.key, member.value) else {
          throw BadOrder(why: "There is no switch '\(member.key)' with such a value.")
        }
      }
      state.ledger.switches = switches
      limits.dayLimit = switches.dayLimit
      limits.rollingDay = switches.rollingDay
    }
    return switches.json
  }
}

extension Ledger.Switches {
  var json: JSON {
    [
      "listDelaySeconds": .int(listDelay / 1000),
      "missingScopeStatus": .int(missingScopeStatus),
      "lockDateRefusesDrafts": .bool(lockDateRefusesDrafts),
      "keysBoundToToken": .bool(keysBoundToToken), "cutsLongText": .bool(cutsLongText),
      "historyLimit": .int(historyLimit), "attachmentLimit": .int(attachmentLimit),
      "dayLimit": .int(dayLimit),
      "graceSeconds": .int(grace / 1000), "reuseEndsSignIn": .bool(reuseEndsSignIn ?? false),
      "tenantIsOrganisation": .bool(tenantIsOrganisation),
      "rollingDay": .bool(rollingDay), "cutsDiscounts": .bool(cutsDiscounts ?? false),
      "fillsDueDate": .bool(fillsDueDate ?? false),
      "ignoresUnknownTracking": .bool(ignoresUnknownTracking ?? false),
      "draftsNeedAccount": .bool(draftsNeedAccount ?? false),
      "takesAnyCase": .bool(takesAnyCase ?? false),
      "writesCostEgress": .bool(writesCostEgress ?? true),
      "omittedStatus": .string((omittedStatus ?? .draft).rawValue),
    ]
  }

  /// - Returns: false where the switch or the value does not exist.
  fileprivate mutating func set(_ name: String, _ value: JSON) -> Bool {
    switch (name, value.integer, value.flag) {
    case ("listDelaySeconds", let seconds?, _): listDelay = Milliseconds(seconds) * 1000
    case ("missingScopeStatus", let status?, _) where [401, 403].contains(status):
      missingScopeStatus = status
    case ("lockDateRefusesDrafts", _, let flag?): lockDateRefusesDrafts = flag
    case ("keysBoundToToken", _, let flag?): keysBoundToToken = flag
    case ("cutsLongText", _, let flag?): cutsLongText = flag
    case ("historyLimit", let limit?, _) where limit > 0: historyLimit = limit
    case ("attachmentLimit", let limit?, _) where limit > 0: attachmentLimit = limit
    case ("dayLimit", let limit?, _) where limit >= 0: dayLimit = limit
    case ("graceSeconds", let seconds?, _) where seconds >= 0:
      grace = Milliseconds(seconds) * 1000
    case ("reuseEndsSignIn", _, let flag?): reuseEndsSignIn = flag
    case ("tenantIsOrganisation", _, let flag?): tenantIsOrganisation = flag
    case ("rollingDay", _, let flag?): rollingDay = flag
    case ("cutsDiscounts", _, let flag?): cutsDiscounts = flag
    case ("fillsDueDate", _, let flag?): fillsDueDate = flag
    case ("ignoresUnknownTracking", _, let flag?): ignoresUnknownTracking = flag
    case ("draftsNeedAccount", _, let flag?): draftsNeedAccount = flag
    case ("takesAnyCase", _, let flag?): takesAnyCase = flag
    case ("writesCostEgress", _, let flag?): writesCostEgress = flag
    case ("omittedStatus", _, _):
      let status = value.text.flatMap(Invoice.Status.init(rawValue:))
      guard let status, [.draft, .submitted, .authorised].contains(status) else { return false }
      omittedStatus = status
    default: return false
    }
    return true
  }
}
