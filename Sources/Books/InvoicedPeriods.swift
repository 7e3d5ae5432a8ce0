import Activity
import GRDB

/// The days that an invoice bills.
public struct InvoicedPeriod: Hashable, Sendable {
  /// The invoice's number.
  public var number: String
  /// As Xero last said.
  public var status: String
  /// From its first entry's day to its last.
  public var days: ClosedRange<CivilDate>
}

extension Books {
  /// The periods of invoices that bill something, by client, in the order of their making.
  public func invoicedPeriods() throws -> [String: [InvoicedPeriod]] {
    try queue.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT entry.client, invoice.number, invoice.status, min(entry.day) AS first,
            max(entry.day) AS last
          FROM entry JOIN invoice ON invoice.id = entry.invoice
          GROUP BY entry.client, invoice.id ORDER BY invoice.created_ms, invoice.number
          """)
      var periods: [String: [InvoicedPeriod]] = [:]
      for row in rows {
        guard let first = CivilDate(row["first"] as String),
          let last = CivilDate(row["last"] as String)
        else { throw BooksError.damaged("An invoiced entry has no valid day") }
        periods[row["client"], default: []].append(
          InvoicedPeriod(number: row["number"], status: row["status"], days: first...last))
      }
      return periods
    }
  }
}
