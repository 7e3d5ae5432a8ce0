import Activity

/// A part of a span with what the rules make of it.
public struct Piece: Hashable, Sendable {
  public var from: Instant
  public var to: Instant
  /// What may be shown of it: rules that exclude or redact act on older evidence too.
  public var subject: Subject
  public var classification: Classification

  public init(from: Instant, to: Instant, subject: Subject, classification: Classification) {
    self.from = from
    self.to = to
    self.subject = subject
    self.classification = classification
  }
}

/// Classifies many spans: each distinct context once. One for each thread.
public final class Classifier {
  public let rules: RuleSet
  private let censor: Censor
  private var known: [Context: Answer] = [:]
  /// The last context and its answer: spans of one context often come in a row.
  private var last: (context: Context, answer: Answer)?
  private var settingsGaveUp: Set<Int> = []

  public init(_ rules: RuleSet) {
    self.rules = rules
    censor = Censor(rules)
  }

  private struct Context: Hashable {
    var subject: Subject
    var presence: Presence
  }

  private struct Verdict: Hashable {
    var subject: Subject
    var classification: Classification
  }

  private enum Answer {
    /// No rule asked the clock.
    case always(Verdict)
    /// By `ClockEdges.period`.
    case byPeriod([Int: Verdict])
  }

  /// The rules of which a pattern gave up on some text so far.
  public var rulesThatGaveUp: [RuleReference] {
    settingsGaveUp.union(censor.gaveUp).sorted().map { rules.rules[$0].reference }
  }

  /// Cuts `span` where a time, weekday or date condition makes a difference; the pieces tile it,
  /// in order. A span of no length is one piece.
  ///
  /// Exclude and redact act first; what they hide, no rule sees and nothing shows.
  public func classify(_ span: Span) -> [Piece] {
    let context = Context(subject: span.subject, presence: span.presence)
    var pieces: [Piece] = []
    var start = span.start
    while true {
      let (verdict, always) = verdict(context, at: start, zone: span.zone)
      var end = span.end
      if !always, let edge = rules.edges.next(after: start, in: span.zone), edge < end {
        end = edge
      }
      if let last = pieces.last, last.subject == verdict.subject,
        last.classification == verdict.classification
      {
        pieces[pieces.count - 1].to = end
      } else {
        pieces.append(
          Piece(
            from: start, to: end, subject: verdict.subject,
            classification: verdict.classification))
      }
      guard end < span.end else { return pieces }
      start = end
    }
  }

  /// What may be stored of `span`: cut where a rule that excludes or redacts begins or ends to act.
  /// The pieces tile it; the first keeps its identity.
  public func censor(_ span: Span) -> [Span] {
    classify(span).reduce(into: []) { spans, piece in
      if let last = spans.last, last.subject == piece.subject {
        spans[spans.count - 1].end = piece.to
      } else {
        var part = span
        part.start = piece.from
        part.end = piece.to
        part.observation.subject = piece.subject
        spans.append(part)
      }
    }
  }

  private func verdict(
    _ context: Context, at instant: Instant, zone: Zone
  ) -> (verdict: Verdict, always: Bool) {
    if let last, last.context == context, case .always(let verdict) = last.answer {
      return (verdict, true)
    }
    let answer = known[context]
    if case .always(let verdict)? = answer {
      last = (context, .always(verdict))
      return (verdict, true)
    }
    let time = LocalTime(instant, in: zone)
    let period = rules.edges.period(of: time)
    if case .byPeriod(let verdicts)? = answer, let verdict = verdicts[period] {
      return (verdict, false)
    }
    var trial = Trial(
      matcher: censor.matcher, window: nil, presence: context.presence, time: time)
    let subject = censor.censor(context.subject, &trial).subject
    var classification = Classification.unassigned
    if subject != .private {
      let decision = rules.decide(&trial)
      settingsGaveUp.formUnion(decision.gaveUp)
      classification = rules.classification(decision, presence: context.presence)
    }
    let verdict = Verdict(subject: subject, classification: classification)
    guard trial.askedTheClock else {
      known[context] = .always(verdict)
      last = (context, .always(verdict))
      return (verdict, true)
    }
    var verdicts: [Int: Verdict] = [:]
    if case .byPeriod(let earlier)? = answer { verdicts = earlier }
    verdicts[period] = verdict
    known[context] = .byPeriod(verdicts)
    return (verdict, false)
  }
}
