import Foundation

/// The token addresses of Xero: code exchange, refresh, revocation.
struct IdentityServer: Sendable {
  var addresses: Addresses
  var exchange: Exchange

  enum Refusal: Error {
    /// The refresh token or code is used up, expired or revoked.
    case invalidGrant
    case other(XeroError)
  }

  func exchange(_ code: Secret, of signIn: SignIn) async throws(XeroError) -> TokenAnswer {
    do {
      return try await tokens([
        ("grant_type", "authorization_code"), ("client_id", signIn.clientID),
        ("code", code.revealed), ("redirect_uri", signIn.redirectURI),
        ("code_verifier", signIn.pkce.verifier.revealed),
      ])
    } catch {
      switch error {
      case .other(let error): throw error
      case .invalidGrant:
        throw XeroError(
          .needsLogin,
          "Xero did not take the code of this sign-in: it was used or is too old. Run \"daybook "
            + "xero login\" again.")
      }
    }
  }

  func refresh(_ token: Secret, clientID: String) async throws(Refusal) -> TokenAnswer {
    try await tokens([
      ("grant_type", "refresh_token"), ("client_id", clientID), ("refresh_token", token.revealed),
    ])
  }

  /// Ends the sign-in at Xero, with all its connections.
  func revoke(_ token: Secret, clientID: String) async throws(XeroError) {
    let answer = try await post(
      "/connect/revocation", [("token", token.revealed), ("client_id", clientID)])
    // Xero's answer is empty; a page is somebody else's on the way.
    guard (200..<300).contains(answer.status), answer.body.isEmpty || answer.isJSON else {
      throw refusal(answer, what: "end the sign-in")
    }
  }

  private func tokens(_ form: [(name: String, value: String)]) async throws(Refusal) -> TokenAnswer
  {
    let answer: HTTPAnswer
    do { answer = try await post("/connect/token", form) } catch { throw .other(error) }
    if answer.status == 200, let tokens = TokenAnswer(answer.body) { return tokens }
    if (400...401).contains(answer.status), oauthError(answer) == "invalid_grant" {
      throw .invalidGrant
    }
    throw .other(refusal(answer, what: "give tokens"))
  }

  private func post(
    _ path: String, _ form: [(name: String, value: String)]
  ) async throws(XeroError) -> HTTPAnswer {
    let call = HTTPCall(
      method: .post, url: addresses.identity + path,
      headers: [
        ("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json"),
      ],
      body: Data(queryText(form).utf8))
    do {
      return try await exchange.send(call)
    } catch {
      throw unreachable(addresses.identity, error)
    }
  }

  private func refusal(_ answer: HTTPAnswer, what: String) -> XeroError {
    switch oauthError(answer) {
    case "invalid_client":
      XeroError(
        .badSettings,
        "Xero does not know this client id. Copy it from your app on developer.xero.com, which "
          + "must be of the type \"Mobile or desktop app\", and run \"daybook xero login "
          + "--client-id ID\".")
    case "unauthorized_client", "invalid_scope":
      XeroError(
        .badSettings,
        "Xero does not allow this app the scopes that were asked for. Check them on "
          + "developer.xero.com, then run \"daybook xero login\" again.")
    case let word?:
      XeroError(.unexpected, "\(host(addresses.identity)) would not \(what): \(word).")
    case nil:
      XeroError(
        answer.status >= 500 ? .unreachable(host: host(addresses.identity)) : .unexpected,
        "\(host(addresses.identity)) would not \(what): it answered with status "
          + "\(answer.status). Try again in a few minutes.")
    }
  }

  /// The word of RFC 6749 section 5.2, and no more of the body.
  private func oauthError(_ answer: HTTPAnswer) -> String? {
    struct Wire: Decodable { var error: String }
    guard let word = try? JSONDecoder().decode(Wire.self, from: answer.body).error,
      !word.isEmpty, word.utf8.count <= 40,
      word.utf8.allSatisfy({ (97...122).contains($0) || $0 == UInt8(ascii: "_") })
    else { return nil }
    return word
  }
}

/// `api.xero.com` of `https://api.xero.com/…`.
func host(_ url: String) -> String {
  let rest = url.range(of: "://").map { url[$0.upperBound...] } ?? url[...]
  return String(rest.prefix { $0 != "/" })
}

func unreachable(_ url: String, _ failure: TransportFailure) -> XeroError {
  let what =
    switch failure {
    case .notSent: "could not be asked"
    case .lost: "gave no usable answer"
    }
  return XeroError(
    .unreachable(host: host(url)),
    "\(host(url)) \(what): \(failure.why). Check the network, then try again.")
}
