import Activity
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

@Suite struct CadenceStandingTests {
  let home: SmallHome

  init() throws {
    home = try SmallHome()
    try home.configure(
      "cadence: { every: biweekly, anchor: 2026-11-09, deadline: \"fri 17:00\", target: 40h }\n"
        + "notify: { evening: false, month_end: false }")
  }

  @Test func `worked, approved and left are those of the period`() throws {
    try home.work("web 7200", on: "2026-11-08")
    try home.work("web 7200", on: "2026-11-09")
    try home.work("web 3600, xyz 600", on: "2026-11-20")
    home.now = "2026-11-20T18:00:00+13:00"
    try home.approve("2026-11-09")
    let small = try home.open()
    let standing = try #require(try small.cadenceStanding(on: small.today))
    #expect(standing.period == CivilDate("2026-11-09")!...CivilDate("2026-11-22")!)
    #expect(standing.worked == 10_800)
    #expect(standing.approved == 7200)
    #expect(standing.unassigned == 600)
    #expect(standing.left == Int64(40 * 3600 - 10_800))
    #expect(standing.deadline == Moment.instant("2026-11-20T17:00:00+13:00")?.flooredSeconds)
  }

  @Test func `a deadline is told before it, and once it has passed`() throws {
    try home.work("web 7200", on: "2026-11-20")
    #expect(try home.ids(at: "2026-11-20T14:59:59+13:00") == [])
    #expect(
      try home.due(at: "2026-11-20T14:00:00+13:00").next
        == Moment.instant("2026-11-20T15:00:00+13:00"))
    let due = try home.due(at: "2026-11-20T15:00:00+13:00").notices
    #expect(due.map(\.title) == ["Your hours are due 2026-11-20, 17:00"])
    #expect(
      due.first?.body
        == "2026-11-09 to 2026-11-22: 2 h 00 m to approve; 2 h 00 m of 40 h 00 m worked, 38 h 00 m "
        + "left.")
    #expect(try home.ids(at: "2026-11-20T16:00:00+13:00") == [])
    #expect(try home.ids(at: "2026-11-20T17:00:00+13:00") == ["cadence-2026-11-09-late"])
    #expect(try home.ids(at: "2026-11-24T17:00:00+13:00") == [])
  }

  /// From Friday, 20 November, on: hours of each working day are due at 17:00.
  @Test func `daily hours are asked for on working days, and of them`() throws {
    try home.configure(
      "cadence: { every: daily, deadline: \"17:00\", target: 8h }\n"
        + "notify: { evening: false, month_end: false }")
    func ids(_ time: String) throws -> [String] { try home.ids(at: "2026-11-\(time):00+13:00") }
    #expect(try ids("20T15:00") == ["cadence-2026-11-19-late", "cadence-2026-11-20"])
    // Nobody was there on Friday evening: it is told on Monday, and on no day off.
    #expect(try ids("21T12:00") == [])
    #expect(try ids("22T16:59") == [])
    #expect(try ids("23T09:00") == ["cadence-2026-11-20-late"])
    #expect(try ids("23T15:00") == ["cadence-2026-11-23"])
  }

  /// Each period and its deadline, over the nights of the clock change and the year's end.
  @Test(arguments: [
    "Pacific/Auckland", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
    "Pacific/Apia", "UTC",
  ])
  func `each period is whole working days, and its deadline the clock's time, in every zone`(
    zone: String
  ) throws {
    let days = WorkingDays(zone: try #require(TimeZone(identifier: zone)), dayStart: 4 * 3600)
    var random = SplitMix64(seed: UInt64(zone.utf8.count))
    for _ in 0..<40 {
      let every = try #require(Cadence.Rhythm.allCases.randomElement(using: &random))
      let cadence = Cadence(
        every: every,
        anchor: CivilDate(daysSince1970: 20_000 + .random(in: 0...400, using: &random)),
        deadline: .init(
          isAfter: .random(using: &random),
          second: .random(in: 5 * 60...23 * 60, using: &random) * 60))
      var day = CivilDate("2025-12-20")!
      var end: Int64?
      for _ in 0..<(400 / every.length) {
        let period = cadence.period(of: day)
        let start = days.range(of: period.lowerBound).start
        if let end { #expect(end == start) }
        end = days.range(of: period.upperBound).end
        let date = try #require(cadence.deadlineDay(of: period))
        let deadline = days.moment(on: date, second: cadence.deadline!.second)
        let shown = days.civil(deadline)
        #expect(shown.date == date)
        #expect(shown.second == cadence.deadline!.second)
        day = period.upperBound.adding(days: 1)
      }
    }
  }

  @Test func `a deadline that the clocks skip is when they have skipped it`() throws {
    let berlin = WorkingDays(zone: try #require(TimeZone(identifier: "Europe/Berlin")), dayStart: 0)
    let moment = berlin.moment(on: CivilDate("2026-03-29")!, second: 2 * 3600 + 1800)
    #expect(Moment.text(moment, offset: 7200) == "2026-03-29T03:00:00+02:00")
  }
}
