import Activity

/// Where time goes: a project, and a kind of work within it.
public struct Placement: Hashable, Comparable, Sendable {
  public var project: ProjectKey
  public var task: String?

  public init(project: ProjectKey, task: String? = nil) {
    self.project = project
    self.task = task
  }

  public static func < (left: Placement, right: Placement) -> Bool {
    (left.project, left.task ?? "") < (right.project, right.task ?? "")
  }

  /// Whether time that is here would move, were it put to `target`: a target without a task leaves
  /// the task to other rules.
  func moves(to target: Placement) -> Bool {
    project != target.project || (target.task != nil && task != target.task)
  }
}

extension Placement: CustomStringConvertible {
  /// `acme/website development`.
  public var description: String { "\(project)" + (task.map { " \($0)" } ?? "") }
}

/// Active time in one window, and where it is: what suggestions are made from. Never private time,
/// nor what a person rejected.
public struct SeenTime: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    /// Nobody placed it.
    case unassigned
    /// A person put it there, and the rules would not.
    case corrected(Placement)
    /// By rules, and open to other rules.
    case placed(Placement)
    /// No rule places it, and a proposal counts it with the work around it.
    case absorbed(Placement)
    /// By rules or a person, and decided: no rule moves it.
    case decided(Placement)
  }

  public var window: Window
  public var state: State
  public var tally: TimeTally

  public init(window: Window, state: State, tally: TimeTally) {
    self.window = window
    self.state = state
    self.tally = tally
  }
}

/// How much time, in how many spans.
public struct TimeTally: Hashable, Sendable {
  public var seconds: Int64
  public var spans: Int

  public init(seconds: Int64 = 0, spans: Int = 0) {
    self.seconds = seconds
    self.spans = spans
  }

  public static func += (left: inout TimeTally, right: TimeTally) {
    left.seconds += right.seconds
    left.spans += right.spans
  }
}
