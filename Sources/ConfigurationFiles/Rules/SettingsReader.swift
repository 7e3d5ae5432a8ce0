import Activity
import Rules

/// What a file's `defaults` or a rule's `set` says, with the places for errors.
struct WrittenSettings {
  var settings = RuleSettings()
  var nodes: [Field: YAMLNode] = [:]

  static let keys = Field.allCases.map(\.name)

  init() {}

  init(_ fields: Fields, _ values: Values) throws(BadFile) {
    if let node = fields["project"] {
      let text = try values.text(node, "project")
      guard let project = Template(text).flatMap({ ProjectTemplate($0) }) else {
        throw values.refusal(
          node, "A project is CLIENT/PROJECT, and this is \(quoted(text))",
          next: "Write it like acme/website, or acme/{name} with a capture")
      }
      settings.project = project
      nodes[.project] = node
    }
    if let node = fields["task"] {
      settings.task = try WrittenSettings.template(node, "task", values)
      nodes[.task] = node
    }
    if let node = fields["billable"] {
      settings.billable = try values.flag(node, "billable")
      nodes[.billable] = node
    }
    if let node = fields["note"] {
      settings.note = try WrittenSettings.template(node, "note", values)
      nodes[.note] = node
    }
    if let node = fields["presence"] {
      let text = try values.text(node, "presence")
      guard text == "active" else {
        throw values.refusal(
          node, "A rule can't set presence to \(quoted(text))",
          why: "It can say that idle time was work with hands off the keyboard",
          next: "Write 'presence: active', or remove the line")
      }
      settings.handsOff = true
      nodes[.presence] = node
    }
    for (field, path) in WrittenSettings.terms {
      guard let node = fields[field.name] else { continue }
      settings.terms[keyPath: path] = try values.name(node, field.name)
      nodes[field] = node
    }
  }

  /// What a rule says of the rate: names of clients.yaml, in which nothing is filled in.
  static var terms: [(field: Field, path: WritableKeyPath<RateTerms, String?>)] {
    [(.role, \.role), (.complexity, \.complexity), (.multiplier, \.multiplier)]
  }

  private static func template(
    _ node: YAMLNode, _ what: String, _ values: Values
  ) throws(BadFile) -> Template {
    let text = try values.text(node, what)
    guard let template = Template(text) else {
      throw values.refusal(
        node, "A brace in \(quoted(text)) has no partner or no name",
        next: "Write {name} for a capture, and '{{' or '}}' for a brace itself")
    }
    return template
  }

  /// These, and what `defaults` has beside them.
  func over(_ defaults: WrittenSettings) -> WrittenSettings {
    var merged = self
    merged.settings.project = settings.project ?? defaults.settings.project
    merged.settings.task = settings.task ?? defaults.settings.task
    merged.settings.billable = settings.billable ?? defaults.settings.billable
    merged.settings.note = settings.note ?? defaults.settings.note
    merged.settings.handsOff = settings.handsOff || defaults.settings.handsOff
    for (_, path) in WrittenSettings.terms {
      merged.settings.terms[keyPath: path] =
        settings.terms[keyPath: path] ?? defaults.settings.terms[keyPath: path]
    }
    merged.nodes = nodes.merging(defaults.nodes) { own, _ in own }
    return merged
  }
}

/// Holds what rules set against what exists.
struct SettingsCheck {
  let values: Values
  let catalogue: Catalogue

  func check(_ written: WrittenSettings, captures: Set<String>) throws(BadFile) {
    let settings = written.settings
    if let project = settings.project, let node = written.nodes[.project] {
      try check(project.names, captures, node)
      try check(project, node)
    }
    if let task = settings.task, let node = written.nodes[.task] {
      try check(task.names, captures, node)
      if let key = task.literal { try check(key, of: settings.project, node) }
    }
    if let note = settings.note, let node = written.nodes[.note] {
      try check(note.names, captures, node)
    }
    for (field, path) in WrittenSettings.terms {
      guard let name = settings.terms[keyPath: path], let node = written.nodes[field] else {
        continue
      }
      try check(name, field, of: settings.project?.client.literal, node)
    }
  }

