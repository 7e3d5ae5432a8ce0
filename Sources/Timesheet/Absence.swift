import Activity

extension DayTimeline {
  /// Where somebody who had worked on this day was away for `shortest` seconds or more, in order:
  /// idle, locked and asleep time that follows one another. A pause was meant, and the time before
  /// the day's first work is the night's.
  ///
  /// - Parameter isBack: somebody is there now, so that an absence that lasts up to now has ended.
  public func absences(ofAtLeast shortest: Int64, isBack: Bool) -> [Visit] {
    var absences: [Visit] = []
    var open: Visit?
    var hasWorked = false
    func close(endedByWork: Bool) {
      defer { open = nil }
      guard let absence = open, endedByWork, absence.end - absence.start >= shortest else { return }
      absences.append(absence)
    }
    for segment in segments {
      switch segment.kind {
      case .away(.idle), .away(.locked), .away(.asleep):
        if let absence = open, absence.end == segment.start {
          open = Visit(start: absence.start, end: segment.end)
        } else if hasWorked {
          open = Visit(start: segment.start, end: segment.end)
        }
      // The record lags a little behind the clock.
      case .away(.unknown) where segment.seconds < DayTimeline.lag:
        if open?.end == segment.start { open?.end = segment.end }
      case .away: close(endedByWork: false)
      case .active, .activePrivate:
        close(endedByWork: true)
        hasWorked = true
      }
    }
    close(endedByWork: isBack && open?.end == until)
    return absences
  }

  /// Seconds.
  private static let lag: Int64 = 60
}
