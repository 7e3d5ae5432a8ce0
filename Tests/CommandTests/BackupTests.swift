import Foundation
import TestSupport
import Testing

/// What was backed up comes back as it was, and nothing on the way leaves a half.
@Suite struct BackupTests {
  /// A home with a recorded, approved day.
  static func recorded() throws -> Program {
    let program = try Program(examples: true)
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    for words in [
      ["activity", "import", day], ["propose", "2026-11-20"], ["approve", "2026-11-20"],
    ] {
      let answer = try program.run(words)
      try #require(answer.code == 0, "\(words): \(answer.error)")
    }
    return program
  }

  /// All that a home holds, as text.
  static func all(of program: Program) throws -> String {
    let answer = try program.run("export", "--full", "-")
    try #require(answer.code == 0, "\(answer.error)")
    return answer.output
  }

  private func files(in program: Program, _ directory: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(
      atPath: program.home.appending(path: directory).path
    ).sorted()
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `a backup comes back in an empty home, file for file`() throws {
    let program = try BackupTests.recorded()
    let before = try BackupTests.all(of: program)
    let backup = program.home.path + "/kept"
    let made = try program.run("backup", backup)
    #expect(made.code == 0, "\(made.error)")
    #expect(made.output.contains("427 spans"))
    #expect(try mode(backup) == 0o700)
    for file in try FileManager.default.subpathsOfDirectory(atPath: backup)
    where file.contains(".") && !file.hasSuffix(".d") {
      #expect(try mode(backup + "/" + file) == 0o600, "\(file)")
      #expect(!file.hasSuffix("-wal") && !file.hasSuffix("-shm"))
    }
    #expect(try program.run("backup", program.home.path).code == 0)
    let dated = program.home.path + "/daybook-backup-2026-11-21T050000"
    #expect(FileManager.default.fileExists(atPath: dated + "/manifest.json"))
    #expect(try program.run("backup", program.home.path).code == 6, "never written over")

    let other = try Program()
    try FileManager.default.removeItem(at: other.home.appending(path: "config"))
    let restored = try other.run("restore", backup, "--yes")
    #expect(restored.code == 0, "\(restored.error)")
    #expect(try BackupTests.all(of: other) == before)
    #expect(try other.run("verify").code == 0)
    #expect(try other.run("undo").code == 0, "the history goes on")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: other.home.path).sorted()
        == ["config", "data"])
    #expect(try mode(other.home.path + "/data") == 0o700)
  }

  @Test func `no token is in it`() throws {
    let program = try BackupTests.recorded()
    let xero = program.home.appending(path: "state/xero")
    try FileManager.default.createDirectory(at: xero, withIntermediateDirectories: true)
    try program.write("refresh-4711", to: "state/xero/tokens-xero.json")
    #expect(try program.run("backup", program.home.path + "/kept").code == 0)
    for file in try files(in: program, "kept") {
      let path = program.home.path + "/kept/" + file
      guard let bytes = FileManager.default.contents(atPath: path) else { continue }
      #expect(bytes.range(of: Data("refresh-4711".utf8)) == nil, "\(file)")
    }
  }

  @Test func `a living home is replaced on a word alone, and kept aside`() throws {
    let program = try BackupTests.recorded()
    let backup = program.home.path + "/kept"
    #expect(try program.run("backup", backup).code == 0)
    let then = try BackupTests.all(of: program)
    #expect(try program.run("undo").code == 0)
    try program.write("idle: 5m\n", to: "config/config.yaml")
    try program.write("mine\n", to: "config/README")
    let now = try BackupTests.all(of: program)

    let plan = try program.run("restore", backup, "--dry-run")
    #expect(plan.code == 0)
    #expect(plan.output.contains("config.yaml"))
    #expect(try program.run("restore", backup).code == 4)
    #expect(try BackupTests.all(of: program) == now, "nothing was changed")
    let restored = try program.run("restore", backup, "--yes")
    #expect(restored.code == 0, "\(restored.error)")
    #expect(try BackupTests.all(of: program) == then)
    #expect(
      FileManager.default.fileExists(atPath: program.home.path + "/config/README"),
      "what is no file of Daybook's stays")

