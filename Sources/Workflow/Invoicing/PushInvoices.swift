import Activity
import Billing
import Books
import Crypto
import Foundation
import Timesheet
import Xero

extension Home {
  /// Sends the drafts that a preview shows, exactly once each, whatever fails on the way.
  ///
  /// Each step is in the books before it is done. What an earlier run left open is settled first.
  ///
  /// - Parameters:
  ///   - shown: what a person said yes to: any other draft waits for a yes of its own. Nil without one.
  ///   - progress: gets a sentence before each wait and each draft.
  public func pushInvoices(
    _ selection: BillingSelection, shown: InvoicePreview?, progress: @Sendable (String) -> Void
  ) async throws -> PushReport {
    let addresses = try Addresses(environment: world.environment)
    try refuseFixedClock()
    let books = try books()
    let lock = try PushLock(directory: places.data)
    defer { withExtendedLifetime(lock) {} }
    var report = PushReport(outcomes: [], stopped: [])
    for open in try books.openPushes() where open.environment == addresses.environmentName {
      progress("Settling \(open.draft.reference), which an earlier push left open")
      let outcome = try await carryOut(open, books, progress)
      report.outcomes.append(outcome)
      if outcome.endsRun { report.ended[open.tenant] = outcome.refusal }
    }
    report.preview = try previewInvoices(selection)
    if let shown { report.preview.keep(onlyThoseOf: shown) }
    let preview = try await preflight(report.preview, selection, progress)
    report.stopped = preview.stopped
    for draft in preview.drafts {
      // Each further call would be refused alike.
      if let end = report.ended[draft.link?.tenant ?? ""] {
        report.stopped.append((draft.client.key, end))
        continue
      }
      do {
        let push = try prepare(draft, books)
        progress(
          "Sending \(push.draft.reference) to \(push.contactName), \(push.organisation)")
        let outcome = try await carryOut(push, books, progress)
        report.outcomes.append(outcome)
        if outcome.endsRun { report.ended[push.tenant] = outcome.refusal }
      } catch let refusal as Refusal {
        report.stopped.append((draft.client.key, refusal))
      } catch let error as XeroError {
        report.stopped.append((draft.client.key, Refusal(error) ?? Refusal(.network, "\(error)")))
      }
    }
    return report
  }

  /// The age of a request decides whether its key may still be used.
  ///
  /// - Throws: `Refusal` (2) with `--now` or `DAYBOOK_NOW`, unless nothing leaves this machine.
  public func refuseFixedClock() throws {
    let staysHere = try Addresses(environment: world.environment).isLoopback
    guard !world.clockIsFixed || staysHere else {
      throw Refusal(
        .usage, "A push to Xero goes by the real clock. Run it without --now and DAYBOOK_NOW.")
    }
  }

  /// Writes the draft down whole, with its key and exact bytes, and holds its entries.
  private func prepare(_ draft: ClientDraft, _ books: Books) throws -> PushRecord {
    guard let link = draft.link, let batch = draft.batch else {
      throw Refusal(
        .usage,
        "\(draft.client.name) is not linked to a contact. Run \"daybook xero link "
          + "\(draft.client.key)\".")
    }
    guard draft.total != nil else {
      throw Refusal(
        .usage, "\(link.organisation) is not fetched yet. Run \"daybook xero sync\" first.")
    }
    let body = try DraftBody(draft: draft.draft, contact: link.contact)
    let push = PushRecord(
      id: batch, environment: link.environment, tenant: link.tenant,
      organisation: link.organisation, contact: link.contact, contactName: link.contactName,
      draft: draft.draft, idempotencyKey: IdempotencyKey(randomBytes: world.randomBytes(16)).text,
      body: body.bytes,
      bodySHA256: hexadecimal(SHA256.hash(data: body.bytes)),
      state: PushState.prepared.text, isOpen: true, createdAt: world.realNow())
    do {
      // Hits by their ids alone: what the history says can't be erased.
      let passed = Set(draft.passed.map(\.id)).sorted()
      let allowed = passed.isEmpty ? "" : ", allowed " + passed.joined(separator: " ")
      try books.change(
        reason("invoice push", why: "prepared \(draft.draft.reference)\(allowed)")
      ) {
        try $0.insert(push)
      }
    } catch let error as BooksError {
      throw error
    } catch {
      // Another process was faster with one of these entries: the database refuses a second claim.
      throw Refusal(
        .conflict,
        "Some of \(draft.client.name)'s entries are already in another push. Run \"daybook invoice "
          + "push\" again, which settles that one first.")
    }
    return push
  }

