import Activity
import Foundation
import Testing

@testable import Workflow

/// `docs/dates.md` says what is so: each row of its tables is read.
@Suite struct DatePageTests {
  private struct Row: Hashable {
    var heading: String
    var text: String
    var answer: String
  }

  private func rows() throws -> [Row] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/dates.md")
    var heading = ""
    var rows: [Row] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    where line.hasPrefix("| ") {
      let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
      try #require(cells.count == 2, "\(line)")
      if !cells[0].hasPrefix("`") {
        if cells[0] != "---" { heading = cells.joined(separator: ", ") }
        continue
      }
      rows.append(
        Row(heading: heading, text: cells[0].filter { $0 != "`" }, answer: cells[1]))
    }
    return rows
  }

  @Test func `every example of the page means what it says`() throws {
    let rows = try rows()
    #expect(rows.count > 50)
    for row in rows {
      let reader = reader(order: row.heading.contains("dmy") ? .dmy : .iso)
      if row.heading.hasSuffix("the answer") {
        #expect(refusal { _ = try reader.meaning(of: row.text) } == row.answer)
      } else {
        #expect(try written(reader.meaning(of: row.text), reader.days) == row.answer, "\(row.text)")
      }
    }
  }

  private func written(_ meaning: DateMeaning, _ days: WorkingDays) -> String {
    switch meaning {
    case .days(let range): "\(range.days.lowerBound) to \(range.days.upperBound)"
    case .time(let time): days.text(time.instant)
    case .times(let times): "\(days.text(times.start)) to \(days.text(times.end))"
    }
  }

  @Test func `a text that means nothing is refused with examples of everything`() {
    let sentence = refusal { _ = try reader().meaning(of: "soon") }
    for example in ["last-month", "-20m", "9:00-11:00"] {
      #expect(sentence?.contains(example) == true)
    }
  }

  @Test(arguments: [
    ("Pacific/Auckland", "2026-09-26", "2026-09-27T03:00:00+13:00"),
    ("Europe/London", "2026-10-24", "2026-10-25T01:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-03", "2026-10-04T02:30:00+11:00"),
    ("America/New_York", "2026-03-07", "2026-03-08T03:00:00-04:00"),
    ("Pacific/Apia", "2011-12-29", "2011-12-31T00:00:00+14:00"),
  ])
  func `a day tells when its clocks change`(zone: String, day: String, at: String) {
    let days = reader(zone: zone).days
    let change = days.change(in: days.range(of: CivilDate(day)!))
    #expect(change?.at == Moment.instant(at)?.flooredSeconds)
    #expect(days.change(in: days.range(of: CivilDate("2026-06-10")!)) == nil)
  }
}
