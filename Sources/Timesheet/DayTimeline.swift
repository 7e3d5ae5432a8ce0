import Activity

/// One day's evidence without holes or overlap, from the day's start to `until`.
public struct DayTimeline: Hashable, Sendable {
  public struct Segment: Hashable, Sendable {
    /// Nil in a hole, where no evidence is.
    public var span: SpanID?
    public var start: Int64
    public var end: Int64
    public var kind: Evidence.Kind

    public var seconds: Int64 { end - start }
  }

  public var day: DayRange
  /// The end of what is measured: the day's end, or now on a day that is not over.
  public var until: Int64
  /// In order; together exactly [day.start, until).
  public var segments: [Segment]
  /// Where two sources covered the same seconds and only one was counted.
  public var conflicts: [Visit]

  /// - Parameters:
  ///   - evidence: in any order; what lies outside the day is left out.
  ///   - off: stretches in which the agent tells that it was not running. Any other hole is
  ///     unknown time.
  public init(day: DayRange, until: Int64, evidence: [Evidence], off: [Visit]) {
    self.day = day
    self.until = min(max(until, day.start), day.end)
    (segments, conflicts) = DayTimeline.sweep(
      evidence, from: day.start, to: self.until, off: off.sorted { $0.start < $1.start })
  }

  /// Walks the borders from left to right and gives each elementary stretch to the piece that
  /// comes first by (rank, start, span), so that the order of the input changes nothing.
  private static func sweep(
    _ evidence: [Evidence], from: Int64, to: Int64, off: [Visit]
  ) -> ([Segment], [Visit]) {
    let pieces =
      evidence
      .filter { $0.start < $0.end && $0.start < to && $0.end > from }
      .sorted { ($0.start, $0.rank, $0.span, $0.end) < ($1.start, $1.rank, $1.span, $1.end) }
    var segments: [Segment] = []
    var conflicts: [Visit] = []
    var open: [Evidence] = []
    var next = 0
    var now = from
    while now < to {
      while next < pieces.count, pieces[next].start <= now {
        open.append(pieces[next])
        next += 1
      }
      open.removeAll { $0.end <= now }
      var border = next < pieces.count ? min(pieces[next].start, to) : to
      guard let first = open.min(by: precedes) else {
        appendHole(to: &segments, from: now, to: border, off: off)
        now = border
        continue
      }
      border = open.reduce(border) { min($0, $1.end) }
      append(
        Segment(span: first.span, start: now, end: border, kind: first.kind), to: &segments)
      if open.count > 1 { join(Visit(start: now, end: border), to: &conflicts) }
      now = border
    }
    return (segments, conflicts)
  }

  private static func precedes(_ left: Evidence, _ right: Evidence) -> Bool {
    (left.rank, left.start, left.span, left.end) < (right.rank, right.start, right.span, right.end)
  }

  private static func append(_ segment: Segment, to segments: inout [Segment]) {
    if let last = segments.last, last.end == segment.start, last.span == segment.span,
      last.kind == segment.kind
    {
      segments[segments.count - 1].end = segment.end
    } else {
      segments.append(segment)
    }
  }

  private static func join(_ visit: Visit, to visits: inout [Visit]) {
    if let last = visits.last, last.end == visit.start {
      visits[visits.count - 1].end = visit.end
    } else {
      visits.append(visit)
    }
  }

  private static func appendHole(
    to segments: inout [Segment], from: Int64, to: Int64, off: [Visit]
  ) {
    var now = from
    for stretch in off where stretch.end > now && stretch.start < to {
      let start = max(stretch.start, now)
      if start > now {
        append(Segment(span: nil, start: now, end: start, kind: .away(.unknown)), to: &segments)
      }
      let end = min(stretch.end, to)
      append(Segment(span: nil, start: start, end: end, kind: .away(.off)), to: &segments)
      now = end
    }
    if now < to {
      append(Segment(span: nil, start: now, end: to, kind: .away(.unknown)), to: &segments)
    }
  }
}
