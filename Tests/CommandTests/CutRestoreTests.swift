import Foundation
import Testing

/// Restores that are cut off, and what the next command makes of them.
@Suite struct CutRestoreTests {
  private struct Homes {
    var program: Program
    var backup: String
    /// All of the home as the backup has it, and as it is before the restore.
    var then: String
    var now: String
  }

  private func homes() throws -> Homes {
    let program = try BackupTests.recorded()
    let backup = program.home.path + "/kept"
    try #require(try program.run("backup", backup).code == 0)
    let then = try BackupTests.all(of: program)
    try #require(try program.run("undo").code == 0)
    try program.write("idle: 5m\n", to: "config/config.yaml")
    return Homes(
      program: program, backup: backup, then: then, now: try BackupTests.all(of: program))
  }

  private func names(_ program: Program) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.home.path).sorted()
  }

  private func restore(
    _ homes: Homes, plainRenames: Bool = false, cutAt moment: String? = nil
  ) throws -> Program.Answer {
    let program = homes.program
    program.environment["DAYBOOK_PLAIN_RENAMES"] = plainRenames ? "1" : nil
    program.environment["DAYBOOK_CUT_OFF"] = moment
    defer { program.environment["DAYBOOK_CUT_OFF"] = nil }
    return try program.run("restore", homes.backup, "--yes")
  }

  @Test func `where directories can't be exchanged, two renames do`() throws {
    let homes = try homes()
    let answer = try restore(homes, plainRenames: true)
    #expect(answer.code == 0, "\(answer.error)")
    #expect(try BackupTests.all(of: homes.program) == homes.then)
    let names = try names(homes.program)
    #expect(names.count { $0.hasPrefix("data.before-") } == 1, "\(names)")
    #expect(names.count { $0.hasPrefix("config.before-") } == 1)
    #expect(names.count == 5)
  }

  @Test(arguments: [
    ("swap-written", false, false), ("swap-exchanged", false, true),
    ("swap-written", true, false), ("swap-between", true, true), ("swap-exchanged", true, true),
  ])
  func `a restore that was cut off is finished by the next command, or was never begun`(
    moment: String, plainRenames: Bool, isDone: Bool
  ) throws {
    let homes = try homes()
    #expect(try restore(homes, plainRenames: plainRenames, cutAt: moment).code == 137)
    #expect(
      FileManager.default.fileExists(atPath: homes.program.home.path + "/data")
        == (moment != "swap-between"))
    #expect(try BackupTests.all(of: homes.program) == (isDone ? homes.then : homes.now))
    let names = try names(homes.program)
    #expect(names.count == (isDone ? 5 : 3), "\(names)")
    #expect(names.allSatisfy { !$0.hasPrefix(".") && !$0.contains("restoring") }, "\(names)")
    #expect(try homes.program.run("verify").code == 0)
    #expect(try restore(homes, plainRenames: plainRenames).code == 0, "and again")
    #expect(try BackupTests.all(of: homes.program) == homes.then)
  }

  @Test(arguments: ["swap-between", "swap-exchanged"])
  func `another home's backup takes nothing of it away`(moment: String) throws {
    let homes = try homes()
    #expect(try restore(homes, plainRenames: true, cutAt: moment).code == 137)
    let other = try BackupTests.recorded()
    #expect(try other.run("backup", homes.program.home.path + "/theirs").code == 0)
    #expect(try BackupTests.all(of: homes.program) == homes.then)
  }

  @Test func `data that came to be between two renames is left alone, and said`() throws {
    let homes = try homes()
    #expect(try restore(homes, plainRenames: true, cutAt: "swap-between").code == 137)
    let data = homes.program.home.path + "/data"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: URL(filePath: data + "/activity.db"))
    let refused = try homes.program.run("entries", "2026-11-20")
    #expect(refused.code == 1)
    #expect(refused.error.contains("was made anew while a restore was at it"))
    try FileManager.default.moveItem(atPath: data, toPath: data + "-mine")
    #expect(try BackupTests.all(of: homes.program) == homes.then)
  }

  @Test(arguments: ["swap-between", "swap-exchanged"])
  func `forget erases in the data that a cut-off restore was to bring`(moment: String) throws {
    let homes = try homes()
    #expect(try restore(homes, plainRenames: true, cutAt: moment).code == 137)
    let forgotten = try homes.program.run(
      "forget", "--from", "2026-11-20T04:00", "--to", "2026-11-21T04:00", "--yes")
    #expect(forgotten.code == 0, "\(forgotten.error)")
    let left = try homes.program.run("activity", "2026-11-20", "--json")
    #expect(left.code == 0, "\(left.error)")
    #expect(!left.output.contains("\"title\""), "no name is left in the data in use")
    #expect(try names(homes.program).count == 5, "and the restore is done")
  }

  @Test func `what forget asks about is in the data that a cut-off restore was to bring`() throws {
    let homes = try homes()
    #expect(try restore(homes, plainRenames: true, cutAt: "swap-between").code == 137)
    let words = ["forget", "--from", "2026-11-20T04:00", "--to", "2026-11-21T04:00"]
    #expect(try homes.program.run(words + ["--dry-run"]).code == 0)
    let data = homes.program.home.path + "/data"
    #expect(!FileManager.default.fileExists(atPath: data), "a dry run changes nothing")
    let tmux = try Tmux(
      "\(try Program.built("daybook").path) \(words.joined(separator: " "))",
      homes.program.environment, columns: 100, rows: 60)
    try tmux.waitFor("Erase these names for good?")
    let plan = try tmux.shown()
    #expect(plan.contains("Would erase the names of"), "\(plan)")
    #expect(FileManager.default.fileExists(atPath: data))
  }

  @Test(arguments: ["restore", "import"])
  func `a rule on its way is settled in the books it belongs to`(command: String) throws {
    let program = try Program.proposed(starters: false)
    let backup = program.home.path + "/kept"
    #expect(try program.run("backup", backup).code == 0)
    let then = try BackupTests.all(of: program)
    program.environment["DAYBOOK_CUT_OFF"] = "rule-booked"
    let killed = try program.run(
      "rules", "suggest", "--accept", "1", "--project", "northwind/shop", "--yes")
    #expect(killed.code == 137)
    program.environment["DAYBOOK_CUT_OFF"] = nil
    let words = command == "restore" ? ["restore", backup] : ["import", "--full", "-"]
    let done = try program.run(words + ["--yes"], input: command == "restore" ? "" : then)
    #expect(done.code == 0, "\(done.error)")
    #expect(try BackupTests.all(of: program) == then)
    let rules = program.home.path + "/config/rules.d"
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: rules).sorted() == Program.ownRules)
    let aside = try #require(
      try names(program).first { $0.hasPrefix("config.before-") })
    #expect(
      FileManager.default.fileExists(
        atPath: program.home.path + "/\(aside)/rules.d/00-learned.yaml"))
  }
}
