import Activity
import GRDB

/// Which contact of which organisation a client is; by ids alone, a person confirmed them.
public struct ClientLink: Hashable, Sendable {
  /// The client's key.
  public var client: String
  /// The client's name when it was linked: a changed name must be linked again.
  public var clientName: String
  /// Which Xero: the real one, or a stand-in by its address.
  public var environment: String
  public var tenant: String
  public var organisation: String
  public var contact: String
  public var contactName: String
  public var linkedAt: Instant

  public init(
    client: String, clientName: String, environment: String, tenant: String,
    organisation: String, contact: String, contactName: String, linkedAt: Instant
  ) {
    self.client = client
    self.clientName = clientName
    self.environment = environment
    self.tenant = tenant
    self.organisation = organisation
    self.contact = contact
    self.contactName = contactName
    self.linkedAt = linkedAt
  }

  init(row: Row) {
    self.init(
      client: row["client"], clientName: row["client_name"], environment: row["environment"],
      tenant: row["tenant"], organisation: row["organisation"], contact: row["contact"],
      contactName: row["contact_name"], linkedAt: Instant(milliseconds: row["linked_ms"]))
  }
}

extension Books {
  public func links() throws -> [ClientLink] {
    try queue.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM link ORDER BY client")
        .map(ClientLink.init(row:))
    }
  }

  /// What was last fetched of an organisation, as the caller encoded it, and when.
  public func organisation(
    _ tenant: String, in environment: String
  ) throws -> (fetchedAt: Instant, json: String)? {
    try queue.read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT fetched_ms, json FROM organisation WHERE environment = ? AND tenant = ?",
        arguments: [environment, tenant]
      ).map { (Instant(milliseconds: $0["fetched_ms"]), $0["json"]) }
    }
  }

  /// The same of every organisation that was fetched, by tenant.
  public func organisations(in environment: String) throws -> [String] {
    try queue.read { database in
      try String.fetchAll(
        database, sql: "SELECT json FROM organisation WHERE environment = ? ORDER BY tenant",
        arguments: [environment])
    }
  }

  /// Keeps what was fetched of an organisation. A cache, not a change of the books: no event.
  public func saveOrganisation(
    _ tenant: String, in environment: String, json: String, fetchedAt: Instant
  ) throws {
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO organisation (environment, tenant, fetched_ms, json) VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET fetched_ms = excluded.fetched_ms, json = excluded.json
          """,
        arguments: [environment, tenant, fetchedAt.milliseconds, json])
    }
  }
}

extension Change {
  /// Links a client anew, in place of any link it had.
  public mutating func put(_ link: ClientLink) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO link
          (client, client_name, environment, tenant, organisation, contact, contact_name, linked_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        link.client, link.clientName, link.environment, link.tenant, link.organisation,
        link.contact, link.contactName, link.linkedAt.milliseconds,
      ])
    changedBesideEntries = true
  }
}
