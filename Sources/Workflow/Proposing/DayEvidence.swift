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

extension DayEvidence {
  /// - Parameter runs: those of the agent that reach into the day.
  init(
    of day: DayRange, until: Int64, evidence: [Evidence], zones: [SpanID: Zone] = [:], runs: [Run]
  ) {
    self.init(
      timeline: DayTimeline(
        day: day, until: until, evidence: evidence,
        off: Home.off(runs, until: Instant(seconds: until))),
      zones: zones, provisional: runs.compactMap(Home.provisional))
  }
}

extension Home {
  /// - Returns: nil for a day that has not begun.
  func evidence(of date: CivilDate, in log: ActivityLog?) throws -> DayEvidence? {
    try settings.refuseBadRules()
    let day = days.range(of: date)
    let now = world.now().flooredSeconds
    guard day.start < now else { return nil }
    let until = min(day.end, now)
    return try lastEvidence.of(day, until: until, as: HomeStamp(evidence: places)) {
      try evidence(of: day, until: until, in: log)
    }
  }

  /// The rules censor first: one that was added later acts on older evidence at once.
  private func evidence(
    of day: DayRange, until: Int64, in log: ActivityLog?
  ) throws -> DayEvidence {
    guard let log else { return DayEvidence(of: day, until: until, evidence: [], runs: []) }
    let (from, to) = (Instant(seconds: day.start), Instant(seconds: until))
    return try log.reading {
      let stored = try EvidenceReader(log).stored(from: from, to: to)
      var classifier = try RowClassifier(rules, log)
      return DayEvidence(
        of: day, until: until, evidence: try classifier.evidence(of: stored), zones: stored.zones,
        runs: try log.runs(from: from, to: to))
    }
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
  fileprivate static func provisional(_ run: Run) -> Visit? {
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
