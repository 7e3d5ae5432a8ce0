import Activity

/// How the agent stands: what it records, and what keeps it from recording.
public struct AgentStatus: Hashable, Sendable {
  /// What may be stored of windows.
  public enum Filter: String, Hashable, Sendable {
    /// There are no rules.
    case open
    /// The rules hold.
    case valid
    /// The rules can't be followed: no title is stored.
    case closed
  }

  /// How it is known that nobody is there.
  public enum IdleSource: String, Hashable, Sendable {
    case alarms
    case screenSaver
    case nothing
  }

  /// Which kind of panel shows the agent's icon.
  public enum Tray: String, Hashable, Sendable {
    /// One that speaks StatusNotifierItem.
    case notifier
    /// One with the older system tray.
    case xembed
    case none
  }

  public var process: Int32
  public var presence: Presence
  /// The span that is being recorded began then.
  public var since: Instant
  /// What the rules leave of it; texts may be cut.
  public var subject: Subject
  /// Everything up to then is on disk.
  public var lastWrite: Instant?
  public var pause: Pause
  public var filter: Filter
  /// Nil while there is no display.
  public var idleSource: IdleSource?
  /// The last write failed; what is seen is kept in memory.
  public var storageFails: Bool
  public var tray: Tray

  public init(
    process: Int32, presence: Presence, since: Instant, subject: Subject, lastWrite: Instant?,
    pause: Pause, filter: Filter, idleSource: IdleSource?, storageFails: Bool,
    tray: Tray = .none
  ) {
    self.process = process
    self.presence = presence
    self.since = since
    self.subject = subject
    self.lastWrite = lastWrite
    self.pause = pause
    self.filter = filter
    self.idleSource = idleSource
    self.storageFails = storageFails
    self.tray = tray
  }

  /// Texts of a window are cut to so many bytes: the line must stay short.
  static let longestTitle = 600
  static let longestApp = 200

  var words: [String] {
    var words = [
      String(process), presence.name, Line.word(since), Line.word(lastWrite), pause.word,
      filter.rawValue, idleSource?.rawValue ?? "-", storageFails ? "fails" : "writes",
    ]
    switch subject {
    case .nothing: words += ["nothing"]
    case .private: words += ["private"]
    case .window(let window):
      words += [
        "window", Line.escaped(window.app.cut(Self.longestApp)),
        Line.escaped(window.title.cut(Self.longestTitle)),
      ]
    }
    return words + [tray.rawValue]
  }

  init(words: some Collection<String>) throws(BadLine) {
    var words = Array(words)
    let tray = try Self.takeTray(from: &words)
    guard words.count >= 9, let process = Int32(words[0]), let presence = Presence(name: words[1]),
      let filter = Filter(rawValue: words[5])
    else { throw .malformed }
    let subject: Subject
    switch (words[8], words.count) {
    case ("nothing", 9): subject = .nothing
    case ("private", 9): subject = .private
    case ("window", 11):
      subject = .window(
        Window(app: try Line.unescaped(words[9]), title: try Line.unescaped(words[10])))
    default: throw .malformed
    }
    let idle = IdleSource(rawValue: words[6])
    guard idle != nil || words[6] == "-", ["fails", "writes"].contains(words[7]) else {
      throw .malformed
    }
    self.init(
      process: process, presence: presence, since: try Line.instant(words[2]), subject: subject,
      lastWrite: try Line.optionalInstant(words[3]), pause: try Pause(word: words[4]),
      filter: filter, idleSource: idle, storageFails: words[7] == "fails", tray: tray)
  }

  /// The last word; agents before the tray do not say it.
  private static func takeTray(from words: inout [String]) throws(BadLine) -> Tray {
    guard words.count >= 9, words.count > (words[8] == "window" ? 11 : 9) else { return .none }
    guard let tray = Tray(rawValue: words.removeLast()) else { throw .malformed }
    return tray
  }
}
