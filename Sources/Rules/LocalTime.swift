import Activity

/// A part of the day by the local clock, the end not in.
public struct DayTime: Hashable, Sendable {
  /// Minutes from midnight, 0 to 1439.
  public let start: Int
  /// Minutes from midnight, 1 to 1440; at or before `start` it lies on the next day.
  public let end: Int

  /// Nil outside these ranges, and where both are the same minute: nobody could say whether that
  /// is no time or the whole day.
  public init?(start: Int, end: Int) {
    guard (0..<1440).contains(start), (0...1440).contains(end), start != end else { return nil }
    self.start = start
    self.end = end == 0 ? 1440 : end
  }

  public func contains(_ minute: Int) -> Bool {
    start < end ? (start..<end).contains(minute) : minute >= start || minute < end
  }
}

/// A run of calendar days, both ends in; an absent end is open.
public struct DateSpan: Hashable, Sendable {
  public let first: CivilDate?
  public let last: CivilDate?

  /// Nil where the last day comes before the first.
  public init?(first: CivilDate?, last: CivilDate?) {
    if let first, let last, last < first { return nil }
    self.first = first
    self.last = last
  }

  func contains(day: Int) -> Bool {
    (first.map { $0.daysSince1970 <= day } ?? true)
      && (last.map { day <= $0.daysSince1970 } ?? true)
  }
}

/// An instant as the calendar and the clock on the wall have it.
struct LocalTime: Hashable {
  /// Days since 1970-01-01.
  var day: Int
  /// Minutes from midnight.
  var minute: Int

  init(_ instant: Instant, in zone: Zone) {
    let seconds = Int(instant.flooredSeconds) + Int(zone.offset)
    day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    minute = (seconds - day * 86_400) / 60
  }

  var weekday: Int { ((day + 3) % 7 + 7) % 7 + 1 }

  static func instant(day: Int, minute: Int, in zone: Zone) -> Instant {
    Instant(seconds: Int64(day) * 86_400 + Int64(minute) * 60 - Int64(zone.offset))
  }
}
