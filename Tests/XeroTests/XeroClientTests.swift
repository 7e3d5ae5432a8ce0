import Activity
import Foundation
import Testing

@testable import Xero

/// A client of a canned server, signed in with a token that lives for `life` seconds.
private struct Trial {
  let scratch: Scratch
  let server: CannedServer
  let access: XeroAccess

  var client: XeroClient { access.client(as: tokenSet().key) }

  init(
    life: Int64 = 1800,
    _ reply: @escaping @Sendable (String, Int) -> CannedServer.Reply
  ) async throws {
    scratch = try Scratch()
    server = try await CannedServer.start(reply)
    let addresses = try Addresses(environment: server.environment)
    access = XeroAccess(
      addresses: addresses, tokenDirectory: scratch.path + "/tokens",
      now: { Instant(milliseconds: 0) }, randomBytes: { Array(repeating: 9, count: $0) },
      sleep: { _ in })
    let store = access.store
    let tokens = tokenSet(
      addresses.environmentName, expires: life * 1000, access: "MARKER-access",
      refresh: "MARKER-refresh")
    try await store.withLock { () throws(XeroError) in try store.put(tokens) }
  }

  func send(
    replay: Bool = false, firstSent: Int64 = 1, signIn: TokenKey? = tokenSet().key
  ) async -> SendOutcome {
    var order = Sample.order
    let time = PushTime(real: Instant(milliseconds: firstSent))
    order.attempts = .init(first: time, last: time, sends: 1, signIn: signIn)
    guard case .answered(let outcome) = await client.perform(.send(replay: replay), of: order)
    else { return .keyReused(XeroError(.unexpected, "not an answer")) }
    return outcome
  }
}

private let tokens = """
  {"access_token":"MARKER-access-2","refresh_token":"MARKER-refresh-2","expires_in":1800,\
  "token_type":"Bearer","scope":"openid"}
  """

private func name(_ outcome: SendOutcome) -> String {
  switch outcome {
  case .element: "element"
  case .refused: "refused"
  case .keyReused: "keyReused"
  case .tokenExpired: "tokenExpired"
  case .tokenIsAnother: "tokenIsAnother"
  case .denied: "denied"
  case .limited(.minute): "minute"
  case .limited(.concurrent): "concurrent"
  case .limited(.day): "day"
  case .notSent: "notSent"
  case .lost: "lost"
  }
}

/// Nobody knows whether Xero takes a key with another token than its first one.
@Test(arguments: [(Int64(-1), "tokenIsAnother"), (0, "tokenIsAnother"), (1, "element")])
func `a replay goes only with a token that is older than the first send`(
  firstSent: Int64, outcome: String
) async throws {
  let trial = try await Trial { _, _ in
    CannedServer.answer(200, Sample.envelope([Sample.json()]))
  }
  #expect(name(await trial.send(replay: true, firstSent: firstSent)) == outcome)
  #expect(trial.server.requests.count == (outcome == "element" ? 1 : 0))
  #expect(name(await trial.send(firstSent: firstSent)) == "element", "the first send itself")
}

/// Several sign-ins may reach one organisation, and the other's token may be older.
@Test(arguments: [
  nil, TokenKey(clientID: "another", userID: tokenSet().userID),
  TokenKey(clientID: tokenSet().clientID, userID: "another"),
])
func `a replay goes only with a token of who sent first`(signIn: TokenKey?) async throws {
  let trial = try await Trial { _, _ in
    CannedServer.answer(200, Sample.envelope([Sample.json()]))
  }
  #expect(name(await trial.send(replay: true, firstSent: 1, signIn: signIn)) == "tokenIsAnother")
  #expect(trial.server.requests.isEmpty)
}

