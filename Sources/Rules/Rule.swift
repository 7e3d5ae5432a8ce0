import Activity

/// A condition on spans and what it sets.
public struct Rule: Equatable, Sendable {
  public var name: String
  /// Where its `- name` stands.
  public var place: Place
  public var condition: Condition
  public var settings: RuleSettings
  /// The whole window becomes private.
  public var exclude: Bool
  public var redaction: Redaction?
  /// Ends the search for settings, never that for exclude and redact.
  public var stop: Bool

  public init(
    name: String, place: Place, condition: Condition, settings: RuleSettings = RuleSettings(),
    exclude: Bool = false, redaction: Redaction? = nil, stop: Bool = false
  ) {
    self.name = name
    self.place = place
    self.condition = condition
    self.settings = settings
    self.exclude = exclude
    self.redaction = redaction
    self.stop = stop
  }

  public var reference: RuleReference { RuleReference(name: name, place: place) }

  /// Whether it changes what is stored and shown.
  public var censors: Bool { exclude || redaction != nil }
}

/// The fields that a rule may set.
public enum Field: UInt8, CaseIterable, Sendable {
  case project = 0
  case task = 1
  case billable = 2
  case note = 3
  case presence = 4
  case role = 5
  case complexity = 6
  case multiplier = 7

  public var name: String {
    switch self {
    case .project: "project"
    case .task: "task"
    case .billable: "billable"
    case .note: "note"
    case .presence: "presence"
    case .role: "role"
    case .complexity: "complexity"
    case .multiplier: "multiplier"
    }
  }
}

/// What a rule sets; nil leaves a field to later rules.
public struct RuleSettings: Hashable, Sendable {
  public var project: ProjectTemplate?
  public var task: Template?
  public var billable: Bool?
  public var note: Template?
  /// `presence: active`: idle time counts as hands-off work.
  public var handsOff: Bool
  /// What it says of the rate.
  public var terms: RateTerms

  public init(
    project: ProjectTemplate? = nil, task: Template? = nil, billable: Bool? = nil,
    note: Template? = nil, handsOff: Bool = false, terms: RateTerms = .none
  ) {
    self.project = project
    self.task = task
    self.billable = billable
    self.note = note
    self.handsOff = handsOff
    self.terms = terms
  }

  public var isEmpty: Bool { self == RuleSettings() }

  /// The fields that it names.
  public var fields: [Field] {
    var fields: [Field] = []
    if project != nil { fields.append(.project) }
    if task != nil { fields.append(.task) }
    if billable != nil { fields.append(.billable) }
    if note != nil { fields.append(.note) }
    if handsOff { fields.append(.presence) }
    if terms.role != nil { fields.append(.role) }
    if terms.complexity != nil { fields.append(.complexity) }
    if terms.multiplier != nil { fields.append(.multiplier) }
    return fields
  }
}

/// `acme/website`, with captures on either side of the slash or as the whole.
public struct ProjectTemplate: Hashable, Sendable {
  public var client: Template
  /// Nil: the slash comes with what `client` captures.
  public var project: Template?

  public init(client: Template, project: Template?) {
    self.client = client
    self.project = project
  }

  /// Nil unless it is CLIENT/PROJECT or one capture.
  public init?(_ template: Template) {
    var client: [Template.Part] = []
    var project: [Template.Part]?
    for part in template.parts {
      guard case .literal(let text) = part, let slash = text.firstIndex(of: "/") else {
        if project == nil { client.append(part) } else { project?.append(part) }
        continue
      }
      let after = text[text.index(after: slash)...]
      guard project == nil, !after.contains("/") else { return nil }
      if slash > text.startIndex { client.append(.literal(String(text[..<slash]))) }
      project = after.isEmpty ? [] : [.literal(String(after))]
    }
    guard !client.isEmpty, project?.isEmpty != true else { return nil }
    if project == nil, !(client.count == 1 && template.literal == nil) { return nil }
    self.client = Template(parts: client)
    self.project = project.map { Template(parts: $0) }
  }

  public var names: [String] { client.names + (project?.names ?? []) }

  /// The key, where nothing is to be filled in.
  public var literal: ProjectKey? {
    guard let client = client.literal, let project = project?.literal else { return nil }
    return ProjectKey(client: client, project: project)
  }
}

/// What becomes `…` before anything is stored.
public enum Redaction: Equatable, Sendable {
  /// Title, url and directory, each whole.
  case whole
  /// Each match in title, url and directory.
  case patterns([Pattern])
}