    // The former home, put back by hand as its sentence says where it is.
    let names = try FileManager.default.contentsOfDirectory(atPath: program.home.path)
    let former = try Program()
    for part in ["data", "config"] {
      let aside = try #require(names.first { $0.hasPrefix("\(part).before-") })
      #expect(restored.output.contains(aside))
      let place = former.home.appending(path: part)
      try? FileManager.default.removeItem(at: place)
      try FileManager.default.copyItem(at: program.home.appending(path: aside), to: place)
    }
    #expect(try BackupTests.all(of: former) == now)
  }

  @Test func `a plan is printed as JSON where it is asked for, and nothing without a yes`() throws {
    struct Plan: Decodable {
      var done: Bool
      var files: [String]
      var kept: [String]
    }
    let program = try BackupTests.recorded()
    let backup = program.home.path + "/kept"
    #expect(try program.run("backup", backup).code == 0)
    let text = try BackupTests.all(of: program)
    try program.write("idle: 5m\n", to: "config/config.yaml")
    let now = try BackupTests.all(of: program)
    for (words, input) in [(["restore", backup], ""), (["import", "--full", "-"], text)] {
      let asked = try program.run(words + ["--json"], input: input)
      #expect(asked.code == 4 && asked.output.isEmpty)
      let dry = try program.run(words + ["--json", "--dry-run"], input: input)
      #expect(dry.code == 0, "\(dry.error)")
      let plan = try JSONDecoder().decode(Plan.self, from: Data(dry.output.utf8))
      #expect(!plan.done && plan.files == ["config.yaml"] && plan.kept.isEmpty)
    }
    #expect(try BackupTests.all(of: program) == now)
    let done = try program.json(Plan.self, "restore", backup, "--json", "--yes")
    #expect(done.done && done.kept.count == 2)
  }

  @Test func `files that would be replaced are named where nothing is recorded yet`() throws {
    let program = try BackupTests.recorded()
    let backup = program.home.path + "/kept"
    #expect(try program.run("backup", backup).code == 0)
    let other = try Program()
    try other.write("idle: 5m\n", to: "config/config.yaml")
    let plan = try other.run("restore", backup, "--dry-run").output
    #expect(plan.contains("Nothing is recorded here yet."))
    #expect(plan.contains("Your files that become those of the backup: clients.yaml, config.yaml"))
  }

  /// Form 4 had no word for written-off time on an invoice; its tables had the same columns.
  @Test func `a backup and an export of an older form come back, brought up to date`() throws {
    let program = try BackupTests.recorded()
    let backup = program.home.path + "/kept"
    #expect(try program.run("backup", backup).code == 0)
    let text = try BackupTests.all(of: program)
    func tool(_ words: String...) throws -> String {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = words
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
      return String(decoding: bytes, as: UTF8.self)
    }
    let books = backup + "/books.db"
    func facts() throws -> (size: String, sum: String) {
      let size = try FileManager.default.attributesOfItem(atPath: books)[.size] as? Int
      return ("\(try #require(size))", String(try tool("sha256sum", books).prefix(64)))
    }
    let before = try facts()
    _ = try tool(
      "sqlite3", books,
      "DELETE FROM grdb_migrations WHERE identifier = '5'; PRAGMA user_version = 4; VACUUM")
    let after = try facts()
    let manifest = URL(filePath: backup + "/manifest.json")
    try String(contentsOf: manifest, encoding: .utf8)
      .replacing(before.sum, with: after.sum).replacing(before.size, with: after.size)
      .write(to: manifest, atomically: false, encoding: .utf8)
    let restored = try Program()
    let answer = try restored.run("restore", backup, "--yes")
    #expect(answer.code == 0, "\(answer.error)")
    #expect(try BackupTests.all(of: restored) == text)

    let old = text.replacing("{\"daybook\":{\"books\":5,", with: "{\"daybook\":{\"books\":4,")
    #expect(old != text)
    let imported = try Program()
    let taken = try imported.run(["import", "--full", "-", "--yes"], input: old)
    #expect(taken.code == 0, "\(taken.error)")
    #expect(try BackupTests.all(of: imported) == text)
  }

  @Test func `files that are links elsewhere stay there as they are`() throws {
    let program = try BackupTests.recorded()
    let config = program.home.path + "/config"
    let own = program.home.path + "/dotfiles"
    try FileManager.default.moveItem(atPath: config, toPath: own)
    try FileManager.default.createDirectory(atPath: config, withIntermediateDirectories: true)
    for name in ["config.yaml", "clients.yaml", "rules.d"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(config)/\(name)", withDestinationPath: "\(own)/\(name)")
    }
    let backup = program.home.path + "/kept"
    #expect(try program.run("backup", backup).code == 0)
    let then = try BackupTests.all(of: program)
    try program.write("idle: 9m\n", to: "dotfiles/config.yaml")
    let mine = try files(in: program, "dotfiles")
    #expect(try program.run("restore", backup, "--yes").code == 0)
    #expect(try BackupTests.all(of: program) == then)
    #expect(try files(in: program, "dotfiles") == mine)
    #expect(
      try String(contentsOfFile: own + "/config.yaml", encoding: .utf8) == "idle: 9m\n")
  }

  @Test func `books that another command has open are not taken from under it`() throws {
    let program = try BackupTests.recorded()
    let backup = program.home.path + "/kept"
    #expect(try program.run("backup", backup).code == 0)
    #expect(try program.run("undo").code == 0)
    let review = try Tmux(
      "\(try Program.built("daybook").path) review 2026-11-20", program.environment)
    try review.waitFor("Friday 20 November 2026")
    #expect(try program.run("backup", program.home.path + "/meanwhile").code == 0)
    let refused = try program.run("restore", backup, "--yes")
    #expect(refused.code == 6)
    #expect(refused.error.contains("Another daybook command has the books open"))
  }

  @Test func `a backup that is not as it was made is refused`() throws {
    let program = try BackupTests.recorded()
    let backup = program.home.path + "/kept"
    #expect(try program.run("backup", backup).code == 0)
    #expect(try program.run("undo").code == 0)
    let now = try BackupTests.all(of: program)
    func refused(_ code: Int32, _ change: (String) throws -> Void) throws {
      let copy = program.home.path + "/copy"
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.copyItem(atPath: backup, toPath: copy)
      try change(copy)
      let answer = try program.run("restore", copy, "--yes")
      #expect(answer.code == code, "\(answer.error)")
      #expect(try BackupTests.all(of: program) == now)
    }
    for name in ["books.db", "activity.db", "config/clients.yaml"] {
      try refused(8) { copy in
        var bytes = try #require(FileManager.default.contents(atPath: "\(copy)/\(name)"))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: "\(copy)/\(name)"))
      }
    }
    try refused(3) { try FileManager.default.removeItem(atPath: "\($0)/books.db") }
    try refused(2) { try FileManager.default.removeItem(atPath: "\($0)/manifest.json") }
    try refused(2) { copy in
      let path = "\(copy)/manifest.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing("config/clients.yaml", with: "config/../../clients.yaml")
        .write(toFile: path, atomically: false, encoding: .utf8)
    }
    try refused(2) { copy in
      try FileManager.default.removeItem(atPath: "\(copy)/books.db")
      try FileManager.default.createSymbolicLink(
        atPath: "\(copy)/books.db", withDestinationPath: "\(backup)/books.db")
    }
    let nowhere = try program.run("restore", program.home.path + "/nowhere", "--yes")
    #expect(nowhere.code == 3)
    #expect(try files(in: program).allSatisfy { !$0.contains("unfinished") })
  }

  @Test func `killed at any moment, a backup is whole or not there`() throws {
    let program = try BackupTests.recorded()
    var random = SplitMix64(seed: 4711)
    for number in 0..<12 {
      let place = program.home.path + "/kept-\(number)"
      let process = try TestProcess(
        [Program.built("daybook").path, "backup", place],
        environment: program.environment.mapValues { $0 })
      usleep(.random(in: 0..<400_000, using: &random))
      process.signal(SIGKILL)
      _ = process.wait()
      guard FileManager.default.fileExists(atPath: place) else { continue }
      let other = try Program()
      #expect(try other.run("restore", place, "--yes").code == 0)
    }
    #expect(try program.run("backup", program.home.path + "/last").code == 0)
    // A mark may stay in one that has just got its name: it is whole, as was seen above.
    #expect(try files(in: program).allSatisfy { !$0.contains("daybook-unfinished") })
    #expect(try program.run("verify").code == 0)
  }

  @Test func `killed at any moment, a restore leaves what was or what is to be`() throws {
    let program = try BackupTests.recorded()
    let backup = program.home.path + "/kept"
    #expect(try program.run("backup", backup).code == 0)
    let then = try BackupTests.all(of: program)
    var random = SplitMix64(seed: 815)
    var ends: Set<String> = []
    for number in 0..<12 {
      let added = try program.run(
        "add", "acme/website", "\(9 + number / 9):00-\(10 + number / 9):00", "Late", "--on",
        "2026-11-0\(number % 9 + 1)")
      #expect(added.code == 0, "\(added.error)")
      try program.write("idle: \(number + 1)m\n", to: "config/config.yaml")
      let now = try BackupTests.all(of: program)
      let process = try TestProcess(
        [Program.built("daybook").path, "restore", backup, "--yes"],
        environment: program.environment.mapValues { $0 }
          .merging(["DAYBOOK_CUT_OFF": number == 11 ? "swap-exchanged" : nil]) { $1 })
      if number < 11 {
        usleep(.random(in: 0..<600_000, using: &random))
        process.signal(SIGKILL)
      }
      _ = process.wait()
      let found = try BackupTests.all(of: program)
      #expect(found == now || found == then)
      if number == 11 { #expect(found == then, "cut off between data and files") }
      ends.insert(found == then ? "then" : "now")
    }
    #expect(try program.run("verify").code == 0)
    #expect(ends.contains("then"))
  }
}
