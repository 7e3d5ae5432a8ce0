import Activity

/// The way into Xero: signing in and out, and asking as whoever is signed in.
public struct XeroAccess: Sendable {
  public let addresses: Addresses
  public let store: TokenStore
  public let limits: LimitsMemory
  private let exchange: Exchange
  private let warn: (@Sendable (String) -> Void)?
  private let now: @Sendable () -> Instant
  private let randomBytes: @Sendable (Int) -> [UInt8]
  private let sleep: @Sendable (Int64) async -> Void

  /// - Parameters:
  ///   - tokenDirectory: 0700, ours alone; created when first needed.
  ///   - session: the process's environment, where the desktop's Secret Service is to be looked
  ///     for; nil keeps tokens in the file.
  ///   - now: the real clock: tokens expire by it.
  ///   - randomBytes: from a cryptographic source.
  ///   - tell: gets a line for each call, without anything secret.
  ///   - warn: gets a sentence where renewed tokens could not stay in the keyring, and before a
  ///     wait.
  ///   - sleep: milliseconds.
  public init(
    addresses: Addresses, tokenDirectory: String, session: [String: String]? = nil,
    now: @escaping @Sendable () -> Instant,
    randomBytes: @escaping @Sendable (Int) -> [UInt8], transport: Transport = .live,
    tell: (@Sendable (String) -> Void)? = nil, warn: (@Sendable (String) -> Void)? = nil,
    sleep: @escaping @Sendable (Int64) async -> Void = {
      try? await Task.sleep(for: .milliseconds($0))
    }
  ) {
    self.addresses = addresses
    exchange = Exchange(transport: transport, tell: tell)
    self.warn = warn
    self.now = now
    self.randomBytes = randomBytes
    self.sleep = sleep
    limits = LimitsMemory(directory: tokenDirectory, environment: addresses.environmentName)
    store = TokenStore(
      directory: tokenDirectory, environment: addresses.environmentName,
      vault: session.map { SecretService(environment: $0) })
  }

  public static var defaultPorts: [Int] { CallbackListener.defaultPorts }

  /// How Xero's answer comes back.
  public enum Way: Sendable {
    /// The browser of this machine brings it, to the first of these ports that is free. Each is
    /// registered as `http://localhost:PORT/callback`.
    case listening(ports: [Int], within: Duration)
    /// A person pastes the address that a browser elsewhere ended at.
    ///
    /// - read: the next line; nil at the end of input.
    /// - say: gets a sentence where a line is not the answer.
    case pasted(
      port: Int, read: @Sendable () -> String?, say: @Sendable (String) -> Void)
  }

  /// What to sign in as.
  public struct LoginRequest: Sendable {
    public var clientID: String
    /// In place of the standard scopes.
    public var scopes: [String]?
    /// To those, and to what was granted before.
    public var addedScopes: [String]
    public var place: TokenPlace
    public var way: Way

    public init(
      clientID: String, scopes: [String]? = nil, addedScopes: [String] = [],
      place: TokenPlace = .secretService,
      way: Way = .listening(ports: XeroAccess.defaultPorts, within: .seconds(300))
    ) {
      self.clientID = clientID
      self.scopes = scopes
      self.addedScopes = addedScopes
      self.place = place
      self.way = way
    }
  }

  /// Signs a person in with the browser.
  ///
  /// - Parameter open: gets the address of Xero's consent page, when its answer can be received.
  /// - Returns: who signed in, and why the tokens are not where they were wanted; nil where they
  ///   are.
  /// - Throws: `.cancelled`, `.timedOut`, `.badSettings` or what the network says; nothing is
  ///   stored then.
  public func logIn(
    _ request: LoginRequest, open: @Sendable (_ address: String) async -> Void
  ) async throws(XeroError) -> (signedIn: SignedIn, whyInFile: String?) {
    guard (1...100).contains(request.clientID.utf8.count),
      request.clientID.utf8.allSatisfy({ (33...126).contains($0) })
    else {
      throw XeroError(
        .badSettings,
        "\"\(request.clientID)\" is no client id. Copy it from your app on developer.xero.com.")
    }
    let granted = try store.signedIn().first { $0.key.clientID == request.clientID }?.scopes ?? []
    let scopes = try Scopes.asked(
      instead: request.scopes, added: request.addedScopes, granted: granted)
    let (signIn, code) = try await consent(request, scopes, open)
    let answer = try await identity.exchange(code, of: signIn)
    let tokens = tokenSet(answer, of: signIn)
    return try await store.withLock { () throws(XeroError) in
      let placement = try store.put(tokens, in: request.place)
      guard let kept = try store.signedIn().first(where: { $0.key == tokens.key }) else {
        throw XeroError(
          .tokenStore, "The sign-in was not stored. Run \"daybook xero login\" again.")
      }
      return (kept, placement.why)
    }
  }

