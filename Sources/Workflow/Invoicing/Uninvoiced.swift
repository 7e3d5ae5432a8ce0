import Activity
import Billing
import Books
import Foundation
import Timesheet

/// A client's approved billable time that waits for an invoice.
public struct UninvoicedRow: Sendable {
  /// By its key.
  public var client: String
  public var seconds: Int64
  public var currency: Currency?
  /// Counted time × rate, rounded once, to the cent; nil where a rate is missing.
  public var amount: Decimal?
  public var oldest: CivilDate
}

extension Home {
  /// - Parameter range: working days; nil for everything up to now.
  public func uninvoiced(_ range: DateRange?) throws -> [UninvoicedRow] {
    let waiting = try books().waitingForInvoice().filter {
      $0.entry.key?.billable == true && (range?.days.contains($0.entry.day) ?? true)
    }
    return Dictionary(grouping: waiting) { $0.entry.key?.project.client ?? "" }
      .sorted { $0.key < $1.key }
      .map { client, entries in
        UninvoicedRow(
          client: client, seconds: entries.reduce(0) { $0 + $1.entry.seconds },
          currency: settings.clients.client(client)?.currency, amount: amount(of: entries),
          oldest: entries.map(\.entry.day).min() ?? today)
      }
  }

  private func amount(of entries: [BookedEntry]) -> Decimal? {
    let hourlySeconds = entries.reduce(Optional(Decimal(0))) { sum, booked in
      let rate =
        booked.rate
        ?? booked.entry.key.flatMap { settings.clients.rate(for: $0, on: booked.entry.day) }
      guard let sum, let rate else { return nil }
      return sum + rate.hourly * Decimal(booked.entry.seconds)
    }
    return hourlySeconds.map { ($0 / 3600).rounded(places: 2) }
  }
}
