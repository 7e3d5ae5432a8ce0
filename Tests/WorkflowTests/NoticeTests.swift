import Activity
import Control
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

extension SmallHome {
  fileprivate func due(
    at time: String, isBack: Bool = true, dryRun: Bool = false
  ) throws -> DueNotices {
    now = time
    return try world().dueNotices(isBack: isBack, dryRun: dryRun)
  }

  fileprivate func ids(at time: String) throws -> [String] { try due(at: time).notices.map(\.id) }

  /// A day's work on the web, from nine on.
  fileprivate func work(_ drawing: String, on day: String = "2026-11-20") throws {
    try importRows(
      SmallHome.rows(drawing, from: "\(day)T09:00:00+13:00", source: "x11@\(day)"))
  }

  fileprivate func approve(_ day: String) throws {
    try propose(day)
    let home = try open()
    _ = try home.approve(EntrySelection(ids: [], range: home.range(day)), dryRun: false)
  }

  fileprivate func configure(_ config: String) throws {
    try write(config, to: "config/config.yaml")
  }
}

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
    #expect(entry.presenceOnly)
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
    #expect(outcome.presenceOnly.map(\.entry.isAway) == [true])
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

extension SmallHome {
  /// Whatever its files say.
  fileprivate func world() throws -> World {
    let now = try #require(Moment.instant(now))
    return World(
      environment: ["DAYBOOK_HOME": root], now: { now }, realNow: { now }, clockIsFixed: true,
      zone: try #require(TimeZone(identifier: zone)), user: "hana",
      randomBytes: { [UInt8](repeating: 7, count: $0) }, sinceBoot: { nil }, bootID: nil,
      sleep: { _ in })
  }
}

@Suite struct CadenceStandingTests {
  let home: SmallHome

  init() throws {
    home = try SmallHome()
    try home.configure(
      "cadence: { every: biweekly, anchor: 2026-11-09, deadline: \"fri 17:00\", target: 40h }\n"
        + "notify: { evening: false, month_end: false }")
  }

  @Test func `worked, approved and left are those of the period`() throws {
    try home.work("web 7200", on: "2026-11-08")
    try home.work("web 7200", on: "2026-11-09")
    try home.work("web 3600, xyz 600", on: "2026-11-20")
    home.now = "2026-11-20T18:00:00+13:00"
    try home.approve("2026-11-09")
    let small = try home.open()
    let standing = try #require(try small.cadenceStanding(on: small.today))
    #expect(standing.period == CivilDate("2026-11-09")!...CivilDate("2026-11-22")!)
    #expect(standing.worked == 10_800)
    #expect(standing.approved == 7200)
    #expect(standing.unassigned == 600)
    #expect(standing.left == Int64(40 * 3600 - 10_800))
    #expect(standing.deadline == Moment.instant("2026-11-20T17:00:00+13:00")?.flooredSeconds)
  }

