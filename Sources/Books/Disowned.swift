import Activity
import GRDB

/// An invoice of the same app in Xero of which a person said that it is not of these books.
public struct DisownedInvoice: Hashable, Sendable {
  public var environment: String
  public var tenant: String
  /// Xero's InvoiceID, in lower case.
  public var id: String
  public var number: String
  /// Of the books that made it; nil where its reference has none.
  public var mark: String?

  public init(environment: String, tenant: String, id: String, number: String, mark: String?) {
    self.environment = environment
    self.tenant = tenant
    self.id = id.lowercased()
    self.number = number
    self.mark = mark
  }
}

extension Books {
  static let disownedTable = """
    CREATE TABLE disowned_invoice (
      environment TEXT NOT NULL,
      tenant TEXT NOT NULL,
      id TEXT NOT NULL,                      -- Xero's InvoiceID
      number TEXT NOT NULL,
      mark TEXT,                             -- of the books that made it
      PRIMARY KEY (environment, tenant, id)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE link ADD COLUMN named INTEGER;  -- 1: a person named the organisation
    """

  public func disownedInvoices() throws -> [DisownedInvoice] {
    try queue.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM disowned_invoice ORDER BY number, id").map {
        DisownedInvoice(
          environment: $0["environment"], tenant: $0["tenant"], id: $0["id"],
          number: $0["number"], mark: $0["mark"])
      }
    }
  }

  /// Whether anything was ever prepared for an organisation.
  public func hasPushed(to tenant: String, in environment: String) throws -> Bool {
    try queue.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM push WHERE environment = ? AND tenant = ?)",
        arguments: [environment, tenant]) ?? false
    }
  }
}

extension Change {
  /// For what happened beside the entries and is told by the event's words alone.
  public mutating func noteAside() { changedBesideEntries = true }

  public mutating func disown(_ invoice: DisownedInvoice) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO disowned_invoice (environment, tenant, id, number, mark)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        invoice.environment, invoice.tenant, invoice.id, invoice.number, invoice.mark,
      ])
    changedBesideEntries = true
  }
}
