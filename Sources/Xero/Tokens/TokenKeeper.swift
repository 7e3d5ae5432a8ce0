import Activity
import Foundation

/// Gives out access tokens that live long enough, and renews them one process at a time.
struct TokenKeeper: Sendable {
  var store: TokenStore
  var identity: IdentityServer
  var now: @Sendable () -> Instant
  var warn: (@Sendable (String) -> Void)?

  /// Xero takes the refresh token before for 30 minutes more.
  private static let graceMilliseconds: Int64 = 30 * 60_000

  /// - Parameters:
  ///   - life: milliseconds that the token must still live.
  ///   - refused: an access token that Xero has just refused: it is renewed whatever its age.
  /// - Throws: `.needsLogin` where nobody is signed in, or no more. Nothing is ever deleted here.
  func accessToken(
    of key: TokenKey, life: Int64, refused: Secret? = nil
  ) async throws(XeroError) -> Secret {
    func usable(_ tokens: TokenSet) -> Bool {
      tokens.access != refused && tokens.expires - now() > life
    }
    if let tokens = try store.tokens(of: key), usable(tokens) { return tokens.access }
    return try await store.withLock { () throws(XeroError) -> Secret in
      // Another process may have renewed them while we waited.
      guard let tokens = try store.tokens(of: key) else { throw notSignedIn() }
      try store.check(tokens)
      if usable(tokens) { return tokens.access }
      let next = try await renewed(tokens)
      TokenKeeper.cutOff()
      // On disk before its first use: the old refresh token is already spent.
      if let why = try store.put(next).why {
        warn?(
          "Your keyring did not take the renewed tokens for Xero (\(why)), so they are in a file "
            + "that only you can read. \"daybook xero login\" puts them back.")
      }
      return next.access
    }
  }

  /// Call it under the lock.
  private func renewed(_ tokens: TokenSet) async throws(XeroError) -> TokenSet {
    if let answer = try await refresh(tokens.refresh, of: tokens) {
      return tokens.refreshed(with: answer, at: now())
    }
    // Someone who does not know our lock may have been there.
    if let again = try store.tokens(of: tokens.key), again.refresh != tokens.refresh,
      let answer = try await refresh(again.refresh, of: again)
    {
      return again.refreshed(with: answer, at: now())
    }
    if let previous = tokens.previousRefresh,
      now() - tokens.refreshed < TokenKeeper.graceMilliseconds,
      let answer = try await refresh(previous, of: tokens)
    {
      return tokens.refreshed(with: answer, at: now())
    }
    throw XeroError(
      .needsLogin,
      "Xero no longer takes this sign-in: it was revoked, or not used for 60 days. Run \"daybook "
        + "xero login\".")
  }

  /// Nil where Xero refuses the token; the network's failures are thrown.
  private func refresh(_ token: Secret, of tokens: TokenSet) async throws(XeroError) -> TokenAnswer?
  {
    do {
      return try await identity.refresh(token, clientID: tokens.clientID)
    } catch {
      switch error {
      case .invalidGrant: return nil
      case .other(let error): throw error
      }
    }
  }

  /// `DAYBOOK_CUT_OFF=refreshed` ends the process here, as `kill -9` would: Xero has answered, and
  /// nothing of it is stored. In release builds there is no such thing.
  private static func cutOff() {
    #if DEBUG
      switch ProcessInfo.processInfo.environment["DAYBOOK_CUT_OFF"] {
      case "refreshed": _exit(137)
      case "refreshed-crash": abort()
      default: break
      }
    #endif
  }

  private func notSignedIn() -> XeroError {
    XeroError(.needsLogin, "Nobody is signed in to Xero. Run \"daybook xero login\".")
  }
}
