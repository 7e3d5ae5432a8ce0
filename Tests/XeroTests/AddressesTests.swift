import Testing

@testable import Xero

private func environment(
  _ api: String, _ identity: String, _ login: String
) -> [String: String] {
  [
    "DAYBOOK_XERO_API": api, "DAYBOOK_XERO_IDENTITY": identity, "DAYBOOK_XERO_LOGIN": login,
  ]
}

@Test func `without settings it is the real Xero`() throws {
  let addresses = try Addresses(environment: [:])
  #expect(addresses == .xero)
  #expect(addresses.api == "https://api.xero.com")
  #expect(addresses.environmentName == "xero")
}

@Test func `the real addresses written out are the real Xero too`() throws {
  let written = environment(
    "HTTPS://API.xero.com:443/", "https://identity.xero.com", "https://login.xero.com/")
  #expect(try Addresses(environment: written) == .xero)
}

@Test(arguments: [
  "http://127.0.0.1:8080", "http://[::1]:8080/", "http://localhost", "https://x.nz",
])
func `a stand-in has a name of its own`(base: String) throws {
  let addresses = try Addresses(environment: environment(base, base, base))
  #expect(addresses.environmentName.hasPrefix("standin-"))
  #expect(
    addresses.environmentName.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." })
  #expect(!addresses.isXero)
}

@Test(arguments: [
  ("http://127.0.0.1:8080", true), ("http://[::1]:8080/", true), ("http://localhost", true),
  ("https://localhost:1", true), ("http://[::1]", true),
  ("https://localhost-staging.example.com", false),
  ("https://127.0.0.1-x.example.com:80", false), ("https://x.nz", false),
])
func `a name says whether its stand-in is on this machine`(base: String, isHere: Bool) throws {
  let name = try Addresses(environment: environment(base, base, base)).environmentName
  #expect(Addresses.isLoopback(environmentName: name) == isHere, "\(name)")
  #expect(!Addresses.isLoopback(environmentName: Addresses.xero.environmentName))
}

@Test func `stand-ins on two ports have two names`() throws {
  let names = try ["http://localhost:1", "http://localhost:2"].map {
    try Addresses(environment: environment($0, $0, $0)).environmentName
  }
  #expect(names[0] != names[1])
}

@Test(arguments: [
  "http://127.0.0.1@evil.example", "http://user:word@127.0.0.1:80", "http://127.0.0.1.evil.example",
  "http://127.0.0.2", "http://example.com", "http://[::2]", "http://0.0.0.0", "http://localhost.",
  "https://a b", "https://evil.example?x=1", "https://evil.example/#f", "https://evil.example\\@x",
  "ftp://localhost", "localhost:8080", "https://", "https://h:0", "https://h:65536", "https://h:x",
  "https://evil.xero.com", "https://api.xero.com:444", "http://localhost/%2e%2e",
  "http://localhost:+80",
])
func `an address that could mislead is refused`(base: String) {
  #expect {
    try Addresses(environment: environment(base, base, base))
  } throws: { ($0 as? XeroError)?.kind == .badSettings }
}

@Test(arguments: [
  environment("http://localhost:1", "", ""),
  environment("https://api.xero.com", "http://localhost:1", "http://localhost:1"),
  environment("http://localhost:1", "http://localhost:1", ""),
])
func `real and stand-in addresses are never mixed`(mixed: [String: String]) {
  #expect { try Addresses(environment: mixed) } throws: { "\($0)".contains("all three") }
}
