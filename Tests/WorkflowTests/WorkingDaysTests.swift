import Activity
import Foundation
import Testing
import Timesheet

@testable import Workflow

private func days(_ zone: String, start: Int64 = 4 * 3600) -> WorkingDays {
  WorkingDays(zone: TimeZone(identifier: zone)!, dayStart: start)
}

@Suite struct WorkingDaysTests {
  @Test(arguments: [
    ("Pacific/Auckland", "2026-11-20", 24.0), ("Pacific/Auckland", "2026-09-26", 23),
    ("Pacific/Auckland", "2026-04-04", 25), ("Europe/Berlin", "2026-03-28", 23),
    ("Europe/Berlin", "2026-10-24", 25), ("Australia/Lord_Howe", "2026-10-03", 23.5),
    ("Australia/Lord_Howe", "2026-04-04", 24.5), ("UTC", "2026-06-01", 24),
    ("America/New_York", "2026-03-07", 23),
  ])
  func `a day is as long as its night makes it`(zone: String, date: String, hours: Double) {
    let range = days(zone).range(of: CivilDate(date)!)
    #expect(Double(range.seconds) == hours * 3600)
  }

  @Test func `half past one belongs to yesterday`() throws {
    let auckland = days("Pacific/Auckland")
    let late = try #require(Moment.instant("2026-11-21T01:30:00+13:00"))
    #expect(auckland.date(at: late.flooredSeconds) == CivilDate("2026-11-20"))
    let four = try #require(Moment.instant("2026-11-21T04:00:00+13:00"))
    #expect(auckland.date(at: four.flooredSeconds) == CivilDate("2026-11-21"))
    #expect(auckland.date(at: four.flooredSeconds - 1) == CivilDate("2026-11-20"))
  }

  @Test func `a clock time may come twice or never`() {
    let berlin = days("Europe/Berlin")
    let halfPastTwo: Int64 = 2 * 3600 + 1800
    #expect(berlin.instants(on: CivilDate("2026-03-29")!, second: halfPastTwo).isEmpty)
    let twice = berlin.instants(on: CivilDate("2026-10-25")!, second: halfPastTwo)
    #expect(twice.count == 2)
    #expect(twice[1] - twice[0] == 3600)
  }

  @Test func `a day that would begin in a gap begins after it`() {
    let day = days("Europe/Berlin", start: 2 * 3600 + 1800).range(of: CivilDate("2026-03-29")!)
    #expect(Moment.text(day.start, offset: 7200) == "2026-03-29T03:00:00+02:00")
  }

  @Test(arguments: [0, 4 * 3600] as [Int64])
  func `a day that the zone skips has no time, and the evening before goes on`(start: Int64) {
    let apia = days("Pacific/Apia", start: start)
    let skipped = apia.range(of: CivilDate("2011-12-30")!)
    #expect(skipped.seconds == 0)
    #expect(apia.isSkipped(skipped.date))
    let before = apia.range(of: CivilDate("2011-12-29")!)
    #expect(before.seconds == 86_400)
    #expect(before.end == skipped.start)
    #expect(apia.date(at: before.end - 1) == before.date)
    #expect(apia.date(at: before.end) == CivilDate("2011-12-31"))
    #expect(apia.before(CivilDate("2011-12-31")!) == before.date)
    #expect(apia.after(before.date) == CivilDate("2011-12-31"))
  }

  @Test(arguments: ["Pacific/Auckland", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York"])
  func `days follow one another without gap, and each second is in its day`(zone: String) {
    let calendar = days(zone)
    var date = CivilDate("2025-12-30")!
    for _ in 0..<400 {
      let range = calendar.range(of: date)
      #expect(calendar.range(of: date.adding(days: 1)).start == range.end)
      #expect(calendar.date(at: range.start) == date)
      #expect(calendar.date(at: range.end - 1) == date)
      date = date.adding(days: 1)
    }
  }
}

@Suite struct MomentTests {
  @Test(arguments: [
    ("2026-11-20T17:30:00+13:00", 1_795_149_000_000 as Int64),
    ("2026-11-20T04:30:00Z", 1_795_149_000_000),
    ("2026-11-20T04:30:00.25Z", 1_795_149_000_250),
    ("2026-11-19T23:00:00.9999-05:30", 1_795_149_000_999),
  ])
  func `RFC 3339 is read to the millisecond`(text: String, milliseconds: Int64) {
    #expect(Moment.instant(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2026-11-20", "2026-11-20T17:30", "2026-11-20T17:30:00", "2026-02-30T00:00:00Z",
    "2026-11-20T24:00:00Z", "2026-11-20T17:60:00Z", "2026-11-20T17:30:00+25:00",
  ])
  func `anything else is no instant`(text: String) {
    #expect(Moment.instant(text) == nil)
  }

  @Test(arguments: [(0 as Int64, 0 as Int32), (1_795_149_000, 46_800), (1_795_149_000, -12_600)])
  func `what is written is read again`(seconds: Int64, offset: Int32) {
    let text = Moment.text(seconds, offset: offset)
    #expect(Moment.instant(text) == Instant(seconds: seconds))
  }
}

@Suite struct DueDateTests {
  @Test(arguments: [
    (PaymentTerms.Kind.daysAfterBillDate, 14, "2026-11-20", "2026-12-04"),
    (.daysAfterBillMonth, 10, "2026-11-20", "2026-12-10"),
    (.ofCurrentMonth, 25, "2026-11-20", "2026-11-25"),
    (.ofCurrentMonth, 15, "2026-11-20", "2026-12-15"),
    (.ofFollowingMonth, 20, "2026-12-31", "2027-01-20"),
    (.ofFollowingMonth, 31, "2027-01-31", "2027-02-28"),
  ])
  func `terms give the due date`(kind: PaymentTerms.Kind, day: Int, date: String, due: String) {
    #expect(PaymentTerms(day: day, kind: kind).due(for: CivilDate(date)!) == CivilDate(due))
  }
}
