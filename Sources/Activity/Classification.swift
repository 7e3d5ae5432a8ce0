/// A place in a file that a person wrote.
public struct Place: Hashable, Sendable {
  public var file: String
  /// From 1.
  public var line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

extension Place: CustomStringConvertible {
  public var description: String { "\(file):\(line)" }
}

/// A project by its keys in `clients.yaml`: `acme/website`.
public struct ProjectKey: Hashable, Comparable, Sendable {
  public var client: String
  public var project: String

  public init(client: String, project: String) {
    self.client = client
    self.project = project
  }

  public static func < (left: ProjectKey, right: ProjectKey) -> Bool {
    (left.client, left.project) < (right.client, right.project)
  }
}

extension ProjectKey: CustomStringConvertible {
  public var description: String { "\(client)/\(project)" }
}

/// The rule behind a decision: its name and where its `- name` stands.
public struct RuleReference: Hashable, Sendable {
  public var name: String
  public var place: Place

  public init(name: String, place: Place) {
    self.name = name
    self.place = place
  }
}

/// What the rules make of a span.
public struct Classification: Hashable, Sendable {
  /// Nil is unassigned.
  public var project: ProjectKey?
  /// A task's key; nil where none was set or the project has no such task.
  public var task: String?
  /// Resolved: by a rule, else task, project, client, else true.
  public var billable: Bool
  public var note: String?
  /// A rule said `presence: active`: work with hands off the keyboard, kept apart until a yes.
  public var handsOff: Bool
  /// What rules say of the rate.
  public var terms: RateTerms
  /// The rule that set the project.
  public var reason: RuleReference?

  public init(
    project: ProjectKey? = nil, task: String? = nil, billable: Bool = true, note: String? = nil,
    handsOff: Bool = false, terms: RateTerms = .none, reason: RuleReference? = nil
  ) {
    self.project = project
    self.task = task
    self.billable = billable
    self.note = note
    self.handsOff = handsOff
    self.terms = terms
    self.reason = reason
  }

  public static let unassigned = Classification()
}
