import Activity
import Foundation
import Testing
import Timesheet

@testable import Workflow

@Suite struct ImportTests {
  private func night(_ start: String, _ end: String, zone: String?) -> String {
    #"{"start":"\#(start)","end":"\#(end)","presence":"active","app":"x","title":"web","#
      + #""source":"x11@test""# + (zone.map { #","zone":"\#($0)""# } ?? "") + "}"
  }

  private func bring(_ rows: [String], into home: SmallHome) throws -> ImportOutcome {
    try home.open().importActivity(
      Array(rows.joined(separator: "\n").utf8), named: "rows", dryRun: false)
  }

  private func exported(_ home: SmallHome) throws -> [String] {
    let home = try home.open()
    var lines: [String] = []
    try home.exportActivity(home.range("2026-01-01..2026-12-31")) { lines.append($0) }
    return lines
  }

  @Test(arguments: ["Pacific/Auckland", nil])
  func `a span over a clock change is stored in pieces that import again as they are`(
    zone: String?
  ) throws {
    let home = try SmallHome()
    let row = night("2026-09-26T23:00:00+12:00", "2026-09-27T05:00:00+13:00", zone: zone)
    let pieces = [
      night(
        "2026-09-26T23:00:00+12:00", "2026-09-27T02:00:00+12:00", zone: "Pacific/Auckland"),
      night(
        "2026-09-27T03:00:00+13:00", "2026-09-27T05:00:00+13:00", zone: "Pacific/Auckland"),
    ]
    func times(_ line: String) -> Substring { line.prefix { $0 != "p" } }
    let first = try bring([row], into: home)
    #expect(first.rows == 1 && first.added == 2)
    let lines = try exported(home)
    #expect(lines.map(times) == pieces.map(times))

    let again = try bring([row], into: home)
    #expect(again.added == 0 && again.present == 2 && again.conflicting == 0)
    let other = try SmallHome()
    #expect(try bring(lines, into: other).added == 2)
    #expect(try exported(other) == lines)
  }

  @Test func `what an agent without a zone's name recorded comes back as it was`() throws {
    let home = try SmallHome()
    let row = night("2026-09-26T23:00:00+12:00", "2026-09-27T05:00:00+12:00", zone: "UTC")
    _ = try bring([row], into: home)
    let lines = try exported(home)
    #expect(lines.count == 1 && lines[0].hasPrefix(#"{"start":"2026-09-26T23:00:00+12:00""#))
    #expect(try bring(lines, into: home).present == 1)
    let other = try SmallHome()
    other.zone = "Europe/Berlin"
    _ = try bring(lines, into: other)
    #expect(try exported(other) == lines)
    // The day is that of the offset, wherever it is looked at.
    #expect(try other.propose("2026-09-26").map(\.entry.seconds) == [5 * 3600])
  }

  @Test func `a rule's hour that the night skips places nothing`() throws {
    let home = try SmallHome(
      rules: """
        rules:
          - { name: Two, when: { time: "02:00-03:00" }, set: { project: acme/website } }
          - { name: Four, when: { time: "04:00-04:30" }, set: { project: acme/support } }
        """)
    _ = try bring(
      [night("2026-09-26T23:00:00+12:00", "2026-09-27T05:00:00+13:00", zone: "Pacific/Auckland")],
      into: home)
    let opened = try home.open()
    let sums = try opened.activitySums(opened.range("2026-09-26..2026-09-27"), by: .project)
    #expect(sums.rows.map(\.seconds).sorted() == [1800, 16_200])
    #expect(sums.active == 5 * 3600)
  }

  @Test func `a summer has two clock changes, and a span up to one is whole`() throws {
    let home = try SmallHome()
    home.zone = "Europe/Berlin"
    let summer = try bring(
      [night("2026-03-29T00:59:59.500Z", "2026-10-25T01:00:00.001Z", zone: nil)], into: home)
    #expect(summer.added == 3)
    let other = try SmallHome()
    let whole = try bring(
      [night("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", zone: "Europe/Berlin")], into: other)
    #expect(whole.added == 1)
  }

  @Test(arguments: ["../../etc/passwd", "Foo/Bar", #"\u001b[2J"#])
  func `a zone outside the tz database refuses the whole file`(zone: String) throws {
    let home = try SmallHome()
    let rows = [
      night("2026-11-20T09:00:00+13:00", "2026-11-20T10:00:00+13:00", zone: "Pacific/Auckland"),
      night("2026-11-20T10:00:00+13:00", "2026-11-20T11:00:00+13:00", zone: zone),
    ]
    let refusal = #expect(throws: Refusal.self) { try bring(rows, into: home) }
    #expect(refusal?.kind == .usage)
    let text = refusal?.description ?? ""
    #expect(text.hasPrefix("rows: Row 2, column "))
    #expect(
      text.hasSuffix(
        "is no zone of the tz database. Use a name such as Pacific/Auckland. "
          + "Nothing of the file was imported."))
    #expect(!text.contains("\u{1b}"))
    #expect(try exported(home) == [])
  }
}
