import Activity
import Control
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

/// Friday, 20 November 2026, in Auckland.
@Suite struct NoticeTests {
  let home: SmallHome

  init() throws { home = try SmallHome() }

  // MARK: - The evening

  @Test func `the evening tells what waits, once, and the morning after what it missed`() throws {
    try home.work("web 7200, xyz 900")
    #expect(try home.ids(at: "2026-11-20T17:29:59+13:00") == [])
    let due = try home.due(at: "2026-11-20T17:30:00+13:00")
    let notice = try #require(due.notices.first)
    #expect(notice.id == "evening-2026-11-20")
    #expect(notice.title == "2 h 00 m to review")
    #expect(notice.body == "Today: 2 h 00 m to approve, 15 m without a project.")
    #expect(notice.actions.map(\.command) == [["review"]])
    #expect(try home.ids(at: "2026-11-20T18:00:00+13:00") == [])
    // On Monday at the latest it is looked at again.
    #expect(due.next <= Moment.instant("2026-11-23T17:30:00+13:00")!)
    let monday = try home.due(at: "2026-11-23T17:31:00+13:00").notices
    #expect(monday.map(\.body) == ["Earlier: 2 h 00 m on 1 day, the oldest 2026-11-20."])
  }

  @Test func `an evening that nobody saw is told on return, of that day alone`() throws {
    try home.work("web 7200")
    try home.work("web 60", on: "2026-11-23")
    let due = try home.due(at: "2026-11-23T09:05:00+13:00")
    #expect(due.notices.map(\.id) == ["evening-2026-11-20"])
    #expect(due.notices.first?.body == "2026-11-20: 2 h 00 m to approve.")
    #expect(due.next == Moment.instant("2026-11-23T17:30:00+13:00"))
  }

  @Test func `where all is decided the evening is silent`() throws {
    try home.work("web 7200")
    home.now = "2026-11-20T17:00:00+13:00"
    try home.approve("2026-11-20")
    #expect(try home.ids(at: "2026-11-20T17:30:00+13:00") == [])
  }

  @Test func `what comes after an evening without anything is told once that evening`() throws {
    let empty = try home.due(at: "2026-11-20T17:30:00+13:00")
    #expect(empty.notices.isEmpty)
    #expect(empty.next == Moment.instant("2026-11-20T18:30:00+13:00"))
    try home.work("web 7200")
    #expect(try home.ids(at: "2026-11-20T18:30:00+13:00") == ["evening-2026-11-20"])
    let told = try home.due(at: "2026-11-20T18:40:00+13:00")
    #expect(told.notices.isEmpty)
    #expect(told.next == Moment.instant("2026-11-21T18:40:00+13:00"))
  }

  @Test func `what was lost is told again as long as it holds, and no other`() throws {
    try home.work("web 600, idle 3600, web 600")
    let time = "2026-11-20T17:30:00+13:00"
    let ids = try home.ids(at: time)
    #expect(ids.count == 2)
    func again(_ ids: [String], at time: String) throws -> [String] {
      home.now = time
      return try home.world().dueNotices(isBack: true, again: Set(ids), dryRun: false)
        .notices.map(\.id)
    }
    #expect(try again([], at: time) == [])
    #expect(try again(ids, at: time) == ids)
    #expect(try again(["evening-2026-11-20"], at: time) == ["evening-2026-11-20"])
    // What was put off stays so, and what is decided is no news.
    let away = try #require(ids.first { $0.hasPrefix("away") })
    try home.world().putOffNotice(away, for: 3600)
    try home.approve("2026-11-20")
    #expect(try again(ids, at: "2026-11-20T17:40:00+13:00") == [])
  }

  @Test func `a dry run marks nothing`() throws {
    try home.work("web 7200")
    let time = "2026-11-20T17:30:00+13:00"
    #expect(try home.due(at: time, dryRun: true).notices.count == 1)
    #expect(try home.due(at: time).notices.count == 1)
    #expect(try home.due(at: time).notices.isEmpty)
  }

  // MARK: - The month

  @Test func `the last working day tells what is approved and not invoiced`() throws {
    try home.work("web 7200, booking 3600")
    home.now = "2026-11-20T17:00:00+13:00"
    try home.approve("2026-11-20")
    #expect(try home.ids(at: "2026-11-27T17:31:00+13:00") == [])
    let due = try home.due(at: "2026-11-30T17:30:00+13:00").notices
    let notice = try #require(due.first { $0.id == "month-end-2026-11" })
    #expect(notice.title == "To invoice: NZD 420.00")
    #expect(notice.body == "2 clients, 3 h 00 m, approved and not invoiced, before rounding.")
    #expect(try home.ids(at: "2026-12-02T10:00:00+13:00") == [])
  }

