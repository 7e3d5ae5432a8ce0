import Activity

/// All rules in their order, with the names they may use. Immutable: threads may share it.
public struct RuleSet: Sendable {
  /// In file-name order (by bytes), then top to bottom.
  public let rules: [Rule]
  public let catalogue: Catalogue
  let edges: ClockEdges
  /// The rules that set something or stop, in order.
  let steps: [Step]
  /// The indices of the rules that exclude, and of those that redact.
  let excluding: [Int]
  let redacting: [Int]

  public init(rules: [Rule], catalogue: Catalogue) {
    self.rules = rules
    self.catalogue = catalogue
    edges = ClockEdges(rules.map(\.condition))
    steps = rules.enumerated().compactMap { index, rule in
      rule.settings.isEmpty && !rule.stop ? nil : Step(rule, index, catalogue)
    }
    excluding = rules.indices.filter { rules[$0].exclude }
    redacting = rules.indices.filter { rules[$0].redaction != nil }
  }

  /// Whether a rule says `presence: active`; without one idle time is idle whatever rules match.
  public var liftIdleTime: Bool { rules.contains { $0.settings.handsOff } }
}

/// What the search for settings looks at of each rule, in one object: going through the rules
/// copies none of them.
final class Step: Sendable {
  let rule: Int
  let condition: Condition
  let fields: FieldSet
  let stop: Bool
  /// Looked up once, where nothing is to be filled in and there is such a project.
  let project: ProjectKey?

  init(_ rule: Rule, _ index: Int, _ catalogue: Catalogue) {
    self.rule = index
    condition = rule.condition
    fields = FieldSet(rule.settings.fields)
    stop = rule.stop
    project = rule.settings.project?.literal.flatMap {
      catalogue.lookUp(client: $0.client, project: $0.project)
    }
  }
}

/// Some of the fields.
struct FieldSet: OptionSet {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ fields: [Field]) { rawValue = fields.reduce(0) { $0 | 1 << $1.rawValue } }
}

extension RuleSet {
  /// Whether any condition asks for a time, a weekday or a date.
  public var asksTheClock: Bool { !edges.minutes.isEmpty }

  /// What the rules make of `span`: see `Classifier`, which is faster over many spans.
  public func classify(_ span: Span) -> [Piece] { Classifier(self).classify(span) }
}

extension RuleSet: Equatable {
  public static func == (left: RuleSet, right: RuleSet) -> Bool {
    left.rules == right.rules && left.catalogue == right.catalogue
  }
}
