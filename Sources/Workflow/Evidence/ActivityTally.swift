import Activity
import ActivityLog
import Rules
import Timesheet

/// Counts the seconds of every verdict of the rules over any length of time.
///
/// Spans go by one at a time and as numbers.
struct ActivityTally {
  private var rows: RowClassifier
  /// By the classifier's verdicts.
  private var counted: [Int64] = []
  /// By presence: what nobody worked in, whatever the rules say.
  private var away = [Int64](repeating: 0, count: Presence.allCases.count)
  private var holes: HoleTally

  /// Counts what `log` has of [start, end), in seconds since 1970.
  ///
  /// - Parameter off: when the agent was not running, by start.
  init(
    _ rules: RuleSet, _ log: ActivityLog, from start: Int64, to end: Int64, off: [Visit]
  ) throws {
    rows = try RowClassifier(rules, log)
    holes = HoleTally(off: off)
    let sources = try log.sourceNames()
    let ranks = sources.mapValues(WorkSource.rank)
    var source: (number: Int64?, rank: Int) = (nil, 1)
    var sweep = Sweep(from: start, sources: sources)
    try log.rows(from: Instant(seconds: start), to: Instant(seconds: end)) {
      (row) throws(ActivityLogError) in
      sweep.advance(to: min(row.start.flooredSeconds, end)) { count($0, $1, $2) }
      if row.source != source.number { source = (row.source, ranks[row.source] ?? 1) }
      try rows.classify(row) { from, to, outcome in
        sweep.add(
          Sweep.Piece(
            rank: source.rank, start: from.flooredSeconds, end: to.flooredSeconds,
            source: row.source, began: row.start, outcome: outcome))
      }
    }
    sweep.advance(to: end) { count($0, $1, $2) }
  }

  /// What every second counted as, with what may be shown of it.
  func each(_ body: (Evidence.Kind, Subject, Int64) -> Void) {
    for (verdict, seconds) in counted.enumerated() where seconds > 0 {
      let (kind, subject) = rows.kind(of: verdict)
      body(kind, subject, seconds)
    }
    for presence in Presence.allCases where away[Int(presence.rawValue)] > 0 {
      body(.away(presence), .nothing, away[Int(presence.rawValue)])
    }
    if holes.off > 0 { body(.away(.off), .nothing, holes.off) }
    if holes.unknown > 0 { body(.away(.unknown), .nothing, holes.unknown) }
  }

  private mutating func count(_ outcome: Sweep.Outcome?, _ start: Int64, _ end: Int64) {
    switch outcome {
    case nil: holes.add(start, end)
    case .away(let presence): away[Int(presence.rawValue)] += end - start
    case .classified(let verdict):
      while counted.count <= verdict { counted.append(0) }
      counted[verdict] += end - start
    }
  }
}

/// Holes in the evidence: off where the agent tells that it was not running, else unknown.
private struct HoleTally {
  private(set) var off: Int64 = 0
  private(set) var unknown: Int64 = 0
  private var stretches: ArraySlice<Visit>

  init(off: [Visit]) { stretches = off[...] }

  /// Holes come in order.
  mutating func add(_ start: Int64, _ end: Int64) {
    while let first = stretches.first, first.end <= start { stretches.removeFirst() }
    let told = stretches.prefix { $0.start < end }
      .reduce(0) { $0 + max(0, min($1.end, end) - max($1.start, start)) }
    off += told
    unknown += end - start - told
  }
}
