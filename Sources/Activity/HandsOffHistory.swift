/// Which reason to be there with hands off held when, since the last known input: idle is found
/// later than it begins.
struct HandsOffHistory: Hashable, Sendable {
  /// A bound, so that no player can fill the memory; before it the oldest known reason counts.
  static let limit = 64

  private struct Former: Hashable, Sendable {
    var reason: HandsOff?
    var until: Instant
  }

  private(set) var current: HandsOff?
  private var former: [Former] = []

  mutating func note(_ reason: HandsOff?, at time: Instant) {
    guard reason != current else { return }
    former.append(Former(reason: current, until: time))
    if former.count > Self.limit { former.removeFirst() }
    current = reason
  }

  mutating func forget(before time: Instant) { former.removeAll { $0.until <= time } }

  /// The reasons from `start` to `end`: in order, each longer than nothing, without gap.
  func pieces(from start: Instant, to end: Instant) -> [(end: Instant, reason: HandsOff?)] {
    var pieces: [(end: Instant, reason: HandsOff?)] = []
    var now = start
    for step in former where step.until > now && step.until < end {
      pieces.append((step.until, step.reason))
      now = step.until
    }
    let last = former.first { $0.until >= end }.map(\.reason) ?? current
    if now < end { pieces.append((end, last)) }
    return pieces
  }
}
