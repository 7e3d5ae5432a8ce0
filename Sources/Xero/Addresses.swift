import Activity
import Foundation

/// Where Xero is: the real one, or stand-ins for all three of its hosts.
///
/// All or none, so that a token of one is never sent to another.
public struct Addresses: Hashable, Sendable {
  /// Without a slash at the end.
  public let api: String
  public let identity: String
  public let login: String
  /// `xero`, or a name made of the stand-ins' addresses; fit for a file's name. Every stored token
  /// carries it, and is refused elsewhere.
  public let environmentName: String

  public static let xero = Addresses(
    api: "https://api.xero.com", identity: "https://identity.xero.com",
    login: "https://login.xero.com", environmentName: "xero")

  /// Whether nothing leaves this machine.
  public var isLoopback: Bool {
    [api, identity, login].allSatisfy { address in
      ["127.0.0.1", "[::1]", "localhost"].contains { host in
        ["http", "https"].contains { scheme in
          let base = "\(scheme)://\(host)"
          return address == base || address.hasPrefix(base + ":") || address.hasPrefix(base + "/")
        }
      }
    }
  }

  /// Whether an environment of this name is a stand-in on this machine, where no invoice counts.
  public static func isLoopback(environmentName name: String) -> Bool {
    // "[::1]" is spelled with dashes in names; behind the host there are a port, or none, and a mark.
    ["127.0.0.1-", "localhost-", "---1--"].contains { host in
      guard name.hasPrefix("standin-\(host)") else { return false }
      let rest = name.dropFirst("standin-\(host)".count).split(separator: "-")
      return rest.count == 1
        || rest.count == 2 && rest[0].utf8.allSatisfy { (48...57).contains($0) }
    }
  }

  public var isXero: Bool { environmentName == Addresses.xero.environmentName }

  /// Reads `DAYBOOK_XERO_API`, `DAYBOOK_XERO_IDENTITY` and `DAYBOOK_XERO_LOGIN`; empty is unset.
  ///
  /// - Throws: `.badSettings` where one is no base address, or real and stand-in are mixed.
  public init(environment: [String: String]) throws(XeroError) {
    let api = try Base(.api, in: environment)
    let identity = try Base(.identity, in: environment)
    let login = try Base(.login, in: environment)
    let bases = [api, identity, login]
    if bases.allSatisfy(\.isReal) {
      self = .xero
      return
    }
    if let real = bases.first(where: \.isReal), let other = bases.first(where: { !$0.isReal }) {
      throw XeroError(
        .badSettings,
        "\(other.variable.rawValue) names \(other.text), but \(real.variable.rawValue) means the "
          + "real Xero. Set all three DAYBOOK_XERO addresses to the same stand-in, or none.")
    }
    let texts = bases.map(\.text)
    var digest = Digest()
    digest.add(texts.joined(separator: "\n").utf8)
    let mark = String(String(digest.value, radix: 16).suffix(8))
    let place = api.authority.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" }
    self.init(
      api: api.text, identity: identity.text, login: login.text,
      environmentName: "standin-\(String(place))-\(mark)")
  }

  private init(api: String, identity: String, login: String, environmentName: String) {
    self.api = api
    self.identity = identity
    self.login = login
    self.environmentName = environmentName
  }
}

private enum Variable: String {
  case api = "DAYBOOK_XERO_API"
  case identity = "DAYBOOK_XERO_IDENTITY"
  case login = "DAYBOOK_XERO_LOGIN"

  var real: String {
    switch self {
    case .api: Addresses.xero.api
    case .identity: Addresses.xero.identity
    case .login: Addresses.xero.login
    }
  }
}

/// One base address: read strictly, because whoever sets it is sent the tokens.
private struct Base {
  var variable: Variable
  /// Lower-case host, no default port, no slash at the end.
  var text: String
  var authority: String

  var isReal: Bool { text == variable.real }

  init(_ variable: Variable, in environment: [String: String]) throws(XeroError) {
    self.variable = variable
    let given = environment[variable.rawValue] ?? ""
    let text = given.isEmpty ? variable.real : given
    func refuse(_ why: String) -> XeroError {
      XeroError(
        .badSettings,
        "\(variable.rawValue) can't be \"\(text)\": \(why). Write https://HOST[:PORT], or http:// "
          + "on 127.0.0.1, [::1] or localhost.")
    }

    guard let mark = text.range(of: "://") else { throw refuse("it has no scheme") }
    let scheme = text[..<mark.lowerBound].lowercased()
    var rest = text[mark.upperBound...]
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash].lowercased()
    let path = rest[slash...]
    guard !authority.contains("@") else { throw refuse("a user name is not allowed") }
    guard path.utf8.allSatisfy(Base.isPlainPathByte) else {
      throw refuse("a query or unusual characters are not allowed")
    }

    let (host, port) = try Base.split(authority, refuse)
    guard let defaultPort = ["https": 443, "http": 80][scheme] else {
      throw refuse("only https and http are known")
    }
    if scheme == "http" && !["127.0.0.1", "[::1]", "localhost"].contains(host) {
      throw refuse("http is for this machine alone")
    }
    self.authority = port == nil || port == defaultPort ? host : "\(host):\(port ?? 0)"
    self.text = "\(scheme)://\(self.authority)\(path)"
    if !isReal && (host == "xero.com" || host.hasSuffix(".xero.com")) {
      throw refuse("that is one of Xero's own hosts, and the real address is \(variable.real)")
    }
  }

  private static func split(
    _ authority: String, _ refuse: (String) -> XeroError
  ) throws(XeroError) -> (host: String, port: Int?) {
    var host = authority[...]
    var port: Int?
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
      let digits = host[host.index(after: colon)...]
      guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
        (1...65_535).contains(number)
      else { throw refuse("its port is no number from 1 to 65535") }
      port = number
      host = host[..<colon]
    }
    let isName =
      !host.isEmpty
      && host.utf8.allSatisfy {
        (48...57).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46
      }
    guard isName || host == "[::1]" else { throw refuse("its host is no plain name") }
    return (String(host), port)
  }

  private static func isPlainPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
