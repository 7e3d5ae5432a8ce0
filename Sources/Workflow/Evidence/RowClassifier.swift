import Activity
import ActivityLog
import Rules
import Timesheet

/// Classifies the log's rows by the rules as they stand: each distinct window is read and
/// classified once.
struct RowClassifier {
  private let log: ActivityLog
  private let classifier: Classifier
  private let zones: [Int64: Zone]
  /// Whether a rule may make idle time into work.
  private let idleMayCount: Bool
  private var contexts: [Context: Known] = [:]
  /// The one verdict on an active window by its number in the log, -1 where it is not known: these
  /// numbers are small and many.
  private var quick: [Int32] = []
  private static let mostQuick: Int64 = 1 << 20
  /// Of what each of the classifier's verdicts is.
  private var presences: [(presence: Presence, handsOff: HandsOff?)] = []

  /// What the log knows of a span but its time.
  private struct Context: Hashable {
    var presence: Presence
    var handsOff: HandsOff?
    var number: Int64

    /// The number alone tells nearly all of them apart.
    func hash(into hasher: inout Hasher) { hasher.combine(number) }
  }

  /// A context's number in the classifier, and the one verdict on it where no rule asks the clock.
  private struct Known {
    var number: Int
    var verdict: Int?
  }

  init(_ rules: RuleSet, _ log: ActivityLog) throws {
    self.log = log
    classifier = Classifier(rules)
    zones = try log.zones()
    idleMayCount = rules.liftIdleTime
  }

  /// Hands over the parts that tile the row, cut where a rule asks the clock: their start, their
  /// end, what they count as.
  mutating func classify(
    _ row: ActivityLog.Row, _ part: (Instant, Instant, Sweep.Outcome) -> Void
  ) throws(ActivityLogError) {
    guard mayCount(row) else { return part(row.start, row.end, .away(row.presence)) }
    if row.presence == .active, quick.indices.contains(Int(row.context)),
      quick[Int(row.context)] >= 0
    {
      return part(row.start, row.end, .classified(Int(quick[Int(row.context)])))
    }
    let key = Context(presence: row.presence, handsOff: row.handsOff, number: row.context)
    if let verdict = contexts[key]?.verdict {
      return part(row.start, row.end, .classified(verdict))
    }
    let number: Int
    if let known = contexts[key]?.number {
      number = known
    } else {
      number = try newContext(of: row)
    }
    classifier.classify(
      number, from: row.start, to: row.end, zone: zones[row.zone] ?? .utc
    ) { part($0, $1, .classified($2)) }
    // Verdicts that are new are of this row.
    while presences.count < classifier.verdicts.count {
      presences.append((row.presence, row.handsOff))
    }
    learn(classifier.onlyVerdict(of: number), of: key, number)
  }

  func kind(of outcome: Sweep.Outcome) -> Evidence.Kind {
    switch outcome {
    case .away(let presence): .away(presence)
    case .classified(let verdict): kind(of: verdict).kind
    }
  }

  /// What a verdict counts as, and what may be shown of it.
  func kind(of verdict: Int) -> (kind: Evidence.Kind, subject: Subject) {
    let found = classifier.verdicts[verdict]
    let observation = Observation(
      presence: presences[verdict].presence, subject: found.subject,
      handsOff: presences[verdict].handsOff)
    return (Evidence.Kind(observation, found.classification), found.subject)
  }

  private func mayCount(_ row: ActivityLog.Row) -> Bool {
    switch row.presence {
    case .active: true
    case .idle: idleMayCount || row.handsOff != nil
    case .locked, .asleep, .paused, .off, .unknown: false
    }
  }

  private func newContext(of row: ActivityLog.Row) throws(ActivityLogError) -> Int {
    classifier.newContext(
      of: Observation(
        presence: row.presence, subject: try log.subject(of: row.context), handsOff: row.handsOff))
  }

  private mutating func learn(_ verdict: Int?, of key: Context, _ number: Int) {
    contexts[key] = Known(number: number, verdict: verdict)
    guard let verdict, key.presence == .active, (0..<Self.mostQuick).contains(key.number) else {
      return
    }
    let missing = Int(key.number) + 1 - quick.count
    if missing > 0 { quick += [Int32](repeating: -1, count: missing) }
    quick[Int(key.number)] = Int32(verdict)
  }
}
