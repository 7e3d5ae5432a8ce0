import Activity
import Billing
import Books
import Crypto
import Foundation
import Timesheet
import Xero

/// Which approved time is to be billed.
public struct BillingSelection: Hashable, Sendable {
  /// Client keys; none means all.
  public var clients: [String]
  /// Working days; nil means everything approved up to now.
  public var range: DateRange?
  /// The invoices' date; nil means today.
  public var date: CivilDate?
  /// Bill notes made of time that is forgotten by now.
  public var allowsNotesInDoubt: Bool

  public init(
    clients: [String] = [], range: DateRange? = nil, date: CivilDate? = nil,
    allowsNotesInDoubt: Bool = false
  ) {
    self.clients = clients
    self.range = range
    self.date = date
    self.allowsNotesInDoubt = allowsNotesInDoubt
  }
}

extension Home {
  /// The drafts that a push would send now. What stops one client stops that client alone.
  public func previewInvoices(_ selection: BillingSelection) throws -> InvoicePreview {
    for client in selection.clients where settings.clients.client(client) == nil {
      throw Refusal(
        .noMatch,
        "No client \"\(client)\". clients.yaml has "
          + settings.clients.clients.map(\.key).joined(separator: ", ") + ".")
    }
    let books = try books()
    let addresses = try Addresses(environment: world.environment)
    let links = Dictionary(uniqueKeysWithValues: try books.links().map { ($0.client, $0) })
    let waiting = try books.waitingForInvoice().filter { booked in
      guard let key = booked.entry.key, key.billable else { return false }
      return (selection.clients.isEmpty || selection.clients.contains(key.project.client))
        && (selection.range?.days.contains(booked.entry.day) ?? true)
    }
    let doubtful = selection.allowsNotesInDoubt ? [] : try books.notesInDoubt()
    var preview = InvoicePreview(drafts: [], stopped: [])
    let byClient = Dictionary(grouping: waiting) { $0.entry.key?.project.client ?? "" }
    for (client, entries) in byClient.sorted(by: { $0.key < $1.key }) {
      do {
        try refuseNotes(of: entries.filter { doubtful.contains($0.entry.id) })
        let link = links[client].flatMap { $0.environment == addresses.environmentName ? $0 : nil }
        let draft = try draft(
          for: client, of: entries, link: link, date: selection.date, books: books)
        if let draft { preview.drafts.append(draft) }
      } catch let refusal as Refusal {
        preview.stopped.append((client, refusal))
      }
    }
    return preview
  }

  private func refuseNotes(of doubtful: [BookedEntry]) throws {
    guard let first = doubtful.first else { return }
    let ids = doubtful.map(\.entry.id.text).joined(separator: ", ")
    throw Refusal(
      .conflict,
      "Notes of \(ids) were made of time that is forgotten by now. Write others, such as \"daybook "
        + "note \(first.entry.id) 'Support'\", or add --allow to bill them as they are.")
  }

  /// Nil where every entry's group rounds to zero.
  private func draft(
    for key: String, of entries: [BookedEntry], link: ClientLink?, date: CivilDate?, books: Books
  ) throws -> ClientDraft? {
    guard let client = settings.clients.client(key) else {
      throw Refusal(
        .usage,
        "Approved time of client \"\(key)\" waits, but clients.yaml has no such client. Add it "
          + "again before you bill.")
    }
    let billable = try entries.map { try billableEntry($0, of: client) }
    let copy = try link.flatMap { try books.organisationCopy($0.tenant, in: $0.environment) }
    var warnings: [String] = []
    if link == nil {
      warnings.append(
        "\(client.name) is not linked to a contact: run \"daybook xero link \(key)\"")
    } else if copy == nil {
      warnings.append("the organisation is not fetched yet: run \"daybook xero sync\"")
    }
    let (booking, types) = try booking(of: client, in: copy, warnings: &warnings)
    let made = InvoiceLines(
      of: billable, for: client, booking: booking, before: try books.billedBefore(client: key))
    if !made.roundedAway.isEmpty {
      warnings.append(
        (made.roundedAway.count == 1
          ? "1 entry rounds to zero and stays: "
          : "\(made.roundedAway.count) entries round to zero and stay: ")
          + made.roundedAway.map(\.text).joined(separator: ", "))
    }
    guard !made.lines.isEmpty else { return nil }
    if let link, link.clientName != client.name {
      throw Refusal(
        .usage,
        "Client \(key) was linked as \"\(link.clientName)\" and is \"\(client.name)\" now. Run "
          + "\"daybook xero link \(key)\" again.")
    }

    let billed = made.lines.flatMap { $0.shares.map(\.entry) }
    let batch = try link.map { try batchDigest(link: $0, entries: billed, books: books) }
    let contact = link.flatMap { link in copy?.contacts.first { $0.id == link.contact } }
    try check(contact, of: client, linked: link, warnings: &warnings)
    let date = date ?? days.civil(world.now().flooredSeconds).date
    let draft = InvoiceDraft(
      client: key, currency: client.currency,
      reference: reference(for: entries.map(\.entry.day), batch: batch), date: date,
      due: contact.flatMap { copy?.terms(for: $0) }?.due(for: date), lineAmountTypes: types,
      lines: made.lines)
    return ClientDraft(
      client: client, link: link, draft: draft,
      batch: batch.map { $0.map { hexadecimal($0) }.joined() }, warnings: warnings)
  }