  private func consent(
    _ request: LoginRequest, _ scopes: [String], _ open: @Sendable (String) async -> Void
  ) async throws(XeroError) -> (SignIn, Secret) {
    let state = base64URL(randomBytes(24))
    let pkce = PKCE(randomBytes: randomBytes(32))
    func signIn(port: Int) -> SignIn {
      SignIn(clientID: request.clientID, port: port, scopes: scopes, state: state, pkce: pkce)
    }
    switch request.way {
    case .listening(let ports, let limit):
      let listener = try await CallbackListener.bind(ports: ports, state: state)
      let signIn = signIn(port: listener.port)
      await open(signIn.authorizeURL(at: addresses))
      do {
        let code = try await listener.code(within: limit)
        await listener.close()
        return (signIn, code)
      } catch {
        await listener.close()
        throw error
      }
    case .pasted(let port, let read, let say):
      let signIn = signIn(port: port)
      await open(signIn.authorizeURL(at: addresses))
      let answer = PastedAnswer(redirectURI: signIn.redirectURI, port: port, state: state)
      return (signIn, try answer.code(read: read, say: say))
    }
  }

  /// The port at which the next sign-in would listen; nil where all are taken.
  public func freePort() async -> Int? {
    guard
      let listener = try? await CallbackListener.bind(
        ports: CallbackListener.defaultPorts, state: base64URL(randomBytes(24)))
    else { return nil }
    await listener.close()
    return listener.port
  }

  /// Ends a sign-in at Xero, then forgets its tokens. Where Xero can't be asked they are kept, so
  /// that it can be tried again.
  ///
  /// - Parameter revokes: false erases the tokens here alone.
  public func logOut(_ key: TokenKey, revokes: Bool = true) async throws(XeroError) {
    try await store.withLock { () throws(XeroError) in
      if revokes, let tokens = try store.tokens(of: key) {
        try await identity.revoke(tokens.refresh, clientID: tokens.clientID)
      }
      try store.remove(key)
    }
  }

  public func client(as key: TokenKey) -> XeroClient {
    XeroClient(
      addresses: addresses, key: key,
      keeper: TokenKeeper(store: store, identity: identity, now: now, warn: warn),
      exchange: exchange,
      limits: limits, now: now, sleep: sleep, say: warn)
  }

  /// As the latest sign-in that was seen to reach an organisation; else as whoever signed in last.
  ///
  /// - Throws: `.needsLogin` where nobody is.
  public func client(reaching tenant: String) throws(XeroError) -> XeroClient {
    let all = try signedIn()
    return client(as: (all.first { $0.tenants.contains(tenant.lowercased()) } ?? all[0]).key)
  }

  /// The organisations that a sign-in reaches, remembered with it.
  public func organisations(of key: TokenKey) async throws(XeroError) -> [Connection] {
    let found = try await client(as: key).organisations()
    let tenants = found.map { $0.tenant.lowercased() }.sorted()
    try await store.withLock { () throws(XeroError) in try store.remember(tenants, of: key) }
    return found
  }

  /// Who is signed in, the latest first; never nobody.
  ///
  /// - Throws: `.needsLogin` where nobody is.
  public func signedIn() throws(XeroError) -> [SignedIn] {
    let all = try store.signedIn()
    guard !all.isEmpty else {
      throw XeroError(.needsLogin, "Nobody is signed in to Xero. Run \"daybook xero login\".")
    }
    return all
  }

  private var identity: IdentityServer {
    IdentityServer(addresses: addresses, exchange: exchange)
  }

  private func tokenSet(_ answer: TokenAnswer, of signIn: SignIn) -> TokenSet {
    let (id, name) = answer.user
    let time = now()
    return TokenSet(
      environment: addresses.environmentName, clientID: signIn.clientID, userID: id,
      userName: name, access: answer.access, refresh: answer.refresh, previousRefresh: nil,
      scopes: answer.scopes ?? signIn.scopes,
      expiresMilliseconds: time.milliseconds + answer.expiresInSeconds * 1000,
      refreshedMilliseconds: time.milliseconds, signedInMilliseconds: time.milliseconds)
  }
}
