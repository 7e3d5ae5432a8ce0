import Activity
import Foundation
import TestSupport
import Testing

@testable import Workflow

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
    try home.work("web 1800", on: "2026-11-20")
    home.now = "2026-11-20T20:00:00+13:00"
    try home.propose("2026-11-20")
    #expect(
      try home.open().budgetStandings(on: small.today).map(\.sentence) == [
        "2.00 of 3 hours (66 %), and 0.50 proposed"
      ])
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
