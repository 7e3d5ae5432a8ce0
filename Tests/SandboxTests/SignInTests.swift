import Testing

@testable import xero_sandbox

@Suite struct SignInTests {
  let trial = Trial()

  @Test(.rule(.consent)) func `consent answers with a code and the state`() async throws {
    let reply = await trial.authorize()
    #expect(reply.status == 302)
    #expect(reply.header("Location")?.hasPrefix("http://localhost:8799/callback?code=") == true)
    #expect(reply.query.contains(.init(name: "state", value: "Zr3")))
  }

  @Test(.rule(.consent)) func `a person who says no is told so in the redirect`() async {
    await trial.office("POST", "/consent", #"{"deny":true}"#)
    let reply = await trial.authorize()
    #expect(
      reply.header("Location") == "http://localhost:8799/callback?error=access_denied&state=Zr3")
  }

  @Test(.rule(.consent)) func `a person may tick one organisation alone`() async throws {
    await trial.office("POST", "/consent", #"{"organisations":["\#(Trial.australia)"]}"#)
    let caller = try await trial.caller()
    let connections = await connections(caller.token)
    #expect(
      connections.json.items?.compactMap { $0["tenantName"]?.text } == [
        "Harbour Studio Pty Ltd"
      ])
  }

  @Test(.rule(.consent)) func `without auto-consent a page asks, and its button answers`() async {
    let trial = Trial(consentsAtOnce: false)
    let page = await trial.authorize()
    #expect(page.status == 200)
    #expect(page.text.contains("Harbour Studio Pty Ltd"))
    let allowed = await trial.authorize(
      more: "&decision=allow&organisation=\(Trial.newZealand)")
    #expect(allowed.code != nil)
    let denied = await trial.authorize(more: "&decision=deny")
    #expect(denied.query.first == .init(name: "error", value: "access_denied"))
  }

  @Test(
    .rule(.redirects),
    arguments: [
      "http://127.0.0.1:8799/callback", "https://localhost:8799/callback",
      "http://localhost.evil.example/callback", "http://localhost:8799/callback#x",
      "http://LOCALHOST:8799/callback", "daybook://callback",
    ])
  func `a redirect that Xero would not register is refused`(redirect: String) async {
    let reply = await trial.authorize(redirect: redirect)
    #expect(reply.status == 400)
    #expect(reply.text.contains("Invalid redirect_uri"))
  }

  @Test(.rule(.redirects)) func `strict redirects match byte for byte`() async {
    let strict = Trial(allowsAnyPort: false)
    #expect(await strict.authorize(redirect: "http://localhost:8797/callback").status == 302)
    #expect(await strict.authorize(redirect: "http://localhost:8797/callback/").status == 400)
    #expect(await strict.authorize(redirect: "http://localhost:8796/callback").status == 400)
  }

  @Test(
    .rule(.scopes),
    arguments: [
      ("openid accounting.transactions", "unauthorized_client"),
      ("openid accounting.reports.read", "unauthorized_client"),
      ("openid accounting.invoice", "invalid_scope"), ("", "invalid_scope"),
    ])
  func `broad and unknown scopes are refused`(scopes: String, error: String) async {
    let reply = await trial.authorize(scopes: scopes)
    #expect(reply.status == 400)
    #expect(reply.text.contains(error))
  }

  @Test func `an unknown client is refused at both doors`() async {
    #expect(await trial.authorize(clientID: "NOBODY").text.contains("unauthorized_client"))
    let reply = await trial.exchange(code: "x", clientID: "NOBODY")
    #expect(reply.text == #"{"error":"invalid_client"}"#)
  }

  @Test(.rule(.proofKey))
  func `PKCE: another verifier is refused, and the code is then used up`() async throws {
    let code = try #require(await trial.authorize().code)
    let wrong = String(repeating: "a", count: 43)
    #expect(await trial.exchange(code: code, verifier: wrong).text == #"{"error":"invalid_grant"}"#)
    #expect(await trial.exchange(code: code).text == #"{"error":"invalid_grant"}"#)
  }

