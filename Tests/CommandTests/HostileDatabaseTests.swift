import Foundation
import Testing

/// Databases that somebody else made, or that a disk changed: in a backup they are refused, in
/// place they are a sentence.
@Suite struct HostileDatabaseTests {
  private func sqlite(_ path: String, _ sql: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sqlite3", path, sql]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(sql)")
  }

  /// Makes the manifest agree with what was changed, as whoever changed it would.
  private func seal(_ backup: String, _ name: String, _ program: Program) throws {
    let words = try program.shell("sha256sum '\(backup)/\(name)'; stat -c %s '\(backup)/\(name)'")
      .split { $0 == " " || $0 == "\n" }.map(String.init)
    let path = URL(filePath: backup + "/manifest.json")
    var manifest = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any])
    var files = try #require(manifest["files"] as? [[String: Any]])
    let index = try #require(files.firstIndex { $0["name"] as? String == name })
    let bytes = try #require(Int(words[2]))
    files[index]["sha256"] = words[0]
    files[index]["bytes"] = bytes
    manifest["files"] = files
    try JSONSerialization.data(withJSONObject: manifest).write(to: path)
  }

  private static let strangeRows = [
    "UPDATE span SET length = 9223372036854775807 WHERE start = (SELECT min(start) FROM span)",
    "UPDATE span SET start = -9223372036854775807 WHERE start = (SELECT min(start) FROM span)",
    "UPDATE span SET presence = 250 WHERE start = (SELECT min(start) FROM span)",
    "UPDATE zone SET offset = 9223372036854775807",
    "INSERT INTO run VALUES (99, 1, 9223372036854775800, 9223372036854775807, NULL, 0)",
    "INSERT INTO run VALUES (99, 1, -9223372036854775808, 0, NULL, 2)",
    "INSERT INTO run VALUES (99, 1, 1795000000000, 1795000000000, -9223372036854775808, 0)",
    "INSERT INTO run VALUES (99, 1, 1795000000000, 1, NULL, 1)",
  ]

  private static let strangeTables = [
    "CREATE TRIGGER t AFTER INSERT ON %@ BEGIN DELETE FROM %@; END",
    "CREATE VIEW v AS SELECT * FROM %@", "CREATE TABLE more (x CHECK (x > 1))",
    "ALTER TABLE %@ ADD COLUMN more TEXT", "CREATE INDEX i ON %@ (zone)",
  ]

  @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
  func `books of another user are refused, and nothing is made in their place`() throws {
    let program = try BackupTests.recorded()
    let path = program.home.path + "/data/books.db"
    try #require(chown(path, 1, 1) == 0)
    let answer = try program.run("entries", "2026-11-20")
    #expect(answer.code == 1)
    #expect(
      answer.error.contains("\(path) can't be used: it belongs to another user."), "\(answer.error)"
    )
    let checks = try program.run("doctor").output
    #expect(checks.contains("chown root \(path), or run Daybook as its owner"), "\(checks)")
    #expect(!checks.contains("restore BACKUP"), "\(checks)")
    try #require(chown(path, 0, 0) == 0)
    #expect(try program.run("verify").code == 0)
  }

  @Test func `verify finds a record with strange rows`() throws {
    let program = try BackupTests.recorded()
    try sqlite(
      program.home.path + "/data/activity.db",
      "INSERT INTO run VALUES (99, 1, 9223372036854775800, 9223372036854775807, NULL, 0)")
    let answer = try program.run("verify")
    #expect(answer.code == 8)
    #expect(answer.output.contains("\nBROKEN  record: "), "\(answer.output)")
  }

  @Test func `a backup with strange tables or times is refused, whatever its manifest says`() throws
  {
    let program = try BackupTests.recorded()
    let backup = program.home.path + "/kept"
    try #require(try program.run("backup", backup).code == 0)
    let now = try BackupTests.all(of: program)
    func refused(_ name: String, _ sql: String) throws {
      let copy = program.home.path + "/copy"
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.copyItem(atPath: backup, toPath: copy)
      try sqlite("\(copy)/\(name)", sql)
      try seal(copy, name, program)
      let answer = try program.run("restore", copy, "--yes")
      #expect(answer.code == 8, "\(sql): \(answer.code) \(answer.output) \(answer.error)")
    }
    for sql in Self.strangeRows { try refused("activity.db", sql) }
    for sql in Self.strangeTables {
      try refused("activity.db", sql.replacing("%@", with: "span"))
      try refused("books.db", sql.replacing("%@", with: "entry"))
    }
    #expect(try BackupTests.all(of: program) == now)
  }

  @Test(arguments: strangeRows)
  func `a record with times out of all years is a sentence for every command`(sql: String) throws {
    let program = try BackupTests.recorded()
    try sqlite(program.home.path + "/data/activity.db", sql)
    for words in [
      ["day", "2026-11-20"], ["day"], ["status"], ["propose", "2026-11-20"], ["approve"],
      ["activity", "2026-11-20"], ["activity", "export", "2000-01-01..2030-01-01"],
      ["activity", "--by", "app", "2026-11"], ["report", "until today"], ["rules", "suggest"],
      ["export", "--full", "-"], ["verify"], ["backup", program.home.path], ["doctor"],
      ["notify", "--due"],
      ["entries", "2026-11-20", "--evidence"], ["purge", "--dry-run"],
      ["forget", "--from", "2026-11-20T08:00", "--to", "2026-11-20T09:00", "--yes"],
    ] {
      let answer = try program.run(words)
      #expect((0...8).contains(answer.code), "\(words): \(answer.code) \(answer.error)")
    }
  }
}
