import Activity
import ActivityLog
import Books
import Rules
import Timesheet

/// A day's evidence as the rules see it.
struct DayEvidence: Sendable {
  var timeline: DayTimeline
  /// The zones of its spans.
  var zones: [SpanID: Zone]
  /// What the agent may still re-cut.
  var provisional: [Visit]
}

extension Home {
  /// - Returns: nil for a day that has not begun.
  func evidence(of date: CivilDate, in log: ActivityLog?) throws -> DayEvidence? {
    let day = days.range(of: date)
    let now = world.now().flooredSeconds
    guard day.start < now else { return nil }
    let until = min(day.end, now)
    return try lastEvidence.of(day, until: until, as: HomeStamp(evidence: places)) {
      try evidence(of: day, until: until, in: log)
    }
  }

  private func evidence(
    of day: DayRange, until: Int64, in log: ActivityLog?
  ) throws -> DayEvidence {
    let from = Instant(seconds: day.start)
    let to = Instant(seconds: until)
    let (evidence, zones) =
      try log.map { try classified($0, from: from, to: to) } ?? ([], [:])
    let runs = try log?.runs(from: from, to: to) ?? []
    return DayEvidence(
      timeline: DayTimeline(
        day: day, until: until, evidence: evidence, off: Home.off(runs, until: to)),
      zones: zones,
      provisional: runs.compactMap(Home.provisional))
  }

  /// The rules censor first: one that was added later acts on older evidence at once.
  private func classified(
    _ log: ActivityLog, from: Instant, to: Instant
  ) throws -> (evidence: [Evidence], zones: [SpanID: Zone]) {
    let sources = try log.sourceNames()
    let zones = try log.zones()
    var classifier = try RowClassifier(rules, log)
    var parts: [(span: SpanID, rank: Int, from: Instant, to: Instant, Sweep.Outcome)] = []
    var zonesOfSpans: [SpanID: Zone] = [:]
    try log.rows(from: from, to: to) { (row) throws(ActivityLogError) in
      let source = sources[row.source] ?? ""
      let span = SpanID(source: source, start: row.start)
      zonesOfSpans[span] = zones[row.zone] ?? .utc
      try classifier.classify(row) { from, to, outcome in
        parts.append((span, WorkSource.rank(source), from, to, outcome))
      }
    }
    let evidence = parts.map { span, rank, from, to, outcome in
      Evidence(
        span: span, rank: rank, start: from.flooredSeconds, end: to.flooredSeconds,
        kind: classifier.kind(of: outcome))
    }
    return (evidence, zonesOfSpans)
  }

  /// Between a run of the agent that ended in order and its next one, it was not running.
  static func off(_ runs: [Run], until: Instant) -> [Visit] {
    runs.enumerated().compactMap { index, run in
      guard run.state == .stopped else { return nil }
      let next = index + 1 < runs.count ? runs[index + 1].start : until
      return next > run.alive
        ? Visit(start: run.alive.flooredSeconds, end: next.flooredSeconds) : nil
    }
  }

  /// Active time after the last known input may turn out to be idle.
  private static func provisional(_ run: Run) -> Visit? {
    guard run.state == .running else { return nil }
    return Visit(
      start: (run.lastInput ?? run.start).flooredSeconds, end: run.alive.flooredSeconds + 1)
  }
}

/// Which source counts where two cover the same second.
enum WorkSource {
  /// The agent's own first, then whatever else there is.
  static func rank(_ source: String) -> Int { source.hasPrefix("x11") ? 0 : 1 }
}

extension Span {
  /// The same span with what rules leave of its subject.
  func showing(_ subject: Subject) -> Span {
    var span = self
    span.observation.subject = subject
    return span
  }
}
