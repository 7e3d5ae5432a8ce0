import Activity

/// A working day: from one `day_start` to the next, so 24 h, or 23, 25, 23.5, 24.5 on DST days.
public struct DayRange: Hashable, Sendable {
  public var date: CivilDate
  /// Seconds since 1970; half-open.
  public var start: Int64
  public var end: Int64

  public init(date: CivilDate, start: Int64, end: Int64) {
    self.date = date
    self.start = start
    self.end = end
  }

  public var seconds: Int64 { end - start }
}
