/// Why something was not done, in a sentence for the person, with what to do next.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of refusal it is; the command line gives each its exit code.
  public enum Kind: Int32, Hashable, Sendable {
    case failed = 1
    /// Wrong words, a bad file, a client that is not linked, a newer database.
    case usage = 2
    case noMatch = 3
    case confirmationNeeded = 4
    case locked = 5
    case conflict = 6
    case network = 7
    case verification = 8
  }

  public var kind: Kind
  public var description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