  /// A role or complexity that no rate names, or a multiplier that is not there, would change
  /// nothing.
  private func check(
    _ name: String, _ field: Field, of client: String?, _ node: YAMLNode
  ) throws(BadFile) {
    let known: [String]
    switch field {
    case .role: known = catalogue.roles
    case .complexity: known = catalogue.complexities
    default:
      known =
        catalogue.multipliers
        + catalogue.clients.filter { client == nil || $0.label.key == client }
        .flatMap(\.multipliers)
    }
    guard !known.contains(name) else { return }
    let places =
      field == .multiplier
      ? "Add it under 'multipliers' in clients.yaml" : "Name it in a rate of clients.yaml"
    throw values.refusal(
      node, "No \(field.name) \(quoted(name))",
      why: known.isEmpty
        ? "clients.yaml names none" : "clients.yaml has \(listed(Array(Set(known)).sorted()))",
      next: SettingsCheck.next(name, known, places))
  }

  private func check(
    _ names: [String], _ captures: Set<String>, _ node: YAMLNode
  ) throws(BadFile) {
    for name in names where !captures.contains(name) && Fact(name: name) == nil {
      let known = captures.sorted()
      throw values.refusal(
        node, "No capture {\(quoted(name).dropFirst().dropLast())}",
        why: known.isEmpty
          ? "The rule's patterns capture nothing"
          : "The rule's patterns capture \(listed(known.map { "{\($0)}" }))",
        next: nearest(to: name, in: known + Fact.allCases.map(\.name)).map {
          "The nearest is {\($0)}"
        } ?? "Capture it in a pattern of this rule, like '(?<name>.+)'")
    }
  }

  private func check(_ project: ProjectTemplate, _ node: YAMLNode) throws(BadFile) {
    if let key = project.literal {
      guard catalogue.project(key) == nil else { return }
      throw values.refusal(
        node, "No project \(quoted(key.description))", why: existing(of: key.client),
        next: SettingsCheck.next(
          key.description, catalogue.projectKeys.map(\.description),
          "Use one of those, or add it there"))
    }
    guard let client = project.client.literal, project.project != nil,
      catalogue.client(client) == nil
    else { return }
    let clients = catalogue.clients.map(\.label.key)
    throw values.refusal(
      node, "No client \(quoted(client))",
      why: clients.isEmpty ? "clients.yaml has none" : "clients.yaml has \(listed(clients))",
      next: SettingsCheck.next(client, clients, "Use one of those, or add it there"))
  }

  /// What to do about a word that is not known.
  private static func next(_ word: String, _ known: [String], _ otherwise: String) -> String {
    nearest(to: word, in: known).map { "The nearest is '\($0)'" } ?? otherwise
  }

  /// The projects of the client where it exists, else all.
  private func existing(of client: String) -> String {
    let all = catalogue.projectKeys
    let own = all.filter { $0.client == client }
    let names = (own.isEmpty ? all : own).map(\.description)
    return names.isEmpty ? "clients.yaml has no projects" : "clients.yaml has \(listed(names))"
  }

  private func check(
    _ task: String, of project: ProjectTemplate?, _ node: YAMLNode
  ) throws(BadFile) {
    if let key = project?.literal {
      let tasks = (catalogue.project(key)?.tasks ?? []).map(\.label.key)
      guard !tasks.contains(task) else { return }
      throw values.refusal(
        node, "No task \(quoted(task)) in \(key)",
        why: tasks.isEmpty ? "\(key) has no tasks" : "\(key) has \(listed(tasks))",
        next: SettingsCheck.next(task, tasks, "Use one of those, or add it there in clients.yaml"))
    }
    let client = project?.client.literal
    let projects = catalogue.clients.filter { client == nil || $0.label.key == client }
      .flatMap(\.projects)
    var tasks: [String] = []
    for task in projects.flatMap(\.tasks) where !tasks.contains(task.label.key) {
      tasks.append(task.label.key)
    }
    guard !tasks.contains(task) else { return }
    throw values.refusal(
      node, "No project has a task \(quoted(task))",
      why: tasks.isEmpty ? "clients.yaml has no tasks there" : "There are \(listed(tasks))",
      next: SettingsCheck.next(task, tasks, "Use one of those, or add it in clients.yaml"))
  }
}
