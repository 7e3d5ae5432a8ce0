import Activity

/// Working days that follow one another: what `last-month` or `2026-W47` means.
public struct DateRange: Hashable, Sendable {
  /// Both days in.
  public var days: ClosedRange<CivilDate>

  public init(days: ClosedRange<CivilDate>) { self.days = days }
  public init(day: CivilDate) { days = day...day }

  public static let examples = """
    today, yesterday, monday, 2026-11-20, 2026-11-01..2026-11-15, "since monday", this-week, \
    last-month, 2026-11, 2026-W47, 2026-Q4
    """

  // MARK: - Of the calendar

  /// Monday to Sunday (ISO 8601).
  public static func week(of date: CivilDate) -> DateRange {
    let monday = date.adding(days: 1 - date.weekday)
    return DateRange(days: monday...monday.adding(days: 6))
  }

  public static func month(of date: CivilDate) -> DateRange {
    months(from: date.month, count: 1, year: date.year)
  }

  public static func quarter(of date: CivilDate) -> DateRange {
    months(from: (date.month - 1) / 3 * 3 + 1, count: 3, year: date.year)
  }

  public static func year(of date: CivilDate) -> DateRange {
    months(from: 1, count: 12, year: date.year)
  }

  private static func months(from month: Int, count: Int, year: Int) -> DateRange {
    let last = month + count - 1
    return DateRange(
      days: CivilDate.known(
        year, month, 1)...CivilDate.known(
          year, last, CivilDate.length(ofMonth: last, year: year)))
  }

  /// The ISO week with this number: week 1 is the one with 4 January in it. Nil where the year has
  /// no such week.
  public init?(week number: Int, year: Int) {
    guard let fourth = CivilDate(year: year, month: 1, day: 4), number >= 1 else { return nil }
    let week = DateRange.week(of: fourth.adding(days: (number - 1) * 7))
    guard week.isoWeek == (year, number), week.isWritable else { return nil }
    self = week
  }

  /// Year and number of the ISO week that the first day lies in: its Thursday's year decides.
  var isoWeek: (year: Int, number: Int) {
    let thursday = days.lowerBound.adding(days: 4 - days.lowerBound.weekday)
    let first = CivilDate.known(thursday.year, 1, 1)
    return (thursday.year, (thursday.daysSince1970 - first.daysSince1970) / 7 + 1)
  }

  /// Years have four digits.
  private var isWritable: Bool { days.lowerBound.year >= 1 && days.upperBound.year <= 9999 }

  /// A bare year is one of these, so that few beginnings of ids look like one.
  static let bareYears = 1900...2199
}

extension DateRange: CustomStringConvertible {
  /// The shortest text that means just these days, whenever it is read: `2026-11`, `2026-W47`.
  public var description: String {
    let (first, last) = (days.lowerBound, days.upperBound)
    if first == last { return first.description }
    if self == .year(of: first), DateRange.bareYears.contains(first.year) {
      return String(first.year)
    }
    if self == .quarter(of: first) {
      return "\(first.description.prefix(4))-Q\((first.month + 2) / 3)"
    }
    if self == .month(of: first) { return String(first.description.prefix(7)) }
    if self == .week(of: first) { return weekText }
    return "\(first)..\(last)"
  }

  private var weekText: String {
    let (year, number) = isoWeek
    let digits = CivilDate.known(year, 1, 1).description.prefix(4)
    return "\(digits)-W\(ClockText.two(Int64(number)))"
  }
}

extension CivilDate {
  /// A day that is known to exist.
  static func known(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    guard let date = CivilDate(year: year, month: month, day: day) else {
      preconditionFailure("\(year)-\(month)-\(day) is no day")
    }
    return date
  }

  /// `Friday`.
  public var weekdayName: String {
    CivilDate.weekdayNames[weekday - 1]
  }

  /// From Monday.
  static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
}
