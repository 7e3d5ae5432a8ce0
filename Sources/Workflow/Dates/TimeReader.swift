import Activity
import Timesheet

/// A time that a person wrote.
public struct SpokenTime: Hashable, Sendable {
  public var instant: Instant
  /// The working day that it lies in.
  public var day: CivilDate

  public var seconds: Int64 { instant.flooredSeconds }
}

/// From one time to a later one, within a working day.
public struct TimeRange: Hashable, Sendable {
  public var start, end: Instant
  public var day: CivilDate

  /// Whole seconds since 1970; half-open.
  public var seconds: Range<Int64> { start.flooredSeconds..<end.flooredSeconds }

  /// With offsets, so that it means the same whenever it is read.
  public func text(in days: WorkingDays) -> String {
    "\(days.text(start))..\(days.text(end))"
  }
}

/// Which day a clock time means that stands alone.
public enum Leaning: Hashable, Sendable {
  /// The working day that is now.
  case today
  /// The last one that clocks showed.
  case past
  /// The next one that they will.
  case future
}

extension DateReader {
  public static let timeExamples =
    "9:00, 9am, now, -20m, \"yesterday 17:00\", 2026-11-20T10:15 or 2026-11-20T10:15:00+13:00"

  /// - Parameters:
  ///   - day: the working day that a clock time belongs to; `1:30` is the one after midnight. Nil
  ///     leaves it to `leaning`.
  /// - Throws: `Refusal` (2) where the time is none, or is not in that day just once.
  public func time(
    _ text: String, on day: CivilDate? = nil, leaning: Leaning = .today
  ) throws -> SpokenTime {
    guard let form = TimeForm(text) else {
      throw Refusal(
        .usage, "\"\(text)\" is no time. Write one such as \(DateReader.timeExamples).")
    }
    let instant: Instant
    switch form {
    case .now: instant = now
    case .ago(let length): instant = now.advanced(by: -length)
    case .instant(let given): instant = given
    case .calendar(let date, let clock):
      instant = Instant(seconds: try calendar(clock, on: date))
    case .day(let name, let clock):
      instant = Instant(seconds: try second(clock, on: try namedDay(name, text, clock)))
    case .clock(let clock):
      let seconds =
        switch (day, leaning) {
        case (let day?, _): try second(clock, on: day)
        case (nil, .today): try second(clock, on: today)
        case (nil, .past): try last(clock)
        case (nil, .future): try next(clock)
        }
      instant = Instant(seconds: seconds)
    }
    let time = SpokenTime(instant: instant, day: days.date(at: instant.flooredSeconds))
    if let day, time.day != day {
      throw Refusal(
        .usage,
        "\"\(text)\" lies in \(time.day), not in \(day). Write a time of that day, such as 9:00.")
    }
    return time
  }

  /// `9:00-11:00`, `yesterday 9:00-11:00`, `9:00-now`, `-40m..-20m`: within one working day, so
  /// that `22:00-1:30` ends after midnight.
  ///
  /// - Throws: `Refusal` (2) as `time`, and where it ends before it begins or beyond its day.
  public func timeRange(_ text: String, on day: CivilDate? = nil) throws -> TimeRange {
    guard let halves = TimeHalves(text) else {
      throw Refusal(
        .usage,
        "\"\(text)\" is no range of times. Write one such as 9:00-11:00, \"yesterday 22:00-1:30\" "
          + "or 9:00..now.")
    }
    let start = try time(halves.start, on: day)
    let range = days.range(of: start.day)
    var end = start.instant
    if case .clock(let clock) = TimeForm(halves.end) {
      end = Instant(seconds: try second(clock, on: start.day, closing: true))
    } else {
      end = try time(halves.end).instant
    }
    guard start.instant < end else {
      throw Refusal(
        .usage,
        "\"\(text)\" ends before it begins: a working day goes on to "
          + "\(days.clock(range.end - 1)) and no further. Write the earlier time first.")
    }
    guard end <= Instant(seconds: range.end) else {
      throw Refusal(
        .usage,
        "\"\(text)\" goes beyond its working day, which ends at "
          + "\(Moment.text(range.end, offset: days.offset(inForceAt: range.end))). Write one range for "
          + "each day.")
    }
    return TimeRange(start: start.instant, end: end, day: start.day)
  }

  // MARK: - Clock times

  /// Before the day's start a clock time could mean the night before the day or the one after.
  private func namedDay(
    _ name: String, _ text: String, _ clock: ClockTime
  ) throws(Refusal) -> CivilDate {
    guard let day = try simple(name)?.only else {
      throw Refusal(
        .usage,
        "\"\(name)\" is no day. Write one such as \"yesterday \(clock)\" or "
          + "2026-11-20T\(clock).")
    }
    guard clock.second >= days.dayStart || clock.offset != nil else {
      throw Refusal(
        .usage,
        "\"\(text)\" could be the night before \(day) or the one after. Write "
          + "\(day)T\(clock) or \(days.after(day))T\(clock).")
    }
    return day
  }

