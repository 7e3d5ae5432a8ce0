import Activity

/// What is known of a window, by the words that rules use.
public enum Fact: UInt8, CaseIterable, Sendable {
  case app = 0
  case instance = 1
  case title = 2
  case workspace = 3
  case executable = 4
  case directory = 5
  case url = 6

  public var name: String {
    switch self {
    case .app: "app"
    case .instance: "instance"
    case .title: "title"
    case .workspace: "workspace"
    case .executable: "executable"
    case .directory: "directory"
    case .url: "url"
    }
  }

  public init?(name: some StringProtocol) {
    guard let found = Fact.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Whether a plain string is a pattern to search for; else it is compared whole.
  public var isSearched: Bool {
    switch self {
    case .title, .directory, .url: true
    case .app, .instance, .workspace, .executable: false
    }
  }

  /// The text of this fact; empty where it is not known.
  public func text(in window: Window) -> String {
    switch self {
    case .app: window.app
    case .instance: window.instance
    case .title: window.title
    case .workspace: window.workspace
    case .executable: window.executable
    case .directory: window.directory
    case .url: window.url
    }
  }
}

/// How one text is tested.
public enum TextTest: Equatable, Sendable {
  /// The whole text, without regard to case.
  case whole(String)
  /// Found anywhere in it.
  case pattern(Pattern)
}

/// What must hold of a span for a rule to match.
public indirect enum Condition: Equatable, Sendable {
  /// `{}`
  case always
  case text(Fact, TextTest)
  case presence(Presence)
  case weekday(Weekdays)
  case time(DayTime)
  case date(DateSpan)
  /// The first that holds gives the captures.
  case any([Condition])
  case all([Condition])
  /// Gives no captures.
  case not(Condition)

  /// All of `parts`, the cheap ones first and what asks the clock last: the answer is the same.
  public static func every(_ parts: [Condition]) -> Condition {
    let sorted = parts.enumerated().sorted {
      ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
    }
    switch sorted.count {
    case 0: return .always
    case 1: return sorted[0].element
    default: return .all(sorted.map(\.element))
    }
  }

  /// One of `parts`, in their order.
  public static func either(_ parts: [Condition]) -> Condition {
    parts.count == 1 ? parts[0] : .any(parts)
  }

  /// The names that its patterns may capture; none from within `not`.
  public var captureNames: Set<String> {
    switch self {
    case .always, .presence, .weekday, .time, .date, .not, .text(_, .whole): []
    case .text(_, .pattern(let pattern)): Set(pattern.captureNames)
    case .any(let parts), .all(let parts):
      parts.reduce(into: []) { $0.formUnion($1.captureNames) }
    }
  }

  private var cost: Int {
    switch self {
    case .always, .presence: 0
    case .text(_, .whole): 1
    case .text(_, .pattern): 2
    case .any(let parts), .all(let parts): parts.map(\.cost).max() ?? 0
    case .not(let part): part.cost
    case .weekday, .time, .date: 3
    }
  }
}
