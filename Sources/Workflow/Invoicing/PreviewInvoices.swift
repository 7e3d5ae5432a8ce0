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
  /// Ids of hits of the safety scan that a person lets pass.
  public var allowed: Set<String>
  /// Show what is not billed, or written off, as lines at 0.00, also where clients.yaml does not.
  public var courtesy: Bool
  /// These entries alone; nil means all.
  var entries: Set<EntryID>?
  /// An invoice's push that these drafts take the place of: its entries, in place of those waiting.
  var replacing: PushRecord?

  public init(
    clients: [String] = [], range: DateRange? = nil, date: CivilDate? = nil,
    allowsNotesInDoubt: Bool = false, allowed: Set<String> = [],
    courtesy: Bool = false
  ) {
    self.clients = clients
    self.range = range
    self.date = date
    self.allowsNotesInDoubt = allowsNotesInDoubt
    self.allowed = allowed
    self.courtesy = courtesy
  }
}

extension Home {
  /// The drafts that a push would send now. What stops one client stops that client alone.
  public func previewInvoices(_ selection: BillingSelection) throws -> InvoicePreview {
    let books = try books()
    let replaced = selection.replacing?.draft.lines.flatMap { $0.shares.map(\.entry) }
    let found =
      try replaced.map { try books.entries($0) }
      ?? books.waitingForInvoice(on: selection.range?.days, writtenOff: true)
    let approved = found.filter { selection.entries?.contains($0.entry.id) ?? true }
    let all = approved.filter {
      $0.entry.key?.billable == true && !$0.entry.state.isWrittenOff
    }
    let homeless = try homeless(all, selection, books)
    for client in selection.clients
    where settings.clients.client(client) == nil && homeless[client] == nil {
      throw Refusal(
        .noMatch,
        "No client \"\(client)\". clients.yaml has "
          + settings.clients.clients.map(\.key).joined(separator: ", ") + ".")
    }
    let addresses = try Addresses(environment: world.environment)
    let links = Dictionary(uniqueKeysWithValues: try books.links().map { ($0.client, $0) })
    let waiting = all.filter { booked in
      guard let key = booked.entry.key else { return false }
      return (selection.clients.isEmpty || selection.clients.contains(key.project.client))
        && (selection.range?.days.contains(booked.entry.day) ?? true)
    }
    let doubtful = selection.allowsNotesInDoubt ? [] : try books.notesInDoubt()
    var preview = InvoicePreview(drafts: [], stopped: [])
    let byClient = Dictionary(grouping: waiting) { $0.entry.key?.project.client ?? "" }
    for (client, entries) in byClient.sorted(by: { $0.key < $1.key }) {
      do {
        if let lost = homeless[client] {
          throw Refusal(.usage, lost.map(\.sentence).joined(separator: " "))
        }
        let link = links[client].flatMap { $0.environment == addresses.environmentName ? $0 : nil }
        let draft = try draft(
          for: client, of: entries, link: link, selection, books: books,
          doubtful: entries.filter { doubtful.contains($0.entry.id) },
          unbilled: approved.filter { $0.isCourtesy(beside: entries, for: client) },
          rest: { preview.resting += $0 })
        if let draft { preview.drafts.append(draft) }
      } catch let refusal as Refusal {
        preview.stopped.append((client, refusal))
      }
    }
    return preview
  }

  /// By client. Where entries are not named one by one: of all time, also outside the range, for a
  /// client is not to be billed by halves.
  private func homeless(
    _ entries: [BookedEntry], _ selection: BillingSelection, _ books: Books
  ) throws -> [String: [HomelessTime]] {
    let isNamed = selection.replacing != nil || selection.entries != nil
    let byClient =
      isNamed
      ? Dictionary(grouping: entries) { $0.entry.key?.project.client ?? "" }
        .mapValues { settings.clients.homeless($0) }
      : Dictionary(grouping: try books.waitingWork()) { $0.key.project.client }
        .mapValues { settings.clients.homeless($0) }
    return byClient.filter { !$0.value.isEmpty }
  }

