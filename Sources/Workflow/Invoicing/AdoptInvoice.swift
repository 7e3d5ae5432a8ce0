import Activity
import Billing
import Books
import Crypto
import Foundation
import Timesheet
import Xero

/// An invoice in Xero that the books are about to take in.
public struct Adoption: Sendable {
  public var client: Client
  public var number: String
  public var status: String
  public var reference: String
  public var entries: [BookedEntry]
  public var push: PushRecord
  var created: CreatedInvoice

  /// As the books would keep it.
  public func invoice(at instant: Instant) -> InvoiceRecord {
    InvoiceRecord(
      id: InvoiceID(text: created.id), push: push.id, number: created.number,
      status: created.status, total: created.total, createdAt: instant)
  }
}

extension Home {
  /// Looks whether an invoice in Xero is exactly what some entries give: after a restored backup,
  /// or one whose reference was edited while nobody knew of it.
  ///
  /// - Throws: `Refusal` (6) where token or lines are others.
  public func adoption(of id: String, entries prefixes: [String]) async throws -> Adoption {
    let books = try books()
    let entries = try adoptable(prefixes, books)
    guard let key = entries[0].entry.key?.project.client, let client = settings.clients.client(key)
    else { throw Refusal(.usage, "clients.yaml has no client of entry \(entries[0].entry.id).") }
    let access = try XeroAccount(world).access
    let environment = access.addresses.environmentName
    guard let link = try books.links(in: environment).first(where: { $0.client == key }) else {
      throw Refusal(
        .usage, "\(client.name) is not linked to a contact. Run \"daybook xero link \(key)\".")
    }
    if let known = try known(id, books) {
      throw Refusal(.locked, "The books have \(known.invoice.number) already.")
    }
    let invoice = try await access.client(reaching: link.tenant).invoice(
      tenant: link.tenant, id: id)
    return try adoption(of: invoice, entries, client, link, books)
  }

  /// An invoice that the books have, by Xero's id.
  private func known(
    _ id: String, _ books: Books
  ) throws -> (invoice: InvoiceRecord, push: PushRecord)? {
    try books.invoices().first { $0.invoice.id.text.lowercased() == id.lowercased() }
  }

  private func adoptable(_ prefixes: [String], _ books: Books) throws -> [BookedEntry] {
    guard !prefixes.isEmpty else {
      throw Refusal(.usage, "Say which entries it bills: --entries ID...")
    }
    let entries = try prefixes.map { try entry(withPrefix: $0, in: books) }
    let waiting = Set(try books.waitingForInvoice(writtenOff: true).map(\.entry.id))
    for booked in entries where !waiting.contains(booked.entry.id) {
      throw Refusal(
        .locked,
        "Entry \(booked.entry.id) is not approved and waiting, so no other invoice can bill it.")
    }
    let clients = Set(entries.map { $0.entry.key?.project.client ?? "" })
    guard clients.count == 1 else {
      throw Refusal(.conflict, "These entries are of \(clients.count) clients; an invoice has one.")
    }
    return entries
  }

  private func adoption(
    of invoice: Invoice, _ entries: [BookedEntry], _ client: Client, _ link: ClientLink,
    _ books: Books
  ) throws -> Adoption {
    func refusal(_ why: String) -> Refusal {
      Refusal(
        .conflict,
        "\(invoice.number) can't be taken in: \(why). Nothing was changed. If other books made it: "
          + "\"daybook invoice adopt --not-mine \(invoice.id)\".")
    }
    guard ![.known(.deleted), .known(.voided)].contains(invoice.status) else {
      throw refusal("it is \(invoice.status.text) in Xero")
    }
    let ids = Set(entries.map(\.entry.id))
    guard let token = ReferenceToken(in: invoice.reference),
      let batch = try batch(giving: token, of: ids, link, books)
    else { throw refusal("these entries don't give its reference \"\(invoice.reference)\"") }
    var selection = BillingSelection(
      clients: [client.key], date: invoice.date, allowsNotesInDoubt: true)
    selection.entries = ids
    // What is not billed is on it where a person names it.
    selection.courtesy = true
    let preview = try previewInvoices(selection)
    if let stopped = preview.stopped.first { throw stopped.refusal }
    guard var draft = preview.drafts.first?.draft,
      Set(draft.lines.flatMap { $0.shares.map(\.entry) }) == ids
    else { throw refusal("not all of these entries make a line") }
    draft.reference = invoice.reference
    draft.due = invoice.due
    let body = try DraftBody(draft: draft, contact: link.contact)
    let expected = ExpectedInvoice(body, of: draft)
    if let difference = expected.anyDifference(from: invoice) { throw refusal(difference) }
    guard expected.isKeepable(invoice) else { throw refusal("Xero gives it no usable total") }
    let created = expected.created(invoice, adopted: true)
    let push = PushRecord(
      id: batch, environment: link.environment, tenant: link.tenant,
      organisation: link.organisation, contact: link.contact, contactName: link.contactName,
      draft: draft, idempotencyKey: IdempotencyKey(randomBytes: world.randomBytes(16)).text,
      body: body.bytes,
      bodySHA256: hexadecimal(SHA256.hash(data: body.bytes)),
      state: PushState.created(created).text, isOpen: false, createdAt: world.realNow())
    return Adoption(
      client: client, number: invoice.number, status: invoice.status.text,
      reference: invoice.reference, entries: entries, push: push, created: created)
  }

