/// One thing that `doctor` or `xero doctor` looked at. Holds neither titles nor secrets.
public struct HealthCheck: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    case fine = "ok"
    case warning
    case failed
  }

  /// One word, for files and scripts.
  public var name: String
  public var state: State
  /// What was found.
  public var sentence: String
  /// The command or the deed that mends it; nil where nothing is to be mended.
  public var remedy: String?

  static func fine(_ name: String, _ sentence: String) -> HealthCheck {
    HealthCheck(name: name, state: .fine, sentence: sentence, remedy: nil)
  }

  static func warning(_ name: String, _ sentence: String, _ remedy: String?) -> HealthCheck {
    HealthCheck(name: name, state: .warning, sentence: sentence, remedy: remedy)
  }

  static func failed(_ name: String, _ sentence: String, _ remedy: String) -> HealthCheck {
    HealthCheck(name: name, state: .failed, sentence: sentence, remedy: remedy)
  }
}