  private func refuseNotes(
    of doubtful: [BookedEntry], _ client: Client, _ allowed: Set<String>
  ) throws {
    let hits = doubtful.map {
      SafetyHit(.forgotten, $0.entry.id.text, at: "", of: client.key).id
    }
    let doubtful = zip(doubtful, hits).filter { !allowed.contains($0.1) }.map(\.0)
    guard let first = doubtful.first else { return }
    let ids = doubtful.map(\.entry.id.text).joined(separator: ", ")
    throw Refusal(
      .conflict,
      "Notes of \(ids) were made of time that is forgotten by now. Write others, such as \"daybook "
        + "note \(first.entry.id) 'Support'\", or add --allow to bill them as they are (beside other "
        + "hits: --allow \(hits.joined(separator: " "))).")
  }

  /// Nil where nothing makes a line now; `rest` gets why.
  private func draft(
    for key: String, of entries: [BookedEntry], link: ClientLink?, _ selection: BillingSelection,
    books: Books, doubtful: [BookedEntry], unbilled: [BookedEntry],
    rest: ([RestingTime]) -> Void
  ) throws -> ClientDraft? {
    guard let client = settings.clients.client(key) else {
      throw Refusal(
        .usage,
        "Approved time of client \"\(key)\" waits, but clients.yaml has no such client. Add it "
          + "again before you bill.")
    }
    try refuseNotes(of: doubtful, client, selection.allowed)
    let courtesy = client.courtesy || selection.courtesy ? unbilled : []
    let billable =
      try entries.map { try billableEntry($0, of: client) } + courtesy.compactMap(\.courtesyEntry)
    let copy = try link.flatMap { try books.organisationCopy($0.tenant, in: $0.environment) }
    var warnings: [String] = []
    if link == nil {
      warnings.append(
        "\(client.name) is not linked to a contact: run \"daybook xero link \(key)\"")
    } else if copy == nil {
      warnings.append("the organisation is not fetched yet: run \"daybook xero sync\"")
    }
    warnings += try lateMarks().late(entries).map(\.sentence)
    warnings += movedWarnings(entries)
    warnings += try undecidedWarnings(for: client, beside: entries, selection, books)
    warnings += try capWarnings(for: client, beside: entries, books)
    let (booking, types) = try booking(
      of: client, for: Set(billable.map(\.key)), in: copy)
    let made = InvoiceLines(
      of: billable, for: client, booking: booking,
      before: try books.billedBefore(client: key, except: selection.replacing?.id))
    let resting = made.resting(of: key)
    guard !made.lines.isEmpty else {
      rest(resting)
      return nil
    }
    warnings += resting.map(\.sentence)
    if let link, link.clientName != client.name {
      throw Refusal(
        .usage,
        "Client \(key) was linked as \"\(link.clientName)\" and is \"\(client.name)\" now. Run "
          + "\"daybook xero link \(key)\" again.")
    }

    let billed = made.lines.flatMap { $0.shares.map(\.entry) }
    let batch = try link.map {
      try batchDigest(
        link: $0, generation: books.releases(ofClient: key), entries: billed, books: books)
    }
    let contact = link.flatMap { link in copy?.contacts.first { $0.id == link.contact } }
    try check(contact, of: client, in: copy)
    let token = try batch.map { ReferenceToken(batchDigest: $0, books: try books.id()) }
    let period = period(of: entries.map(\.entry.day))
    let passed = try scanned(made.lines, of: client, period, entries: entries + courtesy, selection)
    let date = selection.date ?? days.civil(world.now().flooredSeconds).date
    var draft = InvoiceDraft(
      client: key, currency: client.currency,
      reference: client.xero.reference.text(
        period: period, client: client.name, token: token?.text), date: date,
      due: contact.flatMap { copy?.terms(for: $0) }?.due(for: date), lineAmountTypes: types,
      lines: made.lines)
    draft.number = client.xero.number?.text(
      period: period, client: client.name, token: token?.text)
    if let copy {
      draft.brandingTheme = try brandingTheme(of: client, in: copy)
      warnings += [
        lockWarning(for: date, in: copy),
        link.flatMap {
          repeatingWarning(
            for: $0.contact, billedFrom: entries.map(\.entry.day).min(), in: copy)
        },
      ].compactMap { $0 }
    }
    if let link, copy != nil { try refuseUnsendable(draft, to: link.contact) }
    return ClientDraft(
      client: client, link: link, draft: draft,
      batch: batch.map { hexadecimal($0) }, warnings: warnings, passed: passed,
      resting: resting)
  }

