import Foundation
import GRDB
import Timesheet

extension PushRecord {
  /// The id of what takes this one's place: `…-r1`, then `…-r2`.
  public var replacementID: String {
    let parts = id.split(separator: "-r", maxSplits: 1)
    let number = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    return "\(parts[0])-r\(number + 1)"
  }
}

extension Change {
  /// Writes down what is to take a draft's place, before it is sent. It bills nothing yet.
  public mutating func insertReplacement(_ push: PushRecord) throws {
    try insert(push, isLive: false)
  }

  /// The draft has the new lines: from here on they are what bills its entries.
  public mutating func replace(
    _ invoice: InvoiceRecord, by push: PushRecord, total: Decimal, state: String
  ) throws {
    try database.execute(
      sql: "UPDATE push_share SET live = 0 WHERE push = ?", arguments: [invoice.push])
    try database.execute(
      sql: "UPDATE push_share SET live = 1 WHERE push = ?", arguments: [push.id])
    try database.execute(
      sql: "UPDATE push SET state = ? WHERE id = ?", arguments: [state, push.id])
    try database.execute(
      sql: "UPDATE invoice SET push = ?, total = ? WHERE id = ?",
      arguments: [push.id, total.plainText, invoice.id.text])
    pushes[push.id] = try Seal(database: database).push(push.id)
    invoices[invoice.id.text] = try Seal(database: database).invoice(invoice.id.text)
    becomeWall()
  }

  /// Xero kept the draft as it was.
  public mutating func dropReplacement(_ id: String) throws {
    try database.execute(
      sql: "DELETE FROM push WHERE id = ? AND id NOT IN (SELECT push FROM invoice)",
      arguments: [id])
    changedBesideEntries = true
  }
}
