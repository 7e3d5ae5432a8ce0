import Activity
import Testing
import Timesheet

@testable import Workflow

@Suite struct DateRangeTests {
  @Test(arguments: [
    ("today", "2026-11-20", "2026-11-20"), ("yesterday", "2026-11-19", "2026-11-19"),
    ("monday", "2026-11-16", "2026-11-16"), ("friday", "2026-11-20", "2026-11-20"),
    ("saturday", "2026-11-14", "2026-11-14"), ("Sunday", "2026-11-15", "2026-11-15"),
    ("2026-02-28", "2026-02-28", "2026-02-28"),
    ("2026-11-01..2026-11-15", "2026-11-01", "2026-11-15"),
    ("this-week", "2026-11-16", "2026-11-22"), ("last-week", "2026-11-09", "2026-11-15"),
    ("this-month", "2026-11-01", "2026-11-30"), ("last-month", "2026-10-01", "2026-10-31"),
    ("this-quarter", "2026-10-01", "2026-12-31"), ("last-quarter", "2026-07-01", "2026-09-30"),
    ("this-year", "2026-01-01", "2026-12-31"), ("last-year", "2025-01-01", "2025-12-31"),
    ("2026-02", "2026-02-01", "2026-02-28"), ("2028-02", "2028-02-01", "2028-02-29"),
    ("2026-W47", "2026-11-16", "2026-11-22"), ("2026-w01", "2025-12-29", "2026-01-04"),
    ("2026-W53", "2026-12-28", "2027-01-03"), ("2026-Q4", "2026-10-01", "2026-12-31"),
    ("2026-q1", "2026-01-01", "2026-03-31"), ("2026", "2026-01-01", "2026-12-31"),
    ("since monday", "2026-11-16", "2026-11-20"), ("since 2026-11", "2026-11-01", "2026-11-20"),
    ("2026-11-01..", "2026-11-01", "2026-11-20"), ("since today", "2026-11-20", "2026-11-20"),
    ("until 2026-10-02", "2026-08-03", "2026-10-02"),
    ("until last-week", "2026-08-03", "2026-11-15"),
    ("..yesterday", "2026-08-03", "2026-11-19"), ("until 2026-01-01", "2026-01-01", "2026-01-01"),
    ("2026-W45..monday", "2026-11-02", "2026-11-16"),
    ("2025-Q4..2026-01", "2025-10-01", "2026-01-31"),
  ])
  func `a range means these days, both in`(text: String, first: String, last: String) throws {
    #expect(try reader().range(text).days == CivilDate(first)!...CivilDate(last)!)
  }

  @Test(arguments: [
    "", "tomorrow", "2026-13", "2026-00", "2026-02-30", "2026-11-31", "2026-11-15..2026-11-01",
    "2026-W00", "2027-W53", "2026-Q0", "2026-Q5", "20.11.2026", "11/20/2026", "2026-1-1", "３",
    "2026-11-20 ", "..", "...", "2026-11-01...2026-11-15", "since", "since ", "since until today",
    "until", "since 2026-12-01", "9:00", "now", "1700", "0017", "２０２６", "2026-W047", "0000-01-01",
  ])
  func `anything else is refused with an example`(text: String) {
    let sentence = refusal { _ = try reader().range(text) }
    #expect(sentence?.contains("2026-") == true, "\(sentence ?? "it was read")")
    #expect(sentence?.hasSuffix(".") == true)
  }

  @Test(arguments: [
    ("2026-02-30", "2026-02-30 is no day: that month has 28 days. Write one such as 2026-11-20."),
    ("2027-W53", "2027-W53 is no week: 2027 has W01 to W52. Write one such as 2026-W47."),
    (
      "11/20/2026",
      "\"11/20/2026\" could mean two days. Write the year first, such as 2026-11-20."
    ),
    (
      "20.11.2026",
      "\"20.11.2026\" is not read as a date here. Write the year first, such as 2026-11-20, or put "
        + "\"dates: dmy\" into config.yaml."
    ),
    (
      "2026-11-15..2026-11-01",
      "\"2026-11-15..2026-11-01\" ends before it begins: 2026-11-15 is after 2026-11-01. Write the "
        + "earlier day first."
    ),
    (
      "since 2026-12",
      "\"since 2026-12\" begins after today, 2026-11-20. Write both days, such as "
        + "2026-12-01..2026-12-07."
    ),
  ])
  func `the refusal says what is wrong`(text: String, sentence: String) {
    #expect(refusal { _ = try reader().range(text) } == sentence)
  }

  @Test func `day, month, year is read where the person wants it`() throws {
    let dmy = reader(order: .dmy)
    #expect(try dmy.range("20.11.2026").days == CivilDate("2026-11-20")!...CivilDate("2026-11-20")!)
    #expect(
      try dmy.range("1.11.2026..15.11.2026").days
        == CivilDate("2026-11-01")!...CivilDate("2026-11-15")!)
    #expect(try dmy.range("2026-11-20") == reader().range("2026-11-20"))
    #expect(refusal { _ = try dmy.range("31.11.2026") }?.contains("that month has 30 days") == true)
    #expect(refusal { _ = try dmy.range("11/20/2026") } != nil)
  }

  @Test func `at half past one the working day is still yesterday's`() throws {
    let late = reader(at: "2026-11-21T01:30:00+13:00")
    #expect(try late.range("today").description == "2026-11-20")
    #expect(try late.range("friday").description == "2026-11-20")
    #expect(try late.range("saturday").description == "2026-11-14")
    #expect(try late.range("this-week").description == "2026-W47")
  }

  @Test func `a day that the zone skips is refused with its neighbours`() throws {
    let apia = reader(at: "2011-12-31T12:00:00+14:00", zone: "Pacific/Apia")
    for text in ["2011-12-30", "friday", "2011-12-30..2012-01-01"] {
      let sentence = try #require(refusal { _ = try apia.range(text) })
      #expect(sentence.contains("2011-12-29"))
      #expect(sentence.contains("2011-12-31"))
    }
    #expect(try apia.range("yesterday").description == "2011-12-29")
  }

  @Test func `a single day is asked for in every form that is one`() throws {
    for text in ["2026-11-16", "monday"] {
      #expect(try reader().day(text) == CivilDate("2026-11-16"))
    }
    #expect(refusal { _ = try reader().day("2026-11") }?.contains("2026-11-20") == true)
  }

  @Test func `words that a shell took apart are joined`() {
    #expect(joinedDates(["acme", "since", "monday"]) == ["acme", "since monday"])
    #expect(joinedDates(["Until", "2026-11", "x"]) == ["Until 2026-11", "x"])
    #expect(joinedDates(["since"]) == ["since"])
  }

  @Test func `a year that is the beginning of an id is refused`() throws {
    let small = try SmallHome()
    try small.importRows(SmallHome.rows("web 600"))
    var booked = try #require(try small.propose().first)
    booked.entry.id = EntryID(text: "2026abcdef01")
    let home = try small.open()
    try home.books().change(home.reason("test")) { change in try change.put(booked) }
    try home.refuseYearThatIsAnID("2025")
    try home.refuseYearThatIsAnID("2026-11-20")
    #expect(
      refusal { try home.refuseYearThatIsAnID("2026") }
        == "\"2026\" is a year and the beginning of entry 2026abcdef01. Write more of the id, or "
        + "2026-01-01..2026-12-31.")
  }
}
