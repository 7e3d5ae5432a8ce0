import Activity
import ActivityLog
import Foundation
import TestSupport
import Testing

/// The example day: what one command says of it, the others say too.
@Suite struct NumbersAgreeTests {
  private static let day = "2026-11-20"

  private func proposed() throws -> Program {
    let program = try Program(examples: true)
    let evidence = Program.repository.appending(path: "examples/day.jsonl").path
    for arguments in [["activity", "import", evidence], ["propose", Self.day]] {
      let answer = try program.run(arguments)
      try #require(answer.code == 0, "\(answer.error)")
    }
    return program
  }

  /// Two stretches that no rule placed (0:04:17), and one of work (0:01:48), are rejected.
  private func partlyRejected() throws -> Program {
    let program = try proposed()
    let entries = try program.json(EntryList.self, "entries", Self.day, "--json").entries
    let ids = entries.filter { $0.client == nil }.prefix(2) + entries.filter { $0.seconds == 108 }
    try #require(ids.count == 3)
    try #require(try program.run(["reject"] + ids.map(\.id)).code == 0)
    try #require(try program.run("propose", Self.day).code == 0)
    return program
  }

  @Test func `money is what the invoice has`() throws {
    struct Rows: Decodable {
      struct Row: Decodable {
        var client: String
        var amount: String
      }
      var rows: [Row]
    }
    let program = try proposed()
    #expect(
      try program.run("report", "yesterday", "--by", "task", "--client", "acme").output.contains(
        "development  2:32:33     100 %  419.51"))
    #expect(try program.run("approve", Self.day).code == 0)
    let preview = try program.run("invoice", "preview", "acme").output
    #expect(preview.split(separator: "\n").contains { $0.hasSuffix("461.40") }, "\(preview)")
    let rows = try program.json(Rows.self, "uninvoiced", "--json").rows
    #expect(rows.map { "\($0.client) \($0.amount)" }.first == "acme 461.40")
    let report = try program.run(
      "report", "yesterday", "--state", "approved", "--by", "client", "--client", "acme", "--csv")
    #expect(report.output.hasSuffix(",461.40\r\n"), "\(report.output)")
  }

  @Test func `rejected time is told as a part of the unassigned`() throws {
    struct Days: Decodable {
      struct Day: Decodable {
        var balance: [String: Int]
        var rejected_seconds: Int?
        var unassigned: Int?
      }
      var days: [Day]
    }
    let before = try proposed().json(Days.self, "day", Self.day, "--json").days[0]
    #expect(before.rejected_seconds == nil)

    let program = try partlyRejected()
    #expect(
      try program.run("day", Self.day).output.contains(
        """
        entries            7:20:22  proposed 7:20:22
        unassigned         0:48:19
          of it rejected   0:06:05

        """))
    let day = try program.json(Days.self, "day", "list", Self.day, "--json").days[0]
    #expect(day.rejected_seconds == 365)
    #expect(day.balance["unassigned"] == 365 + (day.unassigned ?? 0))
    #expect(
      try program.run("entries", Self.day).output.hasSuffix(
        """
        7:20:22  on projects
                                                   0:48:19  unassigned
                                                   0:06:05    of it rejected

        """))
    #expect(
      try program.run("propose", Self.day).output == """
        2026-11-20: 25 entries, 7:20:22; 32 unassigned stretches, 0:42:14; 3 rejected, 0:06:05
        Nothing new to propose.

        """)
  }

  @Test func `a report shows what was rejected`() throws {
    #expect(
      try partlyRejected().run("report", "yesterday", "--state", "rejected").output == """
        project       h:mm:ss  billable
        acme/support  0:01:48       0 %
        (rejected)    0:04:17       0 %
        -------------------------------
        total         0:06:05       0 %
        All of it is rejected.

        """)
  }

  @Test(arguments: [["--by", "project"], ["--unassigned", "--by", "app"], ["--unassigned"]])
  func `activity says why its unassigned time is more than the day's`(words: [String]) throws {
    let output = try partlyRejected().run(["activity", Self.day] + words).output
    #expect(
      output.hasSuffix(
        """
        Unassigned by the rules, with private time: 1:04:04. Entries count 0:17:33 of it: short \
        enough to count with the work around it (absorb), or given to them by hand. The rules \
        place 0:01:48 more that no entry counts. So "daybook day" has 0:48:19 unassigned.

        """), "\(output)")
  }

  @Test func `several days end in their sum, and one without work is a line`() throws {
    #expect(
      try proposed().run("day", "2026-11-19..2026-11-21").output == """
        2026-11-19: nobody worked; unknown 24:00:00.
        2026-11-20, 04:00 to 04:00
                     h:mm:ss
        entries      7:22:10  proposed 7:22:10
        unassigned   0:46:31
        idle         0:25:49
        locked       1:03:18
        asleep       3:08:37
        paused       0:08:21
        off         11:05:14
        --------------------------------------
        the day     24:00:00
        2026-11-21: nobody worked; unknown 14:00:00.
        Together, 3 days
                     h:mm:ss
        entries      7:22:10  proposed 7:22:10
        unassigned   0:46:31
        idle         0:25:49
        locked       1:03:18
        asleep       3:08:37
        paused       0:08:21
        off         11:05:14
        unknown     38:00:00
        --------------------------------------
        the days    62:00:00

        """)
  }

  @Test func `approving a day with nothing names the day that waits`() throws {
    let program = try proposed()
    #expect(
      try program.run("approve").output == """
        Nothing to approve.
        2026-11-20 waits with 25 proposed entries: daybook approve 2026-11-20

        """)
    #expect(try program.run("approve", "today").output == "Nothing to approve.\n")
    #expect(try program.run("approve", Self.day).code == 0)
    #expect(try program.run("approve").output == "Nothing to approve.\n")
  }

  @Test func `one of something is one`() throws {
    let program = try Program()
    try program.write("clients:\n  a:\n    name: A\n    currency: NZD\n", to: "config/clients.yaml")
    #expect(try program.run("config", "check").output == "ok  1 client, 0 projects\nok  0 rules\n")
    let row =
      #"{"start":"2026-11-20T09:00:00+13:00","end":"2026-11-20T09:10:00+13:00","#
      + #""presence":"active","app":"x","title":"y"}"#
    #expect(
      try program.run(["activity", "import", "-"], input: row + "\n").output
        == "Read 1 span: 1 new, 0 known already.\n")
    #expect(
      try program.run("propose", Self.day).output == """
        2026-11-20: 0 entries, 0:00:00; 1 unassigned stretch, 0:10:00
        Changed: 1 unassigned stretch new.

        """)
  }

  private func small() throws -> Program {
    let program = try Program()
    try program.write(
      """
      clients:
        tui:
          name: Tui
          currency: NZD
          projects: { intranet: {}, shop: {} }
      """, to: "config/clients.yaml")
    try program.write(
      """
      rules:
        - { name: Intranet, when: { title: intranet }, set: { project: tui/intranet } }
        - { name: Shop, when: { title: shop }, set: { project: tui/shop } }
      """, to: "config/rules.d/10.yaml")
    return program
  }

  /// A line of an import: a window of that day.
  private func row(_ from: String, _ to: String, _ title: String) -> String {
    #"{"start":"2026-11-20T\#(from)+13:00","end":"2026-11-20T\#(to)+13:00","#
      + #""presence":"active","app":"x","title":"\#(title)"}"# + "\n"
  }

  @Test func `why a rule's time is unassigned is told`() throws {
    let program = try small()
    let rows =
      row("09:00:00", "09:10:00", "shop") + row("09:10:00", "09:10:40", "intranet")
      + row("09:10:40", "09:20:00", "shop")
    #expect(try program.run(["activity", "import", "-"], input: rows).code == 0)
    #expect(try program.run("propose", Self.day).code == 0)
    let told =
      "tui/intranet has 0:00:40 on 2026-11-20, under its minimum of 0:01:00, so it stays "
      + "unassigned.\n"
    #expect(try program.run("rules", "why", "\(Self.day)T09:10:20").output.contains(told))
    let other = try program.run("rules", "why", "\(Self.day)T09:05").output
    #expect(other.contains("tui/shop") && !other.contains("minimum"))
    // With more of it elsewhere, it is an entry.
    #expect(
      try program.run(["activity", "import", "-"], input: row("10:00:00", "10:00:20", "intranet"))
        .code == 0)
    #expect(try program.run("propose", Self.day).code == 0)
    #expect(
      !(try program.run("rules", "why", "\(Self.day)T09:10:20").output.contains("minimum")))
  }

  @Test func `who looks at absorbed time hears who counts it`() throws {
    let program = try small()
    let rows =
      row("09:00:00", "09:10:00", "shop") + row("09:10:00", "09:10:40", "news")
      + row("09:10:40", "09:20:00", "shop")
    #expect(try program.run(["activity", "import", "-"], input: rows).code == 0)
    let time = "\(Self.day)T09:10:20"
    #expect(
      try program.run("rules", "why", time).output.contains(
        "No rule sets anything: this time is unassigned.\n"))
    #expect(try program.run("propose", Self.day).code == 0)
    let id = try program.json(EntryList.self, "entries", Self.day, "--json").entries[0].id
    #expect(
      try program.run("rules", "why", time).output.contains(
        "No rule gives it to a project. Entry \(id.prefix(6)) absorbed it: it lies between two "
          + "stretches of tui/shop.\n"))
    #expect(
      try program.run("rules", "why", time, "--json").output.contains("\"absorbed_by\":\"\(id)\""))
  }

  @Test func `in a list too it is told which rules' time is unassigned`() throws {
    let program = try small()
    let rows =
      row("09:00:00", "09:10:00", "shop") + row("09:10:00", "09:10:40", "intranet")
      + row("09:10:40", "09:20:00", "shop") + row("09:20:00", "09:21:10", "news")
    #expect(try program.run(["activity", "import", "-"], input: rows).code == 0)
    #expect(try program.run("propose", Self.day).code == 0)
    let entries = try program.json(EntryList.self, "entries", Self.day, "--json").entries
    let short = try #require(entries.first { $0.seconds == 40 })
    let told =
      "\(short.id.prefix(6)): tui/intranet has 0:00:40 on 2026-11-20, under its minimum of "
      + "0:01:00, so it stays unassigned.\n"
    for words in [[Self.day], [Self.day, "--unassigned"], [short.id]] {
      #expect(try program.run(["entries"] + words).output.hasSuffix(told), "\(words)")
    }
    let news = try #require(entries.first { $0.seconds == 70 })
    #expect(!(try program.run("entries", news.id).output.contains("minimum")))
  }

  @Test func `time that the agent may still call idle is told as open`() throws {
    let program = try small()
    program.environment["DAYBOOK_NOW"] = "2026-11-20T10:20:00+13:00"
    try FileManager.default.createDirectory(
      at: program.home.appending(path: "data"), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let log = try ActivityLog.open(
      path: program.home.appending(path: "data/activity.db").path, mode: .write)
    // 10:00 in Auckland.
    let start = Instant(seconds: 1_795_122_000)
    let run = try RunWriter(log, source: "x11@studio", at: start)
    let end = start.advanced(by: 1_200_000)
    let span = Span(
      source: "x11@studio", start: start, end: end,
      observation: Observation(
        presence: .active,
        subject: .window(Window(app: "x", instance: "x", title: "shop"))),
      zone: Zone(name: "Pacific/Auckland", offset: 46_800))

    try run.commit(replacing: start, with: [span], alive: end, lastInput: nil)
    let open =
      "The last 20:00 min are still open: they are proposed once somebody is at the keyboard "
      + "after them.\n"
    let day = try program.run("day").output
    #expect(day.hasSuffix(open), "\(day)")
    #expect(!day.contains("run \"daybook propose"))
    #expect(
      try program.run("propose").output
        == "2026-11-20: 0 entries, 0:00:00\n  \(open)Nothing new to propose.\n")

    try run.commit(
      replacing: start, with: [span], alive: end, lastInput: start.advanced(by: 300_000))
    #expect(try program.run("propose").output.hasPrefix("2026-11-20: 1 entry, 0:05:00\n"))
    #expect(try program.run("day").output.contains("The last 15:00 min are still open"))
  }
}
