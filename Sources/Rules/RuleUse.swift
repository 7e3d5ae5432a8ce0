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
  private var gaveUp: [Int: Int] = [:]

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
      .filter { !matched.contains($0) && !rules.rules[$0].censors && gaveUp[$0] == nil }
      .map { rules.rules[$0].reference }
  }

  /// Rules of which a pattern gave up on some text.
  public var rulesThatGaveUp: [RuleReference] {
    censor.gaveUp.union(gaveUp.keys).sorted().map { rules.rules[$0].reference }
  }

  private func note(_ span: Span, at instant: Instant) {
    let time = LocalTime(instant, in: span.zone)
    let context = Context(observation: span.observation, period: rules.edges.period(of: time))
    guard seen.insert(context).inserted else { return }
    var trial = Trial(
      matcher: censor.matcher, window: nil, presence: span.presence, time: time)
    guard censor.censor(span.subject, &trial).subject != .private else { return }
    for (index, rule) in rules.rules.enumerated() where !rule.censors {
      guard gaveUp[index, default: 0] < RuleUse.enough else { continue }
      var captures: [String: String] = [:]
      switch trial.holds(rule.condition, &captures) {
      case .no: break
      case .unknown: gaveUp[index, default: 0] += 1
      case .yes:
        guard !matched.contains(index) else { break }
        // What captures a project that there is not does not match.
        var unused = Decision()
        if rules.apply(index, captures, trial.window, to: &unused) == nil { matched.insert(index) }
      }
    }
  }
}