  /// The batch of these entries whose token it is; a backup may know of fewer releases, or more.
  private func batch(
    giving token: ReferenceToken, of ids: Set<EntryID>, _ link: ClientLink, _ books: Books
  ) throws -> String? {
    let known = try books.releases(ofClient: link.client)
    for generation in 0...(known + 100) {
      let digest = try batchDigest(
        link: link, generation: generation, entries: Array(ids), books: books)
      if ReferenceToken(batchDigest: digest, books: try books.id()) == token {
        return hexadecimal(digest)
      }
    }
    return nil
  }

  /// Takes it in: its entries are invoiced on it from now on.
  public func adopt(_ adoption: Adoption, why: String) throws -> InvoiceRecord {
    let invoice = adoption.invoice(at: world.realNow())
    let what = "\(invoice.number), \(adoption.reference)"
    let books = try books()
    let rates = try ratesLookedUp(for: adoption.push, books)
    try books.change(
      reason("invoice adopt", why: why.isEmpty ? what : "\(what): \(why)")
    ) { change in
      try change.insert(adoption.push)
      try change.insert(invoice, entries: adoption.entries.map(\.entry.id), rates: rates)
    }
    return invoice
  }

  /// An invoice of this app, wherever it is, that is not of these books.
  ///
  /// - Throws: `Refusal` (3) where no organisation has it, (5) where the books do.
  public func strangeInvoice(_ id: String) async throws -> DisownedInvoice {
    let books = try books()
    if let known = try known(id, books) {
      throw Refusal(
        .locked, "\(known.invoice.number) is of these books: \(known.push.draft.reference).")
    }
    let account = try XeroAccount(world)
    let environment = account.access.addresses.environmentName
    let tenants = Set(try books.links(in: environment).map(\.tenant))
    for tenant in tenants.sorted() {
      guard let invoice = try await invoiceIfAny(id, in: tenant, account.access) else { continue }
      let token = ReferenceToken(in: invoice.reference) ?? ReferenceToken(in: invoice.number)
      return DisownedInvoice(
        environment: environment, tenant: tenant, id: invoice.id, number: invoice.number,
        mark: token?.mark)
    }
    throw Refusal(.noMatch, "No organisation of your clients has an invoice of the id \(id).")
  }

  func invoiceIfAny(
    _ id: String, in tenant: String, _ access: XeroAccess
  ) async throws -> Invoice? {
    do {
      return try await access.client(reaching: tenant).invoice(tenant: tenant, id: id)
    } catch let error where error.kind == .notFound {
      return nil
    }
  }

  /// Remembers that an invoice is of other books; later ones of the same books only warn.
  public func disown(_ invoice: DisownedInvoice, why: String) throws {
    let what = "\(invoice.number) (\(invoice.id)) is of other books"
    try books().change(
      reason("invoice adopt --not-mine", why: why.isEmpty ? what : "\(what): \(why)")
    ) { try $0.disown(invoice) }
  }

  func knownInvoices(of tenant: String, _ environment: String, _ books: Books) throws
    -> KnownInvoices
  {
    let disowned = try books.disownedInvoices().filter {
      $0.environment == environment && $0.tenant == tenant
    }
    return KnownInvoices(
      ids: try books.invoices().map(\.invoice.id.text) + disowned.map(\.id),
      references: try books.openPushes().map(\.draft.reference),
      otherMarks: disowned.compactMap(\.mark),
      ownMark: ReferenceToken.mark(ofBooks: try books.id()))
  }
}