  private func movedWarnings(_ entries: [BookedEntry]) -> [String] {
    var rates = PresentRates(settings.clients)
    return moved(entries, by: &rates).map(\.sentence)
  }

  /// What Xero's limits refuse stops this client, and before anything is sent.
  private func refuseUnsendable(_ draft: InvoiceDraft, to contact: String) throws {
    do { _ = try DraftBody(draft: draft, contact: contact) } catch {
      throw Refusal(error) ?? error
    }
  }

  /// - Returns: the hits that a person lets pass.
  /// - Throws: `Refusal` (6) for any other.
  private func scanned(
    _ lines: [InvoiceLine], of client: Client, _ period: String, entries: [BookedEntry],
    _ selection: BillingSelection
  ) throws -> [SafetyHit] {
    let look = [(client.xero.reference, "the reference"), (client.xero.number, "the number")]
    let texts = look.compactMap { template, place in
      template.map { ($0.text(period: period, client: client.name, token: nil), place) }
    }
    let found = try scan(lines, texts, of: client, entries: entries)
    let stopping = found.filter { !selection.allowed.contains($0.hit.id) }
    guard stopping.isEmpty else { throw refusal(of: stopping, in: client) }
    return found.map(\.hit)
  }

  /// The rate stored at approval, else the one in force by now. Never 0 by default.
  private func billableEntry(_ booked: BookedEntry, of client: Client) throws -> BillableEntry {
    let entry = booked.entry
    guard let key = entry.key else { throw withoutProject(entry) }
    let rate: ResolvedRate
    switch booked.rate.map(Result.success) ?? settings.clients.resolveRate(for: key, on: entry.day)
    {
    case .success(let found): rate = found
    case .failure(let problem): throw noRate(problem, for: entry, of: key, client)
    }
    guard rate.currency == client.currency else {
      throw Refusal(
        .usage,
        "Entry \(entry.id) was approved at a rate in \(rate.currency), but \(client.name) is "
          + "billed in \(client.currency).")
    }
    return BillableEntry(
      id: entry.id, key: key, day: entry.day, start: entry.start, seconds: entry.seconds,
      note: entry.note, price: rate.price)
  }

  private func noRate(
    _ problem: RateProblem, for entry: Entry, of key: WorkKey, _ client: Client
  ) -> Refusal {
    let what = "entry \(entry.id) (\(key.path) on \(entry.day))"
    switch problem {
    case .noClient, .noneInForce:
      return Refusal(
        .usage,
        "No rate is in force for \(what). Add one to clients.yaml, such as "
          + "rates: [{ from: \(entry.day), hourly: 100 }].")
    case .otherCurrency(let rate):
      return Refusal(
        .usage,
        "For \(what) only a rate in \(rate.currency?.code ?? "another currency") is in force "
          + "(\(rate.place)), but \(client.name) is billed in \(client.currency). Give it one in "
          + "\(client.currency).")
    case .noMultiplier(let name):
      return Refusal(
        .usage,
        "The rate of \(what) is multiplied by \"\(name)\", which clients.yaml does not define. Add "
          + "it there, under 'multipliers'.")
    }
  }

  private func check(
    _ contact: OrganisationCopy.Contact?, of client: Client, in copy: OrganisationCopy?
  ) throws {
    guard let contact, let copy else { return }
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
    guard copy.currencies.contains(client.currency.code) || copy.currencies.isEmpty else {
      throw Refusal(
        .usage,
        "\(client.name) is billed in \(client.currency), and \(copy.name) invoices in "
          + "\(copy.currencies.joined(separator: ", ")) alone. Add the currency there (Settings, "
          + "Currencies), then run \"daybook xero sync\".")
    }
  }
}
