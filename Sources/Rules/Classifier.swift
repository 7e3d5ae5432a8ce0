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

/// What the rules make of one context.
public struct Verdict: Hashable, Sendable {
  /// What may be shown of it.
  public var subject: Subject
  public var classification: Classification
}

/// Classifies many spans: each distinct context once. One for each thread.
///
/// `classify(_ span:)` is for lists that people read. For sums over years, ask once for the
/// `context` of each distinct observation, then classify by it: no text is touched any more.
public final class Classifier {
  public let rules: RuleSet
  /// All that the rules made so far, each with an index of its own.
  public private(set) var verdicts: [Verdict] = []
  private let censor: Censor
  private var numbers: [Observation: Int] = [:]
  private var contexts: [Observation] = []
  private var answers: [Answer] = []

  public init(_ rules: RuleSet) {
    self.rules = rules
    censor = Censor(rules)
  }

  private enum Answer {
    /// No rule asked the clock. An index into `verdicts`.
    case always(Int)
    /// Indices by `ClockEdges.period`; empty before the first question.
    case byPeriod([Int: Int])
  }

  /// Cuts `span` where a time, weekday or date condition makes a difference; the pieces tile it,
  /// in order. A span of no length is one piece.
  ///
  /// Exclude and redact act first; what they hide, no rule sees and nothing shows.
  public func classify(_ span: Span) -> [Piece] {
    var pieces: [Piece] = []
    classify(context(of: span.observation), from: span.start, to: span.end, zone: span.zone) {
      from, to, verdict in
      let verdict = verdicts[verdict]
      pieces.append(
        Piece(
          from: from, to: to, subject: verdict.subject, classification: verdict.classification))
    }
    return pieces
  }

  /// A number for `observation`, the same whenever it is asked for.
  public func context(of observation: Observation) -> Int {
    if let known = numbers[observation] { return known }
    let context = newContext(of: observation)
    numbers[observation] = context
    return context
  }

  /// A number for an observation that the caller knows to be new: nothing of it is compared.
  public func newContext(of observation: Observation) -> Int {
    contexts.append(observation)
    answers.append(.byPeriod([:]))
    return contexts.count - 1
  }

  /// The index in `verdicts` that holds for a context at any time; nil where a rule asks the clock,
  /// or nobody asked for a verdict yet.
  public func onlyVerdict(of context: Int) -> Int? {
    guard case .always(let verdict) = answers[context] else { return nil }
    return verdict
  }

  /// As `classify(_ span:)`, by the number that `context(of:)` gave.
  ///
  /// - Parameter piece: called with a piece's start, its end and its index in `verdicts`.
  public func classify(
    _ context: Int, from start: Instant, to end: Instant, zone: Zone,
    _ piece: (Instant, Instant, Int) -> Void
  ) {
    if case .always(let verdict) = answers[context] { return piece(start, end, verdict) }
    var (from, now) = (start, start)
    var current: Int?
    while true {
      let verdict = verdict(of: context, at: now, zone: zone)
      if let before = current, before != verdict {
        piece(from, now, before)
        from = now
      }
      current = verdict
      guard case .byPeriod = answers[context],
        let edge = rules.edges.next(after: now, in: zone), edge < end
      else { return piece(from, end, verdict) }
      now = edge
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

  private func verdict(of context: Int, at instant: Instant, zone: Zone) -> Int {
    let time = LocalTime(instant, in: zone)
    let period = rules.edges.period(of: time)
    var earlier: [Int: Int] = [:]
    switch answers[context] {
    case .always(let verdict): return verdict
    case .byPeriod(let known):
      if let verdict = known[period] { return verdict }
      earlier = known
    }
    let (verdict, askedTheClock) = judge(contexts[context], at: time)
    // Equal verdicts of one context share an index, so that pieces are cut only at differences.
    let index = earlier.values.first { verdicts[$0] == verdict } ?? verdicts.count
    if index == verdicts.count { verdicts.append(verdict) }
    if askedTheClock {
      earlier[period] = index
      answers[context] = .byPeriod(earlier)
    } else {
      answers[context] = .always(index)
    }
    return index
  }

  private func judge(
    _ observation: Observation, at time: LocalTime
  ) -> (verdict: Verdict, askedTheClock: Bool) {
    var trial = Trial(
      matcher: censor.matcher, window: nil, presence: observation.presence, time: time)
    let subject = censor.censor(observation.subject, &trial).subject
    var classification = Classification.unassigned
    if subject != .private {
      classification = rules.classification(
        rules.decide(&trial), presence: observation.presence)
    }
    return (Verdict(subject: subject, classification: classification), trial.askedTheClock)
  }
}
