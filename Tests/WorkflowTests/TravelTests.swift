import Activity
import Books
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

@Suite struct TravelTests {
  private static let auckland = TimeZone(identifier: "Pacific/Auckland")!
  private static let london = TimeZone(identifier: "Europe/London")!

  private static func days(
    _ sightings: [Sighting<TimeZone>], zone: TimeZone = auckland
  ) -> WorkingDays {
    WorkingDays(zone: zone, dayStart: 4 * 3600) { range in
      sightings.filter { $0.start < range.upperBound && $0.end > range.lowerBound }
    }
  }

  private static func seen(_ from: String, _ to: String, _ zone: TimeZone) -> Sighting<TimeZone> {
    Sighting(
      start: Moment.instant(from)!.flooredSeconds, end: Moment.instant(to)!.flooredSeconds,
      place: zone)
  }

  /// Works in Auckland on Friday, in London from Saturday evening on.
  private static let flight = days([
    seen("2026-11-19T09:00:00+13:00", "2026-11-19T17:00:00+13:00", auckland),
    seen("2026-11-20T09:00:00+13:00", "2026-11-20T17:00:00+13:00", auckland),
    seen("2026-11-21T18:00:00+00:00", "2026-11-21T19:00:00+00:00", london),
    seen("2026-11-22T09:00:00+00:00", "2026-11-22T17:00:00+00:00", london),
  ])

  @Test(arguments: [
    ("2026-11-20", "2026-11-20T04:00:00+13:00", 24),
    ("2026-11-21", "2026-11-21T04:00:00+13:00", 37),
    ("2026-11-22", "2026-11-22T04:00:00+00:00", 24),
    ("2026-11-23", "2026-11-23T04:00:00+00:00", 24),
  ])
  func `a flight west makes a long day`(date: String, start: String, hours: Int64) throws {
    let range = try Self.flight.range(of: #require(CivilDate(date)))
    #expect(range.start == Moment.instant(start)?.flooredSeconds)
    #expect(range.seconds == hours * 3600)
    #expect(try Self.flight.date(at: range.start) == #require(CivilDate(date)))
    #expect(try Self.flight.date(at: range.end - 1) == #require(CivilDate(date)))
  }

  @Test(arguments: UInt64(0)..<40)
  func `days tile time, wherever somebody goes`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let zones = [
      "Pacific/Auckland", "Europe/London", "America/Los_Angeles", "Pacific/Kiritimati",
      "Pacific/Honolulu", "Asia/Kathmandu", "Australia/Lord_Howe",
    ].map { TimeZone(identifier: $0)! }
    var now: Int64 = 1_790_000_000  // September: clocks change on the way
    var zone = zones[0]
    let sightings = (0..<40).map { _ -> Sighting<TimeZone> in
      now += .random(in: 600...100_000, using: &random)
      if Bool.random(using: &random) { zone = zones[.random(in: 0..<7, using: &random)] }
      let start = now
      now += .random(in: 60...20_000, using: &random)
      return Sighting(start: start, end: now, place: zone)
    }
    let days = Self.days(sightings)
    var date = days.date(at: 1_790_000_000)
    let first = days.range(of: date).start
    var sum: Int64 = 0
    var last = first
    while last < now {
      let range = days.range(of: date)
      #expect(range.start == last)
      #expect(range.end >= range.start)
      if range.seconds > 0 {
        #expect(days.date(at: range.start) == date)
        #expect(days.date(at: range.end - 1) == date)
      }
      sum += range.seconds
      last = range.end
      date = date.adding(days: 1)
    }
    #expect(sum == last - first)
  }

  @Test func `a machine left at home does not tell where somebody is`() throws {
    let home = try SmallHome()
    home.now = "2026-11-22T20:00:00+00:00"
    home.zone = "Europe/London"
    try home.importRows(
      SmallHome.rows("web a 3600", from: "2026-11-22T09:00:00+00:00", zone: "Europe/London"))
    try home.importRows(
      SmallHome.rows(
        "idle 80000", from: "2026-11-22T08:00:00+13:00", zone: "Pacific/Auckland",
        source: "x11@desk"))
    let day = try home.open().days.range(of: #require(CivilDate("2026-11-22")))
    #expect(day.start == Moment.instant("2026-11-22T04:00:00+00:00")?.flooredSeconds)
  }

  @Test(arguments: ["Pacific/Auckland", "Europe/London", "UTC", "America/New_York"])
  func `evidence makes the same days wherever they are looked at`(zone: String) throws {
    let home = try SmallHome()
    home.zone = zone
    home.now = "2026-11-24T20:00:00+00:00"
    try home.importRows(
      SmallHome.rows("web a 600, asleep 50000", from: "2026-11-20T09:00:00+13:00")
        + SmallHome.rows(
          "web b 900", from: "2026-11-20T20:00:00+00:00", zone: "Europe/London"))
    let entries = try home.propose("2026-11-18..2026-11-24")
    #expect(
      entries.map { "\($0.entry.day) \($0.entry.seconds) \($0.entry.zone)" } == [
        "2026-11-20 600 \(Zone(name: "Pacific/Auckland", offset: 46_800))",
        "2026-11-20 900 \(Zone(name: "Europe/London", offset: 0))",
      ])
    let reports = try home.open().dayReports(
      DateRange(days: #require(CivilDate("2026-11-18"))...#require(CivilDate("2026-11-24"))))
    for (day, next) in zip(reports, reports.dropFirst()) { #expect(day.end == next.start) }
    for report in reports { #expect(report.balance.seconds == report.end - report.start) }
  }

  @Test func `what was booked keeps its day, and counts once, when borders move`() throws {
    let home = try SmallHome()
    try home.importRows(SmallHome.rows("web a 7200", from: "2026-11-20T04:30:00+13:00"))
    let range = try home.open().range("2026-11-20")
    _ = try home.propose()
    let approved = try home.open().approve(EntrySelection(range: range), dryRun: false).approved
    #expect(approved.map(\.entry.seconds) == [7200])

    // From now on half of it lies in the day before.
    try home.write("day_start: '05:30'\n", to: "config/config.yaml")
    #expect(try home.propose("2026-11-19..2026-11-20").map(\.entry.id) == approved.map(\.entry.id))
    let reports = try home.open().dayReports(
      DateRange(days: #require(CivilDate("2026-11-19"))...range.days.lowerBound))
    #expect(reports.map(\.balance.entries) == [3600, 3600])
    #expect(reports.map(\.balance.unassigned) == [0, 0])
  }
}
