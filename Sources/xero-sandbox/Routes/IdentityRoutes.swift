import Foundation

/// Which apps exist, and how their consent is given.
struct Registration: Sendable {
  /// The client ids that exist.
  var clientIDs: Set<String>
  /// Byte for byte.
  var redirects: Set<String>
  /// Whether any `http://localhost[:port][/path]` counts as registered.
  var allowsAnyPort: Bool
  /// Consent without a page and a click.
  var consentsAtOnce: Bool

  /// The client ids that the sandbox knows without being told.
  static let defaultClientIDs = [
    "DA1B00C0DE0000000000000000000001", "DA1B00C0DE0000000000000000000002",
  ]
  static let defaultRedirects = [8795, 8797, 8799].map { "http://localhost:\($0)/callback" }

  func accepts(redirect: String) -> Bool {
    if redirects.contains(redirect) { return true }
    guard allowsAnyPort else { return false }
    // Never 127.0.0.1: Xero refuses it.
    return redirect.wholeMatch(of: /http:\/\/localhost(:[0-9]{1,5})?(\/[^\s#?]*)?/) != nil
  }
}

/// What the person at the consent page will do next.
struct Consent: Equatable, Sendable {
  var denies = false
  var user = SignIns.User.first
  /// Tenant ids; nil ticks all.
  var tenants: Set<String>?
}

/// login.xero.com and identity.xero.com as functions of the sign-ins.
struct IdentityRoutes {
  var registration: Registration
  var consent: Consent
  var organisations: [Organisation]
  /// How long the refresh token before the last one works.
  var grace: Milliseconds
  /// Whether one that is spent and past its grace ends the whole sign-in.
  var reuseEnds: Bool
  var now: Milliseconds

  func authorize(_ request: Request, _ signIns: inout SignIns, _ mint: inout Mint) -> Reply {
    func refused(_ error: String, _ why: String) -> Reply {
      .html(400, "<html><body><h1>Sorry</h1><p>Error: \(error): \(why)</p></body></html>")
    }
    let clientID = request.parameter("client_id") ?? ""
    guard registration.clientIDs.contains(clientID) else {
      return refused("unauthorized_client", "Unknown client or client not enabled")
    }
    guard let redirect = request.parameter("redirect_uri"),
      registration.accepts(redirect: redirect)
    else { return refused("invalid_request", "Invalid redirect_uri") }
    guard request.parameter("response_type") == "code" else {
      return refused("unsupported_response_type", "response_type must be code")
    }
    let scopes = (request.parameter("scope") ?? "").split(separator: " ").map(String.init)
    if !Scopes.broad.isDisjoint(with: scopes) {
      return refused("unauthorized_client", "Invalid scope for client")
    }
    guard !scopes.isEmpty, Scopes.known.isSuperset(of: scopes) else {
      return refused("invalid_scope", "A scope is not known")
    }
    guard request.parameter("code_challenge_method") == "S256",
      let challenge = request.parameter("code_challenge"),
      challenge.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil
    else { return refused("invalid_request", "code challenge required") }

    var answer: [(String, String)] = []
    switch decision(request) {
    case .ask: return page(request)
    case .deny: answer.append(("error", "access_denied"))
    case .allow(let ticked):
      let code = signIns.allow(
        clientID: clientID, user: consent.user, scopes: scopes, organisations: ticked,
        redirect: redirect,
        challenge: challenge, now: now, mint: &mint)
      answer += [("code", code), ("scope", scopes.joined(separator: " "))]
    }
    if let state = request.parameter("state") { answer.append(("state", state)) }
    if answer[0].0 == "code" { answer.append(("session_state", mint.hexadecimal())) }
    return .redirect(302, to: redirect + "?" + formEncoded(answer))
  }

  func token(_ request: Request, _ signIns: inout SignIns, _ mint: inout Mint) -> Reply {
    guard
      request.header("Content-Type")?.lowercased().hasPrefix("application/x-www-form-urlencoded")
        ?? false
    else { return failed("invalid_request") }
    let form = Request(method: "POST", path: "", query: formDecoded(request.body))
    guard let clientID = form.parameter("client_id"), registration.clientIDs.contains(clientID)
    else { return failed("invalid_client") }
    do throws(SignIns.Failure) {
      switch form.parameter("grant_type") {
      case "authorization_code":
        let tokens = try signIns.exchange(
          code: form.parameter("code") ?? "", clientID: clientID,
          redirect: form.parameter("redirect_uri") ?? "",
          verifier: form.parameter("code_verifier") ?? "", now: now, mint: &mint)
        return answer(tokens)
      case "refresh_token":
        let tokens = try signIns.renew(
          refreshToken: form.parameter("refresh_token") ?? "", clientID: clientID, grace: grace,
          reuseEnds: reuseEnds, now: now, mint: &mint)
        return answer(tokens)
      default: return failed("unsupported_grant_type")
      }
    } catch {
      return failed(error.rawValue)
    }
  }

  /// 200 with an empty body, whatever the token was (RFC 7009).
  func revoke(_ request: Request, _ signIns: inout SignIns) -> Reply {
    let form = Request(method: "POST", path: "", query: formDecoded(request.body))
    signIns.revoke(refreshToken: form.parameter("token") ?? "")
    return Reply(200)
  }

  private enum Decision {
    case ask
    case deny
    case allow([Organisation])
  }

  private func decision(_ request: Request) -> Decision {
    switch request.parameter("decision") {
    case "deny": return .deny
    case "allow":
      let ticked = Set(request.query.filter { $0.name == "organisation" }.map(\.value))
      return .allow(organisations.filter { ticked.contains($0.tenantID) })
    default:
      if !registration.consentsAtOnce { return .ask }
      if consent.denies { return .deny }
      return .allow(organisations.filter { consent.tenants?.contains($0.tenantID) ?? true })
    }
  }

  private func page(_ request: Request) -> Reply {
    let hidden = request.query.map {
      "<input type=\"hidden\" name=\"\(escaped($0.name))\" value=\"\(escaped($0.value))\">"
    }
    let boxes = organisations.map {
      "<p><label><input type=\"checkbox\" name=\"organisation\" value=\"\($0.tenantID)\" checked>"
        + " \(escaped($0.name))</label></p>"
    }
    let scope = escaped(request.parameter("scope") ?? "")
    return .html(
      200,
      """
      <html><head><title>Consent (sandbox)</title></head><body>
      <h1>Allow access?</h1><p>\(scope)</p>
      <form method="get">\(hidden.joined())\(boxes.joined())
      <button name="decision" value="allow">Allow access</button>
      <button name="decision" value="deny">Cancel</button></form></body></html>
      """)
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  private func answer(_ tokens: SignIns.Tokens) -> Reply {
    var members: [JSON.Member] = [
      .init(key: "id_token", value: .string(tokens.id)),
      .init(key: "access_token", value: .string(tokens.access)),
      .init(key: "expires_in", value: .int(SignIns.accessLife / 1000)),
      .init(key: "token_type", value: "Bearer"),
    ]
    if let refresh = tokens.refresh {
      members.append(.init(key: "refresh_token", value: .string(refresh)))
    }
    members.append(.init(key: "scope", value: .string(tokens.scopes.joined(separator: " "))))
    return unstored(.json(200, .object(members), .compact))
  }

  private func failed(_ error: String) -> Reply {
    unstored(.json(400, ["error": .string(error)], .compact))
  }

  private func unstored(_ reply: Reply) -> Reply {
    var reply = reply
    reply.add("Cache-Control", "no-store, no-cache, max-age=0")
    reply.add("Pragma", "no-cache")
    return reply
  }
}

/// `a=b&c=d`, as forms and queries are written: `+` is a blank.
func formDecoded(_ body: [UInt8]) -> [Request.Field] {
  String(decoding: body, as: UTF8.self).split(separator: "&").map { pair in
    let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { half -> String in
        let text = String(half).replacing("+", with: " ")
        return text.removingPercentEncoding ?? text
      }
    return Request.Field(name: halves[0], value: halves.count > 1 ? halves[1] : "")
  }
}

func formEncoded(_ fields: [(String, String)]) -> String {
  let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
  return fields.map { name, value in
    name + "=" + (value.addingPercentEncoding(withAllowedCharacters: plain) ?? "")
  }.joined(separator: "&")
}
