import Activity
import Billing
import Crypto
import Foundation
import GRDB
import Timesheet

extension Books {
  /// What each push sent, what it holds, and what Xero answered.
  @Sendable static func invoiceProblems(_ database: Database) throws -> [String] {
    // One that came to nothing, or was released, holds no entries: theirs may be others by now.
    let pushes = try PushRecord.fetch(
      database, where: "open = 1 OR id IN (SELECT push FROM push_share WHERE live = 1)", [])
    return try pushes.flatMap { push in
      lineProblems(push) + (try bodyProblems(push)) + (try entryProblems(push, database))
    } + invoicedProblems(database) + sealProblems(database)
  }

  private static func lineProblems(_ push: PushRecord) -> [String] {
    push.draft.lines.enumerated().compactMap { index, line in
      let name = "Line \(index + 1) of \(push.draft.reference)"
      let billed = quantity(of: line.shares.reduce(0) { $0 + $1.amount }, line.unit)
      if line.quantity != billed {
        let unit = line.unit == .hour ? "h" : "d"
        return "\(name) bills \(line.quantity) \(unit), its entries' shares are \(billed) \(unit)."
      }
      let amount = lineAmount(quantity: line.quantity, unitAmount: line.unitAmount)
      return amount == line.lineAmount
        ? nil : "\(name) says \(line.lineAmount), its hours at its rate are \(amount)."
    }
  }

  private static func bodyProblems(_ push: PushRecord) throws -> [String] {
    hexadecimal(SHA256.hash(data: push.body)) == push.bodySHA256
      ? [] : ["What \(push.draft.reference) sent is not what its digest says."]
  }

  /// Entries whose invoice is of this push, and those that the push bills, are the same.
  private static func entryProblems(
    _ push: PushRecord, _ database: Database
  ) throws -> [String] {
    let billed = Set(push.draft.lines.flatMap { $0.shares.map(\.entry.text) })
    let invoiced = try String.fetchSet(
      database,
      sql: "SELECT entry.id FROM entry JOIN invoice ON invoice.id = entry.invoice WHERE push = ?",
      arguments: [push.id])
    let exists = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM invoice WHERE push = ?)", arguments: [push.id])
    guard exists == true, billed != invoiced else { return [] }
    return billed.symmetricDifference(invoiced).sorted().map {
      "Entry \($0) and push \(push.draft.reference) don't agree on whether it is billed."
    }
  }

  /// No entry is invoiced without an invoice; foreign keys hold that too, where they were on.
  private static func invoicedProblems(_ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT id FROM entry WHERE state = 'invoiced'
          AND NOT EXISTS (SELECT 1 FROM invoice WHERE invoice.id = entry.invoice) ORDER BY id
        """
    ).map { "Entry \($0) is invoiced on an invoice that is not there." }
      + String.fetchAll(
        database,
        sql: """
          SELECT entry.id FROM entry JOIN invoice ON invoice.id = entry.invoice
          WHERE NOT EXISTS (SELECT 1 FROM push_share
            WHERE push_share.push = invoice.push AND push_share.entry = entry.id AND live = 1)
          ORDER BY entry.id
          """
      ).map { "Entry \($0) is invoiced, but no invoice bills it." }
  }
}
