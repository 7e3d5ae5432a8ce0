import Activity
import Foundation

/// A sign-in as the file keeps it: all but the tokens, which may be in the vault.
struct SignInRecord: Codable, Sendable {
  struct Secrets: Codable, Sendable {
    var access: Secret
    var refresh: Secret
    var previousRefresh: Secret?
  }

  var environment: String
  var clientID: String
  var userID: String
  var userName: String
  var scopes: [String]
  var tenants: [String]
  var expiresMilliseconds: Int64
  var refreshedMilliseconds: Int64
  var signedInMilliseconds: Int64
  /// Nil where the vault has them.
  var secrets: Secrets?

  var key: TokenKey { TokenKey(clientID: clientID, userID: userID) }
  var place: TokenPlace { secrets == nil ? .secretService : .file }

  init(_ tokens: TokenSet, tenants: [String]) {
    environment = tokens.environment
    clientID = tokens.clientID
    userID = tokens.userID
    userName = tokens.userName
    scopes = tokens.scopes
    self.tenants = tenants
    expiresMilliseconds = tokens.expiresMilliseconds
    refreshedMilliseconds = tokens.refreshedMilliseconds
    signedInMilliseconds = tokens.signedInMilliseconds
    secrets = Secrets(
      access: tokens.access, refresh: tokens.refresh, previousRefresh: tokens.previousRefresh)
  }

  /// What the vault keeps: the whole record, so that a crash between vault and file loses nothing.
  var vaultText: String {
    guard let data = try? JSONEncoder().encode(self) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  init?(vaultText: String) {
    guard let record = try? JSONDecoder().decode(SignInRecord.self, from: Data(vaultText.utf8))
    else { return nil }
    self = record
  }

  var tokens: TokenSet? {
    secrets.map {
      TokenSet(
        environment: environment, clientID: clientID, userID: userID, userName: userName,
        access: $0.access, refresh: $0.refresh, previousRefresh: $0.previousRefresh,
        scopes: scopes, expiresMilliseconds: expiresMilliseconds,
        refreshedMilliseconds: refreshedMilliseconds, signedInMilliseconds: signedInMilliseconds)
    }
  }

  var signedIn: SignedIn {
    let refreshed = Instant(milliseconds: refreshedMilliseconds)
    return SignedIn(
      key: key, userName: userName, scopes: scopes, place: place, tenants: tenants,
      signedInAt: Instant(milliseconds: signedInMilliseconds), renewedAt: refreshed,
      endsAt: refreshed.advanced(by: TokenSet.refreshLifeMilliseconds))
  }
}
