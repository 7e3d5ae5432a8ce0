import Foundation

/// How an invoice's reference, or its own number, is made: text with `{period}`, `{client}` and
/// `{token}` in it. The token must be there, for by it the invoice is found again in Xero.
public struct ReferenceTemplate: Hashable, Sendable {
  public enum Field: String, CaseIterable, Sendable {
    case period, client, token
  }

  private enum Part: Hashable, Sendable {
    case literal(String)
    case field(Field)
  }

  public enum Fault: Error, Hashable, Sendable {
    /// A name in braces that is no field, or a brace without its other half.
    case unknown(String)
    case noToken
    case twoTokens
  }

  private var parts: [Part]

  public init(_ text: String) throws(Fault) {
    parts = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw .unknown(String(rest[open...].prefix(20)))
      }
      let name = String(rest[rest.index(after: open)..<close])
      guard let field = Field(rawValue: name) else { throw .unknown(name) }
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      parts.append(.field(field))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    switch parts.count(where: { $0 == .field(.token) }) {
    case 0: throw .noToken
    case 1: break
    default: throw .twoTokens
    }
  }

  private init(parts: [Part]) { self.parts = parts }

  /// `{period} {token}`
  public static let standard = ReferenceTemplate(parts: [
    .field(.period), .literal(" "), .field(.token),
  ])

  /// - Parameter token: nil in a preview of a client that is not linked.
  public func text(period: String, client: String, token: String?) -> String {
    parts.map { part in
      switch part {
      case .literal(let literal): literal
      case .field(.period): period
      case .field(.client): client
      case .field(.token): token ?? ""
      }
    }.joined().trimmingCharacters(in: .whitespaces)
  }
}
