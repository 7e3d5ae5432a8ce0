import Activity
import Foundation

/// What a person means by a range of working days: `today`, `2026-11-20`, `last-month`, …
public struct DateRange: Hashable, Sendable {
  /// Both days in.
  public var days: ClosedRange<CivilDate>

  public init(days: ClosedRange<CivilDate>) { self.days = days }

  public static let examples = """
    today, yesterday, 2026-11-20, 2026-11-01..2026-11-15, this-week, last-week, this-month, \
    last-month, 2026-11, 2026-W47
    """

  /// Nil where `text` is no range. Weeks begin on Monday (ISO 8601).
  public init?(_ text: String, today: CivilDate) {
    if let word = DateRange.word(text, today: today) {
      days = word
    } else if let day = CivilDate(text) {
      days = day...day
    } else if let week = DateRange.week(text) {
      days = week
    } else if let month = CivilDate(text + "-01"), text.utf8.count == 7 {
      days = DateRange.month(of: month)
    } else if let dots = text.range(of: ".."), let first = CivilDate(text[..<dots.lowerBound]),
      let last = CivilDate(text[dots.upperBound...]), first <= last
    {
      days = first...last
    } else {
      return nil
    }
  }

  private static func word(_ text: String, today: CivilDate) -> ClosedRange<CivilDate>? {
    let monday = today.adding(days: 1 - today.weekday)
    let firstOfMonth = today.adding(days: 1 - today.day)
    switch text {
    case "today": return today...today
    case "yesterday":
      let yesterday = today.adding(days: -1)
      return yesterday...yesterday
    case "this-week": return monday...monday.adding(days: 6)
    case "last-week": return monday.adding(days: -7)...monday.adding(days: -1)
    case "this-month": return month(of: today)
    case "last-month": return month(of: firstOfMonth.adding(days: -1))
    default: return nil
    }
  }

  private static func month(of date: CivilDate) -> ClosedRange<CivilDate> {
    let first = date.adding(days: 1 - date.day)
    return
      first...first.adding(
        days: CivilDate.length(ofMonth: date.month, year: date.year) - 1)
  }

  /// `2026-W47`: ISO week 1 is the one with 4 January in it.
  private static func week(_ text: String) -> ClosedRange<CivilDate>? {
    let parts = text.components(separatedBy: "-W")
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      let year = Int(parts[0]), let week = Int(parts[1]), week >= 1,
      let fourth = CivilDate(year: year, month: 1, day: 4),
      let nextFourth = CivilDate(year: year + 1, month: 1, day: 4)
    else { return nil }
    let monday = fourth.adding(days: 1 - fourth.weekday + (week - 1) * 7)
    guard monday < nextFourth.adding(days: 1 - nextFourth.weekday) else { return nil }
    return monday...monday.adding(days: 6)
  }
}
