import Activity
import Billing
import Books
import Foundation
import Timesheet

/// What waits to be billed, and what may yet come to it.
public struct Uninvoiced: Sendable {
  public var rows: [UninvoicedRow]
  /// Billable time that is proposed, of clients with nothing approved: seconds by client.
  public var unapprovedElsewhere: [(client: String, seconds: Int64)]
  /// Counted seconds of the same days that are on no project, as far as they are proposed.
  public var unassigned: Int64
  /// Invoices that are gone in Xero and still hold time of these days.
  public var gone: [GoneInvoice]
}

/// An invoice that nobody will pay, as far as Xero was asked, and the time that it holds until it is
/// released.
public struct GoneInvoice: Sendable {
  public var number: String
  /// Xero's word, such as `DELETED`.
  public var status: String
  public var entries: [EntryID]
  public var seconds: Int64
}

/// A client's approved billable time that waits for an invoice.
public struct UninvoicedRow: Sendable {
  /// By its key.
  public var client: String
  public var seconds: Int64
  public var currency: Currency?
  /// Counted time × rate, rounded once, to the cent; nil where a rate is missing.
  public var amount: Decimal?
  public var oldest: CivilDate
  /// Billable seconds of the same days that are proposed.
  public var unapproved: Int64
  /// What of it is on keys that clients.yaml no longer has.
  public var homeless: [HomelessTime]
  /// What of it lies in the period of an invoice that is made.
  public var late: [LateTime]
  /// What is stored at another rate than clients.yaml gives today.
  public var moved: [MovedRate]
}

/// Entries whose stored rate is not the one of today.
public struct MovedRate: Hashable, Sendable {
  public var entries: [EntryID]
  public var stored: UnitPrice
  public var currency: Currency
  /// Nil where none is in force.
  public var present: UnitPrice?

  /// Without its end.
  public var sentence: String {
    let ids = entries.prefix(3).map { String($0.text.prefix(6)) }.joined(separator: ", ")
    let more = entries.count > 3 ? " and \(entries.count - 3) more" : ""
    return "approved at \(stored.sentence(currency)), but clients.yaml has "
      + "\(present?.sentence(currency) ?? "no rate") by now: \(ids)\(more). The "
      + "stored rate is billed"
  }
}

extension Home {
  /// - Parameter range: working days; nil for everything up to now.
  public func uninvoiced(_ range: DateRange?) throws -> Uninvoiced {
    let books = try books()
    let waiting = try books.waitingForInvoice(on: range?.days).filter {
      $0.entry.key?.billable == true
    }
    let oldest = waiting.map(\.entry.day).min() ?? today
    let undecided = try books.undecidedTime(on: range?.days ?? oldest...max(oldest, today))
    var unapproved = undecided.billable.mapValues(\.seconds)
    let marks = try lateMarks()
    var rates = PresentRates(settings.clients)
    var rows: [UninvoicedRow] = []
    let byClient = Dictionary(grouping: waiting) { $0.entry.key?.project.client ?? "" }
    for (client, entries) in byClient.sorted(by: { $0.key < $1.key }) {
      rows.append(
        UninvoicedRow(
          client: client, seconds: entries.reduce(0) { $0 + $1.entry.seconds },
          currency: settings.clients.client(client)?.currency,
          amount: try amount(of: entries, by: &rates),
          oldest: entries.map(\.entry.day).min() ?? oldest,
          unapproved: unapproved.removeValue(forKey: client) ?? 0,
          homeless: settings.clients.homeless(entries),
          late: marks.late(entries), moved: moved(entries, by: &rates)))
    }
    return Uninvoiced(
      rows: rows,
      unapprovedElsewhere: unapproved.sorted { $0.key < $1.key }
        .map { (client: $0.key, seconds: $0.value) },
      unassigned: undecided.unassigned.seconds, gone: try goneInvoices(range, books))
  }

  private func goneInvoices(_ range: DateRange?, _ books: Books) throws -> [GoneInvoice] {
    let gone = try books.invoiceNumbers().filter { Home.isGone($1.status) }
    guard !gone.isEmpty else { return [] }
    let held = try books.invoicedEntries()
    return try gone.compactMap { id, known in
      let entries = try books.entries(held[id] ?? []).map(\.entry).filter {
        range?.days.contains($0.day) ?? true
      }
      guard !entries.isEmpty else { return nil }
      return GoneInvoice(
        number: known.number, status: known.status, entries: entries.map(\.id),
        seconds: entries.reduce(0) { $0 + $1.seconds })
    }.sorted { $0.number < $1.number }
  }

  private func amount(
    of entries: [BookedEntry], by rates: inout PresentRates
  ) throws -> Decimal? {
    let worth = try hourlyWorth(of: entries, by: &rates)
    var hourlySeconds = Decimal(0)
    for booked in entries {
      guard let hourly = worth[booked.entry.id] else { return nil }
      hourlySeconds += hourly * Decimal(booked.entry.seconds)
    }
    return (hourlySeconds / 3600).rounded(places: 2)
  }

  func moved(_ entries: [BookedEntry], by rates: inout PresentRates) -> [MovedRate] {
    var moved: [MovedRate] = []
    for booked in entries {
      guard let stored = booked.rate, let key = booked.entry.key, rates.hasHome(key) else {
        continue
      }
      let present = rates.rate(for: key, on: booked.entry.day)?.price
      guard present != stored.price else { continue }
      let index =
        moved.firstIndex {
          $0.stored == stored.price && $0.currency == stored.currency && $0.present == present
        } ?? moved.count
      if index == moved.count {
        moved.append(
          MovedRate(entries: [], stored: stored.price, currency: stored.currency, present: present))
      }
      moved[index].entries.append(booked.entry.id)
    }
    return moved
  }
}
