import Activity
import Billing
import Books
import Xero

extension OrganisationCopy {
  /// What of an organisation decides about money, as a person has agreed to it.
  struct Accepted: Codable, Hashable, Sendable {
    var name: String
    var paysTax: Bool
    var accounts: [Account]
    var taxRates: [TaxRate]
    var currencies: [String]
  }

  /// What is there now is agreed to.
  mutating func accept() {
    accepted = Accepted(
      name: name, paysTax: paysTax, accounts: accounts, taxRates: taxRates, currencies: currencies)
  }
}

/// Something that is other in Xero than when it was linked or agreed to.
public struct DriftFinding: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case contactRenamed = "contact_renamed"
    case contactArchived = "contact_archived"
    case contactMerged = "contact_merged"
    case contactGone = "contact_gone"
    case contactCurrency = "contact_currency"
    case clientRenamed = "client_renamed"
    case clientGone = "client_gone"
    case accountClosed = "account_closed"
    case accountTax = "account_tax"
    case taxRateChanged = "tax_rate_changed"
    case taxRateGone = "tax_rate_gone"
    case taxPaid = "pays_tax"
    case currencyGone = "currency_gone"
    case organisationRenamed = "organisation_renamed"
    case organisationGone = "organisation_gone"
    case notFetched = "not_fetched"
  }

  public var kind: Kind
  /// The client's key; nil for what concerns an organisation.
  public var client: String?
  public var organisation: String
  /// As it was linked or agreed to; nil where nothing was.
  public var before: String?
  public var now: String?
  /// What it means and what to do, in a sentence or two.
  public var sentence: String
  /// Whether `--accept` settles it; the others ask for a new link or an edit.
  public var canBeAccepted: Bool
}

/// How a client's lines are booked: what of an organisation's lists it depends on.
struct BookingCodes: Hashable, Sendable {
  var accounts: Set<String>
  var taxTypes: Set<String>

  init(_ client: Client) {
    accounts = Set([client.xero.account].compactMap { $0 })
    taxTypes = Set([client.xero.tax].compactMap { $0 })
  }
}

extension Home {
  /// What drifted in Xero, going by the copies that were last fetched.
  ///
  /// - Parameter disconnected: fetched before, and connected no more.
  public func drift(disconnected: [OrganisationCopy] = []) throws -> [DriftFinding] {
    let environment = try Addresses(environment: world.environment).environmentName
    let books = try books()
    let links = try books.links(in: environment)
    let copies = try books.organisationCopies(in: environment)
    var findings = disconnected.compactMap { gone($0, linkedBy: links) }
    for link in links {
      guard let copy = copies.first(where: { $0.tenant == link.tenant }) else {
        findings.append(
          DriftFinding(
            kind: .notFetched, client: link.client, organisation: link.organisation,
            sentence: "\(link.organisation) is not fetched. Run \"daybook xero sync\".",
            canBeAccepted: false))
        continue
      }
      findings += drift(of: link, in: copy)
    }
    for copy in copies where links.contains(where: { $0.tenant == copy.tenant }) {
      let clients = links.filter { $0.tenant == copy.tenant }
        .compactMap { settings.clients.client($0.client) }
      findings += drift(of: copy, usedBy: clients)
    }
    return findings
  }

  /// Agrees to what is in Xero now: tax rates, accounts, names. Links keep their ids.
  public func acceptDrift() throws {
    let environment = try Addresses(environment: world.environment).environmentName
    let books = try books()
    let links = try books.links(in: environment)
    for var copy in try books.organisationCopies(in: environment) {
      copy.accept()
      guard let kept = try books.organisation(copy.tenant, in: environment) else { continue }
      try books.save(copy, in: environment, fetchedAt: kept.fetchedAt)
      for var link in links where link.tenant == copy.tenant {
        let before = link
        link.organisation = copy.name
        link.contactName = copy.contact(link.contact)?.name ?? link.contactName
        guard link != before else { continue }
        try refuseWhilePushing(link.client, books)
        try books.change(
          reason("xero drift", why: "\(link.client): \(link.contactName), \(link.organisation)")
        ) { try $0.put(link) }
      }
    }
  }

  private func gone(_ copy: OrganisationCopy, linkedBy links: [ClientLink]) -> DriftFinding? {
    let clients = links.filter { $0.tenant == copy.tenant }.map(\.client)
    guard !clients.isEmpty else { return nil }
    return DriftFinding(
      kind: .organisationGone, organisation: copy.name, before: copy.name, now: nil,
      sentence: "\(copy.name) is not connected to your app any more, and "
        + "\(clients.joined(separator: ", ")) \(clients.count == 1 ? "is" : "are") linked to it. Run \"daybook xero login\" and choose "
        + "it there.",
      canBeAccepted: false)
  }

