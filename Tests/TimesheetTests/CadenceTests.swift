import Activity
import TestSupport
import Testing
import Timesheet

@Suite struct CadenceTests {
  private func day(_ text: String) -> CivilDate { CivilDate(text)! }

  @Test(arguments: [
    (Cadence.Rhythm.daily, "2026-11-20", "2026-11-20", "2026-11-20"),
    (.weekly, "2026-11-20", "2026-11-16", "2026-11-22"),
    (.biweekly, "2026-11-20", "2026-11-16", "2026-11-29"),
    (.biweekly, "2026-11-15", "2026-11-02", "2026-11-15"),
    // Over the year's end, and before the anchor.
    (.biweekly, "2027-01-01", "2026-12-28", "2027-01-10"),
    (.biweekly, "2026-10-31", "2026-10-19", "2026-11-01"),
  ])
  func `a day lies in one period, counted from the anchor`(
    every: Cadence.Rhythm, on: String, first: String, last: String
  ) {
    let cadence = Cadence(every: every, anchor: day("2026-11-02"))
    #expect(cadence.period(of: day(on)) == day(first)...day(last))
  }

  @Test(arguments: [
    (Cadence.Deadline(second: 0), "2026-11-29"),
    (Cadence.Deadline(weekday: 5, second: 0), "2026-11-27"),
    (Cadence.Deadline(weekday: 7, second: 0), "2026-11-29"),
    (Cadence.Deadline(isAfter: true, second: 0), "2026-11-30"),
    (Cadence.Deadline(isAfter: true, weekday: 1, second: 0), "2026-11-30"),
    (Cadence.Deadline(isAfter: true, weekday: 3, second: 0), "2026-12-02"),
  ])
  func `a deadline is in a period's last days, or the first ones after it`(
    deadline: Cadence.Deadline, on: String
  ) {
    let cadence = Cadence(every: .biweekly, anchor: day("2026-11-02"), deadline: deadline)
    #expect(cadence.deadlineDay(of: day("2026-11-16")...day("2026-11-29")) == day(on))
  }

  @Test(arguments: UInt64(0)..<100)
  func `periods follow one another without gap, and each day is in its own`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let every = try #require(Cadence.Rhythm.allCases.randomElement(using: &random))
    let anchor = CivilDate(daysSince1970: .random(in: 0...40_000, using: &random))
    let cadence = Cadence(
      every: every, anchor: anchor,
      deadline: .init(
        isAfter: .random(using: &random),
        weekday: every == .daily ? nil : .random(in: 1...7, using: &random), second: 0))
    var day = CivilDate(daysSince1970: .random(in: 0...40_000, using: &random))
    for _ in 0..<60 {
      let period = cadence.period(of: day)
      #expect(period.contains(day))
      #expect(period.upperBound.daysSince1970 - period.lowerBound.daysSince1970 == every.length - 1)
      #expect((period.lowerBound.daysSince1970 - anchor.daysSince1970) % every.length == 0)
      #expect(cadence.period(before: period).upperBound.adding(days: 1) == period.lowerBound)
      let deadline = try #require(cadence.deadlineDay(of: period))
      let distance = deadline.daysSince1970 - period.upperBound.daysSince1970
      #expect(cadence.deadline!.isAfter ? (1...7).contains(distance) : (-6...0).contains(distance))
      if let weekday = cadence.deadline?.weekday { #expect(deadline.weekday == weekday) }
      day = day.adding(days: 1)
    }
  }

  @Test(arguments: [
    ("2026-11-03", "2026-11-30"), ("2026-10-01", "2026-10-30"), ("2026-02-28", "2026-02-27"),
    ("2028-02-01", "2028-02-29"),
  ])
  func `a month ends on its last working day`(on: String, last: String) {
    #expect(Reminder().lastDay(ofMonthOf: day(on)) == day(last))
  }
}
