import Activity
import Billing
import Foundation
import GRDB
import Timesheet

/// One draft on its way to Xero: written down whole before anything is sent.
public struct PushRecord: Hashable, Sendable {
  /// The batch's digest.
  public var id: String
  public var environment: String
  public var tenant: String
  public var organisation: String
  public var contact: String
  public var contactName: String
  public var draft: InvoiceDraft
  public var idempotencyKey: String
  /// Exactly the bytes that are sent.
  public var body: Data
  public var bodySHA256: String
  /// The push machine's state, as JSON.
  public var state: String
  /// Not settled yet: its entries are held.
  public var isOpen: Bool
  public var createdAt: Instant

  public init(
    id: String, environment: String, tenant: String, organisation: String, contact: String,
    contactName: String, draft: InvoiceDraft, idempotencyKey: String, body: Data,
    bodySHA256: String, state: String, isOpen: Bool, createdAt: Instant
  ) {
    self.id = id
    self.environment = environment
    self.tenant = tenant
    self.organisation = organisation
    self.contact = contact
    self.contactName = contactName
    self.draft = draft
    self.idempotencyKey = idempotencyKey
    self.body = body
    self.bodySHA256 = bodySHA256
    self.state = state
    self.isOpen = isOpen
    self.createdAt = createdAt
  }
}

/// An invoice that Xero has.
public struct InvoiceRecord: Hashable, Sendable {
  /// By Xero's InvoiceID.
  public var id: InvoiceID
  public var push: String
  public var number: String
  /// As Xero last said: DRAFT, AUTHORISED, …
  public var status: String
  /// As Xero computed it.
  public var total: Decimal
  public var createdAt: Instant

  public init(
    id: InvoiceID, push: String, number: String, status: String, total: Decimal,
    createdAt: Instant
  ) {
    self.id = id
    self.push = push
    self.number = number
    self.status = status
    self.total = total
    self.createdAt = createdAt
  }
}

extension Books {
  /// Pushes that are not settled, oldest first.
  public func openPushes() throws -> [PushRecord] { try pushes(where: "open = 1", []) }

  public func push(_ id: String) throws -> PushRecord? {
    try pushes(where: "id = ?", [id]).first
  }

  /// All invoices with the push each came from, oldest first.
  public func invoices() throws -> [(invoice: InvoiceRecord, push: PushRecord)] {
    let invoices = try queue.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM invoice ORDER BY created_ms, number").map {
        row in
        InvoiceRecord(
          id: InvoiceID(text: row["id"]), push: row["push"], number: row["number"],
          status: row["status"], total: try decimal(row["total"]),
          createdAt: Instant(milliseconds: row["created_ms"]))
      }
    }
    return try invoices.map { invoice in
      guard let push = try push(invoice.push) else {
        throw BooksError.damaged("Invoice \(invoice.number) has no push")
      }
      return (invoice, push)
    }
  }

  /// The numbers and states of invoices by their ids, for lists of entries.
  public func invoiceNumbers() throws -> [InvoiceID: (number: String, status: String)] {
    try queue.read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT id, number, status FROM invoice")
      return Dictionary(
        uniqueKeysWithValues: rows.map {
          (InvoiceID(text: $0["id"]), (number: $0["number"], status: $0["status"]))
        })
    }
  }

  private func pushes(
    where condition: String, _ arguments: StatementArguments
  ) throws -> [PushRecord] {
    try queue.read { try PushRecord.fetch($0, where: condition, arguments) }
  }
}

extension PushRecord {
  static func fetch(
    _ database: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [PushRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM push WHERE \(condition) ORDER BY created_ms, id",
      arguments: arguments
    ).map { row in try PushRecord(row: row, lines: lines(of: row["id"], in: database)) }
  }

  private static func lines(of push: String, in database: Database) throws -> [InvoiceLine] {
    let shares = try Row.fetchAll(
      database, sql: "SELECT * FROM push_share WHERE push = ? ORDER BY position, entry",
      arguments: [push])
    let byLine = Dictionary(grouping: shares) { $0["position"] as Int }
    return try Row.fetchAll(
      database, sql: "SELECT * FROM push_line WHERE push = ? ORDER BY position", arguments: [push]
    ).map { row in
      InvoiceLine(
        description: row["description"],
        unit: (row["unit"] as String?).flatMap(RateUnit.init(rawValue:)) ?? .hour,
        quantity: try decimal(row["quantity"]),
        unitAmount: try decimal(row["unit_amount"]), lineAmount: try decimal(row["line_amount"]),
        account: row["account"], taxType: row["tax_type"], tax: try decimal(row["tax"]),
        shares: (byLine[row["position"]] ?? []).map {
          BilledShare(entry: EntryID(text: $0["entry"]), amount: $0["seconds"])
        })
    }
  }
}

private func decimal(_ text: String) throws -> Decimal {
  guard let value = Decimal(plain: text) else {
    throw BooksError.damaged("\"\(text)\" is no amount")
  }
  return value
}

