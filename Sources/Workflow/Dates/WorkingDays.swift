import Activity
import Foundation
import Timesheet

/// A person's days: each begins where the clocks around them first showed its `day_start`.
///
/// The zone is the one they were seen to work in; where there is no evidence, the process's own.
public struct WorkingDays: Sendable {
  /// The zone of the process.
  public let zone: TimeZone
  /// Seconds after local midnight.
  public let dayStart: Int64
  /// Where the person was seen in a stretch of time (seconds since 1970), in order of starts.
  private let sightings: (@Sendable (Range<Int64>) -> [Sighting<TimeZone>])?

  /// How long somebody is taken to stay where they were last seen: over a weekend.
  static let reach: Int64 = 48 * 3600

  /// - Parameter sightings: nil where the person was never seen in another zone.
  public init(
    zone: TimeZone, dayStart: Int64,
    sightings: (@Sendable (Range<Int64>) -> [Sighting<TimeZone>])? = nil
  ) {
    self.zone = zone
    self.dayStart = dayStart
    self.sightings = sightings
  }

  // MARK: - Days

  public func range(of date: CivilDate) -> DayRange {
    DayRange(date: date, start: start(of: date), end: start(of: date.adding(days: 1)))
  }

  /// The working day that an instant (seconds since 1970) lies in: at 01:30 it is yesterday's.
  public func date(at seconds: Int64) -> CivilDate {
    // No local date is further ahead than this.
    var date = WorkingDays.civil(seconds, offset: 86_400).date
    while start(of: date) > seconds { date = date.adding(days: -1) }
    return date
  }

  /// Whether local clocks skip the whole day, as Samoa's skipped 30 December 2011: it has no
  /// working time, and the evening before goes on instead.
  public func isSkipped(_ date: CivilDate) -> Bool {
    let midnight = Int64(date.daysSince1970) * 86_400
    let clock = clock(from: midnight, to: midnight + 86_400)
    return clock.first(reaching: midnight) == clock.first(reaching: midnight + 86_400)
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

  /// The instants at which local clocks show this time: none in a spring gap, two in an autumn
  /// fold.
  public func instants(on date: CivilDate, second: Int64) -> [Int64] {
    let local = Int64(date.daysSince1970) * 86_400 + second
    return clock(from: local, to: local).instants(showing: local)
  }

  /// The last second before and the first one after the gap that local clocks skip this time in;
  /// nil where they show it.
  public func gap(on date: CivilDate, second: Int64) -> (before: Int64, after: Int64)? {
    let local = Int64(date.daysSince1970) * 86_400 + second
    let clock = clock(from: local, to: local)
    guard clock.instants(showing: local).isEmpty else { return nil }
    let after = clock.first(reaching: local)
    return (after - 1, after)
  }

  private func start(of date: CivilDate) -> Int64 {
    let local = Int64(date.daysSince1970) * 86_400 + dayStart
    let clock = clock(from: local, to: local)
    if clock.instants(showing: local).isEmpty, isSkipped(date) {
      return start(of: date.adding(days: 1))
    }
    return clock.first(reaching: local)
  }

  // MARK: - Zones

  /// The zone in force at an instant: the evidence's, else the process's own.
  public func zone(inForceAt seconds: Int64) -> Zone {
    guard let sightings else { return activityZone(at: seconds) }
    let around = Whereabouts(
      sightings(seconds - WorkingDays.reach..<seconds + WorkingDays.reach),
      reach: WorkingDays.reach)
    return WorkingDays(zone: around.place(at: seconds) ?? zone, dayStart: dayStart)
      .activityZone(at: seconds)
  }

  /// Seconds east of UTC, in the zone in force.
  public func offset(inForceAt seconds: Int64) -> Int32 { zone(inForceAt: seconds).offset }

  /// The calendar's day and the second of it, in the zone in force.
  func civil(inForceAt seconds: Int64) -> (date: CivilDate, second: Int64) {
    WorkingDays.civil(seconds, offset: Int64(offset(inForceAt: seconds)))
  }

  /// The same days told by the clocks of another zone, such as the one of a span or an entry.
  public func shown(in zone: Zone) -> WorkingDays {
    guard zone.name != self.zone.identifier else { return self }
    return WorkingDays(zone: TimeZone(zone), dayStart: dayStart, sightings: sightings)
  }

  /// The clock that these local times may have been read from.
  private func clock(from first: Int64, to last: Int64) -> LocalClock {
    // Zones lie between 12 hours behind UTC and 14 ahead.
    LocalClock(offsets(in: first - 15 * 3600..<last + 13 * 3600))
  }

  /// The offsets in force, one after the other, in a stretch that is too short for two changes of
  /// one zone.
  func offsets(in window: Range<Int64>) -> [LocalClock.Stretch] {
    guard let sightings else { return WorkingDays.offsets(of: zone, in: window) }
    let reach = WorkingDays.reach
    let places = Whereabouts(
      sightings(window.lowerBound - reach..<window.upperBound + reach), reach: reach
    ).stretches
    return places.indices.flatMap { index -> [LocalClock.Stretch] in
      let end = index + 1 < places.count ? places[index + 1].start : .max
      let part = Range(uncheckedBounds: (places[index].start, end)).clamped(to: window)
      return part.isEmpty ? [] : WorkingDays.offsets(of: places[index].place ?? zone, in: part)
    }
  }

  /// The offsets of a zone in a stretch that is too short for two changes.
  private static func offsets(of zone: TimeZone, in window: Range<Int64>) -> [LocalClock.Stretch] {
    var (before, after) = (window.lowerBound, window.upperBound - 1)
    let first = zone.offset(at: before)
    let last = zone.offset(at: after)
    let stretch = LocalClock.Stretch(start: before, offset: first)
    guard first != last else { return [stretch] }
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if zone.offset(at: middle) == first { before = middle } else { after = middle }
    }
    return [stretch, LocalClock.Stretch(start: after, offset: last)]
  }

  // MARK: - The process's own clock

  /// The calendar's day and the second of it, in the process's local time.
  public func civil(_ seconds: Int64) -> (date: CivilDate, second: Int64) {
    WorkingDays.civil(seconds, offset: Int64(offset(at: seconds)))
  }

  private static func civil(
    _ seconds: Int64, offset: Int64
  ) -> (date: CivilDate, second: Int64) {
    let local = seconds + offset
    let days = (local >= 0 ? local : local - 86_399) / 86_400
    return (CivilDate(daysSince1970: Int(days)), local - days * 86_400)
  }

  /// Seconds east of UTC, daylight saving included.
  public func offset(at seconds: Int64) -> Int32 { zone.offset(at: seconds) }

  public func activityZone(at seconds: Int64) -> Zone {
    Zone(name: zone.identifier, offset: offset(at: seconds))
  }
}

extension TimeZone {
  /// The zone of the tz database where it has that name, else one that always has its offset.
  init(_ zone: Zone) {
    let named = zone.isNameless ? nil : TimeZone(identifier: zone.name)
    self = named ?? TimeZone(secondsFromGMT: Int(zone.offset)) ?? .gmt
  }

  /// Seconds east of UTC, daylight saving included.
  func offset(at seconds: Int64) -> Int32 {
    Int32(secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
  }
}
