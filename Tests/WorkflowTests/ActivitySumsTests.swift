import Activity
import Foundation
import TestSupport
import Testing
import Timesheet

@testable import Workflow

/// A home in a directory of its own, with rules of every kind.
private func home(in directory: TemporaryDirectory, now: String) throws -> Home {
  let config = directory.path + "/config"
  try FileManager.default.createDirectory(
    atPath: config + "/rules.d", withIntermediateDirectories: true)
  try """
  clients:
    acme:
      name: Acme
      currency: NZD
      projects: { website: { name: Website }, support: { name: Support } }
  """.write(toFile: config + "/clients.yaml", atomically: true, encoding: .utf8)
  try """
  rules:
    - name: Nobody's business
      when: { title: secret }
      exclude: true
    - name: Accounts
      when: { app: bank }
      redact: true
    - name: Website
      when: { app: code, time: "09:00-12:30" }
      set: { project: acme/website }
    - name: Calls
      when: { app: zoom, presence: idle }
      set: { project: acme/support, presence: active }
    - name: Mondays
      when: { app: zoom, weekday: mon }
      set: { project: acme/support }
  """.write(toFile: config + "/rules.d/10.yaml", atomically: true, encoding: .utf8)
  return try Home(
    World.live(environment: ["DAYBOOK_HOME": directory.path, "TZ": "UTC"], fixedNow: now))
}

/// Spans of two sources that overlap, with holes between them.
private func evidence(_ random: inout SplitMix64) -> [UInt8] {
  let apps = ["code", "zoom", "bank", "mail", ""]
  let titles = ["a", "b", "secret plan", ""]
  let presences = ["active", "active", "active", "idle", "locked", "off", "asleep", "paused"]
  var lines = ""
  for source in ["x11@here", "import", "other"] {
    var now = Int64.random(in: -50_000_000..<10_000_000, using: &random)
    while now < 260_000_000 {
      let end = now + .random(in: 1...9_000_000, using: &random)
      func text(_ at: Int64) -> String {
        Moment.text(
          Instant(milliseconds: 1_795_132_800_000 + at), offset: 0)
      }
      let presence = presences.randomElement(using: &random)!
      let window =
        ["active", "idle"].contains(presence)
        ? #","app":"\#(apps.randomElement(using: &random)!)","#
          + #""title":"\#(titles.randomElement(using: &random)!)""# : ""
      lines +=
        #"{"start":"\#(text(now))","end":"\#(text(end))","presence":"\#(presence)","#
        + #""source":"\#(source)","zone":"UTC"\#(window)}"# + "\n"
      now = end + (Bool.random(using: &random) ? 0 : .random(in: 0...4_000_000, using: &random))
    }
  }
  return [UInt8](lines.utf8)
}

@Suite struct ActivitySumsTests {
  private let range = DateRange(days: CivilDate("2026-11-20")!...CivilDate("2026-11-22")!)

  @Test func `a rule's redaction and exclusion hold for what was recorded before it`() throws {
    let directory = TemporaryDirectory()
    let home = try home(in: directory, now: "2026-11-20T13:00:00Z")
    _ = try home.importActivity(
      [UInt8](
        """
        {"start":"2026-11-20T12:00:00.400Z","end":"2026-11-20T12:20:00.900Z","presence":"active","app":"bank","title":"IBAN 1"}
        {"start":"2026-11-20T12:20:00.900Z","end":"2026-11-20T13:00:00Z","presence":"active","app":"code","title":"x"}

        """.utf8), named: "test", dryRun: false)
    let day = DateRange(days: CivilDate("2026-11-20")!...CivilDate("2026-11-20")!)
    let sums = try home.activitySums(day, by: .title)
    #expect(
      sums.rows == [
        ActivitySum(name: .window(app: "code", title: "x"), seconds: 2400, handsOff: 0),
        ActivitySum(name: .window(app: "bank", title: "…"), seconds: 1200, handsOff: 0),
      ])
    #expect(sums.active == 3600)
    #expect(sums.away == [.unknown: 8 * 3600])
    // The rule ends at half past twelve.
    #expect(
      try home.activitySums(day, by: .project).rows.map(\.seconds) == [3000, 600])
  }

  @Test(arguments: UInt64(0)..<12)
  func `every grouping adds up to the same, and to what the days say`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let directory = TemporaryDirectory()
    let home = try home(in: directory, now: "2026-11-22T21:30:00Z")
    _ = try home.importActivity(evidence(&random), named: "test", dryRun: false)

    let projects = try home.activitySums(range, by: .project)
    let days = try home.dayReports(range).map(\.balance)
    func total(_ seconds: (DayBalance) -> Int64) -> Int64 { days.reduce(0) { $0 + seconds($1) } }
    #expect(projects.active == total(\.unassigned))
    for (presence, seconds) in [
      (Presence.idle, total(\.idle)), (.locked, total(\.locked)), (.asleep, total(\.asleep)),
      (.paused, total(\.paused)), (.off, total(\.off)), (.unknown, total(\.unknown)),
    ] {
      #expect(projects.away[presence, default: 0] == seconds)
    }
    #expect(
      projects.active + projects.away.values.reduce(0, +) == projects.end - projects.start)
    #expect(sum(projects.rows) == projects.active)

    let unplaced = sum(
      projects.rows.filter { [.unassigned, .private].contains($0.name) })
    for grouping in [ActivityGrouping.app, .title] {
      let all = try home.activitySums(range, by: grouping)
      #expect(sum(all.rows) == projects.active)
      #expect(all.active == projects.active)
      #expect(
        all.rows.reduce(0) { $0 + $1.handsOff } == projects.rows.reduce(0) { $0 + $1.handsOff })
      let some = try home.activitySums(range, by: grouping, unassignedOnly: true)
      #expect(sum(some.rows) == unplaced)
      #expect(some.active == projects.active)
    }
  }

  private func sum(_ rows: [ActivitySum]) -> Int64 { rows.reduce(0) { $0 + $1.seconds } }
}
