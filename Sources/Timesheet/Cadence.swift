import Activity

/// How often a person's hours are to be in: periods of working days, one after the other from an
/// anchor on, whatever clocks and calendars do in between.
public struct Cadence: Hashable, Sendable {
  public enum Rhythm: String, Hashable, Sendable, CaseIterable {
    case daily, weekly, biweekly

    /// The days in a period.
    public var length: Int {
      switch self {
      case .daily: 1
      case .weekly: 7
      case .biweekly: 14
      }
    }
  }

  /// When the hours of a period are to be in.
  public struct Deadline: Hashable, Sendable {
    /// After the period's end, not within its last days.
    public var isAfter: Bool
    /// 1 for Monday to 7 for Sunday; nil for the period's last day, or the first one after it.
    public var weekday: Int?
    /// From midnight, by the local clock.
    public var second: Int64

    public init(isAfter: Bool = false, weekday: Int? = nil, second: Int64) {
      self.isAfter = isAfter
      self.weekday = weekday
      self.second = second
    }
  }

  public var every: Rhythm
  /// The first day of one of its periods.
  public var anchor: CivilDate
  public var deadline: Deadline?
  /// Counted seconds in a period; nil for none.
  public var target: Int64?

  /// Weeks begin on Monday where nothing else is said.
  public static let monday = CivilDate(daysSince1970: 4)

  public init(
    every: Rhythm, anchor: CivilDate = Cadence.monday, deadline: Deadline? = nil,
    target: Int64? = nil
  ) {
    self.every = every
    self.anchor = anchor
    self.deadline = deadline
    self.target = target
  }

  /// The period that a working day lies in, also before the anchor.
  public func period(of day: CivilDate) -> ClosedRange<CivilDate> {
    let length = every.length
    let distance = day.daysSince1970 - anchor.daysSince1970
    let into = (distance % length + length) % length
    let first = day.adding(days: -into)
    return first...first.adding(days: length - 1)
  }

  public func period(before period: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> {
    period.lowerBound.adding(days: -every.length)...period.lowerBound.adding(days: -1)
  }

  /// The calendar's day on which a period's deadline is: of its weekday the last one within the
  /// period, or the first one after it.
  public func deadlineDay(of period: ClosedRange<CivilDate>) -> CivilDate? {
    guard let deadline else { return nil }
    let edge = deadline.isAfter ? period.upperBound.adding(days: 1) : period.upperBound
    guard let weekday = deadline.weekday else { return edge }
    let ahead = (weekday - edge.weekday + 7) % 7
    guard !deadline.isAfter else { return edge.adding(days: ahead) }
    return edge.adding(days: ahead == 0 ? 0 : ahead - 7)
  }
}

/// When a person wants to be reminded of the day's review.
public struct Reminder: Hashable, Sendable {
  /// From midnight, by the local clock.
  public var second: Int64
  /// The days on which they work.
  public var days: Weekdays

  public init(
    second: Int64 = 17 * 3600 + 1800, days: Weekdays = Weekdays(from: 1, through: 5)
  ) {
    self.second = second
    self.days = days
  }

  /// The last day of `day`'s month on which they work; the month's last one where they never do.
  public func lastDay(ofMonthOf day: CivilDate) -> CivilDate {
    let length = CivilDate.length(ofMonth: day.month, year: day.year)
    let last = day.adding(days: length - day.day)
    return (0..<7).lazy.map { last.adding(days: -$0) }.first { days.contains($0.weekday) } ?? last
  }
}
