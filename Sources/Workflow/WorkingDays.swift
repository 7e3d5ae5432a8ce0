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
    for candidate in [local.adding(days: 1), local] where start(of: candidate) <= seconds {
      return candidate
    }
    return local.adding(days: -1)
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

  /// Where local clocks skip the day's start, the day begins with the first instant after the gap.
  private func start(of date: CivilDate) -> Int64 {
    if let first = instants(on: date, second: dayStart).first { return first }
    let local = Int64(date.daysSince1970) * 86_400 + dayStart
    var low = local - 86_400
    var high = local + 86_400
    let before = offset(at: low)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: middle) == before { low = middle } else { high = middle }
    }
    return high
  }
}
