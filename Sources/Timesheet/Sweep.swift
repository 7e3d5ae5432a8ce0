import Activity

/// Gives every second to one of the pieces that cover it, without holding them all: what
/// `DayTimeline` does for a day, for ranges of any length.
///
/// Of several the first by (rank, start, span, end) counts.
public struct Sweep<Payload> {
  public struct Piece {
    /// The lower wins.
    public var rank: Int
    /// Seconds since 1970; half-open.
    public var start: Int64
    public var end: Int64
    public var payload: Payload

    public init(rank: Int, start: Int64, end: Int64, payload: Payload) {
      self.rank = rank
      self.start = start
      self.end = end
      self.payload = payload
    }
  }

  private var now: Int64
  private var pieces: [Piece] = []
  private let span: (Payload) -> SpanID

  /// - Parameters:
  ///   - start: seconds since 1970; what lies before is left out.
  ///   - span: which span a piece is of; asked only where nothing else decides.
  public init(from start: Int64, span: @escaping (Payload) -> SpanID) {
    now = start
    self.span = span
  }

  /// To be added before `advance` comes to its start.
  public mutating func add(_ piece: Piece) { pieces.append(piece) }

  /// Hands over all time up to `border`, in order: a payload, or nil in a hole, its start and end.
  public mutating func advance(to border: Int64, _ hand: (Payload?, Int64, Int64) -> Void) {
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
        if best.map({ precedes(index, $0) }) ?? true { best = index }
      }
      hand(best.map { pieces[$0].payload }, now, next)
      now = next
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (pieces[left], pieces[right])
    guard (left.rank, left.start) == (right.rank, right.start) else {
      return (left.rank, left.start) < (right.rank, right.start)
    }
    return (span(left.payload), left.end) < (span(right.payload), right.end)
  }
}
