/// Whether anyone is at the keyboard.
///
/// The raw values are stored in `activity.db`: never renumber them.
public enum Presence: UInt8, CaseIterable, Sendable {
  case active = 0
  /// No input for the threshold, from the last input on.
  case idle = 1
  case locked = 2
  case asleep = 3
  case paused = 4
  /// The agent was not running.
  case off = 5
  case unknown = 6

  /// The word for people and files: `active`, `idle`, …
  public var name: String {
    switch self {
    case .active: "active"
    case .idle: "idle"
    case .locked: "locked"
    case .asleep: "asleep"
    case .paused: "paused"
    case .off: "off"
    case .unknown: "unknown"
    }
  }

  public init?(name: some StringProtocol) {
    guard let found = Presence.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}
