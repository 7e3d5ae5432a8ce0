import Activity

/// Why a span is classified as it is, at one instant.
public struct Explanation: Hashable, Sendable {
  /// One field and the rule that set it.
  public struct FieldReason: Hashable, Sendable {
    public var field: Field
    /// As text: `acme/website`, `true`, `active`.
    public var value: String
    public var rule: RuleReference
    public var captures: [String: String]
  }

  /// How near a rule came to having a part in it.
  public enum Nearness: Int, Hashable, Sendable, Comparable {
    /// All its conditions hold.
    case matches
    /// Its `app` holds.
    case sameApp
    case far

    public static func < (left: Nearness, right: Nearness) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// A rule without a part in it.
  public struct LostRule: Hashable, Sendable {
    public var rule: RuleReference
    /// The condition that failed, or what came first, without a full stop. May hold a raw title.
    public var because: String
    /// The same, with each title and pattern in at most 60 characters.
    public var brief: String
    public var nearness: Nearness
  }

  public var at: Instant
  /// What the rules saw, after exclude and redact.
  public var subject: Subject
  public var presence: Presence
  public var classification: Classification
  public var fields: [FieldReason]
  public var lost: [LostRule]
  /// The rule that made it private.
  public var excludedBy: RuleReference?
  /// The rules that hid part of it, in order.
  public var redactedBy: [RuleReference]
  /// What else a person should know, in sentences.
  public var remarks: [String]
}

extension RuleSet {
  /// Why `span` is classified as it is at its start.
  public func explain(_ span: Span) -> Explanation { explain(span, at: span.start) }

  /// Why `span` is classified as it is at `instant`.
  public func explain(_ span: Span, at instant: Instant) -> Explanation {
    let censor = Censor(self)
    var trial = Trial(
      matcher: censor.matcher, window: nil, presence: span.presence,
      time: LocalTime(instant, in: span.zone))
    let (subject, excluded, redacted) = censor.censor(span.subject, &trial)
    var explanation = Explanation(
      at: instant, subject: subject, presence: span.presence, classification: .unassigned,
      fields: [], lost: [], excludedBy: excluded.map { rules[$0].reference },
      redactedBy: redacted.map { rules[$0].reference }, remarks: [])
    guard subject != .private else {
      explanation.remarks = ["Private: its names are gone, and no rule places it."]
      return explanation
    }
    let decision = decide(&trial, explaining: true)
    let classification = classification(decision, presence: span.presence)
    explanation.classification = classification
    explanation.fields = fields(decision, classification)
    explanation.lost = decision.lost.map { rule, loss in
      let condition = rules[rule].condition
      return Explanation.LostRule(
        rule: rules[rule].reference, because: because(loss, condition, .max, &trial),
        brief: because(loss, condition, 60, &trial), nearness: nearness(loss, condition, &trial))
    }
    explanation.remarks = remarks(decision, span.presence)
    return explanation
  }

  private func fields(
    _ decision: Decision, _ classification: Classification
  ) -> [Explanation.FieldReason] {
    var fields: [Explanation.FieldReason] = []
    func add<Value>(_ field: Field, _ setting: Decision.Setting<Value>?, _ value: String?) {
      guard let setting, let value else { return }
      fields.append(
        .init(
          field: field, value: value, rule: rules[setting.rule].reference,
          captures: setting.captures))
    }
    add(.project, decision.project, classification.project?.description)
    add(.task, decision.task, classification.task)
    add(.billable, decision.billable, classification.billable ? "true" : "false")
    add(.note, decision.note, classification.note)
    add(.presence, decision.presence, classification.handsOff ? "active" : nil)
    add(.role, decision.role, classification.terms.role)
    add(.complexity, decision.complexity, classification.terms.complexity)
    add(.multiplier, decision.multiplier, classification.terms.multiplier)
    return fields
  }

  private func remarks(_ decision: Decision, _ presence: Presence) -> [String] {
    var remarks: [String] = []
    if let task = decision.task, decision.taskKey == nil {
      let rule = rules[task.rule].reference
      if let project = decision.project {
        remarks.append(
          "The task stays unset: \(project.value) has no task \"\(task.value)\" "
            + "(\(rule.name), \(rule.place)).")
      } else {
        remarks.append(
          "The task \"\(task.value)\" stays unset: no rule sets a project "
            + "(\(rule.name), \(rule.place)).")
      }
    }
    if let active = decision.presence, presence != .idle {
      let rule = rules[active.rule].reference
      remarks.append(
        "\"presence: active\" lifts idle time alone, and this is \(presence.name) "
          + "(\(rule.name), \(rule.place)).")
    }
    return remarks
  }

  private func nearness(
    _ loss: Decision.Loss, _ condition: Condition, _ trial: inout Trial
  ) -> Explanation.Nearness {
    switch loss {
    case .patternGaveUp, .noProject, .noTask, .tooLate: .matches
    case .conditionFailed, .stopped: trial.isOfApp(condition) ? .sameApp : .far
    }
  }

  private func because(
    _ loss: Decision.Loss, _ condition: Condition, _ limit: Int, _ trial: inout Trial
  ) -> String {
    switch loss {
    case .conditionFailed: trial.failure(of: condition, limit: limit) ?? "its condition failed"
    case .patternGaveUp: "a pattern took too many steps on this text and gave up"
    case .noProject(let text): "clients.yaml has no project \"\(text)\""
    case .noTask(let text): "clients.yaml has no task \"\(text)\" there"
    case .tooLate(let earlier):
      earlier.map { field, rule in
        "\(field.name) was set by \"\(rules[rule].name)\" (\(rules[rule].place))"
      }
      .joined(separator: ", ")
    case .stopped(let rule):
      "\"\(rules[rule].name)\" (\(rules[rule].place)) stopped the search"
    }
  }
}
