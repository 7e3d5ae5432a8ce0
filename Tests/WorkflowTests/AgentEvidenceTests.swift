import Activity
import ActivityLog
import Books
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

/// What the agent tells beside its spans, as far as the day and its proposals.
@Suite struct AgentEvidenceTests {
  /// From 2026-11-20 09:00 in Auckland on.
  private func at(_ seconds: Int64) -> Instant { Instant(seconds: 1_795_118_400 + seconds) }

  private func log(_ home: SmallHome) throws -> ActivityLog {
    try home.open().places.makeDataDirectory()
    return try ActivityLog.open(path: home.root + "/data/activity.db", mode: .write)
  }

  private func span(
    _ from: Int64, _ to: Int64, _ title: String, presence: Presence = .active
  ) -> Span {
    Span(
      source: "x11@studio", start: at(from), end: at(to),
      observation: Observation(
        presence: presence, subject: .window(Window(app: "x", title: title))),
      zone: Zone(name: "Pacific/Auckland", offset: 46_800))
  }

  private func report(_ home: SmallHome) throws -> DayReport {
    let home = try home.open()
    return try #require(home.dayReports(home.range("2026-11-20")).first)
  }

  private func seconds(_ entries: [BookedEntry]) -> [Int64] { entries.map(\.entry.seconds) }

  @Test func `from an agent's end to its next start it is off, after a killed one unknown`() throws
  {
    let home = try SmallHome()
    let log = try log(home)
    let first = try RunWriter(log, source: "x11@studio", at: at(0))
    try first.end(
      replacing: at(0), with: [span(0, 600, "web")], at: at(600), lastInput: at(600))
    let second = try RunWriter(log, source: "x11@studio", at: at(1000))
    try second.commit(
      replacing: at(1000), with: [span(1000, 1600, "web")], alive: at(1600), lastInput: at(1600))
    // Killed: the next one finds no end.
    let third = try RunWriter(log, source: "x11@studio", at: at(1900))
    try third.end(
      replacing: at(1900), with: [span(1900, 2500, "web")], at: at(2500), lastInput: at(2500))

    #expect(seconds(try home.propose()) == [600, 600, 600], "no block goes on over off or unknown")
    let balance = try report(home).balance
    #expect(balance.entries == 1800)
    // Before the first run nobody knows; from the last one's end on it is off, to 04:00.
    #expect(balance.unknown == 5 * 3600 + 300)
    #expect(balance.off == 400 + 19 * 3600 - 2500)
    #expect(balance.seconds == 24 * 3600)
  }

  @Test func `rows of another source fill what was off`() throws {
    let home = try SmallHome()
    let run = try RunWriter(log(home), source: "x11@studio", at: at(0))
    try run.end(replacing: at(0), with: [span(0, 600, "web")], at: at(600), lastInput: at(600))
    try home.importRows(
      SmallHome.rows("help 300", from: "2026-11-20T09:20:00+13:00", source: "import@phone"))
    #expect(seconds(try home.propose()) == [600, 300])
    #expect(try report(home).balance.off == 19 * 3600 - 600 - 300)
    #expect(try report(home).conflicts == [])
  }

  @Test func `behind the last input nothing is proposed or approved until the agent knows`() throws
  {
    let home = try SmallHome()
    home.now = "2026-11-20T09:20:00+13:00"
    let run = try RunWriter(log(home), source: "x11@studio", at: at(0))
    try run.commit(
      replacing: at(0), with: [span(0, 1200, "web")], alive: at(1200), lastInput: at(900))
    let proposed = try home.propose()
    #expect(seconds(proposed) == [900])
    #expect(try report(home).open == 300)
    #expect(try report(home).balance.unassigned == 300, "it is worked time, and not lost")
    let opened = try home.open()
    let approved = try opened.approve(
      EntrySelection(range: opened.range("2026-11-20")), dryRun: false
    ).approved
    #expect(seconds(approved) == [900])

    // The agent finds that nobody was there, and cuts that stretch anew: nothing decided moves.
    home.now = "2026-11-20T09:30:00+13:00"
    try run.commit(
      replacing: at(0),
      with: [
        span(0, 900, "web"), span(900, 1500, "web", presence: .idle), span(1500, 1800, "web"),
      ], alive: at(1800), lastInput: at(1799))
    #expect(seconds(try home.propose()) == [900, 299])
    #expect(try report(home).balance.idle == 600)
  }

  @Test func `a second that two sources cover counts once, the agent's own first`() throws {
    let home = try SmallHome()
    let run = try RunWriter(log(home), source: "x11@studio", at: at(0))
    try run.end(replacing: at(0), with: [span(0, 600, "web")], at: at(600), lastInput: at(600))
    // Three seconds too early; and a row that overlaps one of its own source.
    try home.importRows(
      SmallHome.rows("help 303", from: "2026-11-20T09:09:57+13:00", source: "import@phone")
        + SmallHome.rows("booking 302", from: "2026-11-20T09:14:58+13:00", source: "import@phone"))
    #expect(
      try home.propose().map { "\($0.entry.key?.project.project ?? "-") \($0.entry.seconds)" }
        == ["website 600", "support 300", "booking 300"])
    #expect(
      try report(home).conflicts.map { [$0.start, $0.end] }
        == [[at(597), at(600)], [at(898), at(900)]].map { $0.map(\.flooredSeconds) })
  }
}
