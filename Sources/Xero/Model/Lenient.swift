/// One of Xero's words: those we know, and any that Xero may add, as it wrote it.
///
/// xero-python's strict enums have broken on new words more than once (its issues 203, 205, 206).
public enum Lenient<Known: RawRepresentable & Hashable & Sendable>: Hashable, Sendable
where Known.RawValue == String {
  case known(Known)
  /// Hostile text.
  case other(String)

  public init(_ text: String) {
    self = Known(rawValue: text).map(Lenient.known) ?? .other(text)
  }

  /// As Xero wrote it.
  public var text: String {
    switch self {
    case .known(let known): known.rawValue
    case .other(let text): text
    }
  }
}

extension Lenient: Decodable {
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }
}