  @Test func `a deadline is told before it, and once it has passed`() throws {
    try home.work("web 7200", on: "2026-11-20")
    #expect(try home.ids(at: "2026-11-20T14:59:59+13:00") == [])
    #expect(
      try home.due(at: "2026-11-20T14:00:00+13:00").next
        == Moment.instant("2026-11-20T15:00:00+13:00"))
    let due = try home.due(at: "2026-11-20T15:00:00+13:00").notices
    #expect(due.map(\.title) == ["Your hours are due 2026-11-20, 17:00"])
    #expect(
      due.first?.body
        == "2026-11-09 to 2026-11-22: 2 h 00 m to approve; 2 h 00 m of 40 h 00 m worked, 38 h 00 m "
        + "left.")
    #expect(try home.ids(at: "2026-11-20T16:00:00+13:00") == [])
    #expect(try home.ids(at: "2026-11-20T17:00:00+13:00") == ["cadence-2026-11-09-late"])
    #expect(try home.ids(at: "2026-11-24T17:00:00+13:00") == [])
  }

  /// Each period and its deadline, over the nights of the clock change and the year's end.
  @Test(arguments: [
    "Pacific/Auckland", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
    "Pacific/Apia", "UTC",
  ])
  func `each period is whole working days, and its deadline the clock's time, in every zone`(
    zone: String
  ) throws {
    let days = WorkingDays(zone: try #require(TimeZone(identifier: zone)), dayStart: 4 * 3600)
    var random = SplitMix64(seed: UInt64(zone.utf8.count))
    for _ in 0..<40 {
      let every = try #require(Cadence.Rhythm.allCases.randomElement(using: &random))
      let cadence = Cadence(
        every: every,
        anchor: CivilDate(daysSince1970: 20_000 + .random(in: 0...400, using: &random)),
        deadline: .init(
          isAfter: .random(using: &random),
          second: .random(in: 5 * 60...23 * 60, using: &random) * 60))
      var day = CivilDate("2025-12-20")!
      var end: Int64?
      for _ in 0..<(400 / every.length) {
        let period = cadence.period(of: day)
        let start = days.range(of: period.lowerBound).start
        if let end { #expect(end == start) }
        end = days.range(of: period.upperBound).end
        let date = try #require(cadence.deadlineDay(of: period))
        let deadline = days.moment(on: date, second: cadence.deadline!.second)
        let shown = days.civil(deadline)
        #expect(shown.date == date)
        #expect(shown.second == cadence.deadline!.second)
        day = period.upperBound.adding(days: 1)
      }
    }
  }

  @Test func `a deadline that the clocks skip is when they have skipped it`() throws {
    let berlin = WorkingDays(zone: try #require(TimeZone(identifier: "Europe/Berlin")), dayStart: 0)
    let moment = berlin.moment(on: CivilDate("2026-03-29")!, second: 2 * 3600 + 1800)
    #expect(Moment.text(moment, offset: 7200) == "2026-03-29T03:00:00+02:00")
  }
}

@Suite struct BudgetStandingTests {
  let home: SmallHome

  init() throws { home = try SmallHome() }

  private func budget(_ text: String, client: String = "", task: String = "") throws {
    try home.write(
      """
      clients:
        acme:
          currency: NZD
          rates: [{ from: 2026-01-01, hourly: 150 }]
          \(client)
          projects: { website: { \(text) }, support: { billable: false } }
        brightside:
          currency: NZD
          rates: [{ from: 2026-01-01, hourly: 120 }]
          projects: { booking: {} }
      """, to: "config/clients.yaml")
    try home.configure("notify: { evening: false, month_end: false }")
  }

  private func approve(_ day: String) throws {
    home.now = "\(day)T20:00:00+13:00"
    try home.approve(day)
  }

  @Test func `approved time counts, proposed time stands beside it, by the month`() throws {
    try budget("budget: { hours: 4, per: month }")
    try home.work("web 3600", on: "2026-10-30")
    try home.work("web 7200, help 3600", on: "2026-11-19")
    try approve("2026-10-30")
    try approve("2026-11-19")
    try home.work("web 1800", on: "2026-11-20")
    home.now = "2026-11-20T20:00:00+13:00"
    try home.propose()
    let small = try home.open()
    let standing = try #require(try small.budgetStandings(on: small.today).first)
    #expect(standing.sentence == "2.00 of 4 hours (50 %) in 2026-11, and 0.50 proposed")
    #expect(try small.budgetStandings(on: CivilDate("2026-10-01")!).first?.used == 1)
  }

  @Test func `each threshold is told once for its period, and of several the highest`() throws {
    try budget("budget: { money: 1000.00, per: month, at: [25%, 50%, 100%] }")
    try home.work("web 9000", on: "2026-11-19")
    #expect(try home.ids(at: "2026-11-19T19:00:00+13:00") == [])
    // 2.5 h at 150.
    try approve("2026-11-19")
    let first = try home.due(at: "2026-11-19T20:01:00+13:00")
    #expect(first.notices.map(\.id) == ["budget-acme/website-2026-11-25"])
    #expect(first.notices.first?.body == "Approved so far: 375.00 of 1000 NZD (37 %) in 2026-11.")
    #expect(first.next == Moment.instant("2026-11-19T21:01:00+13:00"))
    try home.work("web 18000", on: "2026-11-20")
    try approve("2026-11-20")
    let second = try home.due(at: "2026-11-20T20:01:00+13:00").notices
    #expect(second.map(\.id) == ["budget-acme/website-2026-11-100"])
    #expect(second.first?.urgency == .critical)
    #expect(try home.ids(at: "2026-11-20T21:01:00+13:00") == [])
  }

  @Test func `a budget for all time, of the client, counts hours that are not billed too`() throws {
    try budget("", client: "budget: { hours: 3, per: all }")
    try home.work("web 3600", on: "2026-10-30")
    try home.work("help 3600, booking 3600", on: "2026-11-19")
    try approve("2026-10-30")
    try approve("2026-11-19")
    let small = try home.open()
    #expect(
      try small.budgetStandings(on: small.today).map(\.sentence) == ["2.00 of 3 hours (66 %)"])
    #expect(
      try small.budgetStandings(
        on: small.today, of: [ProjectKey(client: "brightside", project: "booking")]
      ).isEmpty)
  }

  @Test(arguments: UInt64(0)..<12)
  func `a threshold is told exactly when the approved hours reach it`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let thresholds = Set((0..<3).map { _ in Int.random(in: 1...150, using: &random) }).sorted()
    try budget(
      "budget: { hours: 5, per: month, at: [\(thresholds.map { "\($0)%" }.joined(separator: ", "))] }"
    )
    var (seconds, told) = (0, [Int]())
    for day in 16...20 {
      let worked = Int.random(in: 2...90, using: &random) * 60
      try home.work("web \(worked)", on: "2026-11-\(day)")
      try approve("2026-11-\(day)")
      seconds += worked
      let notices = try home.due(at: "2026-11-\(day)T20:01:00+13:00").notices
      let reached = thresholds.filter { seconds * 100 >= 5 * 3600 * $0 }
      let expected = reached.last.flatMap { told.contains($0) ? nil : $0 }
      #expect(notices.map(\.id) == (expected.map { ["budget-acme/website-2026-11-\($0)"] } ?? []))
      told += reached
    }
  }
}