extension PushRecord {
  fileprivate init(row: Row, lines: [InvoiceLine]) throws {
    guard let currency = Currency(row["currency"] as String),
      let date = CivilDate(row["date"] as String),
      let types = InvoiceDraft.LineAmountTypes(rawValue: row["line_amount_types"])
    else { throw BooksError.damaged("Push \(row["id"] as String) has no currency or date") }
    self.init(
      id: row["id"], environment: row["environment"], tenant: row["tenant"],
      organisation: row["organisation"], contact: row["contact"],
      contactName: row["contact_name"],
      draft: InvoiceDraft(
        client: row["client"], currency: currency, reference: row["reference"], date: date,
        due: (row["due"] as String?).flatMap { CivilDate($0) }, lineAmountTypes: types,
        lines: lines),
      idempotencyKey: row["idempotency_key"], body: row["body"], bodySHA256: row["body_sha256"],
      state: row["state"], isOpen: row["open"],
      createdAt: Instant(milliseconds: row["created_ms"]))
  }
}

extension Change {
  /// Writes a push with its lines and holds its entries.
  ///
  /// - Throws: where an entry is already on a live invoice: the database itself refuses.
  public mutating func insert(_ push: PushRecord) throws { try insert(push, isLive: true) }

  mutating func insert(_ push: PushRecord, isLive: Bool) throws {
    let draft = push.draft
    // A batch that was given up may be tried again under the same digest.
    try database.execute(
      sql: "DELETE FROM push WHERE id = ? AND open = 0", arguments: [push.id])
    try database.execute(
      sql: """
        INSERT INTO push (id, client, environment, tenant, organisation, contact, contact_name,
          currency, reference, date, due, line_amount_types, idempotency_key, body, body_sha256,
          state, open, created_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        push.id, draft.client, push.environment, push.tenant, push.organisation, push.contact,
        push.contactName, draft.currency.code, draft.reference, draft.date.description,
        draft.due?.description, draft.lineAmountTypes.rawValue, push.idempotencyKey, push.body,
        push.bodySHA256, push.state, push.isOpen, push.createdAt.milliseconds,
      ])
    for (position, line) in draft.lines.enumerated() {
      try database.execute(
        sql: """
          INSERT INTO push_line (push, position, description, quantity, unit_amount, line_amount,
            account, tax_type, tax, unit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          push.id, position, line.description, line.quantity.plainText,
          line.unitAmount.plainText, line.lineAmount.plainText, line.account, line.taxType,
          line.tax?.plainText, line.unit == .hour ? nil : line.unit.rawValue,
        ])
      for share in line.shares {
        try database.execute(
          sql: """
            INSERT INTO push_share (push, position, entry, seconds, live) VALUES (?, ?, ?, ?, ?)
            """,
          arguments: [push.id, position, share.entry.text, share.amount, isLive])
      }
    }
    pushes[push.id] = try Seal(database: database).push(push.id)
    becomePush()
  }

  /// Writes the push machine's next state.
  public mutating func setState(_ state: String, isOpen: Bool, ofPush id: String) throws {
    try database.execute(
      sql: "UPDATE push SET state = ?, open = ? WHERE id = ?", arguments: [state, isOpen, id])
    becomePush()
  }

  /// Lets go of a push's entries: nothing of it is in Xero.
  public mutating func freeEntries(ofPush id: String) throws {
    try database.execute(sql: "UPDATE push_share SET live = 0 WHERE push = ?", arguments: [id])
    becomePush()
  }

  /// Records what Xero has, and the push's entries as invoiced on it.
  ///
  /// - Parameter rates: of entries that were approved without one.
  public mutating func insert(
    _ invoice: InvoiceRecord, entries: [EntryID], rates: [EntryID: ResolvedRate] = [:]
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO invoice (id, push, number, status, total, created_ms)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        invoice.id.text, invoice.push, invoice.number, invoice.status, invoice.total.plainText,
        invoice.createdAt.milliseconds,
      ])
    invoices[invoice.id.text] = try Seal(database: database).invoice(invoice.id.text)
    becomeWall()
    for id in entries {
      guard var booked = try entry(id) else {
        throw BooksError.damaged("Invoice \(invoice.number) bills entry \(id), which is gone")
      }
      booked.entry.state = try booked.entry.state.invoiced(on: invoice.id)
      booked.rate = booked.rate ?? rates[id]
      try put(booked)
    }
  }
}

extension Change {
  /// The state of a push, which is no step to take back.
  private mutating func becomePush() {
    if kind == .change { kind = .push }
    changedBesideEntries = true
  }

  /// In a push that may be at Xero already.
  public func isHeld(_ id: EntryID) throws -> Bool { try heldBy(id) != nil }

  /// The reference of the push that holds an entry.
  public func heldBy(_ id: EntryID) throws -> String? {
    try String.fetchOne(
      database,
      sql: """
        SELECT reference FROM push_share JOIN push ON push.id = push_share.push
        WHERE push_share.entry = ? AND live = 1 AND open = 1
        """, arguments: [id.text])
  }
}
