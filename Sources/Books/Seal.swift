import Activity
import Crypto
import GRDB
import Timesheet

/// Digests of what a push sent and an invoice is, which their events keep: neither is an entry, and
/// both must not change behind the history's back.
struct Seal {
  let database: Database

  /// All of a push but its state, with its lines and which seconds of which entries they bill.
  func push(_ id: String) throws -> String? {
    try digest(
      """
      SELECT json_array(id, client, environment, tenant, organisation, contact, contact_name,
        currency, reference, date, due, line_amount_types, idempotency_key, body_sha256, created_ms,
        (SELECT json_group_array(json_array(position, description, quantity, unit_amount,
            line_amount, account, tax_type, tax))
          FROM (SELECT * FROM push_line WHERE push = push.id ORDER BY position)),
        (SELECT json_group_array(json_array(position, entry, seconds))
          FROM (SELECT * FROM push_share WHERE push = push.id ORDER BY entry)))
        -- Nothing where all lines count hours, as once all did.
        || coalesce((SELECT group_concat(position || unit)
          FROM (SELECT * FROM push_line WHERE push = push.id ORDER BY position)), '')
      FROM push WHERE id = ?
      """, id)
  }

  /// All of an invoice but its status, which Xero may change.
  func invoice(_ id: String) throws -> String? {
    try digest(
      "SELECT json_array(id, push, number, total, created_ms) FROM invoice WHERE id = ?", id)
  }

  private func digest(_ sql: String, _ id: String) throws -> String? {
    try String.fetchOne(database, sql: sql, arguments: [id]).map {
      hexadecimal(SHA256.hash(data: Array($0.utf8)))
    }
  }
}

extension Books {
  /// Sealed pushes that still bill something, and sealed invoices, are what they were.
  @Sendable static func sealProblems(_ database: Database) throws -> [String] {
    var pushes: [String: String] = [:]
    var invoices: [String: String] = [:]
    let rows = try String.fetchCursor(
      database,
      sql: "SELECT after FROM event WHERE kind IN ('push', 'wall') ORDER BY seq")
    while let after = try rows.next() {
      let snapshot = try Snapshot(sealed: after)
      pushes.merge(snapshot.pushes ?? [:]) { $1 }
      invoices.merge(snapshot.invoices ?? [:]) { $1 }
    }
    let seal = Seal(database: database)
    // One that came to nothing, or was released, holds no entries, and may lose those that are gone.
    let live = try String.fetchSet(
      database,
      sql: """
        SELECT id FROM push WHERE open = 1
        UNION SELECT push FROM push_share WHERE live = 1
        """)
    return try pushes.sorted { $0.key < $1.key }.compactMap { id, digest in
      guard live.contains(id), try seal.push(id) != digest else { return nil }
      return "Push \(id.prefix(12)) is not what was written when it was made."
    }
      + invoices.sorted { $0.key < $1.key }.compactMap { id, digest in
        try seal.invoice(id) == digest
          ? nil : "Invoice \(id) is not what was written when Xero made it."
      }
  }
}
