import Foundation
import TestSupport
import Testing

/// Six questions, valid files, and no harm the second time.
@Suite struct InitTests {
  private func empty() throws -> Program {
    let program = try Program()
    try FileManager.default.removeItem(at: program.home.appending(path: "config"))
    return program
  }

  private func files(_ program: Program) throws -> [String: String] {
    let config = program.home.path + "/config"
    var files: [String: String] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: config)) ?? []
    where name.hasSuffix(".yaml") {
      files[name] = try String(contentsOfFile: "\(config)/\(name)", encoding: .utf8)
    }
    return files
  }

  @Test func `flags answer the questions, and what is written holds`() throws {
    let program = try empty()
    let made = try program.run(
      "init", "--client", "Acme Pty Ltd", "--project", "Web shop", "--rate", "150 EUR", "--idle",
      "5m",
      "--day-start", "05:00", "--no-start")
    #expect(made.code == 0, "\(made.error)")
    let files = try files(program)
    #expect(
      files["clients.yaml"]?.contains("  acme:\n    name: 'Acme Pty Ltd'\n    currency: EUR")
        == true)
    #expect(files["clients.yaml"]?.contains("hourly: 150") == true)
    #expect(files["config.yaml"]?.contains("idle: 5m") == true)
    #expect(files["rules.d/20-acme.yaml"]?.contains("project: acme/web-shop") == true)
    let hiding = files.filter { $0.value.contains("InPrivate") }.map(\.key)
    #expect(hiding == ["rules.d/95-private-windows.yaml"])
    #expect(try program.run("config", "check").code == 0)
    #expect(try program.run("rules", "check").code == 0)
    #expect(try program.run("rules", "test").code == 0)

    let again = try program.run("init", "--client", "Other", "--no-start")
    #expect(again.code == 0)
    #expect(again.output.contains("nothing was changed"))
    #expect(again.output.contains("There already: \(program.home.path)/config/clients.yaml\n"))
    #expect(try self.files(program) == files)
    try FileManager.default.removeItem(
      atPath: program.home.path + "/config/rules.d/90-private.yaml")
    #expect(try program.run("init", "--no-start").output.contains("Wrote "))
    #expect(try self.files(program) == files)
  }

  /// The programs that are found decide which rules there are, and the rules place their windows.
  @Test func `rules are for the programs that are installed`() throws {
    let program = try empty()
    let bin = program.home.appending(path: "bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let share = program.home.appending(path: "share/applications")
    try FileManager.default.createDirectory(at: share, withIntermediateDirectories: true)
    for name in ["code", "thunderbird", "xterm"] {
      try Data().write(to: bin.appending(path: name))
    }
    try Data().write(to: share.appending(path: "us.zoom.Zoom.desktop"))
    program.environment["PATH"] = bin.path
    program.environment["HOME"] = program.home.path
    program.environment["XDG_DATA_HOME"] = program.home.path + "/share"
    program.environment["XDG_DATA_DIRS"] = program.home.path + "/none"
    #expect(try program.run("init", "--client", "Acme", "--no-start").code == 0)
    let rules = try #require(try files(program)["rules.d/20-acme.yaml"])
    for word in ["VS Code", "Mail that", "A shell", "Calls that"] {
      #expect(rules.contains(word), "\(word)")
    }
    #expect(!rules.contains("JetBrains") && !rules.contains("Sublime"))
    try program.write(
      """
      rules: []
      tests:
        - span: { app: Code, title: '● index.ts - website - Visual Studio Code' }
          gives: { project: acme/website, task: development, note: Edited index.ts }
        - span: { app: thunderbird, title: 'Re: acme: question - Mozilla Thunderbird' }
          gives: { project: acme/website, note: Mail }
        - span: { app: zoom, title: 'Zoom Meeting ACME', presence: idle }
          gives: { project: acme/website, task: meetings, presence: active }
        - span: { app: XTerm, title: 'hana@studio: ~/src/website/lib' }
          gives: { project: acme/website }
        - span: { app: firefox, title: Acmeist poetry }
          gives: { project: null }
        - span: { app: firefox, title: Anything — Mozilla Firefox Private Browsing }
          gives: { exclude: true }
      """, to: "config/rules.d/99-tests.yaml")
    let tested = try program.run("rules", "test")
    #expect(tested.code == 0, "\(tested.output)\(tested.error)")
  }

  @Test(arguments: ["O'Brien & Söhne GmbH", "J. & K. Smith+Co", "Kea Cycles"])
  func `a window that names the client as it was written is theirs`(name: String) throws {
    let program = try empty()
    #expect(try program.run("init", "--client=\(name)", "--no-start").code == 0)
    let folder = program.home.path + "/config/rules.d"
    let file = try #require(
      FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("20-") })
    let runTogether = name.replacing(" GmbH", with: "").filter { $0 != " " }
    let project = "\(file.dropFirst(3).dropLast(5))/website"
    try program.write(
      """
      rules: []
      tests:
        - span: { app: firefox, title: "Orders | \(name) | Firefox" }
          gives: { project: \(project) }
        - span: { app: firefox, title: "Orders | \(runTogether) | Firefox" }
          gives: { project: \(project) }
        - span: { app: firefox, title: "Orders | x\(name)" }
          gives: { project: null }
      """, to: "config/rules.d/99-tests.yaml")
    let tested = try program.run("rules", "test")
    #expect(tested.code == 0, "\(tested.output)\(tested.error)")
  }

  @Test(arguments: [
    "O'Brien & Söhne GmbH", "!%&: {x}", "株式会社", "a\\d+(", "- x", "Ltd",
    String(repeating: "n", count: 150),
  ])
  func `any name makes valid files`(name: String) throws {
    let program = try empty()
    let made = try program.run("init", "--client=\(name)", "--project=\(name)", "--no-start")
    #expect(made.code == 0, "\(made.error)")
    for words in [["config", "check"], ["rules", "test"]] {
      let checked = try program.run(words)
      #expect(checked.code == 0, "\(checked.error)")
    }
  }

  @Test(arguments: [
    ["--rate", "much"], ["--rate", "1 }]"], ["--idle", "long"], ["--idle", "3d"],
    ["--day-start", "99:99"],
    ["--client", "a\u{202e}b"], ["--client", "  "], ["--rate", "100 N#D"],
  ])
  func `an answer that makes a bad file writes nothing`(words: [String]) throws {
    let program = try empty()
    let refused = try program.run(["init", "--no-start"] + words)
    #expect(refused.code == 2, "\(refused.error)")
    #expect(!FileManager.default.fileExists(atPath: program.home.path + "/config"))
  }

  private func asked(_ program: Program) throws -> Tmux {
    try Tmux(
      "trap : INT; \(try Program.built("daybook").path) init --no-start; echo 'It has ended.'",
      program.environment, columns: 100)
  }

  @Test func `a person is asked six things`() throws {
    let program = try empty()
    let terminal = try asked(program)
    // A slip of the pen is asked again, and costs no answer that was given.
    for (question, answer) in [
      ("Your first client? [Example Ltd]", "Acme"), ("A project of theirs? [Website]", ""),
      ("What does an hour cost? [100 NZD]", "90"),
      ("\"90\" is no rate with its currency. Write it like '150 NZD'.", "90 aud"),
      ("nobody there? [3m]", "2 minutes"), ("Write it like 90s, 3m or 1h30m.", "2m"),
      ("(work after midnight belongs to the day before) [04:00]", ""),
    ] {
      try terminal.waitFor(question)
      try terminal.type(answer)
      try terminal.press("Enter")
    }
    try terminal.waitFor("What comes next:")
    let files = try files(program)
    #expect(files["clients.yaml"]?.contains("currency: AUD") == true)
    #expect(files["config.yaml"]?.contains("idle: 2m") == true)
  }

  @Test(arguments: ["C-c", "C-d"])
  func `who leaves in the middle has written nothing`(key: String) throws {
    let program = try empty()
    let terminal = try asked(program)
    try terminal.waitFor("Your first client?")
    try terminal.type("Acme")
    try terminal.press("Enter")
    try terminal.waitFor("A project of theirs?")
    try terminal.press(key)
    try terminal.waitFor(key == "C-c" ? "It has ended." : "Nothing was written.")
    #expect(!FileManager.default.fileExists(atPath: program.home.path + "/config"))
  }
}
