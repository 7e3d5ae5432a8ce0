import Activity
import Foundation

/// Whose tokens: one set covers every organisation that this person connected to this app. The names
/// are stored: never change them.
public struct TokenKey: Hashable, Sendable, Codable {
  public var clientID: String
  /// Xero's `xero_userid`.
  public var userID: String

  public init(clientID: String, userID: String) {
    self.clientID = clientID
    self.userID = userID
  }
}

/// What a sign-in left behind. Prints no token.
struct TokenSet: Hashable, Sendable, Codable {
  /// Which Xero they are of; checked before any request is built.
  var environment: String
  var clientID: String
  var userID: String
  /// For people to recognise: an e-mail address or a name. Empty where Xero told none.
  var userName: String
  var access: Secret
  var refresh: Secret
  /// The one before: Xero takes it for 30 minutes more, if `refresh` was lost on its way to us.
  var previousRefresh: Secret?
  var scopes: [String]
  var expiresMilliseconds: Int64
  var refreshedMilliseconds: Int64
  var signedInMilliseconds: Int64

  var key: TokenKey { TokenKey(clientID: clientID, userID: userID) }
  var expires: Instant { Instant(milliseconds: expiresMilliseconds) }
  var refreshed: Instant { Instant(milliseconds: refreshedMilliseconds) }

  /// Xero drops a refresh token that was not used for 60 days.
  static let refreshLifeMilliseconds: Int64 = 60 * 86_400_000

  /// Takes what a refresh gave; the token it was given for stays as the previous one.
  func refreshed(with answer: TokenAnswer, at now: Instant) -> TokenSet {
    var next = self
    next.access = answer.access
    next.previousRefresh = refresh
    next.refresh = answer.refresh
    if let scopes = answer.scopes { next.scopes = scopes }
    next.expiresMilliseconds = now.milliseconds + answer.expiresInSeconds * 1000
    next.refreshedMilliseconds = now.milliseconds
    return next
  }
}

/// Where the tokens of a sign-in are.
public enum TokenPlace: String, Sendable, Codable {
  case file
  case secretService = "secret-service"
}

/// What a person may see of a sign-in.
public struct SignedIn: Hashable, Sendable {
  public var key: TokenKey
  public var userName: String
  public var scopes: [String]
  public var place: TokenPlace
  /// The organisations that it was last seen to reach.
  public var tenants: [String]
  public var signedInAt: Instant
  /// When its tokens were last renewed.
  public var renewedAt: Instant
  /// When the sign-in ends, if nothing is asked of Xero until then.
  public var endsAt: Instant
  /// From here on a person is told that it will end.
  public var warnsAt: Instant { endsAt.advanced(by: -10 * 86_400_000) }
}

/// The body of a successful answer from the token address.
struct TokenAnswer: Hashable, Sendable {
  var access: Secret
  var refresh: Secret
  var identity: Secret?
  var expiresInSeconds: Int64
  var scopes: [String]?

  /// Nil where something needed is missing.
  init?(_ body: Data) {
    struct Wire: Decodable {
      var access_token: Secret
      var refresh_token: Secret
      var id_token: Secret?
      var expires_in: Int64
      var scope: String?
      var token_type: String?
    }
    guard let wire = try? JSONDecoder().decode(Wire.self, from: body),
      !wire.access_token.revealed.isEmpty, !wire.refresh_token.revealed.isEmpty,
      (wire.token_type ?? "Bearer").lowercased() == "bearer",
      // A header's value: anything else could begin a header of its own.
      wire.access_token.revealed.utf8.allSatisfy({ (33...126).contains($0) }),
      (1...86_400).contains(wire.expires_in)
    else { return nil }
    access = wire.access_token
    refresh = wire.refresh_token
    identity = wire.id_token
    expiresInSeconds = wire.expires_in
    scopes = wire.scope?.split(separator: " ").map(String.init)
  }

  /// Who signed in, for the key and for display: the tokens' claims are not verified, and nothing
  /// is decided by them.
  var user: (id: String, name: String) {
    let access = claims(of: access)
    let identity = identity.map(claims) ?? Claims()
    return (
      access.xero_userid ?? identity.xero_userid ?? access.sub ?? identity.sub ?? "unknown",
      identity.email ?? identity.preferred_username ?? identity.name ?? ""
    )
  }

  private func claims(of token: Secret) -> Claims {
    let parts = token.revealed.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let payload = bytes(base64URL: parts[1]),
      let claims = try? JSONDecoder().decode(Claims.self, from: payload)
    else { return Claims() }
    return claims
  }

  private struct Claims: Decodable {
    var xero_userid: String?
    var sub: String?
    var email: String?
    var preferred_username: String?
    var name: String?
  }
}
