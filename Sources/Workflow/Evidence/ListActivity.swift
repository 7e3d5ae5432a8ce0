import Activity
import ActivityLog
import Rules
import Timesheet

extension Home {
  /// The record of these days, cut to them, with the redactions that hold now.
  public func activity(_ range: DateRange) throws -> [Span] {
    let from = Instant(seconds: days.range(of: range.days.lowerBound).start)
    let to = Instant(seconds: days.range(of: range.days.upperBound).end)
    let classifier = Classifier(rules)
    return try (log()?.spans(from: from, to: to) ?? []).flatMap { span in
      classifier.censor(span).compactMap { piece in
        var piece = piece
        piece.start = max(piece.start, from)
        piece.end = min(piece.end, to)
        return piece.start < piece.end ? piece : nil
      }
    }
  }

  /// The same as JSON Lines, whole spans: cut ones would get other identities elsewhere.
  public func exportActivity(_ range: DateRange, line: (String) -> Void) throws {
    let from = Instant(seconds: days.range(of: range.days.lowerBound).start)
    let to = Instant(seconds: days.range(of: range.days.upperBound).end)
    let classifier = Classifier(rules)
    for span in try log()?.spans(from: from, to: to) ?? [] {
      for piece in classifier.censor(span) { line(SpanLines.line(piece)) }
    }
  }

  /// The active time of these days that no rule places, private time among it; cut to them.
  public func unassignedActivity(_ range: DateRange) throws -> [Span] {
    let from = Instant(seconds: days.range(of: range.days.lowerBound).start)
    let to = Instant(seconds: days.range(of: range.days.upperBound).end)
    let classifier = Classifier(rules)
    return try (log()?.spans(from: from, to: to) ?? []).flatMap { span in
      classifier.classify(span).compactMap { piece in
        var part = span.showing(piece.subject)
        part.start = max(piece.from, from)
        part.end = min(piece.to, to)
        let kind = Evidence.Kind(part.observation, piece.classification)
        return part.start < part.end && kind.isUnassigned ? part : nil
      }
    }
  }
}