  @Test func `what is approved after a month's end without anything is told all the same`() throws {
    try home.work("web 7200")
    #expect(
      try home.ids(at: "2026-11-30T17:30:00+13:00").allSatisfy { $0.hasPrefix("evening") })
    home.now = "2026-11-30T17:40:00+13:00"
    try home.approve("2026-11-20")
    #expect(try home.ids(at: "2026-11-30T17:45:00+13:00") == ["month-end-2026-11"])
  }

  @Test func `a month's end that nobody saw is told in the first week of the next`() throws {
    try home.work("web 7200")
    home.now = "2026-11-20T17:00:00+13:00"
    try home.approve("2026-11-20")
    #expect(try home.ids(at: "2026-12-02T10:00:00+13:00") == ["month-end-2026-11"])
    #expect(try home.ids(at: "2026-12-20T10:00:00+13:00") == [])
  }

  // MARK: - Absences

  private func away(_ drawing: String, at time: String) throws -> DueNotice? {
    try home.work(drawing)
    return try home.due(at: time).notices.first { $0.id.hasPrefix("away") }
  }

  @Test func `back from an absence, the last projects are offered by name`() throws {
    let notice = try #require(
      try away(
        "booking 600, help 600, web 2400, secret-title 60, idle 3600, locked 1200, xyz 60",
        at: "2026-11-20T11:22:00+13:00"))
    #expect(notice.title == "You were away 1 h 20 m")
    #expect(notice.body.hasPrefix("From 10:01 to 11:21."))
    #expect(
      notice.actions.map(\.label) == [
        "acme/website", "acme/support", "brightside/booking", "Not work", "Later",
      ])
    #expect(
      notice.actions[0].command == [
        "add", "acme/website", "2026-11-20T10:01:00+13:00..2026-11-20T11:21:00+13:00", "--away",
      ])
    #expect(!"\(notice)".contains("secret"))
    #expect(try home.due(at: "2026-11-20T11:23:00+13:00").notices.isEmpty)
  }

  @Test(arguments: [
    // Short; before the first work; a pause; on a day off; turned off.
    ("web 600, idle 1199, web 60", ""), ("idle 7200, web 60", ""),
    ("web 600, paused 3600, web 60", ""),
    ("web 600, idle 3600, web 60", "remind: { days: mon-thu }"),
    ("web 600, idle 3600, web 60", "notify: { away: false }"),
    ("web 600, idle 3600, web 60", "away: 2h"),
  ])
  func `other absences are not asked about`(drawing: String, config: String) throws {
    try home.configure(config)
    #expect(try away(drawing, at: "2026-11-20T12:00:00+13:00") == nil)
  }

  @Test func `later asks again in an hour, and what was answered is not asked again`() throws {
    let notice = try #require(
      try away("web 600, idle 3600, web 600", at: "2026-11-20T10:20:00+13:00"))
    try home.world().putOffNotice(notice.id, for: 3600)
    let due = try home.due(at: "2026-11-20T11:00:00+13:00")
    #expect(due.notices.isEmpty)
    #expect(due.next == Moment.instant("2026-11-20T11:20:00+13:00"))
    #expect(try home.ids(at: "2026-11-20T11:20:00+13:00") == [notice.id])
    try home.world().putOffNotice(notice.id, for: 3600)
    let small = try home.open()
    let times = try small.timeRange(notice.actions[0].command[2]).seconds
    let added = try small.add(
      NewEntry(
        target: small.target("acme/website"),
        stretch: Visit(start: times.lowerBound, end: times.upperBound), isAway: true))
    let entry = try #require(added.entries.first?.entry)
    #expect(entry.isAway)
    #expect(entry.handsOff)
    #expect(entry.state == .proposed)
    #expect(entry.seconds == 3600)
    #expect(try home.ids(at: "2026-11-20T12:30:00+13:00") == [])
  }

  @Test func `an away entry is approved by its id alone`() throws {
    try home.work("web 600, idle 3600, web 600")
    home.now = "2026-11-20T12:00:00+13:00"
    let small = try home.open()
    let times = try small.timeRange("9:10-10:10", on: CivilDate("2026-11-20")!).seconds
    _ = try small.add(
      NewEntry(
        target: small.target("acme/website"),
        stretch: Visit(start: times.lowerBound, end: times.upperBound), isAway: true))
    let outcome = try small.approve(
      EntrySelection(ids: [], range: small.range("2026-11-20")), why: "", dryRun: false)
    #expect(outcome.handsOff.map(\.entry.isAway) == [true])
    #expect(outcome.approved.count == 2)
  }

  // MARK: - Trouble

  @Test func `a broken file is told once for each sentence`() throws {
    try home.configure("remind: { att: \"17:30\" }")
    let notice = try #require(try home.due(at: "2026-11-20T10:00:00+13:00").notices.first)
    #expect(
      notice.body
        == "config.yaml:1:11: Unknown key \"att\". remind takes at and days. The nearest is 'at'.")
    #expect(try home.ids(at: "2026-11-20T11:00:00+13:00") == [])
    try home.configure("remind: { days: mon-fry }")
    #expect(try home.ids(at: "2026-11-20T11:00:00+13:00").count == 1)
  }

  @Test func `where nothing is set up nothing is told`() throws {
    try FileManager.default.removeItem(atPath: home.root + "/config/clients.yaml")
    #expect(try home.ids(at: "2026-11-20T18:00:00+13:00") == [])
  }

  @Test func `a damaged memory says nothing, and is written anew`() throws {
    try home.work("web 7200")
    try FileManager.default.createDirectory(
      atPath: home.root + "/state", withIntermediateDirectories: true)
    try home.write("daybook notified 1\nevening-2026-11-20 tol", to: "state/notified")
    #expect(try home.ids(at: "2026-11-20T17:30:00+13:00") == ["evening-2026-11-20"])
    #expect(try home.ids(at: "2026-11-20T17:31:00+13:00") == [])
  }
}
