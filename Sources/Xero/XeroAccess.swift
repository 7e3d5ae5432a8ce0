import Activity

/// The way into Xero: signing in and out, and asking as whoever is signed in.
public struct XeroAccess: Sendable {
  public let addresses: Addresses
  public let store: TokenStore
  private let transport: Transport
  private let now: @Sendable () -> Instant
  private let randomBytes: @Sendable (Int) -> [UInt8]
  private let sleep: @Sendable (Int64) async -> Void

  /// - Parameters:
  ///   - tokenDirectory: 0700, ours alone; created when first needed.
  ///   - now: the real clock: tokens expire by it.
  ///   - randomBytes: from a cryptographic source.
  ///   - sleep: milliseconds.
  public init(
    addresses: Addresses, tokenDirectory: String, now: @escaping @Sendable () -> Instant,
    randomBytes: @escaping @Sendable (Int) -> [UInt8], transport: Transport = .live,
    sleep: @escaping @Sendable (Int64) async -> Void = {
      try? await Task.sleep(for: .milliseconds($0))
    }
  ) {
    self.addresses = addresses
    self.transport = transport
    self.now = now
    self.randomBytes = randomBytes
    self.sleep = sleep
    store = TokenStore(directory: tokenDirectory, environment: addresses.environmentName)
  }

  public static var defaultScopes: [String] { SignIn.defaultScopes }
  public static var defaultPorts: [Int] { CallbackListener.defaultPorts }

  /// Signs a person in with the browser.
  ///
  /// - Parameters:
  ///   - ports: tried in this order; each is registered as `http://localhost:PORT/callback`.
  ///   - open: gets the address of Xero's consent page, when its answer can be received.
  /// - Throws: `.cancelled`, `.timedOut`, `.badSettings` or what the network says; nothing is
  ///   stored then.
  public func logIn(
    clientID: String, scopes: [String] = XeroAccess.defaultScopes,
    ports: [Int] = XeroAccess.defaultPorts, within limit: Duration = .seconds(300),
    open: @Sendable (_ address: String) async -> Void
  ) async throws(XeroError) -> SignedIn {
    guard (1...100).contains(clientID.utf8.count),
      clientID.utf8.allSatisfy({ (33...126).contains($0) })
    else {
      throw XeroError(
        .badSettings,
        "\"\(clientID)\" is no client id. Copy it from your app on developer.xero.com.")
    }
    let state = base64URL(randomBytes(24))
    let pkce = PKCE(randomBytes: randomBytes(32))
    let listener = try await CallbackListener.bind(ports: ports, state: state)
    let signIn = SignIn(
      clientID: clientID, port: listener.port, scopes: scopes, state: state, pkce: pkce)
    await open(signIn.authorizeURL(at: addresses))
    let code: Secret
    do {
      code = try await listener.code(within: limit)
    } catch {
      await listener.close()
      throw error
    }
    await listener.close()
    let answer = try await identity.exchange(code, of: signIn)
    let tokens = tokenSet(answer, of: signIn)
    try await store.withLock { () throws(XeroError) in try store.put(tokens) }
    return SignedIn(tokens)
  }

  /// Ends a sign-in at Xero, then forgets its tokens. Where Xero can't be asked they are kept, so
  /// that it can be tried again.
  public func logOut(_ key: TokenKey) async throws(XeroError) {
    try await store.withLock { () throws(XeroError) in
      guard let tokens = try store.tokens(of: key) else { return }
      try await identity.revoke(tokens.refresh, clientID: tokens.clientID)
      try store.remove(key)
    }
  }

  public func client(as key: TokenKey) -> XeroClient {
    XeroClient(
      addresses: addresses, key: key,
      keeper: TokenKeeper(store: store, identity: identity, now: now), transport: transport,
      now: now, sleep: sleep)
  }

  /// As whoever signed in last.
  ///
  /// - Throws: `.needsLogin` where nobody is.
  public func client() throws(XeroError) -> XeroClient {
    guard let latest = try store.signedIn().first else {
      throw XeroError(.needsLogin, "Nobody is signed in to Xero. Run \"daybook xero login\".")
    }
    return client(as: latest.key)
  }

  private var identity: IdentityServer {
    IdentityServer(addresses: addresses, transport: transport)
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