  /// Drives one push until it is settled, or nothing more can be done now.
  private func carryOut(
    _ push: PushRecord, _ books: Books, _ progress: (String) -> Void
  ) async throws -> PushOutcome {
    guard let state = PushState(text: push.state),
      let key = IdempotencyKey(stored: push.idempotencyKey)
    else { throw BooksError.damaged("Push \(push.draft.reference) has no readable state") }
    let body = try DraftBody(stored: push.body)
    var order = PushOrder(tenant: push.tenant, body: body, key: key)
    let client: XeroClient
    do { client = try XeroAccount(world).access.client(reaching: push.tenant) } catch {
      // Nobody is signed in: what was only prepared is let go, the rest waits.
      return try stopped(.notSent(error as? XeroError ?? unexpected), push, state, books)
    }
    var machine = PushMachine(
      state: state, expected: ExpectedInvoice(body, of: push.draft),
      known: try knownInvoices(of: push.tenant, push.environment, books), signIn: client.key,
      jitter: jitter())
    var written = state
    var happening = PushHappening.began
    while true {
      let step = machine.next(after: happening, at: pushTime())
      if case .record(let created) = step {
        var outcome = try record(created, push, books)
        outcome.messages += machine.warnings
        if let failure = await note(created, push, client) { outcome.messages.append(failure) }
        return outcome
      }
      if case .stop(let why) = step { return try stopped(why, push, machine.state, books) }
      if machine.state != written {
        written = machine.state
        try books.change(reason("invoice push", why: "\(written.name) \(push.draft.reference)")) {
          try $0.setState(written.text, isOpen: true, ofPush: push.id)
        }
      }
      CutOff.before(written)
      order.attempts = machine.state.attempts
      if case .wait(let milliseconds, let why) = step {
        progress("\(why): waiting \((milliseconds + 999) / 1000) s")
      }
      happening = await client.perform(step, of: order)
      CutOff.after(step)
    }
  }

  private var unexpected: XeroError { XeroError(.unexpected, "Xero can't be asked.") }

  private func jitter() -> Double { Double(world.randomBytes(1).first ?? 0) / 256 }

  private func pushTime() -> PushTime {
    PushTime(real: world.realNow(), sinceBoot: world.sinceBoot(), boot: world.bootID)
  }

  /// Xero has it: the push, the invoice and its entries change in one transaction.
  private func record(
    _ created: CreatedInvoice, _ push: PushRecord, _ books: Books
  ) throws -> PushOutcome {
    let invoice = InvoiceRecord(
      id: InvoiceID(text: created.id), push: push.id, number: created.number,
      status: created.status, total: created.total, createdAt: world.realNow())
    let entries = push.draft.lines.flatMap { $0.shares.map(\.entry) }
    let rates = try ratesLookedUp(for: push, books)
    try books.change(
      reason("invoice push", why: "\(push.draft.reference) is \(created.number)")
    ) { change in
      try change.setState(PushState.created(created).text, isOpen: false, ofPush: push.id)
      try change.insert(invoice, entries: entries, rates: rates)
    }
    CutOff.before(.created(created))
    var outcome = PushOutcome(
      client: push.draft.client, state: .created, invoice: invoice.id, number: invoice.number,
      reference: push.draft.reference, total: created.total, currency: push.draft.currency,
      messages: created.messages)
    if created.totalsDiffer {
      outcome.state = .totalsDiffer
      outcome.refusal = Refusal(
        .verification,
        "\(created.number) is in Xero as a draft, but its totals differ: "
          + created.messages.joined(separator: "; ") + ".")
    }
    if let leftOut = created.leftOut, outcome.refusal == nil {
      outcome.refusal = Refusal(
        .verification,
        "\(created.number) is in Xero as a draft, but Xero left out \(leftOut). Set it there.")
    }
    return outcome
  }

  /// Rates of entries that were approved before there was one: from now on they keep the invoice's, also
  /// where clients.yaml has another by the time that its answer is known.
  func ratesLookedUp(
    for push: PushRecord, _ books: Books
  ) throws -> [EntryID: ResolvedRate] {
    var rates: [EntryID: ResolvedRate] = [:]
    for line in push.draft.lines {
      for booked in try books.entries(line.shares.map(\.entry)) where booked.rate == nil {
        // What is shown at 0.00 has no rate.
        guard let key = booked.entry.key, key.billable, !booked.entry.state.isWrittenOff,
          var rate = settings.clients.rate(for: key, on: booked.entry.day),
          rate.currency == push.draft.currency
        else { continue }
        let price = UnitPrice(line.unitAmount, per: line.unit)
        if rate.price != price {
          (rate.price, rate.base, rate.multipliers) = (price, price.amount, [])
        }
        rates[booked.entry.id] = rate
      }
    }
    return rates
  }

  /// Nothing more can be done now. Unless something may be at Xero, the entries are let go.
  private func stopped(
    _ why: PushStop, _ push: PushRecord, _ state: PushState, _ books: Books
  ) throws -> PushOutcome {
    let mayBeThere = state.attempts != nil
    try books.change(reason("invoice push", why: "\(state.name) \(push.draft.reference)")) {
      try $0.setState(state.text, isOpen: mayBeThere, ofPush: push.id)
      if !mayBeThere { try $0.freeEntries(ofPush: push.id) }
    }
    CutOff.before(state)
    var sentence = why.sentence
    var outcome = PushOutcome(
      client: push.draft.client, state: .notSent, reference: push.draft.reference,
      currency: push.draft.currency, messages: [])
    switch why {
    case .rejected: outcome.state = .rejected
    case .conflict, .stranger: outcome.state = .conflict
    case .notCreated: outcome.state = .notSent
    case .notSent(let error), .unknown(let error):
      outcome.state = mayBeThere ? .unknown : .notSent
      outcome.endsRun = error.endsRun
      sentence = said(error)
    }
    outcome.messages = [sentence]
    outcome.refusal = Refusal(outcome.state == .conflict ? .conflict : .network, sentence)
    return outcome
  }
}

extension XeroError {
  /// Whether every further call to the organisation would end the same way.
  fileprivate var endsRun: Bool {
    switch kind {
    case .rateLimitedDay, .needsLogin, .disconnected, .missingScope, .wrongEnvironment: true
    default: false
    }
  }
}
