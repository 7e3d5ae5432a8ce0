import Activity
import Timesheet

extension Evidence {
  /// A part of `span` with what the rules made of it.
  init(
    span: Span, rank: Int, from: Instant, to: Instant, classification: Classification
  ) {
    self.init(
      span: span.id, rank: rank, start: from.flooredSeconds, end: to.flooredSeconds,
      kind: Kind(span.observation, classification))
  }
}
