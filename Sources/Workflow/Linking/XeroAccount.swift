import Activity
import Billing
import Books
import ConfigurationFiles
import Control
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
      tokenDirectory: places.state + "/xero", session: world.environment, now: world.realNow,
      randomBytes: world.randomBytes, transport: .ofThisProcess, tell: world.tell,
      warn: world.warn, sleep: world.sleep)
  }

  func books() throws -> Books {
    try places.makeDataDirectory()
    return try Books(
      path: places.books, newID: newBooksID(world), randomBytes: world.randomBytes)
  }

  /// How a person wants to sign in.
  public struct SignInWishes: Sendable {
    /// Of the person's own app; `DAYBOOK_XERO_CLIENT_ID` without, else the last one.
    public var clientID: String?
    /// In place of the standard ones; `DAYBOOK_XERO_SCOPES` without.
    public var scopes: String?
    public var addedScopes: String?
    /// Nil for the documented ports.
    public var port: Int?
    /// Reads the address that a browser elsewhere ended at; nil waits for the browser here.
    public var paste: (@Sendable () -> String?)?
    public var keyring: Bool

    public init(
      clientID: String?, scopes: String?, addedScopes: String?, port: Int?,
      paste: (@Sendable () -> String?)?, keyring: Bool
    ) {
      self.clientID = clientID
      self.scopes = scopes
      self.addedScopes = addedScopes
      self.port = port
      self.paste = paste
      self.keyring = keyring
    }
  }

  /// Who signed in, and what of it a person should know.
  public struct SignInReport: Sendable {
    public var user: String
    public var organisations: [String]
    public var place: TokenPlace
    /// Such as tokens in a file, or a permission that was not given.
    public var warnings: [String]
  }

  /// - Parameters:
  ///   - open: gets the address of the consent page.
  ///   - say: gets a sentence where a pasted line is not the answer.
  public func signIn(
    _ wishes: SignInWishes, open: @escaping @Sendable (String) -> Void,
    say: @escaping @Sendable (String) -> Void
  ) async throws -> SignInReport {
    let request = try loginRequest(wishes, say)
    try places.makeStateDirectory()
    let (signedIn, whyInFile) = try await access.logIn(request) { open($0) }
    var warnings: [String] = []
    if wishes.keyring, let whyInFile {
      warnings.append(
        "The tokens are in a file that only you can read (\(access.store.directory)), not in a "
          + "keyring: \(whyInFile).")
    }
    for need in Scopes.Need.required where !need.isMet(by: signedIn.scopes) {
      warnings.append(
        "Without \(need.scopes[0]) Daybook can't \(need.sentence): "
          + "\"daybook xero login --add-scopes \(need.scopes[0])\".")
    }
    return SignInReport(
      user: signedIn.userName,
      organisations: try await access.organisations(of: signedIn.key).map(\.name),
      place: signedIn.place, warnings: warnings)
  }

  private func loginRequest(
    _ wishes: SignInWishes, _ say: @escaping @Sendable (String) -> Void
  ) throws -> XeroAccess.LoginRequest {
    let known = try access.store.signedIn().first?.key.clientID
    guard let id = wishes.clientID ?? variable("DAYBOOK_XERO_CLIENT_ID") ?? known else {
      throw Refusal(
        .usage,
        "Which app? Give its client id with --client-id. Make one for yourself at "
          + "developer.xero.com: \"Mobile or desktop app\", free of charge.")
    }
    if let port = wishes.port, !(1...65_535).contains(port) {
      throw Refusal(.usage, "\(port) is no port. Use a number from 1 to 65535.")
    }
    let ports = wishes.port.map { [$0] } ?? XeroAccess.defaultPorts
    let way: XeroAccess.Way =
      wishes.paste.map { .pasted(port: ports[0], read: $0, say: say) }
      ?? .listening(ports: ports, within: .seconds(300))
    return XeroAccess.LoginRequest(
      clientID: id,
      scopes: try (wishes.scopes ?? variable("DAYBOOK_XERO_SCOPES")).map {
        try Scopes.list($0)
      },
      addedScopes: try wishes.addedScopes.map { try Scopes.list($0) } ?? [],
      place: wishes.keyring ? .secretService : .file, way: way)
  }

  private func variable(_ name: String) -> String? {
    world.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Who would be signed out: the latest, or all.
  public func signedIn(all: Bool) throws -> [SignedIn] {
    let signedIn = try access.store.signedIn()
    guard !signedIn.isEmpty else { throw Refusal(.noMatch, "Nobody is signed in to Xero.") }
    return all ? signedIn : [signedIn[0]]
  }

  /// - Parameter revokes: false erases the tokens here alone, without asking Xero.
  public func signOut(_ signedIn: [SignedIn], revokes: Bool) async throws {
    for one in signedIn { try await access.logOut(one.key, revokes: revokes) }
  }

  /// A connected organisation, and what is known of it here.
  public struct ConnectedOrganisation: Sendable {
    public var tenant: String
    public var name: String
    public var user: String
    public var connectedAt: Instant?
    public var fetchedAt: Instant?
    public var limits: CallLimits?
  }

  /// Every connected organisation, and the sign-ins that Xero does not take any more.
  public func organisations() async throws -> (
    organisations: [ConnectedOrganisation], failures: [(user: String, error: XeroError)]
  ) {
    let (reached, failures) = try await connected()
    let books = try books()
    let found = try reached.map { client, connection in
      ConnectedOrganisation(
        tenant: connection.tenant, name: connection.name,
        user: try access.store.signedIn().first { $0.key == client.key }?.userName ?? "",
        connectedAt: connection.createdAt,
        fetchedAt: try books.organisation(
          connection.tenant, in: access.addresses.environmentName)?.fetchedAt,
        limits: access.limits.limits(of: connection.tenant, clientID: client.key.clientID))
    }
    return (found, failures.map { ($0.organisation, $0.error) })
  }
}