  @Test(
    .rule(.proofKey),
    arguments: [
      "code_challenge_method=plain", "code_challenge_method=", "code_challenge=short",
      "code_challenge=",
    ])
  func `PKCE: without an S256 challenge there is no code`(change: String) async {
    let name = change.prefix { $0 != "=" }
    let query = [
      ("response_type", "code"), ("client_id", Trial.clientID),
      ("redirect_uri", Trial.redirect), ("scope", Trial.scopes), ("state", "Zr3"),
      ("code_challenge", Trial.challenge), ("code_challenge_method", "S256"),
    ].filter { $0.0 != name }
    let reply = await trial.sandbox.answer(
      Request(
        method: "GET", path: "/identity/connect/authorize",
        query: Trial.query(formEncoded(query) + "&" + change)))
    #expect(reply.status == 400 && reply.text.contains("invalid_request"))
  }

  @Test(.rule(.proofKey), arguments: [42, 129])
  func `PKCE: a verifier has 43 to 128 characters`(length: Int) async throws {
    let code = try #require(await trial.authorize().code)
    let reply = await trial.exchange(code: code, verifier: String(repeating: "a", count: length))
    #expect(reply.text == #"{"error":"invalid_grant"}"#)
  }

  @Test func `a code or refresh token of another app is refused`() async throws {
    let code = try #require(await trial.authorize().code)
    let other = Registration.defaultClientIDs[1]
    #expect(
      await trial.exchange(code: code, clientID: other).text == #"{"error":"invalid_client"}"#)
    let refresh = try await trial.caller().refresh
    let reply = await trial.token([
      ("grant_type", "refresh_token"), ("client_id", other), ("refresh_token", refresh),
    ])
    #expect(reply.text == #"{"error":"invalid_client"}"#)
  }

  @Test func `a refresh token ends after 60 days without use`() async throws {
    let first = try await trial.caller().refresh
    trial.advance(seconds: 59 * 86_400)
    let second = try #require(await trial.refresh(first).json["refresh_token"]?.text)
    trial.advance(seconds: 59 * 86_400)
    let third = try #require(await trial.refresh(second).json["refresh_token"]?.text)
    trial.advance(seconds: 60 * 86_400)
    #expect(await trial.refresh(third).text == #"{"error":"invalid_grant"}"#)
  }

  @Test func `two people have tokens and connections of their own`() async throws {
    let first = try await trial.caller()
    await trial.office("POST", "/consent", #"{"user":"second"}"#)
    let second = try await trial.caller()
    #expect(await connections(first.token).json != (await connections(second.token).json))
    _ = await trial.sandbox.answer(
      Request(
        method: "POST", path: "/connect/revocation",
        body: Array("token=\(first.refresh)&client_id=\(Trial.clientID)".utf8)))
    #expect(await connections(first.token).status == 401)
    #expect(await second.send("GET", "/Organisation").status == 200)
  }

  @Test(.rule(.proofKey)) func `a code works once`() async throws {
    let code = try #require(await trial.authorize().code)
    #expect(await trial.exchange(code: code).status == 200)
    #expect(await trial.exchange(code: code).status == 400)
  }

  @Test(.rule(.proofKey)) func `a code works for five minutes`() async throws {
    let code = try #require(await trial.authorize().code)
    trial.advance(seconds: 300)
    #expect(await trial.exchange(code: code).status == 400)
  }

  @Test func `a code belongs to its redirect`() async throws {
    let code = try #require(await trial.authorize().code)
    let reply = await trial.exchange(code: code, redirect: "http://localhost:8797/callback")
    #expect(reply.text == #"{"error":"invalid_grant"}"#)
  }

  @Test func `tokens have Xero's fields and are not to be stored by caches`() async throws {
    let code = try #require(await trial.authorize().code)
    let reply = await trial.exchange(code: code)
    #expect(reply.json["expires_in"]?.integer == 1800)
    #expect(reply.json["token_type"]?.text == "Bearer")
    #expect(reply.json["scope"]?.text == Trial.scopes)
    #expect(reply.json["access_token"]?.text?.split(separator: ".").count == 3)
    #expect(reply.header("Cache-Control") == "no-store, no-cache, max-age=0")
  }

  @Test(.rule(.accessLife)) func `an access token ends after 1800 seconds`() async throws {
    let caller = try await trial.caller()
    trial.advance(seconds: 1799)
    #expect(await caller.send("GET", "/Organisation").status == 200)
    trial.advance(seconds: 1)
    let late = await caller.send("GET", "/Organisation")
    #expect(late.status == 401)
    #expect(
      late.json["Detail"]?.text == "TokenExpired: token expired at 11/30/2026 01:00:00")
  }

