import Activity

/// What `daybook notify --lines` says, a line at a time: for the agent, which reads no JSON.
///
/// An action belongs to the notice before it.
public enum NoticeLine: Hashable, Sendable {
  /// When to ask again at the latest; what absence, in milliseconds, is asked about at once when it
  /// has ended: nil for none; whether something still waits since an evening.
  case next(Instant, away: Int64?, waits: Bool)
  case notice(DueNotice)
  case action(DueNotice.Action)
}

/// Something to be told to a person now.
public struct DueNotice: Hashable, Sendable {
  public enum Urgency: String, Hashable, Sendable, CaseIterable {
    case low, normal, critical
  }

  /// What a person may answer with, by a button.
  public struct Action: Hashable, Sendable {
    public enum Way: String, Hashable, Sendable, CaseIterable {
      /// The command is run, and what it says shown.
      case quiet
      /// The command is run in a terminal.
      case terminal
      /// There is nothing to do.
      case none
    }

    public var id, label: String
    public var way: Way
    /// Words after `daybook`.
    public var command: [String]

    public init(id: String, label: String, way: Way, command: [String]) {
      self.id = id
      self.label = label
      self.way = way
      self.command = command
    }
  }

  /// The same for the same news: what was told once is not told again.
  public var id: String
  public var title, body: String
  public var urgency: Urgency
  public var actions: [Action]

  public init(
    id: String, title: String, body: String, urgency: Urgency = .normal, actions: [Action] = []
  ) {
    self.id = id
    self.title = title
    self.body = body
    self.urgency = urgency
    self.actions = actions
  }
}

extension NoticeLine {
  /// In bytes; longer texts are cut, so that no line is too long.
  static let longestText = 600
  static let longestWord = 100
  static let mostWords = 10

  /// Of a notice without its actions: they have lines of their own.
  public var line: [UInt8] {
    func text(_ text: String, _ limit: Int = NoticeLine.longestText) -> String {
      Line.escaped(text.cut(limit))
    }
    switch self {
    case .next(let instant, let away, let waits):
      return Line.text([
        "next", Line.word(instant), away.map { String($0) } ?? "-", waits ? "waits" : "-",
      ])
    case .notice(let notice):
      return Line.text([
        "notice", text(notice.id, NoticeLine.longestWord), notice.urgency.rawValue,
        text(notice.title, 200), text(notice.body),
      ])
    case .action(let action):
      return Line.text(
        [
          "action", text(action.id, NoticeLine.longestWord), action.way.rawValue,
          text(action.label, 200),
        ] + action.command.prefix(NoticeLine.mostWords).map { text($0, NoticeLine.longestWord) })
    }
  }

  /// - Parameter line: without its end. Anything may stand in it.
  public init(line: some Collection<UInt8>) throws(BadLine) {
    let words = try Line.words(line)
    switch (words[0], words.count) {
    case ("next", 4):
      guard ["waits", "-"].contains(words[3]) else { throw .malformed }
      let away = words[2] == "-" ? nil : try Line.instant(words[2]).milliseconds
      self = .next(try Line.instant(words[1]), away: away, waits: words[3] == "waits")
    case ("notice", 5):
      guard let urgency = DueNotice.Urgency(rawValue: words[2]) else { throw .malformed }
      self = .notice(
        DueNotice(
          id: try Line.unescaped(words[1]), title: try Line.unescaped(words[3]),
          body: try Line.unescaped(words[4]), urgency: urgency))
    case ("action", 4...):
      guard let way = DueNotice.Action.Way(rawValue: words[2]) else { throw .malformed }
      var command: [String] = []
      for word in words.dropFirst(4) { command.append(try Line.unescaped(word)) }
      self = .action(
        DueNotice.Action(
          id: try Line.unescaped(words[1]), label: try Line.unescaped(words[3]), way: way,
          command: command))
    default: throw .malformed
    }
  }
}

/// All that `daybook notify --lines` said.
public struct NoticeLines: Hashable, Sendable {
  public var next: Instant?
  public var away: Int64?
  public var waits: Bool
  public var notices: [DueNotice]

  public init(next: Instant?, away: Int64?, waits: Bool = false, notices: [DueNotice]) {
    self.next = next
    self.away = away
    self.waits = waits
    self.notices = notices
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    if let next { bytes += NoticeLine.next(next, away: away, waits: waits).line }
    for notice in notices {
      bytes += NoticeLine.notice(notice).line
      for action in notice.actions { bytes += NoticeLine.action(action).line }
    }
    return bytes
  }

  /// - Parameter bytes: whole lines. Anything may stand in them.
  public init(_ bytes: some Collection<UInt8>) throws(BadLine) {
    self.init(next: nil, away: nil, notices: [])
    for line in bytes.split(separator: Line.end) {
      switch try NoticeLine(line: line) {
      case .next(let next, let away, let waits):
        (self.next, self.away, self.waits) = (next, away, waits)
      case .notice(let notice): notices.append(notice)
      case .action(let action):
        guard !notices.isEmpty else { throw .malformed }
        notices[notices.count - 1].actions.append(action)
      }
    }
  }
}
