import Activity
import Billing
import Books
import Timesheet

/// A line of an invoice, walked back: to its entries, their spans, and the rules that placed them.
public struct ExplainedLine: Sendable {
  public struct Entry: Sendable {
    public var booked: BookedEntry
    /// What the line bills of it, after rounding: seconds, or ten-thousandths of a day.
    public var billed: Int64
    public var spans: [EvidencePiece]
  }

  /// From 1.
  public var number: Int
  public var line: InvoiceLine
  public var entries: [Entry]
}

extension Home {
  /// Invoices with the push each came from, oldest first.
  ///
  /// - Parameter range: by the invoice's date; nil for all.
  public func invoices(
    _ range: DateRange?
  ) throws -> [(invoice: InvoiceRecord, push: PushRecord)] {
    try books().invoices().filter { range?.days.contains($0.push.draft.date) ?? true }
  }

  public func invoiceNumbers() throws -> [InvoiceID: (number: String, status: String)] {
    try books().invoiceNumbers()
  }

  /// - Parameter name: an invoice's number or a prefix of its id.
  public func invoice(_ name: String) throws -> (invoice: InvoiceRecord, push: PushRecord) {
    let found = try books().invoices().filter {
      $0.invoice.number == name || $0.invoice.id.text.hasPrefix(name.lowercased())
    }
    switch found.count {
    case 1: return found[0]
    case 0: throw Refusal(.noMatch, "No invoice \"\(name)\". \"daybook invoice list\" lists them.")
    default:
      throw Refusal(
        .noMatch,
        "\"\(name)\" could be \(found.map(\.invoice.number).joined(separator: ", ")). Give more.")
    }
  }

  /// - Parameter line: from 1; nil for all lines.
  public func explainInvoice(_ name: String, line: Int?) throws -> [ExplainedLine] {
    let (_, push) = try invoice(name)
    let books = try books()
    let log = try log()
    let lines = push.draft.lines
    if let line, !lines.indices.contains(line - 1) {
      throw Refusal(.noMatch, "Invoice \(name) has lines 1 to \(lines.count), no line \(line).")
    }
    return try lines.enumerated()
      .filter { line == nil || $0.offset + 1 == line }
      .map { index, invoiceLine in
        let shares = Dictionary(
          uniqueKeysWithValues: invoiceLine.shares.map { ($0.entry, $0.amount) })
        let entries = try books.entries(invoiceLine.shares.map(\.entry))
          .sorted { $0.entry.start < $1.entry.start }
        let pieces = try pieces(of: entries.map(\.entry), in: log)
        return ExplainedLine(
          number: index + 1, line: invoiceLine,
          entries: zip(entries, pieces).map { booked, pieces in
            ExplainedLine.Entry(
              booked: booked, billed: shares[booked.entry.id] ?? 0, spans: pieces)
          })
      }
  }
}
