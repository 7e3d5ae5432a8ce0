import Activity
import ActivityLog
import Books
import Rules
import Timesheet

/// A day's evidence as the rules see it.
struct DayEvidence {
  var timeline: Timeline
  /// Evidence from here on is provisional: seconds since 1970.
  var settled: Int64
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
    return DayEvidence(
      timeline: Timeline(
        day: day, until: until, evidence: evidence, off: try off(from: from, to: to, in: log)),
      settled: try log?.provisionalFrom().map(\.flooredSeconds) ?? .max)
  }

  /// Between a run of the agent that ended cleanly and its next one, it was not running.
  private func off(from: Instant, to: Instant, in log: ActivityLog?) throws -> [Visit] {
    guard let log else { return [] }
    let runs = try log.runs(from: from, to: to).sorted { $0.start < $1.start }
    return runs.enumerated().compactMap { index, run in
      guard run.endedCleanly else { return nil }
      let next = index + 1 < runs.count ? runs[index + 1].start : to
      guard next > run.end else { return nil }
      return Visit(start: run.end.flooredSeconds, end: next.flooredSeconds)
    }
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
