/// What is known of a focused window. An empty text means "not known".
///
/// All texts are hostile: whoever made the window chose them.
public struct Window: Hashable, Sendable {
  /// The class part of WM_CLASS (ICCCM 4.1.2.5), such as `Firefox`.
  public var app: String
  /// The instance part of WM_CLASS, such as `Navigator`.
  public var instance: String
  public var title: String
  public var workspace: String
  /// The program's path or name, where the window belongs to this host.
  public var executable: String
  public var directory: String
  public var url: String
  public var fullscreen: Bool

  public init(
    app: String = "", instance: String = "", title: String = "", workspace: String = "",
    executable: String = "", directory: String = "", url: String = "", fullscreen: Bool = false
  ) {
    self.app = app
    self.instance = instance
    self.title = title
    self.workspace = workspace
    self.executable = executable
    self.directory = directory
    self.url = url
    self.fullscreen = fullscreen
  }
}

/// What had the focus.
public enum Subject: Hashable, Sendable {
  /// No window at all.
  case nothing
  case window(Window)
  /// Excluded or forgotten: the time stays, every name is gone.
  case `private`

  public var window: Window? {
    guard case .window(let window) = self else { return nil }
    return window
  }
}

/// What the desktop said at one instant.
public struct Observation: Hashable, Sendable {
  public var presence: Presence
  public var subject: Subject
  /// Why somebody may be there though idle; nil with every other presence.
  public var handsOff: HandsOff?

  public init(presence: Presence, subject: Subject, handsOff: HandsOff? = nil) {
    self.presence = presence
    self.subject = subject
    self.handsOff = presence == .idle ? handsOff : nil
  }
}
