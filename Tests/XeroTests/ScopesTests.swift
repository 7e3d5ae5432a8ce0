import Testing

@testable import Xero

@Suite struct ScopesTests {
  @Test func `without wishes the standard scopes are asked for`() throws {
    #expect(try Scopes.asked(instead: nil, added: [], granted: ["x"]) == Scopes.standard)
  }

  @Test func `added scopes come to the standard ones and to what was granted`() throws {
    #expect(
      try Scopes.asked(
        instead: nil, added: ["accounting.contacts"], granted: ["openid", "accounting.attachments"])
        == Scopes.standard + ["accounting.attachments", "accounting.contacts"])
  }

  @Test func `an override stands alone, with offline_access`() throws {
    let old = ["openid", "offline_access", "accounting.transactions"]
    #expect(try Scopes.asked(instead: old, added: [], granted: []) == old)
    #expect {
      try Scopes.asked(instead: ["openid"], added: [], granted: [])
    } throws: { "\($0)".contains("offline_access") }
  }

  @Test(arguments: ["a\"b", "ä", "a\\b"])
  func `what can't be a scope is refused`(text: String) {
    #expect(throws: XeroError.self) { try Scopes.list("openid \(text)") }
  }

  @Test func `blanks and commas part scopes`() throws {
    #expect(
      try Scopes.list(" openid, accounting.contacts  x") == ["openid", "accounting.contacts", "x"])
  }

  @Test func `a broad scope holds the granular one, and writing holds reading`() {
    #expect(Scopes.Need.invoices.isMet(by: ["accounting.transactions"]))
    #expect(Scopes.Need.contacts.isMet(by: ["accounting.contacts"]))
    #expect(!Scopes.Need.makeContacts.isMet(by: ["accounting.contacts.read"]))
    #expect(Scopes.Need.required.allSatisfy { $0.isMet(by: Scopes.standard) })
  }
}

@Suite struct PastedAnswerTests {
  private let answer = PastedAnswer(
    redirectURI: "http://localhost:8799/callback", port: 8799, state: "S")

  private func code(_ lines: [String]) -> (Result<Secret, XeroError>, said: [String]) {
    var rest = lines[...]
    var said: [String] = []
    do {
      return (.success(try answer.code(read: { rest.popFirst() }, say: { said.append($0) })), said)
    } catch {
      return (.failure(error), said)
    }
  }

  @Test func `the pasted address brings its code, blanks around it or not`() throws {
    let (result, said) = code(["  http://localhost:8799/callback?code=C%2B1&state=S  "])
    #expect(try result.get() == Secret("C+1"))
    #expect(said.isEmpty)
  }

  @Test(arguments: [
    "", "http://localhost:8799/callback?code=C&state=other",
    "http://localhost:8797/callback?code=C&state=S", "https://evil.example/callback?code=C&state=S",
    "http://localhost:8799/callback?state=S",
  ])
  func `another address is told, and the next line read`(line: String) throws {
    let (result, said) = code([line, "http://localhost:8799/callback?code=C&state=S"])
    #expect(try result.get() == Secret("C"))
    #expect(said.count == 1 && !said[0].contains("C&"))
  }

  @Test func `cancelled, refused and never`() {
    for (lines, kind) in [
      (["http://localhost:8799/callback?error=access_denied&state=S"], XeroError.Kind.cancelled),
      (["http://localhost:8799/callback?error=invalid_scope&state=S"], .badSettings),
      ([], .timedOut), (Array(repeating: "x", count: 9), .timedOut),
    ] {
      guard case .failure(let error) = code(lines).0 else { return #expect(Bool(false)) }
      #expect(error.kind == kind)
    }
  }
}
