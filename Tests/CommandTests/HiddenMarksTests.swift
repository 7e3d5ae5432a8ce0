import Foundation
import Testing

/// Titles and tokens that nobody may see, through every command that there is, with `--verbose` and
/// under faults: what was said, what lies in the home and what Xero was sent holds none of them.
@Suite struct HiddenMarksTests {
  /// Of titles that were excluded, redacted and forgotten: they may be nowhere.
  private static let hidden = ["excluded-4711", "redacted-4712", "forgotten-4713"]
  /// Of a title that is recorded: it is shown by what shows titles, and stays in the record.
  private static let title = "recorded-4714"

  private static let showTitles: Set<String> = [
    "activity list", "activity export", "entries", "rules why", "rules suggest", "rules diff",
    "invoice explain",
  ]

  /// Patterns, so that the marks themselves stand in no file of rules either.
  private static let rules = """
    rules:
      - { name: Hidden, when: { title: 'excluded-[0-9]+' }, exclude: true }
      - { name: In part, when: { title: 'redacted-[0-9]+' }, redact: 'redacted-[0-9]+' }
      - name: Recorded
        when: { title: 'recorded-[0-9]+' }
        set: { project: acme/website, task: development, note: Reading }

    """

  /// What was said, by what.
  private final class Heard {
    var texts: [(words: [String], text: String)] = []
  }

  private func row(_ second: Int, _ title: String) -> String {
    let start = "2026-11-20T07:0\(second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60)+13:00"
    return #"{"start":"\#(start)","end":"2026-11-20T07:02:00+13:00","presence":"active","#
      + #""app":"x","title":"\#(title)","source":"marks-\#(second)"}"# + "\n"
  }

