import Crypto
import Foundation

/// Codes, tokens and connections: what identity.xero.com knows of one user.
struct SignIns: Codable, Equatable, Sendable {
  static let codeLife: Milliseconds = 5 * 60_000
  static let accessLife: Milliseconds = 1800 * 1000
  static let refreshLife: Milliseconds = 60 * 86_400_000

  private(set) var codes: [String: Code] = [:]
  private(set) var access: [String: Access] = [:]
  private(set) var refresh: [String: Refresh] = [:]
  /// Refresh tokens that were used. Nil in state files of before.
  private(set) var spent: [String: Grant]?
  var connections: [Connection] = []

  struct Code: Codable, Equatable, Sendable {
    var grant: Grant
    var redirect: String
    var challenge: String
    var expires: Milliseconds
  }

  /// Someone with a log-in at Xero.
  struct User: Codable, Equatable, Sendable {
    var id: String
    var email: String
    var name: String

    static let first = User(
      id: "e5c0ffee-0000-4000-8000-0000000000aa", email: "hana@harbour.example", name: "Hana Ito")
    static let second = User(
      id: "e5c0ffee-0000-4000-8000-0000000000bb", email: "bo@harbour.example", name: "Bo Reid")
  }

  /// What the person agreed to.
  struct Grant: Codable, Equatable, Sendable {
    var clientID: String
    var user: User
    var scopes: [String]
    var eventID: String
  }

  struct Access: Codable, Equatable, Sendable {
    var grant: Grant
    var expires: Milliseconds
  }

  struct Refresh: Codable, Equatable, Sendable {
    var grant: Grant
    var expires: Milliseconds
  }

  struct Connection: Codable, Equatable, Sendable {
    var id: String
    var clientID: String
    var userID: String
    var tenantID: String
    var tenantName: String
    var eventID: String
    var created: Milliseconds
  }

  enum Failure: String, Error {
    case invalidGrant = "invalid_grant"
    case invalidClient = "invalid_client"
  }

  struct Tokens: Equatable, Sendable {
    var id: String
    var access: String
    var refresh: String?
    var scopes: [String]
  }

  /// The person said yes. Scopes add up over consents; organisations stay connected.
  ///
  /// - Returns: the code for the redirect.
  mutating func allow(
    clientID: String, user: User, scopes: [String], organisations: [Organisation],
    redirect: String, challenge: String, now: Milliseconds, mint: inout Mint
  ) -> String {
    let earlier = refresh.values.filter {
      $0.grant.clientID == clientID && $0.grant.user == user && $0.expires > now
    }
    let added = earlier.flatMap(\.grant.scopes).filter { !scopes.contains($0) }
    let grant = Grant(
      clientID: clientID, user: user, scopes: scopes + Set(added).sorted(), eventID: mint.guid())
    for organisation in organisations {
      connections.removeAll {
        $0.clientID == clientID && $0.userID == user.id
          && $0.tenantID == organisation.tenantID
      }
      connections.append(
        Connection(
          id: mint.guid(), clientID: clientID, userID: user.id, tenantID: organisation.tenantID,
          tenantName: organisation.name, eventID: grant.eventID, created: now))
    }
    let code = mint.hexadecimal() + mint.hexadecimal()
    codes[code] = Code(
      grant: grant, redirect: redirect, challenge: challenge, expires: now + Self.codeLife)
    return code
  }

  mutating func exchange(
    code: String, clientID: String, redirect: String, verifier: String, now: Milliseconds,
    mint: inout Mint
  ) throws(Failure) -> Tokens {
    // One use, also where it fails.
    guard let found = codes.removeValue(forKey: code), found.expires > now,
      found.redirect == redirect
    else { throw .invalidGrant }
    guard found.grant.clientID == clientID else { throw .invalidClient }
    let digest = Data(SHA256.hash(data: Data(verifier.utf8)))
    guard verifier.wholeMatch(of: /[A-Za-z0-9\-._~]{43,128}/) != nil,
      base64URL(digest) == found.challenge
    else { throw .invalidGrant }
    return issue(found.grant, now, &mint)
  }

  /// A new pair. The token used keeps working for the grace period, in case the answer was lost.
  ///
  /// - Parameter reuseEnds: one that was used before, and is past its grace, ends the whole
  ///   sign-in.
  mutating func renew(
    refreshToken: String, clientID: String, grace: Milliseconds, reuseEnds: Bool,
    now: Milliseconds, mint: inout Mint
  ) throws(Failure) -> Tokens {
    guard let found = refresh[refreshToken], found.expires > now else {
      if reuseEnds, let grant = spent?[refreshToken] { end(grant) }
      throw .invalidGrant
    }
    guard found.grant.clientID == clientID else { throw .invalidClient }
    refresh[refreshToken]?.expires = min(found.expires, now + grace)
    spent = (spent ?? [:]).merging([refreshToken: found.grant]) { $1 }
    return issue(found.grant, now, &mint)
  }

