import Testing

@testable import Xero

@Test func `the address to open is spelled exactly`() {
  let signIn = SignIn(
    clientID: "8AF0", port: 8799, scopes: Scopes.standard, state: "Zr3",
    pkce: PKCE(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
  #expect(
    signIn.authorizeURL(at: .xero)
      == "https://login.xero.com/identity/connect/authorize?response_type=code&client_id=8AF0"
      + "&redirect_uri=http%3A%2F%2Flocalhost%3A8799%2Fcallback"
      + "&scope=openid%20profile%20email%20offline_access%20accounting.invoices"
      + "%20accounting.contacts.read%20accounting.settings.read&state=Zr3"
      + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256")
}

private func answer(
  _ target: String, method: String = "GET", host: String? = "localhost:8799"
) -> CallbackAnswer {
  CallbackAnswer(method: method, target: target, host: host, port: 8799, state: "right")
}

@Test func `the code comes with our state`() {
  #expect(answer("/callback?code=a%2Bb&state=right&session_state=x") == .code(Secret("a+b")))
}

@Test func `a refusal on Xero's page is a refusal only with our state`() {
  #expect(answer("/callback?error=access_denied&state=right") == .cancelled)
  #expect(answer("/callback?error=access_denied&state=wrong") == .stray(400))
  #expect(answer("/callback?error=invalid_scope&state=right") == .failed("invalid_scope"))
}

@Test(arguments: [
  ("/callback?code=x&state=wrong", 400), ("/callback?code=x", 400), ("/callback", 400),
  ("/callback?state=right", 400), ("/callback?code=&state=right", 400),
  ("/callback?code=x&code=y&state=right", 400), ("/callback?code=%zz&state=right", 400),
  ("/favicon.ico", 404), ("/callback/x?code=x&state=right", 404), ("/", 404), ("", 404),
])
func `anything else is a stray`(target: String, status: Int) {
  #expect(answer(target) == .stray(status))
}

@Test(arguments: [nil, "evil.example:8799", "localhost", "localhost:1", "localhost:8799.evil"])
func `a request for another host is a stray`(host: String?) {
  #expect(answer("/callback?code=x&state=right", host: host) == .stray(400))
}

@Test func `nothing but GET brings a code`() {
  #expect(answer("/callback?code=x&state=right", method: "POST") == .stray(405))
}
