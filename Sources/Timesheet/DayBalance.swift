import Activity

/// Where a day's seconds went. The parts add up to the day's measured length, always.
public struct DayBalance: Hashable, Sendable {
  public var entries: Int64 = 0
  public var unassigned: Int64 = 0
  public var idle: Int64 = 0
  public var locked: Int64 = 0
  public var asleep: Int64 = 0
  public var paused: Int64 = 0
  public var off: Int64 = 0
  public var unknown: Int64 = 0

  public init() {}

  /// Those of several days.
  public init(sum days: [DayBalance]) {
    for day in days {
      entries += day.entries
      unassigned += day.unassigned
      idle += day.idle
      locked += day.locked
      asleep += day.asleep
      paused += day.paused
      off += day.off
      unknown += day.unknown
    }
  }

  /// - Parameter entries: those of the day. Rejected time and time without a project is
  ///   unassigned.
  public init(of timeline: DayTimeline, entries: [Entry]) {
    let placed = entries.filter { $0.key != nil && $0.state != .rejected }.flatMap(\.visits)
    for stretch in Stretch.list(of: timeline, taken: placed) {
      switch stretch.kind {
      case .taken, .visited: self.entries += stretch.seconds
      case .work, .unassigned, .away(.active): unassigned += stretch.seconds
      case .away(.idle): idle += stretch.seconds
      case .away(.locked): locked += stretch.seconds
      case .away(.asleep): asleep += stretch.seconds
      case .away(.paused): paused += stretch.seconds
      case .away(.off): off += stretch.seconds
      case .away(.unknown): unknown += stretch.seconds
      }
    }
  }

  public var seconds: Int64 {
    entries + unassigned + idle + locked + asleep + paused + off + unknown
  }

  /// By the names that files and tables use, in their order.
  public var parts: [(name: String, seconds: Int64)] {
    [
      ("entries", entries), ("unassigned", unassigned), ("idle", idle), ("locked", locked),
      ("asleep", asleep), ("paused", paused), ("off", off), ("unknown", unknown),
    ]
  }
}

extension DayTimeline {
  /// Seconds that somebody worked, or that evidence says so, and that no entry places or rejects:
  /// what a person has still to decide on.
  ///
  /// - Parameter open: stretches that are left out.
  public func undecidedSeconds(entries: [Entry], without open: [Visit] = []) -> Int64 {
    let decided = entries.filter { $0.key != nil || $0.state == .rejected }.flatMap(\.visits)
    return Stretch.list(of: self, taken: decided + open).reduce(0) { sum, stretch in
      switch stretch.kind {
      case .work, .unassigned, .away(.active): sum + stretch.seconds
      case .taken, .visited, .away: sum
      }
    }
  }

  /// Seconds that somebody worked and no rule places, private time among them, outside of `taken`.
  public func unplacedSeconds(without taken: [Visit] = []) -> Int64 {
    Stretch.list(of: self, taken: taken).reduce(0) { sum, stretch in
      if case .unassigned = stretch.kind { sum + stretch.seconds } else { sum }
    }
  }

  /// The stretches in which somebody worked, those that touch joined.
  public var work: [Visit] {
    segments.filter(\.kind.isWork).reduce(into: []) { visits, segment in
      if let last = visits.last, last.end == segment.start {
        visits[visits.count - 1].end = segment.end
      } else {
        visits.append(Visit(start: segment.start, end: segment.end))
      }
    }
  }
}

extension Evidence.Kind {
  fileprivate var isWork: Bool {
    switch self {
    case .active, .activePrivate, .away(.active): true
    case .away: false
    }
  }
}
