import Billing
import Books
import Timesheet

extension BookedEntry {
  /// Approved work of the same client and days that is not billed, or was written off.
  func isCourtesy(beside entries: [BookedEntry], for client: String) -> Bool {
    guard let key = entry.key, !key.billable || entry.state.isWrittenOff,
      key.project.client == client,
      let first = entries.map(\.entry.day).min(), let last = entries.map(\.entry.day).max()
    else { return false }
    return (first...last).contains(entry.day)
  }

  /// On a line of its own at 0.00.
  var courtesyEntry: BillableEntry? {
    entry.key.map {
      BillableEntry(
        id: entry.id, key: $0, day: entry.day, start: entry.start, seconds: entry.seconds,
        note: entry.note, price: UnitPrice(0), isCourtesy: true)
    }
  }
}