  /// The second at which a working day has this time.
  ///
  /// - Parameter closing: it ends a range, so the day's end is in and its start is not.
  private func second(
    _ clock: ClockTime, on day: CivilDate, closing: Bool = false
  ) throws(Refusal) -> Int64 {
    let range = days.range(of: day)
    let dates = (0...2).map { day.adding(days: $0) }
    let shown = dates.flatMap { days.instants(on: $0, second: clock.second) }
      .filter {
        closing ? range.start < $0 && $0 <= range.end : range.start <= $0 && $0 < range.end
      }
    if shown.isEmpty {
      for date in dates {
        guard let gap = days.gap(on: date, second: clock.second) else { continue }
        if range.start <= gap.after, gap.after <= range.end { throw skipped(clock, date, gap) }
      }
    }
    return try one(of: shown, clock, "The working day \(day)")
  }

  private func calendar(_ clock: ClockTime, on date: CivilDate) throws(Refusal) -> Int64 {
    if let gap = days.gap(on: date, second: clock.second) { throw skipped(clock, date, gap) }
    return try one(of: days.instants(on: date, second: clock.second), clock, "\(date)")
  }

  private func last(_ clock: ClockTime) throws(Refusal) -> Int64 {
    let now = now.flooredSeconds
    return try nearest(clock, stepping: -1) { $0 <= now }
  }

  private func next(_ clock: ClockTime) throws(Refusal) -> Int64 {
    let now = now.flooredSeconds
    return try nearest(clock, stepping: 1) { $0 > now }
  }

  /// Of the nearest calendar day that shows the time on the right side of now. A gap that lies
  /// nearer is what was meant, and is refused.
  private func nearest(
    _ clock: ClockTime, stepping step: Int, _ isRight: (Int64) -> Bool
  ) throws(Refusal) -> Int64 {
    let today = days.civil(now.flooredSeconds).date
    for away in 0...3 {
      let date = today.adding(days: away * step)
      if let gap = days.gap(on: date, second: clock.second) {
        if isRight(gap.after), !days.isSkipped(date) { throw skipped(clock, date, gap) }
        continue
      }
      let shown = days.instants(on: date, second: clock.second)
      if shown.contains(where: isRight) { return try one(of: shown, clock, "\(date)") }
    }
    throw Refusal(.usage, "Local clocks did not show \(clock). Write a time with its day.")
  }

  private func one(
    of shown: [Int64], _ clock: ClockTime, _ day: String
  ) throws(Refusal) -> Int64 {
    let fitting = shown.filter {
      clock.offset == nil || Int64(days.offset(inForceAt: $0)) == clock.offset
    }
    if fitting.count == 1 { return fitting[0] }
    guard let first = shown.first else {
      throw Refusal(.usage, "\(day) has no \(clock). Write another time.")
    }
    guard !fitting.isEmpty else {
      let known = Set(shown.map { Moment.offsetText(days.offset(inForceAt: $0)) }).sorted()
      throw Refusal(
        .usage,
        "\(day) has no \(clock) at that offset; its clocks show it at "
          + "\(known.joined(separator: " and at ")). Write \(clock)\(known[0]).")
    }
    let offsets = fitting.map { days.offset(inForceAt: $0) }
    let ways =
      Set(offsets).count == fitting.count
      ? offsets.map { "\(clock)\(Moment.offsetText($0))" }
      : fitting.map { Moment.text($0, offset: days.offset(inForceAt: $0)) }
    throw Refusal(
      .usage,
      "Local clocks show \(clock) twice in the night of \(days.civil(inForceAt: first).date). Say which: "
        + "\(ways.joined(separator: " or ")).")
  }

  private func skipped(
    _ clock: ClockTime, _ date: CivilDate, _ gap: (before: Int64, after: Int64)
  ) -> Refusal {
    Refusal(
      .usage,
      "Local clocks skip \(clock) on \(date): after \(days.clock(gap.before)) comes "
        + "\(days.clock(gap.after)). Write a time before or after that, such as "
        + "\(minute(gap.before)) or \(minute(gap.after)).")
  }

  private func minute(_ seconds: Int64) -> String {
    let (date, second) = days.civil(inForceAt: seconds)
    return "\(date)T\(ClockText.minutes(second))"
  }
}

extension WorkingDays {
  /// RFC 3339 by the clocks that were around the person then.
  public func text(_ instant: Instant) -> String {
    Moment.text(instant, offset: offset(inForceAt: instant.flooredSeconds))
  }

  /// `01:59:59+12:00`.
  func clock(_ seconds: Int64) -> String {
    String(Moment.text(seconds, offset: offset(inForceAt: seconds)).dropFirst(11))
  }
}
