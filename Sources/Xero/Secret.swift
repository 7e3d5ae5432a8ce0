/// A token, code or verifier: it is never printed, whoever prints what holds it.
struct Secret: Hashable, Sendable {
  let revealed: String

  init(_ text: String) { revealed = text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "(hidden)" }
  var debugDescription: String { description }
  /// `dump` and `String(reflecting:)` go by the mirror.
  var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Codable {
  init(from decoder: any Decoder) throws {
    revealed = try decoder.singleValueContainer().decode(String.self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(revealed)
  }
}
