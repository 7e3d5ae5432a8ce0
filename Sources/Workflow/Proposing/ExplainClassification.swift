import Activity
import Books
import ConfigurationFiles
import Rules
import Timesheet

/// Why one moment is classified as it is.
public struct ExplainedMoment: Sendable {
  public var span: Span
  public var why: Explanation
  /// The entry that was asked for; its first second is explained.
  public var entry: BookedEntry?
  /// Why it is unassigned although a rule places it.
  public var tooShort: TooShort?
  /// The entry that counts it although no rule places it, for it lies between two stretches of its
  /// work.
  public var absorbedBy: BookedEntry?
}

extension Home {
  /// Why the span that covers an instant is classified as it is.
  ///
  /// - Parameter text: a time (`10:15` is the last one that was), or an entry's id, which means
  ///   its first second.
  public func explainClassification(_ text: String) throws -> ExplainedMoment {
    let (seconds, entry) = try moment(text)
    let instant = Instant(seconds: seconds)
    let own = entry?.entry.shares.first?.span
    // The second is asked for, so any span within it will do; best is the one that counts for it.
    let next = instant.advanced(by: 1000)
    let candidates = try log()?.spans(from: instant, to: next) ?? []
    func order(_ span: Span) -> (Int, Int, Int, Instant, SpanID) {
      let counts = span.start.flooredSeconds <= seconds && seconds < span.end.flooredSeconds
      return (
        span.id == own ? 0 : 1, counts ? 0 : 1, WorkSource.rank(span.source), span.start, span.id
      )
    }
    let best = candidates.min { order($0) < order($1) }
    guard let span = best else {
      throw Refusal(
        .noMatch,
        "Nothing is recorded at \(days.text(instant)). "
          + "\"daybook activity \(days.date(at: seconds))\" lists what is.")
    }
    let why = rules.explain(span, at: max(instant, span.start))
    return ExplainedMoment(
      span: span, why: why, entry: entry, tooShort: try tooShort(why.classification, at: seconds),
      absorbedBy: try absorber(at: seconds))
  }

  private func absorber(at seconds: Int64) throws -> BookedEntry? {
    let date = days.date(at: seconds)
    return try books().entries(on: date...date).first { booked in
      booked.entry.state != .rejected
        && booked.entry.shares.contains { $0.absorbed && $0.from <= seconds && seconds < $0.to }
    }
  }

  /// Nil where an entry counts the second, or the key has enough time on its day.
  private func tooShort(
    _ classification: Classification, at seconds: Int64
  ) throws -> TooShort? {
    let date = days.date(at: seconds)
    guard let project = classification.project,
      let evidence = try evidence(of: date, in: log())
    else { return nil }
    let key = WorkKey(
      project: project, task: classification.task, billable: classification.billable,
      handsOff: classification.handsOff, terms: classification.terms)
    let entries = try books().entries(on: date...date).map(\.entry)
    let counted = entries.filter { $0.key != nil || $0.state == .rejected }.flatMap(\.visits)
    guard !counted.contains(where: { $0.start <= seconds && seconds < $0.end }) else { return nil }
    return try tooShort(on: date, evidence).first { $0.key == key }
  }

  /// The span of a time and what the rules make of it, as an entry of a rule file's `tests:`.
  ///
  /// - Throws: `Refusal` (3) for private time, of which no name is left.
  public func ruleTest(from text: String) throws -> String {
    let moment = try explainClassification(text)
    guard moment.why.subject != .private else {
      throw Refusal(
        .noMatch,
        "That time is private: its names are gone, so there is nothing to write a test of.")
    }
    let span = moment.span.showing(moment.why.subject)
    return try RuleTestText(of: span, at: moment.why.at, rules).text
  }

  private func moment(_ text: String) throws -> (seconds: Int64, entry: BookedEntry?) {
    if text.wholeMatch(of: /[0-9a-f]{1,12}/) != nil {
      let entry = try entry(withPrefix: text, in: books())
      return (entry.entry.start, entry)
    }
    guard TimeForm(text) != nil else {
      throw Refusal(
        .usage,
        "\"\(text)\" is neither a time nor an entry's id. Use a time such as "
          + "\(DateReader.timeExamples).")
    }
    return (try time(text, leaning: .past).seconds, nil)
  }
}
