import Activity

/// What the rules settle for one observation, and by which rules.
struct Decision {
  /// What one rule gave a field, with the rule's index.
  struct Setting<Value> {
    var value: Value
    var rule: Int
    var captures: [String: String]
  }

  /// Why a rule had no part in it.
  enum Loss {
    case conditionFailed
    case patternGaveUp
    case noProject(String)
    case noTask(String)
    /// Every field it names was set by these rules before.
    case tooLate([(Field, rule: Int)])
    case stopped(rule: Int)
  }

  var project: Setting<ProjectKey>?
  /// The task as the rule said it; `taskKey` is what the project makes of it.
  var task: Setting<String>?
  var taskKey: String?
  var billable: Setting<Bool>?
  var note: Setting<String>?
  var presence: Setting<Void>?
  var role: Setting<String>?
  var complexity: Setting<String>?
  var multiplier: Setting<String>?
  /// Gathered for explanations alone.
  var lost: [(rule: Int, loss: Loss)] = []
}

extension RuleSet {
  /// Goes through the rules from top to bottom; each field is set by the first that names it.
  func decide(_ trial: inout Trial, explaining: Bool = false) -> Decision {
    var decision = Decision()
    var stoppedBy: Int?
    var settled: FieldSet = []
    for step in steps {
      let index = step.rule
      if let stoppedBy {
        guard explaining else { break }
        decision.lost.append((index, .stopped(rule: stoppedBy)))
        continue
      }
      let opens = !step.fields.isSubset(of: settled)
      if !opens, !step.stop, !explaining { continue }
      var captures: [String: String] = [:]
      switch trial.holds(step.condition, &captures) {
      case .no:
        if explaining { decision.lost.append((index, .conditionFailed)) }
        continue
      case .unknown:
        if explaining { decision.lost.append((index, .patternGaveUp)) }
        continue
      case .yes: break
      }
      if let loss = apply(
        index, captures, trial.window, to: &decision, project: step.project)
      {
        if explaining { decision.lost.append((index, loss)) }
        continue
      }
      if explaining, !opens, !step.fields.isEmpty {
        let earlier = rules[index].settings.fields.compactMap { field in
          decision.rule(of: field).map { (field, rule: $0) }
        }
        decision.lost.append((index, .tooLate(earlier)))
      }
      settled.formUnion(step.fields)
      if step.stop { stoppedBy = index }
    }
    if let task = decision.task, let project = decision.project {
      decision.taskKey = catalogue.lookUp(task: task.value, in: project.value)?.label.key
    }
    return decision
  }

  /// Sets the fields still open; all or nothing.
  ///
  /// - Parameter known: the rule's project, where it was looked up before.
  /// - Returns: why the rule does not match after all.
  func apply(
    _ index: Int, _ captures: [String: String], _ window: Window?, to decision: inout Decision,
    project known: ProjectKey? = nil
  ) -> Decision.Loss? {
    let settings = rules[index].settings
    var project = known
    if project == nil, let template = settings.project {
      let client = template.client.filled(captures, window)
      if let side = template.project {
        let name = side.filled(captures, window)
        project = catalogue.lookUp(client: client, project: name)
        if project == nil { return .noProject("\(client)/\(name)") }
      } else {
        project = catalogue.lookUp(path: client)
        if project == nil { return .noProject(client) }
      }
    }
    let task = settings.task?.filled(captures, window)
    if let task, settings.task?.literal == nil {
      let known =
        project.map { catalogue.lookUp(task: task, in: $0) != nil } ?? catalogue.hasTask(task)
      guard known else { return .noTask(task) }
    }
    if decision.project == nil, let project {
      decision.project = .init(value: project, rule: index, captures: captures)
    }
    if decision.task == nil, let task {
      decision.task = .init(value: task, rule: index, captures: captures)
    }
    if decision.billable == nil, let billable = settings.billable {
      decision.billable = .init(value: billable, rule: index, captures: captures)
    }
    if decision.note == nil, let note = settings.note {
      decision.note = .init(
        value: note.filled(captures, window), rule: index, captures: captures)
    }
    if decision.presence == nil, settings.handsOff {
      decision.presence = .init(value: (), rule: index, captures: captures)
    }
    decision.set(settings.terms, rule: index)
    return nil
  }

  /// The values that proposals work on.
  func classification(_ decision: Decision, presence: Presence) -> Classification {
    let project = decision.project?.value
    let defaultBillable: Bool? = project.flatMap { key in
      let client = catalogue.client(key.client)
      let found = catalogue.project(key)
      let task = decision.taskKey.flatMap { task in
        found?.tasks.first { $0.label.key == task }
      }
      return task?.billable ?? found?.billable ?? client?.billable
    }
    return Classification(
      project: project,
      task: decision.taskKey,
      billable: decision.billable?.value ?? defaultBillable ?? true,
      note: decision.note.flatMap { $0.value.isEmpty ? nil : $0.value },
      handsOff: decision.presence != nil && presence == .idle,
      terms: RateTerms(
        role: decision.role?.value, complexity: decision.complexity?.value,
        multiplier: decision.multiplier?.value),
      reason: decision.project.map { rules[$0.rule].reference })
  }
}

extension Decision {
  /// Sets what of `terms` is still open.
  fileprivate mutating func set(_ terms: RateTerms, rule: Int) {
    func setting(_ name: String?) -> Setting<String>? {
      name.map { Setting(value: $0, rule: rule, captures: [:]) }
    }
    role = role ?? setting(terms.role)
    complexity = complexity ?? setting(terms.complexity)
    multiplier = multiplier ?? setting(terms.multiplier)
  }

  func rule(of field: Field) -> Int? {
    switch field {
    case .project: project?.rule
    case .task: task?.rule
    case .billable: billable?.rule
    case .note: note?.rule
    case .presence: presence?.rule
    case .role: role?.rule
    case .complexity: complexity?.rule
    case .multiplier: multiplier?.rule
    }
  }
}