@Test(arguments: [
  (CannedServer.answer(200, Sample.envelope([Sample.json()])), "element"),
  (CannedServer.answer(200, Sample.envelope([])), "lost"),
  (CannedServer.answer(200, Sample.envelope([Sample.json(), Sample.json()])), "lost"),
  (CannedServer.answer(200, "<html>Sign in to the hotel</html>", json: false), "lost"),
  (CannedServer.answer(200, "{\"Invoices\":[{"), "lost"),
  (CannedServer.answer(201, Sample.envelope([Sample.json()])), "lost"),
  (CannedServer.answer(307, "", ["Location: http://127.0.0.1:1/"]), "lost"),
  (CannedServer.answer(400, #"{"Type":"ValidationException","Message":"No"}"#), "refused"),
  (
    CannedServer.answer(
      400, #"{"Message":"Idempotency Key: k is used with a different request."}"#), "keyReused"
  ),
  (CannedServer.answer(400, "<html>", json: false), "lost"),
  (CannedServer.answer(401, #"{"Detail":"TokenExpired: token expired at x"}"#), "tokenExpired"),
  (CannedServer.answer(401, #"{"Detail":"AuthorizationUnsuccessful"}"#), "denied"),
  (CannedServer.answer(403, #"{"Detail":"AuthenticationUnsuccessful"}"#), "denied"),
  (CannedServer.answer(404, "", json: false), "denied"),
  (CannedServer.answer(429, "", ["X-Rate-Limit-Problem: minute", "Retry-After: 26"]), "minute"),
  (CannedServer.answer(429, "", ["X-Rate-Limit-Problem: day", "Retry-After: 66975"]), "day"),
  (CannedServer.answer(429, "", ["X-Rate-Limit-Problem: concurrent"]), "concurrent"),
  (CannedServer.answer(500, "{}"), "lost"), (CannedServer.answer(502, "<html>"), "lost"),
  (CannedServer.answer(503), "lost"), (.dropped, "lost"),
])
func `each answer to a send means what the protocol says`(
  reply: CannedServer.Reply, means: String
) async throws {
  let trial = try await Trial { _, _ in reply }
  #expect(name(await trial.send()) == means)
  #expect(trial.server.requests.count == 1)
}

@Test func `a send is one PUT of the exact bytes`() async throws {
  let trial = try await Trial { _, _ in
    CannedServer.answer(200, Sample.envelope([Sample.json()]))
  }
  _ = await trial.send()
  let request = try #require(trial.server.requests.first)
  #expect(request.hasPrefix("PUT /api.xro/2.0/Invoices?summarizeErrors=false&unitdp=4 HTTP/1.1"))
  #expect(request.hasSuffix("\r\n\r\n" + String(decoding: Sample.body.bytes, as: UTF8.self)))
  #expect(request.contains("Idempotency-Key: \(Sample.order.key.text)"))
  #expect(request.contains("xero-tenant-id: \(Sample.tenant)"))
  #expect(request.contains("Authorization: Bearer MARKER-access\r\n"))
}

@Test func `before a write a token of less than 7 minutes is renewed, before a replay it is not`()
  async throws
{
  for (replay, paths) in [(false, ["/connect/token", "/api.xro"]), (true, ["/api.xro"])] {
    let trial = try await Trial(life: 400) { request, _ in
      request.contains("/connect/token")
        ? CannedServer.answer(200, tokens)
        : CannedServer.answer(200, Sample.envelope([Sample.json()]))
    }
    #expect(name(await trial.send(replay: replay)) == "element")
    #expect(trial.server.requests.count == paths.count)
    for (request, path) in zip(trial.server.requests, paths) { #expect(request.contains(path)) }
  }
}

@Test func `a token that would be renewed with the first send is renewed by the look before it`()
  async throws
{
  let trial = try await Trial(life: 500) { request, _ in
    CannedServer.answer(
      200, request.contains("/connect/token") ? tokens : Sample.envelope([Sample.json()]))
  }
  let looks: [PushStep] = [
    .search(reference: Sample.reference, thorough: false), .list(contact: Sample.contact),
  ]
  for look in looks { _ = await trial.client.perform(look, of: Sample.order) }
  #expect(name(await trial.send()) == "element")
  let places = ["/connect/token", "GET /api.xro", "GET /api.xro", "PUT /api.xro"]
  #expect(trial.server.requests.count == places.count)
  for (request, place) in zip(trial.server.requests, places) { #expect(request.contains(place)) }
}

@Test func `a refresh is stored with the token before it`() async throws {
  let trial = try await Trial(life: 0) { request, _ in
    request.contains("/connect/token")
      ? CannedServer.answer(200, tokens) : CannedServer.answer(200, "[]")
  }
  #expect(try await trial.client.organisations().isEmpty)
  let stored = try #require(try trial.access.store.tokens(of: tokenSet().key))
  #expect(stored.access == Secret("MARKER-access-2"))
  #expect(stored.refresh == Secret("MARKER-refresh-2"))
  #expect(stored.previousRefresh == Secret("MARKER-refresh"))
  #expect(
    trial.server.requests[0].hasSuffix(
      "grant_type=refresh_token&client_id=CLIENT&refresh_token=MARKER-refresh"))
}

@Test func `a refused token is renewed once, and the read repeated once`() async throws {
  let trial = try await Trial { request, _ in
    request.contains("/connect/token")
      ? CannedServer.answer(200, tokens)
      : CannedServer.answer(401, #"{"Detail":"TokenExpired: x"}"#)
  }
  await #expect {
    try await trial.client.organisations()
  } throws: { ($0 as? XeroError)?.kind == .needsLogin }
  #expect(trial.server.requests.count == 3)
}

@Test func `a network failure never loses the tokens`() async throws {
  for reply in [CannedServer.Reply.dropped, CannedServer.answer(500, "{}")] {
    let trial = try await Trial(life: 0) { _, _ in reply }
    let before = try trial.access.store.tokens(of: tokenSet().key)
    await #expect(throws: XeroError.self) { try await trial.client.organisations() }
    #expect(try trial.access.store.tokens(of: tokenSet().key) == before)
  }
}

@Test func `a refresh token that Xero refuses needs a new sign-in`() async throws {
  let trial = try await Trial(life: 0) { _, _ in
    CannedServer.answer(400, #"{"error":"invalid_grant"}"#)
  }
  await #expect {
    try await trial.client.organisations()
  } throws: { ($0 as? XeroError)?.kind == .needsLogin }
}

@Test func `a lost refresh is healed with the token before it`() async throws {
  let trial = try await Trial(life: 0) { request, _ in
    if request.hasSuffix("refresh_token=MARKER-old") { return CannedServer.answer(200, tokens) }
    return request.contains("/connect/token")
      ? CannedServer.answer(400, #"{"error":"invalid_grant"}"#) : CannedServer.answer(200, "[]")
  }
  let store = trial.access.store
  try await store.withLock { () throws(XeroError) in
    guard var kept = try store.tokens(of: tokenSet().key) else { return }
    kept.previousRefresh = Secret("MARKER-old")
    try store.put(kept)
  }
  #expect(try await trial.client.organisations().isEmpty)
}

@Test func `8 at once with an expired token refresh once`() async throws {
  let trial = try await Trial(life: 0) { request, _ in
    request.contains("/connect/token")
      ? CannedServer.answer(200, tokens) : CannedServer.answer(200, "[]")
  }
  try await withThrowingTaskGroup(of: Void.self) { group in
    for _ in 0..<8 { group.addTask { _ = try await trial.client.organisations() } }
    try await group.waitForAll()
  }
  #expect(trial.server.requests.filter { $0.contains("/connect/token") }.count == 1)
}

@Test func `tokens of another Xero are refused before anything is sent`() async throws {
  let trial = try await Trial { _, _ in CannedServer.answer(200, "[]") }
  let text = try String(contentsOfFile: trial.access.store.path, encoding: .utf8)
  let copied = text.replacing(trial.access.addresses.environmentName, with: "xero")
  try copied.write(toFile: trial.access.store.path, atomically: false, encoding: .utf8)
  await #expect {
    try await trial.client.organisations()
  } throws: { ($0 as? XeroError)?.kind == .wrongEnvironment }
  #expect(trial.server.requests.isEmpty)
}

@Test func `a thorough search looks a second way`() async throws {
  let trial = try await Trial { request, _ in
    CannedServer.answer(
      200, Sample.envelope(request.contains("searchTerm=DB-7F3K9QXA") ? [Sample.json()] : []))
  }
  for (thorough, found) in [(false, 0), (true, 1)] {
    let step = PushStep.search(reference: Sample.reference, thorough: thorough)
    guard case .found(let invoices) = await trial.client.perform(step, of: Sample.order) else {
      return #expect(Bool(false))
    }
    #expect(invoices.count == found)
  }
  #expect(trial.server.requests.count == 3)
}

@Test func `pages are read to the last`() async throws {
  let trial = try await Trial { request, index in
    #expect(request.contains("page=\(index + 1)&"))
    return CannedServer.answer(
      200,
      #"{"pagination":{"page":\#(index + 1),"pageCount":3},"Contacts":[{"ContactID":"c\#(index)"}]}"#
    )
  }
  #expect(
    try await trial.client.contacts(tenant: Sample.tenant).map(\.id) == ["c0", "c1", "c2"])
}

@Test func `signing in brings tokens that are stored, and out revokes them`() async throws {
  let scratch = try Scratch()
  let claims = base64URL(Data(#"{"xero_userid":"USER"}"#.utf8))
  let server = try await CannedServer.start { request, _ in
    request.contains("/connect/revocation")
      ? CannedServer.answer(200, "")
      : CannedServer.answer(
        200, tokens.replacing("MARKER-access-2", with: "e30.\(claims).MARKER"))
  }
  let access = XeroAccess(
    addresses: try Addresses(environment: server.environment), tokenDirectory: scratch.path + "/t",
    now: { Instant(milliseconds: 0) }, randomBytes: { Array(repeating: 9, count: $0) })
  let request = XeroAccess.LoginRequest(
    clientID: "CLIENT", way: .listening(ports: [0], within: .seconds(60)))
  let (signedIn, whyInFile) = try await access.logIn(request) { address in
    let items = queryItems(address.split(separator: "?")[1]) ?? [:]
    let target = (items["redirect_uri"] ?? "") + "?code=MARKER-code&state=" + (items["state"] ?? "")
    let call = HTTPCall(method: .get, url: target, headers: [], body: nil)
    _ = try? await Transport.using { try await $0.send(call) }
  }
  #expect(signedIn.key == TokenKey(clientID: "CLIENT", userID: "USER"))
  #expect(signedIn.place == .file && whyInFile == "there is no Secret Service here")
  #expect(try access.store.signedIn() == [signedIn])
  let exchange = try #require(server.requests.first)
  #expect(exchange.contains("grant_type=authorization_code&client_id=CLIENT&code=MARKER-code&"))
  #expect(exchange.contains("&code_verifier=\(base64URL(Array(repeating: UInt8(9), count: 32)))"))
  #expect(!exchange.lowercased().contains("authorization:"))
  try await access.logOut(signedIn.key)
  #expect(server.requests.last?.hasSuffix("token=MARKER-refresh-2&client_id=CLIENT") == true)
  #expect(try access.store.signedIn().isEmpty)
}

@Test func `each error tells the id that Xero's support asks for`() async throws {
  let id = "bd83b60e-9d16-4a3b-9f59-0a2d0ccd35f2"
  let denied =
    #"{"Title":"Unauthorized","Detail":"AuthenticationUnsuccessful","Instance":"\#(id)"}"#
  for (status, body, headers) in [
    (400, #"{"Type":"ValidationException","Message":"No"}"#, ["Xero-Correlation-Id: \(id)"]),
    (
      400, #"{"Message":"Idempotency Key: k is used with a different request."}"#,
      ["Xero-Correlation-Id: \(id)"]
    ),
    (400, "nonsense", ["Xero-Correlation-Id: \(id)"]), (401, denied, []), (403, denied, []),
    (401, #"{"Detail":"AuthorizationUnsuccessful","Instance":"\#(id)"}"#, []),
    (404, "", ["Xero-Correlation-Id: \(id)"]),
    (429, "", ["Xero-Correlation-Id: \(id)", "X-Rate-Limit-Problem: day", "Retry-After: 66975"]),
    (429, "", ["Xero-Correlation-Id: \(id)", "X-Rate-Limit-Problem: concurrent"]),
    (500, "", ["Xero-Correlation-Id: \(id)"]), (503, "offline", ["Xero-Correlation-Id: \(id)"]),
    (200, "{}", ["Xero-Correlation-Id: \(id)"]), (200, "<html>", ["Xero-Correlation-Id: \(id)"]),
  ] {
    let trial = try await Trial { request, _ in
      request.contains("/connect/token")
        ? CannedServer.answer(200, tokens) : CannedServer.answer(status, body, headers)
    }
    await #expect {
      try await trial.client.accounts(tenant: Sample.tenant)
    } throws: { error in
      (error as? XeroError)?.correlationID == id && "\(error)".contains(id)
    }
  }
}

@Test func `no token, code or verifier is in any error or description`() async throws {
  let hostile = #"{"error":"MARKER-refresh","Detail":"MARKER-access","Type":"MARKER-access"}"#
  var texts: [String] = []
  for status in [200, 302, 400, 401, 403, 404, 429, 500] {
    for life in [Int64(0), 1800] {
      let trial = try await Trial(life: life) { _, _ in CannedServer.answer(status, hostile) }
      do { _ = try await trial.client.organisations() } catch {
        texts.append("\(error) \(String(reflecting: error))")
      }
      let outcome = await trial.send()
      var dumped = ""
      dump(outcome, to: &dumped)
      dump(try trial.access.store.tokens(of: tokenSet().key), to: &dumped)
      texts.append(dumped)
    }
  }
  #expect(texts.count > 16)
  for text in texts { #expect(!text.contains("MARKER"), "\(text)") }
}
