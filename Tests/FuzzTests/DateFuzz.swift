import Activity
import ConfigurationFiles
import Foundation
import TestSupport
import Testing

@testable import Workflow

/// What a person may type as days, times and lengths.
@Suite struct DateFuzz {
  private static let words = [
    "today", "yesterday", "monday", "this-", "last-", "week", "month", "quarter", "year", "since ",
    "until ", "..", "-", " ", ":", "2026", "11", "20", "W47", "w53", "Q4", "T", "Z", "+13:00",
    "-05:00", "am", "pm", "now", "now-", "20m", "1h30m", "90s", ".", "/", "0001-01-01",
    "9999-12-31", "02:30", "2026-09-27", "2026-04-05", "2011-12-30", "12", "٣", "İ",
  ]

  private static let zones = ["Pacific/Auckland", "Australia/Lord_Howe", "Pacific/Apia"]

  @Test func `a text is days or a time in just one way, or a sentence says why not`() throws {
    let readers = try Self.zones.map { zone in
      DateReader(
        days: WorkingDays(zone: try #require(TimeZone(identifier: zone)), dayStart: 4 * 3600),
        now: Instant(seconds: 1_795_149_000), order: .dmy,
        beginning: { CivilDate(daysSince1970: 20_000) })
    }
    try Fuzzer(name: "dates", words: Self.words, longest: 200, inputs: 1_000).run { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      try lengths(text)
      // One zone for an input, always the same.
      let reader = readers[bytes.count % readers.count]
      return try [
        answer { try days(text, reader) }, answer { try time(text, reader) },
        answer { try times(text, reader) },
        answer { "\(try reader.meaning(of: text))".prefix(5).description },
      ].joined(separator: " ")
    }
  }

  private func answer(_ read: () throws -> String) throws -> String {
    do { return try read() } catch let refusal as Refusal {
      try Law.holds(refusal.kind == .usage, "It says \(refusal.kind): \(refusal)")
      try Law.isSentence(neutralised(refusal.description))
      return refusal.description
    }
  }

  private func days(_ text: String, _ reader: DateReader) throws -> String {
    let range = try reader.range(text)
    try Law.holds(
      try reader.range(range.description) == range, "\(range) is read again as other days.")
    return "days"
  }

  private func time(_ text: String, _ reader: DateReader) throws -> String {
    let time = try reader.time(text)
    let again = try reader.time(reader.days.text(time.instant))
    try Law.holds(again == time, "\(reader.days.text(time.instant)) is read as another time.")
    return "time"
  }

  private func times(_ text: String, _ reader: DateReader) throws -> String {
    let range = try reader.timeRange(text)
    let again = try reader.timeRange(range.text(in: reader.days))
    try Law.holds(again == range, "\(range.text(in: reader.days)) is read as other times.")
    return "times"
  }

  private func lengths(_ text: String) throws {
    if let length = Length(text) {
      try Law.holds(Length(length.description) == length, "\(length) is read as another length.")
    }
    if let date = CivilDate(text) {
      try Law.holds(
        CivilDate(daysSince1970: date.daysSince1970) == date && date.description == text,
        "\(date) is another day.")
    }
  }
}
