import Activity
import Billing
import Books
import Foundation
import Timesheet

/// What one day brings in one currency, rounded as its clients' invoices are, before tax.
public struct DayBill: Hashable, Sendable {
  public var currency: Currency
  /// Of what is approved or invoiced.
  public var approved: Decimal
  /// The same, once what is proposed on projects is approved too.
  public var expected: Decimal

  public init(currency: Currency, approved: Decimal, expected: Decimal) {
    self.currency = currency
    self.approved = approved
    self.expected = expected
  }
}

extension Home {
  /// Hands-off work counts once it is approved: it waits for a yes of its own.
  func dayBill(of entries: [BookedEntry]) -> (bills: [DayBill], withoutRate: Set<EntryID>) {
    var withoutRate: Set<EntryID> = []
    var approved: [String: [BillableEntry]] = [:]
    var expected: [String: [BillableEntry]] = [:]
    for booked in entries {
      let entry = booked.entry
      guard let key = entry.key, key.billable, entry.state != .rejected,
        !entry.state.isWrittenOff
      else { continue }
      guard let rate = rate(of: booked), let billable = booked.billable(at: rate) else {
        withoutRate.insert(entry.id)
        continue
      }
      if entry.state.approval != nil {
        approved[key.project.client, default: []].append(billable)
        expected[key.project.client, default: []].append(billable)
      } else if !entry.handsOff {
        expected[key.project.client, default: []].append(billable)
      }
    }
    var bills: [Currency: DayBill] = [:]
    for (key, work) in expected {
      guard let client = settings.clients.client(key) else { continue }
      let currency = client.currency
      var bill = bills[currency] ?? DayBill(currency: currency, approved: 0, expected: 0)
      bill.expected += amount(of: work, for: client)
      bill.approved += amount(of: approved[key] ?? [], for: client)
      bills[currency] = bill
    }
    return (bills.values.sorted { $0.currency < $1.currency }, withoutRate)
  }

  private func amount(of entries: [BillableEntry], for client: Client) -> Decimal {
    InvoiceLines(
      of: entries, for: client, booking: Booking(account: "", taxType: nil, taxPercent: nil)
    ).lines.reduce(0) { $0 + $1.lineAmount }
  }
}
