import Activity
import Rules

extension Home {
  /// Why the span that covers an instant is classified as it is.
  ///
  /// - Parameter text: a time (`10:15` is the last one that was), or an entry's id, which means
  ///   its first second.
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
    if text.wholeMatch(of: /[0-9a-f]{1,12}/) != nil {
      return try entry(withPrefix: text, in: books()).entry.start
    }
    guard TimeForm(text) != nil else {
      throw Refusal(
        .usage,
        "\"\(text)\" is neither a time nor an entry's id. Use a time such as "
          + "\(DateReader.timeExamples).")
    }
    return try time(text, leaning: .past).seconds
  }
}