  @Test(.rule(.grace)) func `each refresh makes a new refresh token`() async throws {
    let first = try await trial.caller().refresh
    let second = await trial.refresh(first).json["refresh_token"]?.text
    #expect(second != nil && second != first)
  }

  @Test(.rule(.grace))
  func `the refresh token before works for half an hour, then never`() async throws {
    let first = try await trial.caller().refresh
    _ = await trial.refresh(first)
    trial.advance(seconds: 1799)
    #expect(await trial.refresh(first).status == 200)
    trial.advance(seconds: 1)
    #expect(await trial.refresh(first).text == #"{"error":"invalid_grant"}"#)
  }

  @Test func `there may be no grace at all, by a switch`() async throws {
    await trial.office("POST", "/switches", #"{"graceSeconds":0}"#)
    let first = try await trial.caller().refresh
    #expect(await trial.refresh(first).status == 200)
    #expect(await trial.refresh(first).text == #"{"error":"invalid_grant"}"#)
  }

  @Test(arguments: [false, true])
  func `a spent refresh token past its grace is refused, or ends the sign-in, by a switch`(
    ends: Bool
  ) async throws {
    await trial.office("POST", "/switches", #"{"reuseEndsSignIn":\#(ends)}"#)
    let first = try await trial.caller().refresh
    let second = try #require(await trial.refresh(first).json["refresh_token"]?.text)
    trial.advance(seconds: 1799)
    let third = await trial.refresh(first).json
    #expect(third["refresh_token"] != nil, "within the grace it is no reuse")
    trial.advance(seconds: 1)
    #expect(await trial.refresh(first).text == #"{"error":"invalid_grant"}"#)
    let access = try #require(third["access_token"]?.text)
    #expect(await connections(access).status == (ends ? 401 : 200))
    #expect(await trial.refresh(second).status == (ends ? 400 : 200))
    #expect(await !trial.sandbox.state.signIns.connections.isEmpty)
    // One that was never given out ends nobody's sign-in.
    let again = try await trial.caller()
    #expect(await trial.refresh("nobody's").status == 400)
    #expect(await connections(again.token).status == 200)
  }

  @Test func `scopes add up over consents`() async throws {
    _ = try await trial.caller()
    let tokens = try await trial.signIn(scopes: "openid offline_access accounting.attachments")
    #expect(tokens["scope"]?.text?.contains("accounting.invoices") == true)
  }

  @Test(.rule(.revocation)) func `revocation ends tokens and connections`() async throws {
    let caller = try await trial.caller()
    let reply = await trial.sandbox.answer(
      Request(
        method: "POST", path: "/connect/revocation",
        body: Array("token=\(caller.refresh)&client_id=\(Trial.clientID)".utf8)))
    #expect(reply == Reply(200))
    #expect(await trial.refresh(caller.refresh).status == 400)
    #expect(await connections(caller.token).status == 401)
    #expect(await trial.sandbox.state.signIns.connections.isEmpty)
  }

  @Test(.rule(.connections))
  func `connections of one consent are found by its event`() async throws {
    let caller = try await trial.caller()
    let all = await connections(caller.token).json
    let event = try #require(all[0]?["authEventId"]?.text)
    #expect(await connections(caller.token, "authEventId=" + event).json.items?.count == 2)
    let other = await connections(caller.token, "authEventId=" + emptyGUID)
    #expect(other.json == [])
    #expect(all[0]?["createdDateUtc"] == "2026-11-30T00:30:00.5165400")
  }

  @Test(.rule(.connections))
  func `a deleted connection is gone, and its organisation refuses`() async throws {
    let caller = try await trial.caller()
    let id = try #require(await connections(caller.token).json[0]?["id"]?.text)
    #expect(await connections(caller.token, method: "DELETE", id: "/" + id).status == 204)
    #expect(await connections(caller.token, method: "DELETE", id: "/" + id) == .notFound)
    #expect(await caller.send("GET", "/Organisation").status == 403)
  }

  private func connections(
    _ token: String, _ query: String = "", method: String = "GET", id: String = ""
  ) async -> Reply {
    await trial.sandbox.answer(
      Request(
        method: method, path: "/Connections" + id, query: Trial.query(query),
        headers: [.init(name: "Authorization", value: "Bearer " + token)]))
  }
}
