/// What a panel shows of us while nobody opens the menu.
public struct TrayFace: Hashable, Sendable {
  public enum Icon: Hashable, Sendable, CaseIterable {
    case recording, idle, paused, review, broken
  }

  public var icon: Icon
  /// For who points at it. Holds no name of a program or a project, and nothing relies on it.
  public var sentence: String

  public init(icon: Icon, sentence: String) {
    self.icon = icon
    self.sentence = sentence
  }
}

extension TrayFace.Icon {
  /// In the icon theme.
  public var name: String {
    switch self {
    case .recording: "daybook-recording"
    case .idle: "daybook-idle"
    case .paused: "daybook-paused"
    case .review: "daybook-review"
    case .broken: "daybook-broken"
    }
  }

  /// Between these the menu has other rows.
  func hasSameMenu(as other: Self) -> Bool {
    self == other || ![self, other].contains { $0 == .paused || $0 == .broken }
  }
}
