import Activity
import Books
import Timesheet

/// Approved time in a period that an invoice has billed already: the next one collects it.
public struct LateTime: Hashable, Sendable {
  /// The invoice's number.
  public var invoice: String
  public var entries: [EntryID]
  public var seconds: Int64

  /// `2 entries, 0:40:00, late for INV-0042`.
  public var sentence: String {
    "\(plural(entries.count, "entry", "entries")) (\(ClockText.length(seconds))) late "
      + "for \(invoice)"
  }
}

/// Which time is late for which invoice.
public struct LateMarks: Sendable {
  /// By client.
  var periods: [String: [InvoicedPeriod]]

  /// The number of the invoice that an approved, billable entry is late for; of several the last.
  public func invoice(for entry: Entry) -> String? {
    guard let key = entry.key, key.billable, case .approved = entry.state else { return nil }
    return periods[key.project.client]?.last { $0.days.contains(entry.day) }?.number
  }

  /// By invoice, in the order of the entries.
  func late(_ entries: [BookedEntry]) -> [LateTime] {
    var late: [LateTime] = []
    for booked in entries {
      guard let invoice = invoice(for: booked.entry) else { continue }
      let index = late.firstIndex { $0.invoice == invoice } ?? late.count
      if index == late.count { late.append(LateTime(invoice: invoice, entries: [], seconds: 0)) }
      late[index].entries.append(booked.entry.id)
      late[index].seconds += booked.entry.seconds
    }
    return late
  }
}

extension Home {
  /// For invoices that somebody may still pay.
  public func lateMarks() throws -> LateMarks {
    LateMarks(
      periods: try books().invoicedPeriods().mapValues { $0.filter { !Home.isGone($0.status) } })
  }
}
