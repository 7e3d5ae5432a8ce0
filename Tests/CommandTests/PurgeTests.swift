import Foundation
import TestSupport
import Testing

/// Titles go when they are old, from everywhere, and nothing else does.
@Suite struct PurgeTests {
  /// Days of one hour each, the title telling which; the first is decided.
  private func recorded(_ retention: String = "retention: { titles: 90d }\n") throws -> Program {
    let program = try Program()
    try program.write(
      "clients: { acme: { currency: NZD, projects: { website: {} } } }", to: "config/clients.yaml")
    try program.write(retention, to: "config/config.yaml")
    try program.write(
      "rules: [{ name: All, when: { app: code }, set: { project: acme/website, note: 'On {title}' } }]",
      to: "config/rules.d/10.yaml")
    func row(_ day: String, _ app: String, _ title: String, zone: String = "+12:00") -> String {
      #"{"start":"\#(day)T09:00:00\#(zone)","end":"\#(day)T10:00:00\#(zone)","presence":"active","#
        + #""app":"\#(app)","title":"\#(title)","url":"https://\#(title).example","#
        + #""directory":"/home/\#(title)"}"# + "\n"
    }
    let rows =
      row("2026-05-01", "code", "marker-first") + row("2026-05-02", "code", "marker-second")
      + row("2026-05-03", "chess", "marker-third")
      + row("2026-11-20", "code", "marker-young", zone: "+13:00")
    try #require(try program.run(["activity", "import", "-"], input: rows).code == 0)
    try #require(try program.run("propose", "2026-05").code == 0)
    try #require(try program.run("approve", "2026-05-01").code == 0)
    return program
  }

  private func holds(_ program: Program, _ text: String) throws -> Bool {
    let data = program.home.appending(path: "data")
    return try FileManager.default.contentsOfDirectory(atPath: data.path).contains {
      try Data(contentsOf: data.appending(path: $0)).range(of: Data(text.utf8)) != nil
    }
  }

  private func sums(_ program: Program) throws -> [[String: Int]] {
    try program.json(DayList.self, "day", "2026-05-01..2026-11-20", "--json").days
      .map(\.balance)
  }

  @Test func `old titles of decided days leave no trace, and every sum stays`() throws {
    let program = try recorded()
    let before = try sums(program)
    #expect(try program.run("purge").code == 4)
    let plan = try program.run("purge", "--dry-run")
    #expect(plan.code == 0)
    #expect(plan.output.contains("Would erase the titles of 1 span, 2026-05-01 to 2026-05-01"))
    #expect(try holds(program, "marker-first"), "not yet")

    let purged = try program.run("purge", "--yes")
    #expect(purged.code == 0, "\(purged.error)")
    #expect(purged.output.contains("2 days keep their titles"))
    #expect(purged.output.contains("2026-05-02  1:00 h proposed, 0:00 min unassigned"))
    #expect(purged.output.contains("2026-05-03  0:00 min proposed, 1:00 h unassigned"))
    // The approved entry's note is a person's to keep; in the record nothing is left.
    let record = program.home.appending(path: "data")
    for name in try FileManager.default.contentsOfDirectory(atPath: record.path)
    where name.hasPrefix("activity") {
      let bytes = try Data(contentsOf: record.appending(path: name))
      #expect(bytes.range(of: Data("marker-first".utf8)) == nil, "\(name)")
      #expect(bytes.range(of: Data("marker-second".utf8)) != nil || name != "activity.db")
    }
    #expect(try sums(program) == before)
    #expect(try program.run("verify").code == 0)
    let shown = try program.run("activity", "2026-05-01", "--json").output
    #expect(shown.contains("\"code\"") && !shown.contains("marker"))

    let again = try program.run("purge", "--yes")
    #expect(again.output.contains("No title before 2026-08-23 is left to erase"))
  }

  @Test func `undecided days go on a word, with what rules wrote of them`() throws {
    let program = try recorded()
    let before = try sums(program)
    #expect(try program.run("purge", "--undecided", "--yes").code == 0)
    #expect(try !holds(program, "marker-second") && !holds(program, "marker-third"))
    #expect(try holds(program, "marker-young"))
    #expect(try sums(program) == before)
    #expect(try program.run("verify").code == 0)
  }

  @Test func `a day that was closed is decided`() throws {
    let program = try recorded()
    #expect(try program.run("day", "close", "2026-05-03", "--anyway").code == 0)
    #expect(try program.run("purge", "--yes").code == 0)
    #expect(try !holds(program, "marker-third"))
    let standing = try program.run("day", "list", "2026-05-03").output
    #expect(standing.contains("closed") && !standing.contains("late"), "\(standing)")
  }

  @Test func `nothing is purged where nothing says for how long to keep`() throws {
    let program = try recorded("idle: 3m\n")
    let answer = try program.run("purge", "--yes")
    #expect(answer.code == 2)
    #expect(answer.error.contains("retention: { titles: 90d }"))
    #expect(try holds(program, "marker-first"))
    for bad in ["0d", "90", "3h", "-1d", "1.5d", "999999999d"] {
      try program.write("retention: { titles: \(bad) }\n", to: "config/config.yaml")
      let refused = try program.run("purge", "--yes")
      #expect(
        refused.code == 2 && refused.error.hasPrefix("config.yaml:1:22: "), "\(refused.error)")
    }
  }

  @Test func `the file does not keep the room of what is gone`() throws {
    let program = try recorded()
    var rows = ""
    for number in 0..<3000 {
      let (hour, minute, second) = (number / 3600 + 11, number / 60 % 60, number % 60)
      func time(_ second: Int) -> String {
        "2026-05-01T\(hour):" + (minute < 10 ? "0" : "") + "\(minute):" + (second < 10 ? "0" : "")
          + "\(second)"
      }
      rows +=
        #"{"start":"\#(time(second)).000+12:00","end":"\#(time(second)).900+12:00","#
        + #""presence":"active","app":"code","title":"\#(number) \#(UUID())"}"# + "\n"
    }
    #expect(try program.run(["activity", "import", "-"], input: rows).code == 0)
    #expect(try program.run("approve", "2026-05-01").code == 0)
    let path = program.home.path + "/data/activity.db"
    func size() throws -> Int {
      try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }
    let before = try size()
    #expect(try program.run("purge", "--undecided", "--yes").code == 0)
    #expect(try size() < before / 2)
  }

  @Test func `killed at any moment, purging again finishes it`() throws {
    var random = SplitMix64(seed: 90)
    for _ in 0..<8 {
      let program = try recorded()
      let before = try sums(program)
      let process = try TestProcess(
        [Program.built("daybook").path, "purge", "--undecided", "--yes"],
        environment: program.environment.mapValues { $0 })
      usleep(.random(in: 0..<400_000, using: &random))
      process.signal(SIGKILL)
      _ = process.wait()
      #expect(try sums(program) == before)
      #expect(try program.run("verify").code == 0)
      #expect(try program.run("purge", "--undecided", "--yes").code == 0)
      #expect(try !holds(program, "marker-second") && !holds(program, "marker-third"))
      #expect(try program.run("verify").code == 0)
    }
  }
}
