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
  /// Whether a person named the organisation, not the contact alone.
  public var isOrganisationNamed: Bool

  public init(
    client: String, clientName: String, environment: String, tenant: String,
    organisation: String, contact: String, contactName: String, linkedAt: Instant,
    isOrganisationNamed: Bool = false
  ) {
    self.isOrganisationNamed = isOrganisationNamed
    self.client = client
    self.clientName = clientName
    self.environment = environment
    self.tenant = tenant
    self.organisation = organisation
    self.contact = contact
    self.contactName = contactName
    self.linkedAt = linkedAt
  }
}

/// What a change did to one client's link: nil before is new, nil after is gone.
public struct LinkChange: Hashable, Sendable {
  public var before: ClientLink?
  public var after: ClientLink?

  public init(before: ClientLink?, after: ClientLink?) {
    self.before = before
    self.after = after
  }
}

struct LinkRow: Codable, Hashable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "link"

  var client: String
  var client_name: String
  var environment: String
  var tenant: String
  var organisation: String
  var contact: String
  var contact_name: String
  var linked_ms: Int64
  var named: Bool?

  init(_ link: ClientLink) {
    client = link.client
    client_name = link.clientName
    environment = link.environment
    tenant = link.tenant
    organisation = link.organisation
    contact = link.contact
    contact_name = link.contactName
    linked_ms = link.linkedAt.milliseconds
    named = link.isOrganisationNamed ? true : nil
  }

  var link: ClientLink {
    ClientLink(
      client: client, clientName: client_name, environment: environment, tenant: tenant,
      organisation: organisation, contact: contact, contactName: contact_name,
      linkedAt: Instant(milliseconds: linked_ms), isOrganisationNamed: named ?? false)
  }

  static func fetch(_ client: String, _ database: Database) throws -> LinkRow? {
    try fetchOne(database, sql: "SELECT * FROM link WHERE client = ?", arguments: [client])
  }
}

extension Books {
  public func links() throws -> [ClientLink] {
    try queue.read { database in
      try LinkRow.fetchAll(database, sql: "SELECT * FROM link ORDER BY client").map(\.link)
    }
  }

  /// Those to organisations of one Xero, as `Addresses.environmentName` calls it.
  public func links(in environment: String) throws -> [ClientLink] {
    try links().filter { $0.environment == environment }
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
  public mutating func put(_ link: ClientLink) throws { try set(link, of: link.client) }

  /// Gives a client's link to its new key, unless that has one.
  public mutating func moveLink(of client: String, to other: String) throws {
    guard var moved = try link(of: client), try link(of: other) == nil else { return }
    try set(nil, of: client)
    moved.client = other
    try set(moved, of: other)
  }
}