  private func mark(_ program: Program) throws {
    try program.write(Self.rules, to: "config/rules.d/05-marks.yaml")
    let titles = Self.hidden.dropLast() + [Self.title]
    let rows = titles.enumerated().map { row($0.offset, "It is \($0.element) here") }.joined()
    try #require(try program.run(["activity", "import", "-"], input: rows).code == 0)
    let past = row(99, "It is forgotten-4713 here").replacing("2026-11-20", with: "2026-11-18")
    try #require(try program.run(["activity", "import", "-"], input: past).code == 0)
    try #require(
      try program.run(
        "forget", "--from", "2026-11-18T07:00", "--to", "2026-11-18T08:00", "--yes"
      ).code == 0)
    try #require(try program.run("propose", "2026-11-18..2026-11-20").code == 0)
  }

  private func run(_ words: [String], _ scene: CommandTableTests.Scene, _ heard: Heard) throws {
    let answer = try scene.program.run(words + ["--verbose"])
    #expect((0...8).contains(answer.code), "\(words): \(answer.code) \(answer.error)")
    heard.texts.append((words, answer.output + answer.error))
  }

  /// Each in each of its forms.
  private func readAll(
    _ scene: CommandTableTests.Scene, _ heard: Heard, forms: [String] = ["", "json", "csv"],
    _ isWanted: (String) -> Bool = { _ in true }
  ) throws {
    let reads = CommandTableTests.reads(scene)
    for command in try CommandDump.root().leaves {
      let name = command.path.joined(separator: " ")
      guard isWanted(name), let words = reads[name] else { continue }
      for form in forms where form.isEmpty || command.takes(form) {
        try run(command.path + words + (form.isEmpty ? [] : ["--" + form]), scene, heard)
      }
    }
  }

  private func change(
    _ rows: [CommandTableTests.Row], _ scene: CommandTableTests.Scene, _ heard: Heard
  ) throws {
    for row in rows {
      try row.before(scene)
      try run(row.refused.words(scene), scene, heard)
      try row.ready(scene)
      try run(row.words(scene), scene, heard)
      try row.after(scene)
      if row.back == .undo, !row.stays { try run(["undo"], scene, heard) }
    }
  }

  @Test func `the commands of the evening hide what is hidden`() throws {
    let scene = CommandTableTests.Scene(try Program(examples: true, starters: false))
    let day = Program.repository.appending(path: "examples/day.jsonl").path
    try mark(scene.program)
    try scene.done("activity", "import", day)
    let heard = Heard()
    try change(CommandTableTests.rows, scene, heard)
    try readAll(scene, heard)
    try expectHidden(scene.program, heard)
  }

  @Test func `the commands that Xero knows of hide what is hidden, and every token`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sent-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sandbox = try Sandbox("--record", folder.path)
    let scene = CommandTableTests.Scene(try PushTests.ready(sandbox, link: false), sandbox)
    // A limit is waited for: by a clock that moves at once.
    scene.program.environment["DAYBOOK_TRIAL_CLOCK"] = scene.program.home.path + "/clock"
    try mark(scene.program)
    try scene.done("approve", "2026-11-20")
    let heard = Heard()
    try change(CommandTableTests.xeroRows, scene, heard)
    for fault in ["drop-after", "500", "portal", "401", "429-day"] {
      try sandbox.backOffice(
        "/faults", method: "POST", body: #"{"fault":"\#(fault)","times":999}"#)
      // Signing in and out under faults has a test of its own (SecretLeakTests).
      try readAll(scene, heard, forms: [""]) { command in
        ["xero", "invoice", "rates"].contains { command.hasPrefix($0) }
          && !["xero login", "xero logout"].contains(command)
      }
      try sandbox.backOffice("/faults", method: "DELETE")
    }
    try readAll(scene, heard)
    try expectHidden(scene.program, heard)
    try expectNoSecret(of: sandbox, scene.program, heard)
    let sent = try Self.files(in: folder)
    #expect(!sent.isEmpty)
    for (name, bytes) in sent {
      for mark in Self.hidden + [Self.title] {
        #expect(!bytes.contains(mark), "\(name): \(mark) was sent to Xero")
      }
    }
  }

  // MARK: What must hold

  private func expectHidden(_ program: Program, _ heard: Heard) throws {
    var shown = false
    for (words, text) in heard.texts {
      for mark in Self.hidden { #expect(!text.contains(mark), "\(words) says \(mark)") }
      guard text.contains(Self.title) else { continue }
      shown = true
      let mayShow = Self.showTitles.contains {
        words.starts(with: $0.split(separator: " ").map(String.init))
      }
      #expect(mayShow, "\(words) shows a title")
    }
    #expect(shown, "what may show titles does")
    for (name, bytes) in try Self.files(in: program.home) {
      for mark in Self.hidden { #expect(!bytes.contains(mark), "\(name) holds \(mark)") }
      let isRecord = name.contains("activity.db")
      #expect(isRecord || !bytes.contains(Self.title), "\(name) holds a title")
      try expectOwn(program.home.path + "/" + name)
    }
  }

  /// Data, state and copies are the owner's alone; what a person wrote has their own mode.
  private func expectOwn(_ path: String) throws {
    guard !path.contains("/config/"), !path.hasSuffix("/clock") else { return }
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    let mode = try #require(facts[.posixPermissions] as? Int)
    #expect(mode & 0o077 == 0, "\(path) has mode \(String(mode, radix: 8))")
  }

  private struct Secrets: Decodable { var secrets: [String] }

  private func expectNoSecret(of sandbox: Sandbox, _ program: Program, _ heard: Heard) throws {
    let secrets = try JSONDecoder().decode(
      Secrets.self, from: sandbox.backOffice("/secrets")
    ).secrets
    #expect(secrets.count > 10)
    for secret in secrets {
      for (words, text) in heard.texts where text.contains(secret) {
        Issue.record("\(words) says a secret")
      }
    }
    for (name, bytes) in try Self.files(in: program.home)
    where !name.contains("state/xero/tokens-") {
      for secret in secrets where bytes.contains(secret) { Issue.record("\(name) holds a secret") }
    }
  }

  /// Whole files, read byte by byte as Latin-1: a mark is ASCII.
  private static func files(in folder: URL) throws -> [(name: String, bytes: String)] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).compactMap { name in
      let data = FileManager.default.contents(atPath: folder.path + "/" + name)
      return data.map { (name, String(data: $0, encoding: .isoLatin1) ?? "") }
    }
  }
}