  /// Ends all of that user's tokens and connections for the app.
  mutating func revoke(refreshToken: String) {
    guard let grant = refresh[refreshToken]?.grant else { return }
    end(grant)
    connections.removeAll { $0.clientID == grant.clientID && $0.userID == grant.user.id }
  }

  /// Every token of that user for the app is dead; organisations stay connected.
  private mutating func end(_ grant: Grant) {
    func isTheirs(_ other: Grant) -> Bool {
      other.clientID == grant.clientID && other.user == grant.user
    }
    refresh = refresh.filter { !isTheirs($0.value.grant) }
    access = access.filter { !isTheirs($0.value.grant) }
    codes = codes.filter { !isTheirs($0.value.grant) }
  }

  /// The back office's "revoke tokens": connections stay, every token is dead.
  mutating func revokeAllTokens() {
    refresh = [:]
    access = [:]
    codes = [:]
  }

  /// Every access token is old at once; refresh tokens stay good.
  mutating func expireAccess(at now: Milliseconds) {
    access = access.mapValues { Access(grant: $0.grant, expires: min($0.expires, now)) }
  }

  private mutating func issue(
    _ grant: Grant, _ now: Milliseconds, _ mint: inout Mint
  ) -> Tokens {
    let token = webToken(grant, now, id: mint.hexadecimal(), identifies: false)
    access = access.filter { $0.value.expires > now - Self.accessLife }
    refresh = refresh.filter { $0.value.expires > now }
    access[token] = Access(grant: grant, expires: now + Self.accessLife)
    var renewal: String?
    if grant.scopes.contains("offline_access") {
      let made = mint.hexadecimal() + mint.hexadecimal()
      refresh[made] = Refresh(grant: grant, expires: now + Self.refreshLife)
      renewal = made
    }
    return Tokens(
      id: webToken(grant, now, id: mint.hexadecimal(), identifies: true), access: token,
      refresh: renewal,
      scopes: grant.scopes)
  }

  /// Shaped like Xero's JWT. Its signature signs nothing.
  private func webToken(
    _ grant: Grant, _ now: Milliseconds, id: String, identifies: Bool
  ) -> String {
    let seconds = now / 1000
    let payload: JSON =
      identifies ? identity(grant, seconds, id: id) : authority(grant, seconds, id: id)
    let parts = ["{\"alg\":\"RS256\",\"typ\":\"JWT\"}", payload.written(.compact), id]
    return parts.map { base64URL(Data($0.utf8)) }.joined(separator: ".")
  }

  /// An id token: who, as far as `email` and `profile` were granted.
  private func identity(_ grant: Grant, _ seconds: Milliseconds, id: String) -> JSON {
    var members: [JSON.Member] = [
      .init(key: "iss", value: "https://identity.xero.com"),
      .init(key: "aud", value: .string(grant.clientID)),
      .init(key: "exp", value: .int(seconds + 300)), .init(key: "iat", value: .int(seconds)),
      .init(key: "sub", value: .string(grant.user.id)),
      .init(key: "xero_userid", value: .string(grant.user.id)),
      .init(key: "sid", value: .string(id)),
    ]
    if grant.scopes.contains("email") {
      members.append(.init(key: "email", value: .string(grant.user.email)))
    }
    if grant.scopes.contains("profile") {
      members.append(.init(key: "preferred_username", value: .string(grant.user.email)))
      members.append(.init(key: "name", value: .string(grant.user.name)))
    }
    return .object(members)
  }

  private func authority(_ grant: Grant, _ seconds: Milliseconds, id: String) -> JSON {
    [
      "nbf": .int(seconds), "exp": .int(seconds + Self.accessLife / 1000),
      "iss": "https://identity.xero.com", "aud": "https://identity.xero.com/resources",
      "client_id": .string(grant.clientID), "sub": .string(grant.user.id),
      "auth_time": .int(seconds), "xero_userid": .string(grant.user.id),
      "global_session_id": .string(grant.eventID), "jti": .string(id),
      "authentication_event_id": .string(grant.eventID),
      "scope": .array(grant.scopes.map(JSON.string)),
    ]
  }

  /// Every code and token that it knows, for tests that look for leaks.
  var secrets: [String] {
    Array(codes.keys) + Array(access.keys) + Array(refresh.keys) + Array((spent ?? [:]).keys)
  }
}

/// BASE64URL without padding, RFC 7636 appendix A.
func base64URL(_ data: Data) -> String {
  data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    .replacing("=", with: "")
}
