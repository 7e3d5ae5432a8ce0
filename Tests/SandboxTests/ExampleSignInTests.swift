import Testing

@testable import xero_sandbox

/// The recorded exchanges before any invoice: consent, tokens, connections.
@Suite struct ExampleSignInTests {
  private let trial = Trial()

  private func authorize() async -> Reply {
    await trial.sandbox.answer(
      Request(
        method: "GET", path: "/identity/connect/authorize",
        query: Trial.query(
          "response_type=code&client_id=\(Trial.clientID)"
            + "&redirect_uri=http%3A%2F%2Flocalhost%3A8799%2Fcallback&scope=openid%20profile%20email"
            + "%20offline_access%20accounting.invoices%20accounting.contacts.read"
            + "%20accounting.settings.read&state=Zr3"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            + "&code_challenge_method=S256")))
  }

  @Test(.example(.authorize))
  func `consent: the address of the documentation, and its redirect`() async throws {
    let reply = await authorize()
    #expect(reply.status == 302)
    #expect(reply.query.map(\.name) == ["code", "scope", "state", "session_state"])
    #expect(reply.query[1].value == Trial.scopes && reply.query[2].value == "Zr3")
    await trial.office("POST", "/consent", #"{"deny":true}"#)
    #expect(
      await authorize().header("Location")
        == "http://localhost:8799/callback?error=access_denied&state=Zr3")
  }

  private static let fields = [
    "id_token", "access_token", "expires_in", "token_type", "refresh_token", "scope",
  ]

  @Test(.example(.token)) func `tokens: the fields of a sign-in`() async throws {
    let code = try #require(await authorize().code)
    let reply = await trial.exchange(code: code)
    #expect(reply.status == 200)
    #expect(reply.json.members?.map(\.key) == Self.fields)
    #expect(reply.json["expires_in"] == 1800 && reply.json["token_type"] == "Bearer")
    #expect(reply.json["scope"]?.text == Trial.scopes)
  }

  @Test(.example(.refresh))
  func `a refresh: the same fields, a new token, and no second use after the grace`()
    async throws
  {
    let first = try #require(try await trial.signIn()["refresh_token"]?.text)
    let second = await trial.refresh(first).json
    #expect(second.members?.map(\.key) == Self.fields)
    #expect(second["refresh_token"]?.text != first)
    trial.advance(seconds: 1800)
    let late = await trial.refresh(first)
    #expect(late.status == 400 && late.text == #"{"error":"invalid_grant"}"#)
  }

  @Test(.example(.connections)) func `connections need no organisation's header`() async throws {
    let caller = try await trial.caller()
    let reply = await trial.sandbox.answer(
      Request(
        method: "GET", path: "/connections",
        headers: [.init(name: "Authorization", value: "Bearer " + caller.token)]))
    #expect(reply.status == 200)
    let one = try #require(reply.json[0])
    #expect(one["id"]?.text.flatMap(guid) != nil)
    #expect(one["tenantId"]?.text == Trial.newZealand && one["tenantType"] == "ORGANISATION")
    #expect(one["tenantName"] == "Harbour Studio Ltd")
    #expect(one["createdDateUtc"] == "2026-11-30T00:30:00.5165400")
    #expect(one["updatedDateUtc"] == "2026-11-30T00:30:00.5165400")
  }
}
