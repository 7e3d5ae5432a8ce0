import Activity
import ConfigurationFiles

/// Digits that look like a date: `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-20`, and
/// `20.11.2026` where the person wants it.
///
/// What looks like one and can't be is refused; nothing here knows what day it is.
enum DateForm: Hashable {
  case year(Int)
  case quarter(Int, year: Int)
  case month(Int, year: Int)
  case week(Int, year: Int)
  case day(Int, month: Int, year: Int)

  /// Nil for what looks like no date.
  ///
  /// - Parameter text: in lower case.
  init?(_ text: String, _ order: DateOrder) throws(Refusal) {
    if let form = try DateForm.dotted(text, order) {
      self = form
      return
    }
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = DateForm.number(fields[0], digits: 4...4), fields.count <= 3 else {
      return nil
    }
    if fields.count == 1 {
      guard DateRange.bareYears.contains(year) else { return nil }
      self = .year(year)
    } else if fields.count == 2, let month = DateForm.number(fields[1], digits: 2...2) {
      self = .month(month, year: year)
    } else if fields.count == 2, fields[1].first == "w",
      let week = DateForm.number(fields[1].dropFirst(), digits: 2...2)
    {
      self = .week(week, year: year)
    } else if fields.count == 2, fields[1].first == "q",
      let quarter = DateForm.number(fields[1].dropFirst(), digits: 1...1)
    {
      self = .quarter(quarter, year: year)
    } else if fields.count == 3, let month = DateForm.number(fields[1], digits: 2...2),
      let day = DateForm.number(fields[2], digits: 2...2)
    {
      self = .day(day, month: month, year: year)
    } else {
      return nil
    }
  }

  /// `20.11.2026`, and what others write with slashes.
  private static func dotted(_ text: String, _ order: DateOrder) throws(Refusal) -> DateForm? {
    for separator in [".", "/"] as [Character] {
      let fields = text.split(separator: separator, omittingEmptySubsequences: false)
      guard fields.count == 3, let day = number(fields[0], digits: 1...2),
        let month = number(fields[1], digits: 1...2), let year = number(fields[2], digits: 4...4)
      else { continue }
      guard separator == "." else {
        throw Refusal(
          .usage,
          "\"\(text)\" could mean two days. Write the year first, such as 2026-11-20.")
      }
      guard order == .dmy else {
        throw Refusal(
          .usage,
          "\"\(text)\" is not read as a date here. Write the year first, such as 2026-11-20, or "
            + "put \"dates: dmy\" into config.yaml.")
      }
      return .day(day, month: month, year: year)
    }
    return nil
  }

  /// - Throws: `Refusal` (2) where the calendar has no such day, week, month or quarter.
  func range() throws(Refusal) -> DateRange {
    switch self {
    case .year(let year):
      guard let first = CivilDate(year: year, month: 1, day: 1) else {
        throw refusal("no year", "2026")
      }
      return .year(of: first)
    case .quarter(let quarter, let year):
      guard let first = CivilDate(year: year, month: quarter * 3 - 2, day: 1) else {
        throw refusal("no quarter: a year has Q1 to Q4", "2026-Q4")
      }
      return .quarter(of: first)
    case .month(let month, let year):
      guard let first = CivilDate(year: year, month: month, day: 1) else {
        throw refusal("no month: a year has 01 to 12", "2026-11")
      }
      return .month(of: first)
    case .week(let week, let year):
      guard let range = DateRange(week: week, year: year) else {
        let last = DateRange(week: 53, year: year) == nil ? 52 : 53
        throw refusal("no week: \(DateForm.padded(year)) has W01 to W\(last)", "2026-W47")
      }
      return range
    case .day(let day, let month, let year):
      guard let date = CivilDate(year: year, month: month, day: day) else {
        guard CivilDate(year: year, month: month, day: 1) != nil else {
          throw refusal("no day: there is no such month", "2026-11-20")
        }
        throw refusal(
          "no day: that month has \(CivilDate.length(ofMonth: month, year: year)) days",
          "2026-11-20")
      }
      return DateRange(day: date)
    }
  }

  private func refusal(_ why: String, _ example: String) -> Refusal {
    Refusal(.usage, "\(text) is \(why). Write one such as \(example).")
  }

  private var text: String {
    switch self {
    case .year(let year): DateForm.padded(year)
    case .quarter(let quarter, let year): "\(DateForm.padded(year))-Q\(quarter)"
    case .month(let month, let year): "\(DateForm.padded(year))-\(ClockText.two(Int64(month)))"
    case .week(let week, let year): "\(DateForm.padded(year))-W\(ClockText.two(Int64(week)))"
    case .day(let day, let month, let year):
      "\(DateForm.padded(year))-\(ClockText.two(Int64(month)))-\(ClockText.two(Int64(day)))"
    }
  }

  private static func padded(_ year: Int) -> String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// ASCII digits alone, so many of them.
  static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text)
  }
}
