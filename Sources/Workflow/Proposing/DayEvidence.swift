import Activity
import ActivityLog
import Books
import Rules
import Timesheet

/// A day's evidence as the rules see it.
struct DayEvidence {
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
    let from = Instant(seconds: day.start)
    let to = Instant(seconds: until)
    let stored = try log?.spans(from: from, to: to) ?? []

    // The classifier censors first: a rule that was added later acts on older evidence at once.
    let classifier = Classifier(rules)
    var evidence: [Evidence] = []
    for span in stored {
      let rank = WorkSource.rank(span.source)
      for piece in classifier.classify(span) {
        evidence.append(
          Evidence(
            span: span.showing(piece.subject), rank: rank, from: piece.from, to: piece.to,
            classification: piece.classification))
      }
    }
    let runs = try log?.runs(from: from, to: to) ?? []
    return DayEvidence(
      timeline: DayTimeline(
        day: day, until: until, evidence: evidence, off: Home.off(runs, until: to)),
      zones: Dictionary(stored.map { ($0.id, $0.zone) }) { first, _ in first },
      provisional: runs.compactMap(Home.provisional))
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
