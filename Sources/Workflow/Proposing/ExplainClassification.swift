import Activity
import Rules

extension Home {
  /// Why the span that covers an instant is classified as it is.
  ///
  /// - Parameter text: a local time (`2026-11-20T10:15`, `10:15` today), an RFC 3339 time, or an
  ///   entry's id, which means its first second.
  public func explainClassification(_ text: String) throws -> (span: Span, why: Explanation) {
    let seconds = try moment(text)
    let instant = Instant(seconds: seconds)
    // The second is asked for, so any span within it will do.
    let next = instant.advanced(by: 1000)
    let candidates = try log()?.spans(from: instant, to: next) ?? []
    let best = candidates.min { left, right in
      (WorkSource.rank(left.source), left.start, left.id)
        < (WorkSource.rank(right.source), right.start, right.id)
    }
    guard let span = best else {
      throw Refusal(
        .noMatch,
        "Nothing is recorded at \(Moment.text(seconds, offset: days.offset(at: seconds))). "
          + "\"daybook activity \(days.date(at: seconds))\" lists what is.")
    }
    return (span, rules.explain(span, at: max(instant, span.start)))
  }

  private func moment(_ text: String) throws -> Int64 {
    if let instant = Moment.instant(text) { return instant.flooredSeconds }
    if let local = Moment.local(text, today: today) {
      let instants = days.instants(on: local.date, second: local.second)
      guard let first = instants.first else {
        throw Refusal(
          .usage, "Local clocks skip \(text). Give a time before or after the gap.")
      }
      guard instants.count == 1 else {
        let both = instants.map { Moment.text($0, offset: days.offset(at: $0)) }
        throw Refusal(
          .usage, "Local clocks show \(text) twice. Say which: \(both.joined(separator: " or ")).")
      }
      return first
    }
    guard text.wholeMatch(of: /[0-9a-f]{1,12}/) != nil else {
      throw Refusal(
        .usage,
        "\"\(text)\" is neither a time nor an entry's id. Use one such as 2026-11-20T10:15.")
    }
    return try entry(withPrefix: text, in: books()).entry.start
  }
}
