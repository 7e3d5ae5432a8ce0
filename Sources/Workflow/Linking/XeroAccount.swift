import Activity
import Billing
import Books
import ConfigurationFiles
import Xero

/// A person's way into Xero: it needs no clients and no rules.
public struct XeroAccount: Sendable {
  let world: World
  let places: Places
  let access: XeroAccess

  public init(_ world: World) throws {
    self.world = world
    places = try Places(environment: world.environment)
    access = XeroAccess(
      addresses: try Addresses(environment: world.environment),
      tokenDirectory: places.state + "/xero", now: world.realNow, randomBytes: world.randomBytes,
      sleep: world.sleep)
  }

  private func books() throws -> Books {
    try places.makeDataDirectory()
    return try Books(
      path: places.books, newID: newBooksID(world), randomBytes: world.randomBytes)
  }

  /// - Parameters:
  ///   - clientID: of the person's own app; `DAYBOOK_XERO_CLIENT_ID` without, else the last one.
  ///   - port: nil for the documented ports.
  ///   - open: gets the address of the consent page.
  /// - Returns: the names of the organisations that are connected now.
  public func signIn(
    clientID: String?, port: Int?, open: @escaping @Sendable (String) -> Void
  ) async throws -> [String] {
    let known = try access.store.signedIn().first?.key.clientID
    guard let id = clientID ?? world.environment["DAYBOOK_XERO_CLIENT_ID"] ?? known else {
      throw Refusal(
        .usage,
        "Which app? Give its client id with --client-id. Make one for yourself at "
          + "developer.xero.com: \"Mobile or desktop app\", free of charge.")
    }
    if let port, !(1...65_535).contains(port) {
      throw Refusal(.usage, "\(port) is no port. Use a number from 1 to 65535.")
    }
    try places.makeStateDirectory()
    let signedIn = try await access.logIn(
      clientID: id, ports: port.map { [$0] } ?? XeroAccess.defaultPorts
    ) { open($0) }
    return try await access.client(as: signedIn.key).organisations().map(\.name)
  }

  public func signOut() async throws {
    guard let latest = try access.store.signedIn().first else {
      throw Refusal(.noMatch, "Nobody is signed in to Xero.")
    }
    try await access.logOut(latest.key)
  }

  public func organisations() async throws -> [(tenant: String, name: String)] {
    try await access.client().organisations().map { ($0.tenant, $0.name) }
  }

  /// Fetches every connected organisation: itself, its contacts, accounts and tax rates.
  public func sync() async throws -> [OrganisationCopy] {
    let client = try access.client()
    let books = try books()
    var copies: [OrganisationCopy] = []
    for connection in try await client.organisations() {
      let tenant = connection.tenant
      let copy = OrganisationCopy(
        tenant: tenant, organisation: try await client.organisation(tenant: tenant),
        contacts: try await client.contacts(tenant: tenant),
        accounts: try await client.accounts(tenant: tenant),
        taxRates: try await client.taxRates(tenant: tenant))
      try books.save(copy, in: access.addresses.environmentName, fetchedAt: world.now())
      copies.append(copy)
    }
    guard !copies.isEmpty else {
      throw Refusal(
        .network,
        "No organisation is connected to your app. Run \"daybook xero login\" and choose one.")
    }
    return copies
  }

  public struct Status: Sendable {
    public var isSignedIn: Bool
    /// `xero`, or a stand-in.
    public var environment: String
    public var links: [(client: String, organisation: String?, contact: String?)]
  }

  /// Asks nobody: what the files and the books say.
  public func status(clients: ClientList) throws -> Status {
    let environment = access.addresses.environmentName
    let links = try books().links().filter { $0.environment == environment }
    return Status(
      isSignedIn: try !access.store.signedIn().isEmpty, environment: environment,
      links: clients.clients.map { client in
        let link = links.first { $0.client == client.key }
        return (client.key, link?.organisation, link?.contactName)
      })
  }
}
