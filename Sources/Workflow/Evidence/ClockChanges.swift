import Activity
import Foundation

extension Span {
  /// The span in pieces that end where clocks change, so that each has one offset.
  ///
  /// The first keeps the span's identity; the others get that of their own start, and so the same
  /// from every import.
  func cut(byClockChangesIn zone: TimeZone) -> [Span] {
    var pieces: [Span] = []
    var rest = self
    for change in zone.changes(from: start.flooredSeconds, through: end.flooredSeconds) {
      let moment = Instant(seconds: change)
      guard moment < end else { break }
      var piece = rest
      piece.end = moment
      pieces.append(piece)
      rest.start = moment
      rest.zone.offset = zone.offset(at: change)
    }
    return pieces + [rest]
  }
}

extension TimeZone {
  /// The seconds after `start` and up to `end` that are the first of another offset.
  fileprivate func changes(from start: Int64, through end: Int64) -> [Int64] {
    var changes: [Int64] = []
    var from = start
    while from < end {
      // Offsets never change and change back within a week.
      let to = min(from + 7 * 86_400, end)
      let offset = offset(at: from)
      guard self.offset(at: to) != offset else {
        from = to
        continue
      }
      var (before, after) = (from, to)
      while after - before > 1 {
        let middle = before + (after - before) / 2
        if self.offset(at: middle) == offset { before = middle } else { after = middle }
      }
      changes.append(after)
      from = after
    }
    return changes
  }
}
