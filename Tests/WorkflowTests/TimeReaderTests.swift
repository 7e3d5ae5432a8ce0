import Activity
import Testing

@testable import Workflow

@Suite struct TimeReaderTests {
  private func written(_ time: SpokenTime, _ reader: DateReader) -> String {
    Moment.text(time.instant, offset: reader.days.offset(at: time.seconds))
  }

  @Test(arguments: [
    ("now", "2026-11-20T17:30:00+13:00", "2026-11-20"),
    ("-20m", "2026-11-20T17:10:00+13:00", "2026-11-20"),
    ("now-1h30m", "2026-11-20T16:00:00+13:00", "2026-11-20"),
    ("-14h", "2026-11-20T03:30:00+13:00", "2026-11-19"),
    ("9:00", "2026-11-20T09:00:00+13:00", "2026-11-20"),
    ("09:00:30", "2026-11-20T09:00:30+13:00", "2026-11-20"),
    ("9am", "2026-11-20T09:00:00+13:00", "2026-11-20"),
    ("9:30PM", "2026-11-20T21:30:00+13:00", "2026-11-20"),
    ("12am", "2026-11-21T00:00:00+13:00", "2026-11-20"),
    ("12pm", "2026-11-20T12:00:00+13:00", "2026-11-20"),
    ("1:30", "2026-11-21T01:30:00+13:00", "2026-11-20"),
    ("9:00+13:00", "2026-11-20T09:00:00+13:00", "2026-11-20"),
    ("yesterday 17:00", "2026-11-19T17:00:00+13:00", "2026-11-19"),
    ("monday 9am", "2026-11-16T09:00:00+13:00", "2026-11-16"),
    ("2026-11-18 9:00", "2026-11-18T09:00:00+13:00", "2026-11-18"),
    ("2026-11-20T10:15", "2026-11-20T10:15:00+13:00", "2026-11-20"),
    ("2026-11-20T01:30", "2026-11-20T01:30:00+13:00", "2026-11-19"),
    ("2026-11-20T10:15+02:00", "2026-11-20T21:15:00+13:00", "2026-11-20"),
    ("2026-11-20T04:30:00.250Z", "2026-11-20T17:30:00.250+13:00", "2026-11-20"),
    ("2026-11-20 10:15:00+13:00", "2026-11-20T10:15:00+13:00", "2026-11-20"),
  ])
  func `a time means this instant and lies in this working day`(
    text: String, instant: String, day: String
  ) throws {
    let time = try reader().time(text)
    #expect(written(time, reader()) == instant)
    #expect(time.day == CivilDate(day))
  }

  @Test(arguments: [
    "", "9", "900", "24:00", "9:60", "9:0", "13pm", "0am", "soon", "-", "-20", "+20m", "-9999999h",
    "2026-11-20", "2026-11-20T", "2026-02-30T10:00", "9:00 ", "９:00", "last-week 9:00",
    "tomorrow 9:00", "9:00+25:00", "9:00+1:00", "2026-11-20T25:00", "9 am", "2026-02-30 9:00",
  ])
  func `anything else is no time, and an example is given`(text: String) {
    let sentence = refusal { _ = try reader().time(text) }
    #expect(sentence?.contains("2026-11-20") == true, "\(sentence ?? "it was read")")
  }

