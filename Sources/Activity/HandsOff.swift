/// Why somebody may be there with hands off the keyboard: idle time with a reason is kept apart,
/// proposed, and never billed without a yes.
///
/// A rule's `presence: active` is no such reason: rules act on the record, they are not in it.
public enum HandsOff: Hashable, CaseIterable, Sendable {
  /// A media player played while a window filled the screen (MPRIS).
  case playing
  /// A program kept the session from becoming idle, as calls and films do.
  case inhibited

  /// The word in files.
  public var name: String {
    switch self {
    case .playing: "mpris"
    case .inhibited: "inhibitor"
    }
  }

  public init?(name: some StringProtocol) {
    guard let found = HandsOff.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// The reason that holds; what a program says of itself counts before what we conclude.
  public init?(isInhibited: Bool, isPlaying: Bool, isFullscreen: Bool) {
    if isInhibited {
      self = .inhibited
    } else if isPlaying, isFullscreen {
      self = .playing
    } else {
      return nil
    }
  }
}
