import Activity
import Billing
import Books
import ConfigurationFiles
import Foundation
import Timesheet

/// Entries that are billed together, and how much of them.
public struct RoundingExplanation: Sendable {
  public struct Member: Sendable {
    public var booked: BookedEntry
    /// Seconds, or ten-thousandths of a day.
    public var billed: Int64
  }

  public var group: BilledGroup
  public var price: UnitPrice
  public var currency: Currency
  /// Where the policy stands; nil where time is billed as counted.
  public var place: Place?
  public var members: [Member]
  /// The invoice that bills it; nil while it waits.
  public var invoice: String?

  public var unit: RateUnit { price.unit }
}

extension Home {
  /// The groups of a client's approved time that waits, as its next draft would bill them.
  public func explainRounding(
    ofClient key: String, _ range: DateRange?
  ) throws -> [RoundingExplanation] {
    guard let client = settings.clients.client(key) else {
      throw Refusal(
        .noMatch,
        "No client \"\(key)\". clients.yaml has "
          + settings.clients.clients.map(\.key).joined(separator: ", ") + ".")
    }
    return try groups(of: waiting(client, range), for: client)
  }

  /// The group of one entry: with what waits beside it, also while it is only proposed; what it
  /// was billed as, where it is on an invoice.
  public func explainRounding(ofEntry prefix: String) throws -> RoundingExplanation {
    let books = try books()
    let booked = try entry(withPrefix: prefix, in: books)
    guard let key = booked.entry.key else { throw withoutProject(booked.entry) }
    guard let client = settings.clients.client(key.project.client) else {
      throw Refusal(.usage, settings.clients.homeless([booked]).map(\.sentence).joined())
    }
    guard key.billable else {
      throw Refusal(
        .conflict, "Entry \(booked.entry.id) is not billed, so nothing of it is rounded.")
    }
    if let id = booked.entry.state.invoice {
      return try invoiced(booked, on: id, client)
    }
    var beside = try waiting(client, nil)
    if !beside.contains(where: { $0.entry.id == booked.entry.id }) { beside.append(booked) }
    let found = try groups(of: beside, for: client).first { explanation in
      explanation.members.contains { $0.booked.entry.id == booked.entry.id }
    }
    guard let found else {
      throw Refusal(
        .usage,
        "No rate is in force for entry \(booked.entry.id), so nothing of it is billed. \"daybook "
          + "rates why \(booked.entry.id)\" shows what was looked at.")
    }
    return found
  }

  /// What an invoice bills of it is written down, whatever clients.yaml says by now.
  private func invoiced(
    _ booked: BookedEntry, on id: InvoiceID, _ client: Client
  ) throws -> RoundingExplanation {
    let books = try books()
    guard let (invoice, push) = try books.invoices().first(where: { $0.invoice.id == id }),
      let line = push.draft.lines.first(where: { line in
        line.shares.contains { $0.entry == booked.entry.id }
      })
    else { throw BooksError.damaged("Entry \(booked.entry.id) is on an invoice that is not there") }
    let entries = try books.entries(line.shares.map(\.entry))
    let shares = Dictionary(line.shares.map { ($0.entry, $0.amount) }) { first, _ in first }
    let amount = line.shares.reduce(0) { $0 + $1.amount }
    return RoundingExplanation(
      group: BilledGroup(
        policy: nil, whole: entries.reduce(0) { $0 + $1.entry.seconds }, rounded: amount,
        before: 0, shares: line.shares),
      price: UnitPrice(line.unitAmount, per: line.unit), currency: push.draft.currency, place: nil,
      members: entries.map { .init(booked: $0, billed: shares[$0.entry.id] ?? 0) },
      invoice: invoice.number)
  }

  func waiting(_ client: Client, _ range: DateRange?) throws -> [BookedEntry] {
    try books().waitingForInvoice(on: range?.days).filter { booked in
      guard let key = booked.entry.key, key.billable else { return false }
      return key.project.client == client.key
    }
  }

  /// Entries without a rate are left out: nothing of them is billed yet.
  private func groups(
    of entries: [BookedEntry], for client: Client
  ) throws -> [RoundingExplanation] {
    let known = Dictionary(entries.map { ($0.entry.id, $0) }) { first, _ in first }
    let billable = entries.compactMap { booked in
      rate(of: booked).flatMap { booked.billable(at: $0) }
    }
    let prices = Dictionary(billable.map { ($0.id, $0.price) }) { first, _ in first }
    return try client.bill(billable, before: books().billedBefore(client: client.key)).compactMap {
      group in
      let members = group.shares.compactMap { share in
        known[share.entry].map {
          RoundingExplanation.Member(booked: $0, billed: share.amount)
        }
      }
      guard let first = members.first, let price = prices[first.booked.entry.id] else { return nil }
      return RoundingExplanation(
        group: group, price: price, currency: client.currency,
        place: group.policy == nil ? nil : client.rounding.row(on: first.booked.entry.day)?.place,
        members: members, invoice: nil)
    }
  }
}

/// What a client's approved time would bill under another rounding, beside the present one.
public struct RoundingSimulation: Sendable {
  public struct Bill: Hashable, Sendable {
    /// Quantities at hourly rates.
    public var hours: Decimal
    /// Of all lines, before tax.
    public var money: Decimal
  }

  /// Its key.
  public var client: String
  public var currency: Currency
  /// Counted seconds.
  public var seconds: Int64
  public var present: Bill
  public var simulated: Bill
}

extension Home {
  /// Changes nothing. What a client's time would bill if `text` were its rounding since ever.
  ///
  /// - Parameter text: `per: day, mode: up, step: 6m`.
  public func simulateRounding(
    _ text: String, _ selection: BillingSelection
  ) throws -> [RoundingSimulation] {
    let policy = try RoundingText.policy(text)
    for client in selection.clients where settings.clients.client(client) == nil {
      throw Refusal(
        .noMatch,
        "No client \"\(client)\". clients.yaml has "
          + settings.clients.clients.map(\.key).joined(separator: ", ") + ".")
    }
    let books = try books()
    return try settings.clients.clients.compactMap { client in
      guard selection.clients.isEmpty || selection.clients.contains(client.key) else { return nil }
      let entries = try waiting(client, selection.range).compactMap { booked in
        rate(of: booked).flatMap { booked.billable(at: $0) }
      }
      guard !entries.isEmpty else { return nil }
      let before = try books.billedBefore(client: client.key)
      var other = client
      other.rounding = RoundingSchedule(rows: [
        .init(from: nil, policy: policy, place: Place(file: "--rounding", line: 1))
      ])
      return RoundingSimulation(
        client: client.key, currency: client.currency,
        seconds: entries.reduce(0) { $0 + $1.seconds },
        present: bill(entries, client, before), simulated: bill(entries, other, before))
    }
  }

  private func bill(
    _ entries: [BillableEntry], _ client: Client, _ before: BilledEarlier
  ) -> RoundingSimulation.Bill {
    let lines = InvoiceLines(
      of: entries, for: client, booking: Booking(account: "", taxType: nil, taxPercent: nil),
      before: before
    ).lines
    return RoundingSimulation.Bill(
      hours: lines.filter { $0.unit == .hour }.reduce(0) { $0 + $1.quantity },
      money: lines.reduce(0) { $0 + $1.lineAmount })
  }
}
