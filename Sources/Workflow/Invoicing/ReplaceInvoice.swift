import Activity
import Billing
import Books
import Crypto
import Foundation
import Timesheet
import Xero

/// What a replace would do to a draft in Xero.
public struct ReplacePlan: Sendable {
  public var invoice: InvoiceRecord
  public var before: PushRecord
  public var draft: InvoiceDraft

  var id: String { before.replacementID }
}

/// What became of it, and what of the lines Xero did not take over.
public enum Replaced: Sendable {
  case done(InvoiceRecord, leftOut: String?)
  /// An earlier run had sent it already; the books know that now.
  case settled(InvoiceRecord, leftOut: String?)
  /// It would be the same again.
  case unchanged
}

extension Home {
  /// The same entries, made into lines by what clients.yaml says today. Rates stay as approved,
  /// reference and number as they are.
  public func replacePlan(_ name: String) throws -> ReplacePlan {
    let (invoice, push) = try invoice(name)
    let books = try books()
    let addresses = try Addresses(environment: world.environment)
    guard push.environment == addresses.environmentName else {
      throw Refusal(
        .usage,
        "\(invoice.number) was pushed to \(push.environment), and the DAYBOOK_XERO addresses "
          + "name \(addresses.environmentName). Point them to the former.")
    }
    let entries = Set(push.draft.lines.flatMap { $0.shares.map(\.entry) })
    guard let live = try books.invoicedEntries()[invoice.id], Set(live) == entries else {
      throw Refusal(.locked, "\(invoice.number) is released: no entry is on it.")
    }
    var selection = BillingSelection(
      clients: [push.draft.client], date: push.draft.date, allowsNotesInDoubt: true)
    selection.replacing = push
    // What it shows at 0.00 stays on it.
    selection.courtesy = true
    let preview = try previewInvoices(selection)
    if let stopped = preview.stopped.first { throw stopped.refusal }
    guard let made = preview.drafts.first, let link = made.link else {
      throw Refusal(.conflict, "None of its entries would make a line any more.")
    }
    guard link.tenant == push.tenant, link.contact == push.contact else {
      throw Refusal(
        .conflict,
        "\(made.client.name) is linked to \(link.contactName), \(link.organisation) by now, and "
          + "\(invoice.number) is for \(push.contactName), \(push.organisation).")
    }
    guard Set(made.draft.lines.flatMap { $0.shares.map(\.entry) }) == entries else {
      throw Refusal(
        .conflict,
        "Some of its entries would round to zero and make no line any more. Delete "
          + "\(invoice.number) in Xero and release it, to bill them anew.")
    }
    var draft = made.draft
    draft.reference = push.draft.reference
    draft.number = nil
    // None was sent: what Xero has by now is its terms' or a person's, and stays.
    if push.draft.due == nil { draft.due = nil }
    return ReplacePlan(invoice: invoice, before: push, draft: draft)
  }