  private func drift(of link: ClientLink, in copy: OrganisationCopy) -> [DriftFinding] {
    var findings: [DriftFinding] = []
    func add(
      _ kind: DriftFinding.Kind, _ before: String?, _ now: String?, _ sentence: String,
      accept: Bool = false
    ) {
      findings.append(
        DriftFinding(
          kind: kind, client: link.client, organisation: copy.name, before: before, now: now,
          sentence: sentence, canBeAccepted: accept))
    }
    let again = "Run \"daybook xero link \(link.client)\""
    if let client = settings.clients.client(link.client) {
      if client.name != link.clientName {
        add(
          .clientRenamed, link.clientName, client.name,
          "\(link.client) was linked as \"\(link.clientName)\" and is \"\(client.name)\" in "
            + "clients.yaml. \(again) again.")
      }
      if !copy.currencies.contains(client.currency.code) {
        add(
          .currencyGone, client.currency.code, nil,
          "\(copy.name) does not invoice in \(client.currency.code), \(client.name)'s currency. "
            + "Add it in Xero, or change clients.yaml.")
      }
    } else {
      add(
        .clientGone, link.client, nil,
        "\(link.client) is linked, but clients.yaml has no such client.")
    }
    guard let contact = copy.contact(link.contact) else {
      add(
        .contactGone, link.contactName, nil,
        "\(link.contactName) is no contact of \(copy.name) any more. \(again) to another.")
      return findings
    }
    if contact.name != link.contactName {
      add(
        .contactRenamed, link.contactName, contact.name,
        "\(link.client)'s contact \"\(link.contactName)\" is called \"\(contact.name)\" in Xero "
          + "now. If that is the same customer, agree with --accept.", accept: true)
    }
    if let merged = contact.mergedInto {
      let name = copy.contact(merged)?.name ?? merged
      add(
        .contactMerged, link.contactName, name,
        "\(link.client)'s contact was merged into \"\(name)\" in Xero. \(again) --contact "
          + "'\(name)', if that is the same customer.")
    } else if !contact.isActive {
      add(
        .contactArchived, link.contactName, contact.name,
        "\(link.client)'s contact \"\(contact.name)\" is archived in Xero. Restore it there, or "
          + "\(again.lowercasedFirst) to another.")
    }
    if let currency = contact.currency, let client = settings.clients.client(link.client),
      currency != client.currency.code
    {
      add(
        .contactCurrency, client.currency.code, currency,
        "\(client.name) is billed in \(client.currency), but its contact's currency in Xero is "
          + "\(currency). Make them agree.")
    }
    return findings
  }

  private func drift(of copy: OrganisationCopy, usedBy clients: [Client]) -> [DriftFinding] {
    guard let agreed = copy.accepted else { return [] }
    var findings: [DriftFinding] = []
    func add(
      _ kind: DriftFinding.Kind, _ before: String?, _ now: String?, _ sentence: String,
      accept: Bool = true
    ) {
      findings.append(
        DriftFinding(
          kind: kind, organisation: copy.name, before: before, now: now, sentence: sentence,
          canBeAccepted: accept))
    }
    if agreed.name != copy.name {
      add(
        .organisationRenamed, agreed.name, copy.name,
        "The organisation \"\(agreed.name)\" is called \"\(copy.name)\" now.")
    }
    if agreed.paysTax != copy.paysTax {
      add(
        .taxPaid, agreed.paysTax ? "yes" : "no", copy.paysTax ? "yes" : "no",
        "\(copy.name) \(copy.paysTax ? "pays" : "does not pay") sales tax now: invoices are made "
          + (copy.paysTax ? "with it." : "without it."))
    }
    let codes = clients.map(BookingCodes.init)
    let accounts = codes.reduce(into: Set<String>()) { $0.formUnion($1.accounts) }
    var types = codes.reduce(into: Set<String>()) { $0.formUnion($1.taxTypes) }
    for code in accounts.sorted() {
      let before = agreed.accounts.first { $0.code == code }
      let now = copy.accounts.first { $0.code == code }
      if !(now?.takesSales ?? false) {
        let what = now == nil ? "is gone" : now?.isArchived == true ? "is archived" : "is closed"
        let name = (now ?? before).map { "\(code) (\($0.name))" } ?? code
        add(
          .accountClosed, name, nil,
          "Account \(name) of \(copy.name) \(what): invoices to it are refused. Restore it in "
            + "Xero, or name another in clients.yaml.", accept: false)
      }
      if let type = now?.taxType { types.insert(type) }
      if let before, let now, before.taxType != now.taxType {
        add(
          .accountTax, before.taxType, now.taxType,
          "Account \(code)'s own tax in \(copy.name) was \(before.taxType ?? "none") and is "
            + "\(now.taxType ?? "none"): clients without a tax: of their own take it.")
      }
    }
    for type in types.sorted() {
      let before = agreed.taxRates.first { $0.type == type && $0.appliesToSales }
      let now = copy.taxRates.first { $0.type == type && $0.appliesToSales }
      if let now, let before, now.effectiveRate != before.effectiveRate {
        add(
          .taxRateChanged, before.effectiveRate, now.effectiveRate,
          "\(type) (\(now.name)) of \(copy.name) was \(before.effectiveRate) % and is "
            + "\(now.effectiveRate) %: the next invoices are taxed so.")
      } else if now == nil {
        let name = before.map { "\(type) (\($0.name))" } ?? type
        add(
          .taxRateGone, name, nil,
          "The tax rate \(name) of \(copy.name) is gone, or not for sales any "
            + "more. Name another in clients.yaml.", accept: false)
      }
    }
    return findings
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
