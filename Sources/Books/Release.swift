import GRDB
import Timesheet

extension Books {
  /// The entries that are on each invoice now; none for one that was released.
  public func invoicedEntries() throws -> [InvoiceID: [EntryID]] {
    try queue.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT invoice, id FROM entry WHERE invoice IS NOT NULL ORDER BY start_s")
      return Dictionary(grouping: rows) { InvoiceID(text: $0["invoice"]) }
        .mapValues { $0.map { EntryID(text: $0["id"]) } }
    }
  }

  /// How many invoices of a client were released: each makes the client's next batch another, so
  /// that the draft which takes its place is not taken for it.
  public func releases(ofClient client: String) throws -> Int {
    try queue.read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM push WHERE client = ? AND id IN (SELECT push FROM invoice)
            AND NOT EXISTS (SELECT 1 FROM push_share WHERE push_share.push = push.id AND live = 1)
          """, arguments: [client]) ?? 0
    }
  }
}

extension Change {
  /// What Xero says of an invoice by now.
  public mutating func setStatus(_ status: String, of invoice: InvoiceID) throws {
    try database.execute(
      sql: "UPDATE invoice SET status = ? WHERE id = ?", arguments: [status, invoice.text])
    changedBesideEntries = true
  }

  /// Lets go of the entries of an invoice that is no more in Xero: they are approved again.
  ///
  /// - Returns: the entries as they are now.
  public mutating func release(_ invoice: InvoiceRecord) throws -> [BookedEntry] {
    let billed = try String.fetchAll(
      database, sql: "SELECT entry FROM push_share WHERE push = ? AND live = 1 ORDER BY entry",
      arguments: [invoice.push])
    try database.execute(
      sql: "UPDATE push_share SET live = 0 WHERE push = ?", arguments: [invoice.push])
    becomeWall()
    return try billed.map { text in
      guard var booked = try entry(EntryID(text: text)) else {
        throw BooksError.damaged("Invoice \(invoice.number) bills entry \(text), which is gone")
      }
      booked.entry.state = try booked.entry.state.released(from: invoice.id)
      try put(booked)
      return booked
    }
  }
}
