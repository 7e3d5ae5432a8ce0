import Foundation
import Testing

/// Reports of the example day, and what `date` says.
@Suite struct ReportCommandTests {
  private static let day = Program.repository.appending(path: "examples/day.jsonl").path

  private func reviewed() throws -> Program {
    let program = try Program(examples: true)
    for arguments in [
      ["activity", "import", Self.day], ["propose", "2026-11-20"],
      ["approve", "2026-11-20", "--client", "northwind"],
    ] {
      let answer = try program.run(arguments)
      try #require(answer.code == 0, "\(answer.error)")
    }
    return program
  }

  private struct Money: Decodable, Hashable {
    var currency: String
    var amount: String
  }

  private struct Sums: Decodable, Hashable {
    var seconds, proposed, approved, invoiced, rejected, billable, unrated: Int
    var money: [Money]
  }

  private struct ReportList: Decodable {
    struct Row: Decodable {
      var client, project, task, day, week, month, app, app_missing: String?
      var seconds: Int
    }
    var schema: Int
    var rows: [Row]
    var total: Sums
    var unassigned_seconds: Int
  }

  @Test func `the day by project`() throws {
    #expect(
      try reviewed().run("report", "yesterday").output == """
        project             h:mm:ss  proposed  approved  billable     EUR     NZD
        acme/support        0:38:14   0:38:14                 0 %
        acme/website        2:58:47   2:58:47               100 %          480.72
        brightside/booking  2:01:33   2:01:33               100 %          243.10
        northwind/shop      1:43:36             1:43:36     100 %  152.81
        -------------------------------------------------------------------------
        total               7:22:10   5:38:34   1:43:36      91 %  152.81  723.82
        Not in it: 0:46:31 unassigned or rejected.

        """)
  }

  @Test func `the day as bars`() throws {
    #expect(
      try reviewed().run("report", "yesterday", "--by", "month,client", "--chart").output == """
        2026-11, acme        3:37:01  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
        2026-11, brightside  2:01:33  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
        2026-11, northwind   1:43:36  ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
        ░ proposed   ▓ approved
        Not in it: 0:46:31 unassigned or rejected.

        """)
  }

  @Test func `totals are equal in each order of grouping`() throws {
    let program = try reviewed()
    let expected = try program.json(ReportList.self, "report", "2026-11", "--json").total
    #expect(
      expected
        == Sums(
          seconds: 26_530, proposed: 20_314, approved: 6216, invoiced: 0, rejected: 0,
          billable: 24_236, unrated: 0,
          money: [
            Money(currency: "EUR", amount: "152.81"), Money(currency: "NZD", amount: "723.82"),
          ]))
    for by in ["client", "app", "day,week", "app,task,project", "project,task,app", "month,app"] {
      let list = try program.json(ReportList.self, "report", "2026-11", "--by", by, "--json")
      #expect(list.total == expected, "\(by)")
      #expect(list.rows.reduce(0) { $0 + $1.seconds } == expected.seconds, "\(by)")
      #expect(list.unassigned_seconds == 2791)
      let csv = try program.run("report", "2026-11", "--by", by, "--csv").output
      let cents = csv.split(separator: "\r\n").dropFirst().map { row in
        Decimal(string: String(row.split(separator: ",", omittingEmptySubsequences: false).last!))
          ?? 0
      }
      #expect(cents.reduce(0, +) == Decimal(string: "723.82"), "\(by)")
    }
  }

  @Test func `an app that may not be named is not`() throws {
    let program = try reviewed()
    let apps = try program.json(
      ReportList.self, "report", "yesterday", "--unassigned", "--by", "app", "--json")
    #expect(apps.rows.last?.app_missing == "private")
    #expect(apps.rows.last?.seconds == 264)
    try program.write(
      "rules:\n  - { name: Hide, when: { app: code }, exclude: true }\n",
      to: "config/rules.d/95-hide.yaml")
    let hidden = try program.run("report", "yesterday", "--by", "app").output
    #expect(!hidden.contains("Code"))
    #expect(hidden.contains("(private)"))
    #expect(hidden.contains("total               7:22:10"), "\(hidden)")
  }

  @Test func `time without a rate is shown, never as nothing`() throws {
    let program = try Program(examples: true)
    let clients = try String(
      contentsOf: Program.repository.appending(path: "examples/clients.yaml"), encoding: .utf8)
    try program.write(
      clients.replacingOccurrences(of: "from: 2026-03-01", with: "from: 2027-03-01"),
      to: "config/clients.yaml")
    _ = try program.run("activity", "import", Self.day)
    _ = try program.run("propose", "2026-11-20")
    let output = try program.run("report", "2026-11-20", "--by", "client").output
    #expect(output.contains("brightside  2:01:33     100 %                  2:01:33"), "\(output)")
    #expect(output.contains("2:01:33 have no rate: add one to clients.yaml before you bill."))
    #expect(output.contains("All of it is proposed."))
  }

  @Test func `date shows days with their length, and where clocks change`() throws {
    let program = try Program(examples: true)
    #expect(
      try program.run("date", "2026-09-26..2026-09-27").output == """
        2026-09-26..2026-09-27: 2 days, 47 h
        day              from                       to                          h:mm:ss
        2026-09-26  Sat  2026-09-26T04:00:00+12:00  2026-09-27T04:00:00+13:00  23:00:00
        2026-09-27  Sun  2026-09-27T04:00:00+13:00  2026-09-28T04:00:00+13:00  24:00:00
        2026-09-26 has 23 h: clocks go from 01:59:59 to 03:00:00 on 2026-09-27.

        """)
    #expect(
      try program.run("date", "-20m", "--json").output
        == #"{"schema":1,"range":"2026-11-21","time":"2026-11-21T17:40:00+13:00","days":[{"date":"2026-11-21","weekday":"Saturday","start":"2026-11-21T04:00:00+13:00","end":"2026-11-22T04:00:00+13:00","seconds":86400,"clock_change":null}]}"#
        + "\n")
    #expect(try program.run("date", "last-month").output.hasPrefix("2026-10: 31 days, 744 h\n"))
  }

  @Test func `words need no quotes, and until begins with the record`() throws {
    let program = try reviewed()
    #expect(
      try program.run("date", "until", "today").output.hasPrefix(
        "2026-11-20..2026-11-21: 2 days, 48 h\n"))
    let ids = try program.json(EntryList.self, "entries", "since", "friday", "--json").entries
    #expect(ids == (try program.json(EntryList.self, "entries", "yesterday", "--json").entries))
    #expect(try program.run("rules", "why", "yesterday", "10:15").output.contains("acme/website"))
    #expect(try program.run("uninvoiced", "since", "monday").output.contains("northwind"))
  }

  @Test func `day, month, year is read where config says so`() throws {
    let program = try Program(examples: true)
    #expect(try program.run("date", "20.11.2026").code == 2)
    try program.write("dates: dmy\n", to: "config/config.yaml")
    #expect(try program.run("date", "20.11.2026").output.hasPrefix("2026-11-20: 1 day, 24 h\n"))
    try program.write("dates: us\n", to: "config/config.yaml")
    #expect(try program.run("pause", "--until", "19:00", "--dry-run").code == 0)
  }
}
