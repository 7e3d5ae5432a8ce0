import Testing

@testable import Xero

@Test func `the challenge is that of RFC 7636, appendix B`() {
  let pkce = PKCE(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
  #expect(pkce.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
}

@Test func `32 random bytes make a verifier of 43 allowed characters`() {
  let pkce = PKCE(randomBytes: (0..<32).map { 255 - $0 })
  #expect(pkce.verifier.revealed.utf8.count == 43)
  #expect(pkce.verifier.revealed.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) })
}

@Test func `a verifier is not printed, dumped or mirrored`() {
  let pkce = PKCE(verifier: "MARKER")
  var dumped = ""
  dump(pkce, to: &dumped)
  for text in ["\(pkce)", String(reflecting: pkce), dumped] { #expect(!text.contains("MARKER")) }
}
