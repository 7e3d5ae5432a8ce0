import Activity
import ActivityLog
import Rules
import Timesheet

/// Counts the seconds of every verdict of the rules over any length of time.
///
/// Spans go by one at a time and as numbers: each distinct window is read and classified once.
struct ActivityTally {
  private let classifier: Classifier
  private let sources: [Int64: String]
  private var contexts: [Context: Int] = [:]
  /// By the classifier's verdicts.
  private var kinds: [Evidence.Kind] = []
  private var counted: [Int64] = []
  private var holes: HoleTally

  /// What the log knows of a span but its time.
  private struct Context: Hashable {
    var presence: Presence
    var handsOff: HandsOff?
    var number: Int64
  }

  private struct Part {
    var verdict: Int
    var source: Int64
    /// Of the whole span.
    var start: Instant
  }

  /// Counts what `log` has of [start, end), in seconds since 1970.
  ///
  /// - Parameter off: when the agent was not running, by start.
  init(
    _ rules: RuleSet, _ log: ActivityLog, from start: Int64, to end: Int64, off: [Visit]
  ) throws {
    classifier = Classifier(rules)
    sources = try log.sourceNames()
    holes = HoleTally(off: off)
    let sources = self.sources
    let ranks = sources.mapValues(WorkSource.rank)
    let zones = try log.zones()
    var sweep = Sweep<Part>(from: start) {
      SpanID(source: sources[$0.source] ?? "", start: $0.start)
    }
    try log.rows(from: Instant(seconds: start), to: Instant(seconds: end)) {
      (row) throws(ActivityLogError) in
      sweep.advance(to: min(row.start.flooredSeconds, end)) { count($0?.verdict, $1, $2) }
      let context = try context(of: row, in: log)
      let rank = ranks[row.source] ?? 1
      classifier.classify(context, from: row.start, to: row.end, zone: zones[row.zone] ?? .utc) {
        from, to, verdict in
        sweep.add(
          Sweep.Piece(
            rank: rank, start: from.flooredSeconds, end: to.flooredSeconds,
            payload: Part(verdict: verdict, source: row.source, start: row.start)))
      }
      learn(row)
    }
    sweep.advance(to: end) { count($0?.verdict, $1, $2) }
  }

  /// What every second counted as, with what may be shown of it.
  var parts: [(kind: Evidence.Kind, subject: Subject, seconds: Int64)] {
    kinds.indices.map { (kinds[$0], classifier.verdicts[$0].subject, counted[$0]) }
      + [(.away(.off), .nothing, holes.off), (.away(.unknown), .nothing, holes.unknown)]
  }

  private mutating func context(
    of row: ActivityLog.Row, in log: ActivityLog
  ) throws(ActivityLogError) -> Int {
    let key = Context(presence: row.presence, handsOff: row.handsOff, number: row.context)
    if let known = contexts[key] { return known }
    let context = classifier.context(
      of: Observation(
        presence: row.presence, subject: try log.subject(of: row.context), handsOff: row.handsOff))
    contexts[key] = context
    return context
  }

  /// Verdicts that are new are of this row.
  private mutating func learn(_ row: ActivityLog.Row) {
    for verdict in classifier.verdicts.dropFirst(kinds.count) {
      kinds.append(
        Evidence.Kind(
          Observation(
            presence: row.presence, subject: verdict.subject, handsOff: row.handsOff),
          verdict.classification))
      counted.append(0)
    }
  }

  private mutating func count(_ verdict: Int?, _ start: Int64, _ end: Int64) {
    if let verdict {
      counted[verdict] += end - start
    } else {
      holes.add(start, end)
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
