import Activity
import ActivityLog
import Rules
import Timesheet

/// Counts the seconds of every verdict of the rules over any length of time.
///
/// Spans go by one at a time and as numbers: each distinct window is read and classified once.
struct ActivityTally {
  private let classifier: Classifier
  /// Whether a rule may make idle time into work.
  private let idleMayCount: Bool
  private var contexts: [Context: Known] = [:]
  /// By the classifier's verdicts.
  private var presences: [(presence: Presence, handsOff: HandsOff?)] = []
  private var counted: [Int64] = []
  /// By presence: what nobody worked in, whatever the rules say.
  private var away = [Int64](repeating: 0, count: Presence.allCases.count)
  private var holes: HoleTally

  /// What the log knows of a span but its time.
  private struct Context: Hashable {
    var presence: Presence
    var handsOff: HandsOff?
    var number: Int64

    /// The number alone tells nearly all of them apart.
    func hash(into hasher: inout Hasher) { hasher.combine(number) }
  }

  /// The same for active windows by their numbers in the log, which are small and many: -1 where
  /// it is not known.
  private var quick: [Int32] = []
  private static let mostQuick: Int64 = 1 << 20

  /// A context's number in the classifier, and the one verdict on it where no rule asks the clock.
  private struct Known {
    var number: Int
    var verdict: Int?
  }

  /// Counts what `log` has of [start, end), in seconds since 1970.
  ///
  /// - Parameter off: when the agent was not running, by start.
  init(
    _ rules: RuleSet, _ log: ActivityLog, from start: Int64, to end: Int64, off: [Visit]
  ) throws {
    classifier = Classifier(rules)
    idleMayCount = rules.liftIdleTime
    holes = HoleTally(off: off)
    let sources = try log.sourceNames()
    let ranks = sources.mapValues(WorkSource.rank)
    let zones = try log.zones()
    var source: (number: Int64?, rank: Int) = (nil, 1)
    var sweep = Sweep(from: start, sources: sources)
    try log.rows(from: Instant(seconds: start), to: Instant(seconds: end)) {
      (row) throws(ActivityLogError) in
      sweep.advance(to: min(row.start.flooredSeconds, end)) { count($0, $1, $2) }
      if row.source != source.number { source = (row.source, ranks[row.source] ?? 1) }
      try classify(row, zones, log) { from, to, verdict in
        sweep.add(
          Sweep.Piece(
            rank: source.rank, start: from.flooredSeconds, end: to.flooredSeconds,
            source: row.source, began: row.start, verdict: verdict))
      }
    }
    sweep.advance(to: end) { count($0, $1, $2) }
  }

  /// What every second counted as, with what may be shown of it.
  func each(_ body: (Evidence.Kind, Subject, Int64) -> Void) {
    for (index, seconds) in counted.enumerated() where seconds > 0 {
      let verdict = classifier.verdicts[index]
      let observation = Observation(
        presence: presences[index].presence, subject: verdict.subject,
        handsOff: presences[index].handsOff)
      body(Evidence.Kind(observation, verdict.classification), verdict.subject, seconds)
    }
    for presence in Presence.allCases where away[Int(presence.rawValue)] > 0 {
      body(.away(presence), .nothing, away[Int(presence.rawValue)])
    }
    if holes.off > 0 { body(.away(.off), .nothing, holes.off) }
    if holes.unknown > 0 { body(.away(.unknown), .nothing, holes.unknown) }
  }

  /// Verdicts below zero are presences.
  private mutating func classify(
    _ row: ActivityLog.Row, _ zones: [Int64: Zone], _ log: ActivityLog,
    _ piece: (Instant, Instant, Int) -> Void
  ) throws(ActivityLogError) {
    let mayCount =
      row.presence == .active
      || row.presence == .idle && (idleMayCount || row.handsOff != nil)
    guard mayCount else { return piece(row.start, row.end, -1 - Int(row.presence.rawValue)) }
    if row.presence == .active, quick.indices.contains(Int(row.context)),
      quick[Int(row.context)] >= 0
    {
      return piece(row.start, row.end, Int(quick[Int(row.context)]))
    }
    let key = Context(presence: row.presence, handsOff: row.handsOff, number: row.context)
    let known = contexts[key]
    if let verdict = known?.verdict { return piece(row.start, row.end, verdict) }
    let number: Int
    if let known {
      number = known.number
    } else {
      number = classifier.newContext(
        of: Observation(
          presence: row.presence, subject: try log.subject(of: row.context),
          handsOff: row.handsOff))
    }
    classifier.classify(
      number, from: row.start, to: row.end, zone: zones[row.zone] ?? .utc, piece)
    // Verdicts that are new are of this row.
    while counted.count < classifier.verdicts.count {
      presences.append((row.presence, row.handsOff))
      counted.append(0)
    }
    let verdict = classifier.onlyVerdict(of: number)
    contexts[key] = Known(number: number, verdict: verdict)
    if let verdict, row.presence == .active, (0..<Self.mostQuick).contains(row.context) {
      let missing = Int(row.context) + 1 - quick.count
      if missing > 0 { quick += [Int32](repeating: -1, count: missing) }
      quick[Int(row.context)] = Int32(verdict)
    }
  }

  private mutating func count(_ verdict: Int?, _ start: Int64, _ end: Int64) {
    switch verdict {
    case nil: holes.add(start, end)
    case .some(let verdict) where verdict < 0: away[-1 - verdict] += end - start
    case .some(let verdict): counted[verdict] += end - start
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
