import Activity
import TestSupport
import Testing

@testable import Workflow

/// Laws that hold for every day, zone and text.
@Suite struct DateLawTests {
  private func anyDay(_ random: inout SplitMix64, from first: Int = -40_000) -> CivilDate {
    CivilDate(daysSince1970: .random(in: first...80_000, using: &random))
  }

  @Test(arguments: UInt64(0)..<200)
  func `a range that is written is read again as itself`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let reader = reader(zone: "UTC")
    for _ in 0..<20 {
      let day = anyDay(&random)
      let ranges = [
        DateRange(day: day), .week(of: day), .month(of: day), .quarter(of: day), .year(of: day),
        DateRange(days: day...day.adding(days: .random(in: 0...800, using: &random))),
      ]
      for range in ranges {
        #expect(try reader.range(range.description) == range, "\(range)")
      }
    }
  }

  @Test(arguments: UInt64(0)..<100, zones)
  func `an instant that is written is read again as itself`(seed: UInt64, zone: String) throws {
    var random = SplitMix64(seed: seed)
    let reader = reader(zone: zone)
    for _ in 0..<20 {
      let instant = Instant(milliseconds: .random(in: 0...4_000_000_000_000, using: &random))
      let offset = reader.days.offset(at: instant.flooredSeconds)
      let time = try reader.time(Moment.text(instant, offset: offset))
      #expect(time.instant == instant)
      let day = reader.days.range(of: time.day)
      #expect((day.start..<day.end).contains(instant.flooredSeconds))
      let end = min(
        instant.advanced(by: .random(in: 1...40_000_000, using: &random)),
        Instant(seconds: day.end))
      let range = TimeRange(start: instant, end: end, day: time.day)
      #expect(try reader.timeRange(range.text(in: reader.days)) == range)
    }
  }

  /// Local to the second, each instant is meant by its clock time in its working day, or is refused
  /// for coming twice and meant with its offset.
  @Test(arguments: UInt64(0)..<10, zones)
  func `a clock time in its working day is that instant`(seed: UInt64, zone: String) throws {
    var random = SplitMix64(seed: seed)
    let reader = reader(zone: zone)
    // Before zones, offsets had seconds, which nobody can write.
    for day in nightsOfChange(zone) + [anyDay(&random, from: 0)] where !reader.days.isSkipped(day) {
      let range = reader.days.range(of: day)
      for _ in 0..<20 {
        let seconds = Int64.random(in: range.start..<range.end, using: &random)
        let (_, second) = reader.days.civil(seconds)
        let clock =
          ClockText.seconds(second)
        let offset = Moment.offsetText(reader.days.offset(at: seconds))
        #expect(try reader.time(clock + offset, on: day).seconds == seconds)
        if let sentence = refusal({
          let plain = try reader.time(clock, on: day).seconds
          #expect(plain == seconds)
        }) {
          #expect(sentence.contains("twice") && sentence.contains(offset), "\(sentence)")
        }
      }
    }
  }

  private func nightsOfChange(_ zone: String) -> [CivilDate] {
    let days = reader(zone: zone).days
    var nights: [CivilDate] = []
    for first in ["2011-12-01", "2026-03-01", "2026-09-20"] {
      for away in 0..<45 {
        let day = CivilDate(first)!.adding(days: away)
        if days.range(of: day).seconds != 86_400 { nights.append(day) }
      }
    }
    return nights
  }

  @Test(arguments: UInt64(0)..<100)
  func `weeks, months, quarters and years are whole and hold their days`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let day = anyDay(&random)
    let reader = reader(zone: "UTC")
    let week = DateRange.week(of: day).days
    #expect(week.lowerBound.weekday == 1)
    #expect(week.upperBound.weekday == 7)
    #expect(week.upperBound.daysSince1970 - week.lowerBound.daysSince1970 == 6)
    let whole = [
      DateRange.week(of: day), .month(of: day), .quarter(of: day), .year(of: day),
    ]
    for range in whole { #expect(range.days.contains(day)) }
    // Three months make a quarter, four quarters a year, without gap or overlap.
    let year = String(day.description.prefix(4))
    var next = DateRange.year(of: day).days.lowerBound
    for quarter in 1...4 {
      let days = try reader.range("\(year)-Q\(quarter)").days
      #expect(days.lowerBound == next)
      for month in (quarter * 3 - 2)...(quarter * 3) {
        let month = try reader.range("\(year)-\(ClockText.two(Int64(month)))").days
        #expect(month.lowerBound == next)
        next = month.upperBound.adding(days: 1)
      }
      #expect(days.upperBound.adding(days: 1) == next)
    }
    #expect(next == DateRange.year(of: day).days.upperBound.adding(days: 1))
    // Each ISO week follows the one before, and the year's weeks are those with its Thursdays.
    var monday = try reader.range("\(year)-W01").days.lowerBound
    var number = 1
    while let week = DateRange(week: number, year: day.year) {
      #expect(week.days.lowerBound == monday)
      #expect(monday.adding(days: 3).year == day.year)
      monday = monday.adding(days: 7)
      number += 1
    }
    #expect((53...54).contains(number))
    #expect(monday.adding(days: 3).year == day.year + 1)
  }

  @Test(arguments: zones)
  func `every day of a year has the length of its night`(zone: String) throws {
    let reader = reader(zone: zone)
    for year in ["2011", "2026"] {
      let days = try reader.range(year).days
      var date = days.lowerBound
      var next = reader.days.range(of: date).start
      while date <= days.upperBound {
        let range = reader.days.range(of: date)
        #expect(range.start == next)
        #expect(
          range.seconds == 0
            ? reader.days.isSkipped(date) : (82_800...90_000).contains(range.seconds))
        next = range.end
        date = date.adding(days: 1)
      }
    }
  }

  /// What people type, cut up and put together at random, and bytes that nobody types.
  @Test(arguments: UInt64(0)..<500)
  func `no text is a trap, and what is refused gets a sentence`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "today", "since", "until", " ", "-", "..", ":", "2026", "11", "20", "W", "Q", "T", "+13:00",
      "Z", "am", "pm", "now", "20m", "9", "00", "99", ".", "/", "0", "é", "\u{0}", "\u{202e}", "🙂",
      "monday", "last-", "week", "-05:00", "9999999999999999999999", "\n", "e\u{301}", "h", "1",
    ]
    let reader = reader(zone: zones[Int(seed) % zones.count], order: seed % 2 == 0 ? .iso : .dmy)
    for _ in 0..<40 {
      let count = Int.random(in: 0...8, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      for body in [
        { _ = try reader.range(text) }, { _ = try reader.time(text) },
        { _ = try reader.time(text, leaning: .past) }, { _ = try reader.timeRange(text) },
        { _ = try reader.day(text) },
      ] as [() throws -> Void] {
        guard let sentence = refusal(body) else { continue }
        #expect(sentence.hasSuffix(".") && !sentence.hasPrefix("no refusal"), "\(sentence)")
      }
    }
  }
}