  /// Gives a draft other lines, if it still is a DRAFT and just as it was sent.
  ///
  /// - Throws: `Refusal` (5) where it is no draft any more, (6) where it was edited in Xero, (7)
  ///   where nobody knows whether it was done: run it again.
  public func replace(_ plan: ReplacePlan, why: String) async throws -> Replaced {
    let lock = try PushLock(directory: places.data)
    defer { withExtendedLifetime(lock) {} }
    let books = try books()
    let (invoice, old) = (plan.invoice, plan.before)
    let client = try XeroAccount(world).access.client(reaching: old.tenant)
    let theirs = try await client.invoice(tenant: old.tenant, id: invoice.id.text)
    guard theirs.status == .known(.draft) else {
      throw Refusal(
        .locked, "\(invoice.number) is \(theirs.status.text) in \(old.organisation), no draft.")
    }
    let edited = try difference(
      of: theirs, from: old, leftOut: PushState(text: old.state)?.leftOut)
    if let pending = try books.push(plan.id) {
      var other = try difference(of: theirs, from: pending)
      // While it is the old one, what the new lines add would look left out.
      if other != nil, edited != nil { other = try differenceOfTaken(theirs, from: pending) }
      if other == nil {
        return .settled(
          try finish(plan, pending, theirs, why, books), leftOut: try leftOut(theirs, pending))
      }
    }
    if let difference = edited {
      throw Refusal(
        .conflict,
        "\(invoice.number) was edited in Xero: \(difference). It is left as it is; edit it there, "
          + "or delete it there and release it.")
    }
    let new = try record(of: plan)
    guard new.body != old.body else { return .unchanged }
    let body = try ReplaceBody(
      DraftBody(stored: new.body), of: invoice.id.text, lines: theirs.lines.compactMap(\.id))
    let key = IdempotencyKey(randomBytes: world.randomBytes(16))
    try books.change(reason("invoice replace", why: "prepared \(invoice.number)")) {
      try $0.insertReplacement(new)
    }
    let answer: Invoice
    var isAnswered = true
    do {
      answer = try await client.replaceDraft(body, tenant: old.tenant, key: key)
    } catch {
      if case .refused = error.kind {
        try books.change(reason("invoice replace", why: "refused \(invoice.number)")) {
          try $0.dropReplacement(new.id)
        }
        throw Refusal(.locked, "\(error) \(invoice.number) is as it was.")
      }
      // What it did there can be seen.
      isAnswered = false
      answer = try await client.invoice(tenant: old.tenant, id: invoice.id.text)
    }
    let other =
      isAnswered
      ? try differenceOfTaken(answer, from: new) : try difference(of: answer, from: new)
    if let difference = other {
      throw Refusal(
        .network,
        "Nobody knows yet whether \(invoice.number) was replaced (\(difference)). Run the command "
          + "again: it looks before it sends.")
    }
    return .done(
      try finish(plan, new, answer, why, books), leftOut: try leftOut(answer, new))
  }

  private func leftOut(_ theirs: Invoice, _ push: PushRecord) throws -> String? {
    try push.expected().leftOut(of: theirs)
  }

  private func difference(
    of theirs: Invoice, from push: PushRecord, leftOut: String? = nil
  ) throws -> String? {
    try push.expected().anyDifference(from: theirs, leftOut: leftOut)
  }

  /// Of what Xero surely took: it may have left something out.
  private func differenceOfTaken(_ theirs: Invoice, from push: PushRecord) throws -> String? {
    try difference(of: theirs, from: push, leftOut: try leftOut(theirs, push))
  }

  private func record(of plan: ReplacePlan) throws -> PushRecord {
    var push = plan.before
    push.id = plan.id
    push.draft = plan.draft
    let body = try DraftBody(draft: plan.draft, contact: push.contact)
    push.body = body.bytes
    push.bodySHA256 = hexadecimal(SHA256.hash(data: body.bytes))
    push.idempotencyKey = IdempotencyKey(randomBytes: world.randomBytes(16)).text
    push.state = PushState.prepared.text
    push.isOpen = false
    push.createdAt = world.realNow()
    return push
  }

  private func finish(
    _ plan: ReplacePlan, _ push: PushRecord, _ theirs: Invoice, _ why: String, _ books: Books
  ) throws -> InvoiceRecord {
    let expected = try push.expected()
    guard expected.isKeepable(theirs) else {
      throw Refusal(
        .network,
        "Xero's answer about \(plan.invoice.number) has no usable total. Run the command again: it "
          + "looks before it sends.")
    }
    let created = expected.created(theirs, adopted: false)
    var invoice = plan.invoice
    let what = "\(invoice.number) has other lines"
    try books.change(
      reason("invoice replace", why: why.isEmpty ? what : "\(what): \(why)")
    ) {
      try $0.replace(
        invoice, by: push, total: created.total, state: PushState.created(created).text)
    }
    invoice.push = push.id
    invoice.total = created.total
    return invoice
  }
}
