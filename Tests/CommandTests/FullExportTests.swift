import Foundation
import TestSupport
import Testing

/// All there is, as text, and back to the same.
@Suite struct FullExportTests {
  private func empty() throws -> Program {
    let program = try Program()
    try FileManager.default.removeItem(at: program.home.appending(path: "config"))
    return program
  }

  /// A home with all that books can hold: notes erased, a draft in Xero, a closed day, links.
  private func full(_ sandbox: Sandbox) throws -> Program {
    let program = try PushTests.ready(sandbox)
    let evil =
      #"{"start":"2026-11-18T09:00:00+13:00","end":"2026-11-18T09:10:00+13:00","presence":"active","#
      + #""app":"x","title":"\u001b[2J \u009b2J \u202e \u0000 <é 👩‍💻>"}"#
    try #require(try program.run(["activity", "import", "-"], input: evil + "\n").code == 0)
    for words in [
      ["invoice", "push", "acme", "--yes"],
      [
        "forget", "--from", "2026-11-20T09:00", "--to",
        "2026-11-20T09:20", "--yes",
      ],
      [
        "add", "acme/website", "20:00-21:00", "\u{202e}evil é 👩‍💻", "--on", "2026-11-19",
        "--approve",
      ],
      ["day", "close", "2026-11-19", "--anyway"],
    ] {
      let answer = try program.run(words)
      try #require(answer.code == 0, "\(words): \(answer.error)")
    }
    return program
  }

  @Test func `what is exported in full is imported to the same bytes`() throws {
    let sandbox = try Sandbox()
    let program = try full(sandbox)
    let file = program.home.path + "/all.jsonl"
    let wrote = try program.run("export", "--full", file)
    #expect(wrote.code == 0, "\(wrote.error)")
    #expect(try program.run("export", "--full", file).code == 6, "never written over")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text == (try BackupTests.all(of: program)))
    for part in [
      "{\"span\":", "{\"run\":", "{\"entry\":", "{\"event\":", "{\"note\":", "{\"push\":",
      "{\"invoice\":", "{\"link\":", "{\"file\":",
    ] where part != "{\"run\":" {
      #expect(text.contains("\n" + part), "\(part)")
    }
    #expect(!text.contains("\u{1b}") && !text.contains("\u{9b}") && !text.contains("\u{202e}"))

    let other = try empty()
    let imported = try other.run("import", "--full", file)
    #expect(imported.code == 0, "\(imported.error)")
    #expect(try BackupTests.all(of: other) == text)
    let verified = try other.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
    // The very books: what they push is found again.
    other.environment.merge(sandbox.environment) { $1 }
    let list = try other.run("invoice", "list").output
    #expect(list.contains("INV-"))
  }

  @Test func `an import over a living home needs a word`() throws {
    let program = try BackupTests.recorded()
    let text = try BackupTests.all(of: program)
    #expect(try program.run("undo").code == 0)
    let now = try BackupTests.all(of: program)
    #expect(try program.run(["import", "--full", "-"], input: text).code == 4)
    #expect(try BackupTests.all(of: program) == now)
    #expect(try program.run(["import", "--full", "-", "--yes"], input: text).code == 0)
    #expect(try BackupTests.all(of: program) == text)
  }

  @Test func `a line that is no line of ours is refused with its number`() throws {
    let program = try BackupTests.recorded()
    let lines = try BackupTests.all(of: program).split(separator: "\n").map(String.init)
    let other = try empty()
    func refused(_ number: Int?, _ lines: [String], code: Int32 = 2) throws {
      let text = lines.joined(separator: "\n") + "\n"
      let answer = try other.run(["import", "--full", "-"], input: text)
      #expect(answer.code == code, "\(answer.error)")
      if let number {
        #expect(answer.error.hasPrefix("Standard input:\(number): "), "\(answer.error)")
      }
      let names = try FileManager.default.subpathsOfDirectory(atPath: other.home.path)
      #expect(names.allSatisfy { !$0.hasSuffix(".db") && !$0.contains("unfinished") })
    }
    func index(_ beginning: String) throws -> Int {
      try #require(lines.firstIndex { $0.hasPrefix(beginning) })
    }
    func with(_ index: Int, _ change: (String) -> String) -> [String] {
      var changed = lines
      changed[index] = change(changed[index])
      return changed
    }
    try refused(1, ["{}"])
    try refused(1, [#"{"daybook":{"books":99,"record":true,"schema":1}}"#])
    try refused(1, [#"{"daybook":{"books":4,"record":true,"schema":2}}"#])
    let entry = try index("{\"entry\":")
    try refused(entry + 1, with(entry) { $0.replacing("\"billable\":1", with: "\"billable\":7") })
    try refused(entry + 1, with(entry) { $0.replacing("\"billable\":1", with: "\"billable\":1.0") })
    try refused(entry + 1, with(entry) { $0.replacing("{\"entry\"", with: "{\"entries\"") })
    try refused(entry + 1, with(entry) { $0.replacing("\"note\":", with: "\"note2\":") })
    try refused(entry + 1, with(entry) { $0 + " " })
    let span = try index("{\"span\":")
    try refused(span + 1, with(span) { $0.replacing("\"presence\"", with: "\"presents\"") })
    try refused(nil, lines + [lines[span]])
    var twice = lines
    twice.insert(lines[entry], at: entry)
    try refused(entry + 2, twice)
    twice = lines
    twice.insert(lines[span], at: span)
    try refused(nil, twice)
    try refused(lines.count - 1, Array(lines.dropLast()))
    try refused(nil, [String](lines.dropLast(2)) + lines.suffix(1))
    let file = try index("{\"file\":")
    try refused(
      file + 1,
      with(file) { $0.replacing("\"name\":\"config.yaml\"", with: "\"name\":\"../x.yaml\"") })
    // The history is a chain.
    let event = try index("{\"event\":")
    try refused(
      nil, with(event) { $0.replacing("\"who\":\"hana\"", with: "\"who\":\"eve\"") }, code: 8)
  }

  @Test(arguments: UInt64(0)..<3)
  func `bytes changed at random are refused, or change nothing`(seed: UInt64) throws {
    let program = try BackupTests.recorded()
    let text = Array(try BackupTests.all(of: program).utf8)
    var random = SplitMix64(seed: seed)
    for _ in 0..<4 {
      var bytes = text
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        bytes[.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      let other = try empty()
      try Data(bytes).write(to: other.home.appending(path: "all.jsonl"))
      let answer = try other.run("import", "--full", other.home.path + "/all.jsonl")
      #expect([0, 2, 8].contains(answer.code), "\(answer.error)")
      // A title may have another letter now; the books can't have changed unseen.
      guard answer.code == 0 else { continue }
      #expect(try other.run("verify").code == 0)
      #expect(Array(try BackupTests.all(of: other).utf8) == bytes)
    }
  }
}
