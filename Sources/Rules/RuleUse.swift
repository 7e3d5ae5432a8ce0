import Activity

/// What rules did on evidence: which never matched, and which patterns gave up.
public final class RuleUse {
  private struct Context: Hashable {
    var observation: Observation
    var period: Int
  }

  /// A pattern that takes its limit of steps takes some milliseconds each time.
  private static let enough = 5

  private let rules: RuleSet
  private let censor: Censor
  private var seen: Set<Context> = []
  private var matched: Set<Int> = []
  /// How often a pattern of a rule gave up, by the rule.
  private var failures: [Int: Int] = [:]
  private var gaveUp = GaveUp()

  public init(_ rules: RuleSet) {
    self.rules = rules
    censor = Censor(rules)
  }

  public func note(_ span: Span) {
    var now = span.start
    while true {
      note(span, at: now)
      guard let edge = rules.edges.next(after: now, in: span.zone), edge < span.end else { return }
      now = edge
    }
  }

  /// In the rules' order. Rules that exclude or redact are none of them: what they hid is no longer
  /// there to be matched.
  public var neverMatched: [RuleReference] {
    rules.rules.indices
      .filter { !matched.contains($0) && !rules.rules[$0].censors && failures[$0] == nil }
      .map { rules.rules[$0].reference }
  }

  /// Patterns that gave up on some text, in the rules' order; those that hide first.
  public var patternsThatGaveUp: [RulePattern] {
    censor.gaveUp.patterns(in: rules.rules) + gaveUp.patterns(in: rules.rules)
  }

  private func note(_ span: Span, at instant: Instant) {
    let time = LocalTime(instant, in: span.zone)
    let context = Context(observation: span.observation, period: rules.edges.period(of: time))
    guard seen.insert(context).inserted else { return }
    var trial = Trial(
      matcher: censor.matcher, window: nil, presence: span.presence, time: time)
    guard censor.censor(span.subject, &trial).subject != .private else { return }
    for (index, rule) in rules.rules.enumerated() where !rule.censors {
      guard failures[index, default: 0] < RuleUse.enough else { continue }
      var captures: [String: String] = [:]
      let truth = trial.holds(rule.condition, &captures)
      if !trial.gaveUp.isEmpty {
        failures[index, default: 0] += 1
        for pattern in trial.gaveUp { gaveUp.note(pattern, of: index) }
        trial.gaveUp = []
      }
      switch truth {
      case .no, .unknown: break
      case .yes:
        guard !matched.contains(index) else { break }
        // What captures a project that there is not does not match.
        var unused = Decision()
        if rules.apply(index, captures, trial.window, to: &unused) == nil { matched.insert(index) }
      }
    }
  }
}
