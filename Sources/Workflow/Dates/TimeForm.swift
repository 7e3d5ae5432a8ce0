import Activity
import ConfigurationFiles

/// A time as it is written, before anything is known of the day.
enum TimeForm: Hashable {
  case now
  /// Milliseconds before now.
  case ago(Int64)
  /// RFC 3339, or the same without seconds.
  case instant(Instant)
  /// `2026-11-20T10:15`: of the calendar's day, as in every other program.
  case calendar(CivilDate, ClockTime)
  /// `yesterday 10:15`: the day in any form that is a single one.
  case day(String, ClockTime)
  case clock(ClockTime)

  /// More is no "ago" that anybody means.
  private static let longestAgo: Int64 = 366 * 86_400

  /// Nil for what looks like no time.
  init?(_ text: String) {
    if let instant = Moment.instant(text) {
      self = .instant(instant)
      return
    }
    let lower = text.lowercased()
    if lower == "now" {
      self = .now
    } else if let length = lower.after("now-") ?? lower.after("-") {
      guard let length = Length(length), length.seconds <= TimeForm.longestAgo else { return nil }
      self = .ago(length.seconds * 1000)
    } else if let clock = ClockTime(lower) {
      self = .clock(clock)
    } else if let t = lower.firstIndex(of: "t"), let date = CivilDate(lower[..<t]),
      let clock = ClockTime(lower[lower.index(after: t)...])
    {
      self = TimeForm.dated(date, clock)
    } else if let space = lower.lastIndex(of: " "),
      let clock = ClockTime(lower[lower.index(after: space)...])
    {
      let day = String(lower[..<space])
      if let date = CivilDate(day), clock.offset != nil {
        self = TimeForm.dated(date, clock)
      } else {
        self = .day(day, clock)
      }
    } else {
      return nil
    }
  }

  private static func dated(_ date: CivilDate, _ clock: ClockTime) -> TimeForm {
    guard let offset = clock.offset else { return .calendar(date, clock) }
    return .instant(
      Instant(seconds: Int64(date.daysSince1970) * 86_400 + clock.second - offset))
  }
}

/// The two ends of `9:00-11:00`, `yesterday 9:00-11:00`, `-40m..-20m`.
struct TimeHalves: Hashable {
  var start, end: String

  /// Nil where `text` has not just one reading. Between ends with offsets west of Greenwich stands
  /// `..`, for `9:00-05:00` is a range here.
  init?(_ text: String) {
    if let dots = text.range(of: "..") {
      self.init(text[..<dots.lowerBound], text[dots.upperBound...])
      return
    }
    let readings = text.indices.filter { text[$0] == "-" && $0 > text.startIndex }
      .compactMap { TimeHalves(text[..<$0], text[text.index(after: $0)...]) }
      .filter { !$0.start.hasWesternOffset && !$0.end.hasWesternOffset }
    guard readings.count == 1 else { return nil }
    self = readings[0]
  }

  private init?(_ start: Substring, _ end: Substring) {
    guard TimeForm(String(start)) != nil, TimeForm(String(end)) != nil else { return nil }
    (self.start, self.end) = (String(start), String(end))
  }
}

extension String {
  /// `…9:00-05:00`: what comes after the last minus may be an offset.
  fileprivate var hasWesternOffset: Bool {
    guard let dash = lastIndex(of: "-") else { return false }
    let before = self[..<dash].lowercased()
    return before.contains(":") || before.hasSuffix("am") || before.hasSuffix("pm")
  }
}

/// Whether `text` is a time or a range of times that begins with a minus: `-20m`, `-40m..-20m`.
public func readsAsTimeAgo(_ text: String) -> Bool {
  text.hasPrefix("-") && (TimeForm(text) != nil || TimeHalves(text) != nil)
}
