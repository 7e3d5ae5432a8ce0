import Activity

/// Gives every second to one of the pieces of evidence that cover it, without holding them all:
/// what `DayTimeline` does for a day, for ranges of any length.
///
/// Of several the first by (rank, start, span, end) counts.
public struct Sweep {
  public struct Piece: Sendable {
    /// The lower wins.
    public var rank: Int
    /// Seconds since 1970; half-open.
    public var start: Int64
    public var end: Int64
    /// The span that it is a part of: its source's number, and its start.
    public var source: Int64
    public var began: Instant
    public var outcome: Outcome

    public init(
      rank: Int, start: Int64, end: Int64, source: Int64, began: Instant, outcome: Outcome
    ) {
      self.rank = rank
      self.start = start
      self.end = end
      self.source = source
      self.began = began
      self.outcome = outcome
    }
  }

  /// What a piece counts as.
  public enum Outcome: Hashable, Sendable {
    /// Nobody worked, whatever the rules say.
    case away(Presence)
    /// By a number of the caller's.
    case classified(Int)
  }

  private var now: Int64
  private var pieces: [Piece] = []
  private let sources: [Int64: String]

  /// - Parameters:
  ///   - start: seconds since 1970; what lies before is left out.
  ///   - sources: the names of sources by number.
  public init(from start: Int64, sources: [Int64: String]) {
    now = start
    self.sources = sources
  }

  /// To be added before `advance` comes to its start.
  public mutating func add(_ piece: Piece) { pieces.append(piece) }

  /// Hands over all time up to `border`, in order: what it counts as, or nil in a
  /// hole, its start and its end.
  public mutating func advance(to border: Int64, _ hand: (Outcome?, Int64, Int64) -> Void) {
    guard pieces.count != 1 || !advance(pieces[0], to: border, hand) else { return }
    while now < border {
      pieces.removeAll { $0.end <= now }
      var next = border
      var best: Int?
      for index in pieces.indices {
        guard pieces[index].start <= now else {
          next = min(next, pieces[index].start)
          continue
        }
        next = min(next, pieces[index].end)
        if best.map({ precedes(pieces[index], pieces[$0]) }) ?? true { best = index }
      }
      hand(best.map { pieces[$0].outcome }, now, next)
      now = next
    }
  }

  /// Nearly always one piece covers it all.
  private mutating func advance(
    _ piece: Piece, to border: Int64, _ hand: (Outcome?, Int64, Int64) -> Void
  ) -> Bool {
    guard piece.start <= now, border <= piece.end else { return false }
    if now < border {
      hand(piece.outcome, now, border)
      now = border
    }
    if piece.end <= now { pieces.removeLast() }
    return true
  }

  private func precedes(_ left: Piece, _ right: Piece) -> Bool {
    guard (left.rank, left.start) == (right.rank, right.start) else {
      return (left.rank, left.start) < (right.rank, right.start)
    }
    return (span(of: left), left.end) < (span(of: right), right.end)
  }

  private func span(of piece: Piece) -> SpanID {
    SpanID(source: sources[piece.source] ?? "", start: piece.began)
  }
}
