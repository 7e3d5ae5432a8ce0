import Activity

/// A classified piece of a span, its borders floored to whole seconds.
public struct Evidence: Hashable, Sendable {
  public var span: SpanID
  /// Which source wins where two cover the same second: the lower, then the earlier start.
  public var rank: Int
  /// Seconds since 1970; half-open.
  public var start: Int64
  public var end: Int64
  public var kind: Kind

  public enum Kind: Hashable, Sendable {
    /// Nobody worked: idle, locked, asleep, paused, off or unknown.
    case away(Presence)
    /// Somebody did; the classification says on what, if a rule placed it.
    case active(Classification)
    /// Somebody did, and what on is nobody's business.
    case activePrivate
  }

  public init(span: SpanID, rank: Int, start: Int64, end: Int64, kind: Kind) {
    self.span = span
    self.rank = rank
    self.start = start
    self.end = end
    self.kind = kind
  }
}

extension Evidence.Kind {
  /// What an observation counts as, with what the rules left of its subject and made of it.
  public init(_ observation: Observation, _ classification: Classification) {
    var classification = classification
    switch (observation.presence, observation.subject) {
    case (.active, .private):
      self = .activePrivate
    case (.active, _):
      classification.handsOff = false
      self = .active(classification)
    case (.idle, .window) where observation.handsOff != nil:
      // Nobody has to write a rule for a film or a call: it was seen.
      classification.handsOff = true
      self = .active(classification)
    case (.idle, .window) where classification.handsOff,
      (.idle, .nothing) where classification.handsOff:
      self = .active(classification)
    default:
      self = .away(observation.presence)
    }
  }
}
