import Activity

/// When to ask `daybook notify` what is to be told: at the time that it named itself, and when the
/// person is back from a long absence. Never while nobody is there.
struct Rounds: Hashable {
  /// What failed is tried again after so long, each time after twice as long.
  private static let retryDelay: Int64 = 600_000
  private static let longestDelay: Int64 = 4 * 3_600_000
  /// At most so often: a program that is mistaken must not keep us busy.
  private static let shortestDelay: Int64 = 60_000
  /// And so often where something has changed: who changes one thing often changes the next.
  private static let settling: Int64 = 10_000

  /// When to ask next; nil is at once.
  private var next: Instant?
  /// The shortest absence that is asked about, in milliseconds; nil for none.
  private var away: Int64?
  private var failures = 0
  /// Since when nobody is there; nil while somebody is.
  private var leftAt: Instant?

  /// - Parameter lastInput: the last sign of the person.
  mutating func saw(_ presence: Presence, lastInput: Instant, at now: Instant) {
    switch presence {
    case .idle, .locked, .asleep: leftAt = leftAt ?? min(lastInput, now)
    case .active:
      guard let leftAt else { return }
      self.leftAt = nil
      if let away, now - leftAt >= away { next = nil }
    // Nobody knows whether somebody is there.
    case .paused, .off, .unknown: break
    }
  }

  /// Something has changed that the answer may depend on.
  mutating func ask() { next = nil }

  /// The same, where such changes come in numbers: a moment later, once for all of them.
  mutating func askSoon(at now: Instant) {
    if let next { self.next = min(next, now.advanced(by: Self.settling)) }
  }

  func isDue(at now: Instant) -> Bool { leftAt == nil && (next.map { $0 <= now } ?? true) }

  /// When it will be due; nil where that is now, or nobody is there to be told.
  func due(after now: Instant) -> Instant? {
    leftAt == nil ? next.flatMap { $0 > now ? $0 : nil } : nil
  }

  mutating func answered(next: Instant?, away: Int64?, at now: Instant) {
    failures = 0
    self.away = away
    self.next = max(
      next ?? now.advanced(by: Self.longestDelay), now.advanced(by: Self.shortestDelay))
  }

  mutating func failed(at now: Instant) {
    failures = min(failures + 1, 6)
    next = now.advanced(by: min(Self.retryDelay << (failures - 1), Self.longestDelay))
  }
}
