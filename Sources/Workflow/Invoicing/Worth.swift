import Activity
import Billing
import Books
import Foundation
import Timesheet

extension BookedEntry {
  /// For billing, at `rate`; nil for time without a project.
  func billable(at rate: ResolvedRate) -> BillableEntry? {
    entry.key.map {
      BillableEntry(
        id: entry.id, key: $0, day: entry.day, start: entry.start, seconds: entry.seconds,
        note: entry.note, price: rate.price)
    }
  }
}

extension Home {
  /// The rate stored at approval, else the one in force by now.
  func rate(of booked: BookedEntry) -> ResolvedRate? {
    booked.rate
      ?? booked.entry.key.flatMap { settings.clients.rate(for: $0, on: booked.entry.day) }
  }

  /// Money per hour of billable entries, before any rounding: the rate's, or what an hour is of
  /// its day at a daily rate. Those that no rate holds for are left out.
  func hourlyWorth(
    of entries: [BookedEntry], by rates: inout PresentRates
  ) throws -> [EntryID: Decimal] {
    var priced = entries.compactMap { self.priced($0, by: &rates) }
    let daily = priced.filter { $0.price.unit == .day }.map(\.day)
    if let first = daily.min(), let last = daily.max() {
      // A day is shared among all of its entries, also those that were not asked for.
      let known = Set(priced.map(\.id))
      priced += try books().entries(on: first...last).compactMap { self.priced($0, by: &rates) }
        .filter { !known.contains($0.id) }
    }
    return Billing.hourlyWorth(of: priced)
  }

  private func priced(_ booked: BookedEntry, by rates: inout PresentRates) -> BillableEntry? {
    guard booked.entry.key?.billable == true, booked.entry.state != .rejected,
      !booked.entry.state.isWrittenOff
    else { return nil }
    return rates.rate(of: booked).flatMap { booked.billable(at: $0) }
  }
}
