import Activity
import Foundation
import Timesheet

/// A person's days: where they begin in the zone they live in.
public struct WorkingDays: Sendable {
  public let zone: TimeZone
  /// Seconds after local midnight.
  public let dayStart: Int64

  public init(zone: TimeZone, dayStart: Int64) {
    self.zone = zone
    self.dayStart = dayStart
  }

  public func range(of date: CivilDate) -> DayRange {
    DayRange(date: date, start: start(of: date), end: start(of: date.adding(days: 1)))
  }

  /// The working day that an instant (seconds since 1970) lies in: at 01:30 it is yesterday's.
  public func date(at seconds: Int64) -> CivilDate {
    let local = civil(seconds).date
    for back in -1...2 {
      let candidate = local.adding(days: -back)
      if start(of: candidate) <= seconds { return candidate }
    }
    return local.adding(days: -3)
  }

  /// Whether local clocks skip the whole day, as Samoa's skipped 30 December 2011: it has no
  /// working time, and the evening before goes on instead.
  public func isSkipped(_ date: CivilDate) -> Bool {
    instants(on: date, second: 43_200).isEmpty
  }

  /// The last day before `date` that there was.
  public func before(_ date: CivilDate) -> CivilDate {
    let day = date.adding(days: -1)
    return isSkipped(day) ? day.adding(days: -1) : day
  }

  /// The first day after `date` that there was.
  public func after(_ date: CivilDate) -> CivilDate {
    let day = date.adding(days: 1)
    return isSkipped(day) ? day.adding(days: 1) : day
  }

  /// The calendar's day and the second of it, in local time.
  public func civil(_ seconds: Int64) -> (date: CivilDate, second: Int64) {
    let local = seconds + Int64(offset(at: seconds))
    let days = (local >= 0 ? local : local - 86_399) / 86_400
    return (CivilDate(daysSince1970: Int(days)), local - days * 86_400)
  }

  /// Seconds east of UTC, daylight saving included.
  public func offset(at seconds: Int64) -> Int32 {
    Int32(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
  }

  public func activityZone(at seconds: Int64) -> Zone {
    Zone(name: zone.identifier, offset: offset(at: seconds))
  }

  /// The instants at which local clocks show this time: none in a spring gap, two in an autumn
  /// fold.
  public func instants(on date: CivilDate, second: Int64) -> [Int64] {
    let local = Int64(date.daysSince1970) * 86_400 + second
    let offsets = Set([offset(at: local - 86_400), offset(at: local + 86_400)])
    return offsets.map { local - Int64($0) }.filter { $0 + Int64(offset(at: $0)) == local }.sorted()
  }

  /// The last second before and the first one after the gap that local clocks skip this time in;
  /// nil where they show it.
  public func gap(on date: CivilDate, second: Int64) -> (before: Int64, after: Int64)? {
    guard instants(on: date, second: second).isEmpty else { return nil }
    let local = Int64(date.daysSince1970) * 86_400 + second
    var low = local - 86_400
    var high = local + 86_400
    let before = offset(at: low)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: middle) == before { low = middle } else { high = middle }
    }
    return (low, high)
  }

  /// Where local clocks skip the day's start, the day begins with the first instant after the gap.
  private func start(of date: CivilDate) -> Int64 {
    if let first = instants(on: date, second: dayStart).first { return first }
    if isSkipped(date) { return start(of: date.adding(days: 1)) }
    return gap(on: date, second: dayStart)?.after ?? Int64(date.daysSince1970) * 86_400 + dayStart
  }
}