  /// The rate stored at approval, else the one in force by now. Never 0 by default.
  private func billableEntry(_ booked: BookedEntry, of client: Client) throws -> BillableEntry {
    let entry = booked.entry
    guard let key = entry.key,
      let rate = booked.rate ?? settings.clients.rate(for: key, on: entry.day)
    else {
      throw Refusal(
        .usage,
        "No rate is in force for entry \(entry.id) (\(entry.key?.project.description ?? "")"
          + " on \(entry.day)). Add one to clients.yaml, such as "
          + "rates: [{ from: \(entry.day), hourly: 100 }].")
    }
    guard rate.currency == client.currency else {
      throw Refusal(
        .usage,
        "Entry \(entry.id) was approved at a rate in \(rate.currency), but \(client.name) is "
          + "billed in \(client.currency).")
    }
    return BillableEntry(
      id: entry.id, key: key, day: entry.day, start: entry.start, seconds: entry.seconds,
      note: entry.note, hourly: rate.hourly)
  }

  private func booking(
    of client: Client, in copy: OrganisationCopy?, warnings: inout [String]
  ) throws -> (Booking, InvoiceDraft.LineAmountTypes) {
    guard let copy else {
      return (
        Booking(account: client.xero.account ?? "", taxType: client.xero.tax, taxPercent: nil),
        .exclusive
      )
    }
    guard let code = client.xero.account else {
      throw Refusal(
        .usage,
        "clients.yaml names no account for \(client.key). Add xero: { account: \"200\" } with one "
          + "of \(salesAccounts(of: copy)).")
    }
    guard let account = copy.accounts.first(where: { $0.code == code }), account.takesSales else {
      throw Refusal(
        .usage,
        "\(copy.name) has no sales account \"\(code)\" (\(client.place)). Use one of "
          + "\(salesAccounts(of: copy)).")
    }
    guard copy.paysTax else {
      return (Booking(account: code, taxType: "NONE", taxPercent: 0), .noTax)
    }
    let type = client.xero.tax ?? account.taxType
    guard let type,
      let rate = copy.taxRates.first(where: { $0.type == type && $0.appliesToSales }),
      let percent = Decimal(plain: rate.effectiveRate)
    else {
      let known = copy.taxRates.filter(\.appliesToSales).map(\.type).joined(separator: ", ")
      throw Refusal(
        .usage,
        "\(copy.name) has no tax rate \"\(type ?? "")\" for sales (\(client.place)). Use one of "
          + "\(known).")
    }
    return (Booking(account: code, taxType: type, taxPercent: percent), .exclusive)
  }

  private func salesAccounts(of copy: OrganisationCopy) -> String {
    copy.accounts.filter(\.takesSales).map { "\($0.code) (\($0.name))" }.joined(separator: ", ")
  }

  private func check(
    _ contact: OrganisationCopy.Contact?, of client: Client, linked link: ClientLink?,
    warnings: inout [String]
  ) throws {
    guard let contact else { return }
    if !contact.isActive {
      throw Refusal(
        .usage,
        "\(contact.name) is archived in Xero. Restore it there, run \"daybook xero sync\", or "
          + "link \(client.key) to another contact.")
    }
    if let currency = contact.currency, currency != client.currency.code {
      throw Refusal(
        .usage,
        "\(client.name) is billed in \(client.currency), but its contact's currency in Xero is "
          + "\(currency). Make them agree in clients.yaml or in Xero.")
    }
  }

  /// The period of the work and, once linked, the token by which Xero is searched.
  private func reference(for days: [CivilDate], batch: [UInt8]?) -> String {
    guard let first = days.min(), let last = days.max() else { return "" }
    func month(_ date: CivilDate) -> String {
      [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
      ][date.month - 1]
    }
    let period =
      if (first.year, first.month) == (last.year, last.month) {
        "\(month(last)) \(last.year)"
      } else if first.year == last.year {
        "\(month(first))-\(month(last)) \(last.year)"
      } else {
        "\(month(first)) \(first.year)-\(month(last)) \(last.year)"
      }
    guard let batch else { return period }
    return "\(period) \(referenceToken(batchDigest: batch))"
  }

  /// The same books, organisation, client, generation and entries give the same batch: a restored
  /// backup finds the draft it made.
  private func batchDigest(
    link: ClientLink, entries: [EntryID], books: Books
  ) throws -> [UInt8] {
    let parts =
      [
        try books.id(), link.environment, link.tenant, link.client,
        String(try books.releases(ofClient: link.client)),
      ]
      + entries.map(\.text).sorted()
    return Array(SHA256.hash(data: Data(parts.joined(separator: "\u{0}").utf8)))
  }
}
