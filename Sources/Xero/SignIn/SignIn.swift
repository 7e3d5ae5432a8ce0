/// One attempt to sign in: what the browser opens, and what only the right answer can know.
struct SignIn: Hashable, Sendable {
  let clientID: String
  /// Registered with Xero byte for byte. `localhost`, because Xero refuses 127.0.0.1.
  let redirectURI: String
  let scopes: [String]
  let state: String
  let pkce: PKCE

  init(clientID: String, port: Int, scopes: [String], state: String, pkce: PKCE) {
    self.clientID = clientID
    redirectURI = "http://localhost:\(port)\(CallbackAnswer.path)"
    self.scopes = scopes
    self.state = state
    self.pkce = pkce
  }

  static var cancelled: XeroError {
    XeroError(.cancelled, "The sign-in was cancelled on Xero's page. Nothing was stored.")
  }

  static func refused(_ word: String) -> XeroError {
    XeroError(
      .badSettings,
      "Xero refused the sign-in: \(word). Check the client id, its redirect addresses and the "
        + "scopes on developer.xero.com, then run \"daybook xero login\" again.")
  }

  /// The page where the person consents.
  func authorizeURL(at addresses: Addresses) -> String {
    addresses.login + "/identity/connect/authorize?"
      + queryText([
        ("response_type", "code"), ("client_id", clientID), ("redirect_uri", redirectURI),
        ("scope", scopes.joined(separator: " ")), ("state", state),
        ("code_challenge", pkce.challenge), ("code_challenge_method", "S256"),
      ])
  }
}

/// What one request to the callback address means.
enum CallbackAnswer: Hashable, Sendable {
  case code(Secret)
  case cancelled
  /// Xero's error word, such as `invalid_scope`.
  case failed(String)
  /// Nothing of ours, answered with this HTTP status; we go on listening.
  case stray(Int)

  static let path = "/callback"

  /// - Parameters:
  ///   - target: the request's target, such as `/callback?code=…&state=…`. Hostile.
  ///   - host: the `Host` header: a name that only points to us may not speak for us.
  init(method: String, target: String, host: String?, port: Int, state: String) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let hosts = ["localhost:\(port)", "127.0.0.1:\(port)", "[::1]:\(port)"]
    guard let host, hosts.contains(host.lowercased()) else {
      self = .stray(400)
      return
    }
    guard parts[0] == CallbackAnswer.path else {
      self = .stray(404)
      return
    }
    guard method == "GET" else {
      self = .stray(405)
      return
    }
    guard let items = queryItems(parts.count > 1 ? parts[1] : ""), items["state"] == state else {
      self = .stray(400)
      return
    }
    if let error = items["error"] {
      let word = String(error.filter { $0.isLetter || $0 == "_" }.prefix(60))
      self = error == "access_denied" ? .cancelled : .failed(word)
    } else if let code = items["code"], !code.isEmpty {
      self = .code(Secret(code))
    } else {
      self = .stray(400)
    }
  }

  /// The page for the person: status, and a sentence.
  var page: (status: Int, text: String) {
    switch self {
    case .code: (200, "Daybook has its answer. You can close this window.")
    case .cancelled: (200, "You cancelled the sign-in. You can close this window.")
    case .failed: (200, "Xero refused the sign-in. Daybook says why. You can close this window.")
    case .stray(404): (404, "There is nothing here. Daybook waits for Xero's answer.")
    case .stray(let status): (status, "This is not the answer that Daybook waits for.")
    }
  }
}