  @Test func `before the day's start a day and a time could be two nights`() {
    #expect(
      refusal { _ = try reader().time("yesterday 1:30") }
        == "\"yesterday 1:30\" could be the night before 2026-11-19 or the one after. Write "
        + "2026-11-19T01:30 or 2026-11-20T01:30.")
  }

  @Test func `on a working day, half past one is the one after midnight`() throws {
    let time = try reader().time("1:30", on: CivilDate("2026-11-16")!)
    #expect(written(time, reader()) == "2026-11-17T01:30:00+13:00")
    #expect(time.day == CivilDate("2026-11-16"))
    #expect(
      refusal { _ = try reader().time("now", on: CivilDate("2026-11-16")!) }
        == "\"now\" lies in 2026-11-20, not in 2026-11-16. Write a time of that day, such as 9:00.")
  }

  @Test(arguments: [
    (Leaning.past, "18:00", "2026-11-19T18:00:00+13:00"),
    (.past, "17:30", "2026-11-20T17:30:00+13:00"), (.past, "1:30", "2026-11-20T01:30:00+13:00"),
    (.future, "17:30", "2026-11-21T17:30:00+13:00"),
    (.future, "18:00", "2026-11-20T18:00:00+13:00"),
    (.future, "1:30", "2026-11-21T01:30:00+13:00"),
  ])
  func `a time by itself may be the last or the next one`(
    leaning: Leaning, text: String, instant: String
  ) throws {
    #expect(written(try reader().time(text, leaning: leaning), reader()) == instant)
  }

  // MARK: - Nights when clocks change

  @Test(arguments: [
    ("Pacific/Auckland", "2026-09-27T12:00:00+13:00", "2026-09-27", "2:30", "01:59", "03:00"),
    ("Europe/London", "2026-03-29T12:00:00+01:00", "2026-03-29", "1:30", "00:59", "02:00"),
    ("Australia/Lord_Howe", "2026-10-04T12:00:00+11:00", "2026-10-04", "2:15", "01:59", "02:30"),
    ("America/New_York", "2026-03-08T12:00:00-04:00", "2026-03-08", "2:30", "01:59", "03:00"),
  ])
  func `a time that clocks skip is refused with both neighbours`(
    zone: String, now: String, date: String, text: String, before: String, after: String
  ) throws {
    let reader = reader(at: now, zone: zone)
    let padded = text.count == 4 ? "0\(text)" : text
    let day = CivilDate(date)!.adding(days: -1)
    for body in [
      { _ = try reader.time("\(date)T\(padded)") }, { _ = try reader.time(text, on: day) },
      { _ = try reader.time(text, leaning: .past) },
      { _ = try reader.timeRange("0:30-\(text)", on: day) },
    ] as [() throws -> Void] {
      let sentence = try #require(refusal(body))
      #expect(sentence.contains("such as \(date)T\(before) or \(date)T\(after)."), "\(sentence)")
    }
  }

  @Test(arguments: [
    ("Pacific/Auckland", "2026-04-04", "2:30", "+13:00", "+12:00", 3600),
    ("Europe/London", "2026-10-24", "1:30", "+01:00", "+00:00", 3600),
    ("Australia/Lord_Howe", "2026-04-04", "1:45", "+11:00", "+10:30", 1800),
    ("America/New_York", "2026-10-31", "1:30", "-04:00", "-05:00", 3600),
  ])
  func `an hour that comes twice needs its offset`(
    zone: String, day: String, text: String, first: String, second: String, apart: Int64
  ) throws {
    let reader = reader(at: "2026-12-01T12:00:00Z", zone: zone)
    let day = CivilDate(day)!
    let night = day.adding(days: 1)
    for body in [
      { _ = try reader.time(text, on: day) }, { _ = try reader.time("\(night)T0\(text)") },
    ] as [() throws -> Void] {
      #expect(
        refusal(body)
          == "Local clocks show 0\(text) twice in the night of \(night). Say which: "
          + "0\(text)\(first) or 0\(text)\(second).")
    }
    let early = try reader.time(text + first, on: day)
    let late = try reader.time(text + second, on: day)
    #expect(late.seconds - early.seconds == apart)
    #expect(early.day == day)
    #expect(late.day == day)
    let wrong = refusal { _ = try reader.time(text + "+05:00", on: day) }
    #expect(wrong?.contains("has no 0\(text) at that offset") == true, "\(wrong ?? "")")
  }

  // MARK: - Ranges of times

  @Test(arguments: [
    ("9:00-11:00", "2026-11-20T09:00:00+13:00", "2026-11-20T11:00:00+13:00"),
    ("9am-11:30am", "2026-11-20T09:00:00+13:00", "2026-11-20T11:30:00+13:00"),
    ("9:00..now", "2026-11-20T09:00:00+13:00", "2026-11-20T17:30:00+13:00"),
    ("9:00-now", "2026-11-20T09:00:00+13:00", "2026-11-20T17:30:00+13:00"),
    ("-40m..-20m", "2026-11-20T16:50:00+13:00", "2026-11-20T17:10:00+13:00"),
    ("-40m-now", "2026-11-20T16:50:00+13:00", "2026-11-20T17:30:00+13:00"),
    ("now-40m..now", "2026-11-20T16:50:00+13:00", "2026-11-20T17:30:00+13:00"),
    ("22:00-1:30", "2026-11-20T22:00:00+13:00", "2026-11-21T01:30:00+13:00"),
    ("22:00-4:00", "2026-11-20T22:00:00+13:00", "2026-11-21T04:00:00+13:00"),
    ("yesterday 9:00-11:00", "2026-11-19T09:00:00+13:00", "2026-11-19T11:00:00+13:00"),
    ("2026-11-18 9:00-11:00", "2026-11-18T09:00:00+13:00", "2026-11-18T11:00:00+13:00"),
    ("2026-11-18T23:00-01:00", "2026-11-18T23:00:00+13:00", "2026-11-19T01:00:00+13:00"),
    (
      "2026-11-18T23:00..2026-11-19T00:30", "2026-11-18T23:00:00+13:00", "2026-11-19T00:30:00+13:00"
    ),
    (
      "2026-11-18T23:00:00+13:00..2026-11-19T00:30:00+13:00", "2026-11-18T23:00:00+13:00",
      "2026-11-19T00:30:00+13:00"
    ),
  ])
  func `a range of times lies in one working day`(
    text: String, start: String, end: String
  ) throws {
    let range = try reader().timeRange(text)
    #expect(range.start == Moment.instant(start))
    #expect(range.end == Moment.instant(end))
    #expect(range.day == reader().days.date(at: range.start.flooredSeconds))
  }

  @Test(arguments: [
    "", "9:00", "9-11", "9-11am", "9:00-", "-11:00", "9:00-9:00", "11:00-9:00", "3:00-5:00", "..",
    "9:00..", "..9:00", "now-20m", "yesterday 9:00..now", "9:00-11:00-12:00", "today",
    "2026-11-19T09:00..2026-11-20T09:00", "9:00-yesterday", "1:30-04:00..x",
  ])
  func `anything else is no range of times`(text: String) {
    let sentence = refusal { _ = try reader().timeRange(text) }
    #expect(sentence?.hasSuffix(".") == true, "\(text) was read")
  }

  @Test func `west of Greenwich a minus may be a range or an offset`() throws {
    let newYork = reader(at: "2026-11-01T20:00:00-05:00", zone: "America/New_York")
    let night = CivilDate("2026-10-31")!
    let offset = try newYork.time("1:30-04:00", on: night)
    #expect(offset.instant == Moment.instant("2026-11-01T01:30:00-04:00"))
    let range = try newYork.timeRange("1:30-04:00..1:30-05:00", on: night)
    #expect(range.end - range.start == 3_600_000)
    #expect(try newYork.timeRange("9:00-05:00..10:00-05:00").start == newYork.time("9:00").instant)
    let day = try newYork.timeRange("13:30-14:00")
    #expect(day.seconds.count == 1800)
  }

  @Test func `a minus begins a time only where the whole is one`() {
    for text in ["-20m", "-1h30m", "-40m..-20m", "-40m-now", "-40m-17:00"] {
      #expect(readsAsTimeAgo(text), "\(text)")
    }
    for text in ["-5 % off", "-20", "-h", "--json", "-", "-20 m", "20m", "now", "-9:00"] {
      #expect(!readsAsTimeAgo(text), "\(text)")
    }
  }
}
