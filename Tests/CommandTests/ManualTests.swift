import Foundation
import Testing

/// Every command of every page is run, in the page's order, and prints what the page shows.
@Suite struct ManualTests {
  /// What a page begins with.
  struct Scene {
    var program: Program
    var sandbox: Sandbox?

    init(_ program: Program, _ sandbox: Sandbox? = nil) {
      self.program = program
      self.sandbox = sandbox
    }

    func done(_ words: String...) throws -> Scene {
      let answer = try program.run(words)
      try #require(answer.code == 0, "\(words): \(answer.error)")
      return self
    }

    func at(_ time: String) -> Scene {
      program.environment["DAYBOOK_NOW"] = time
      return self
    }

    /// With more at the end of a file of the person's.
    func adding(_ text: String, to file: String) throws -> Scene {
      let old = try String(
        contentsOf: program.home.appending(path: "config/\(file)"), encoding: .utf8)
      try program.write(old + "\n" + text, to: "config/\(file)")
      return self
    }
  }

  private static let evening = "2026-11-20T18:00:00+13:00"
  private static let morningAfter = "2026-11-21T08:30:00+13:00"

  /// The example day, recorded.
  private static func day(_ sandbox: Sandbox? = nil, at time: String? = nil) throws -> Scene {
    let program = try Program(examples: true)
    program.environment.merge(sandbox?.environment ?? [:]) { $1 }
    if let time { program.environment["DAYBOOK_NOW"] = time }
    return try Scene(program, sandbox)
      .done("activity", "import", Program.repository.appending(path: "examples/day.jsonl").path)
  }

  /// Signed in, fetched, all clients linked, and nothing approved.
  private static func linked() throws -> Scene {
    let sandbox = try Sandbox()
    let scene = Scene(try PushTests.ready(sandbox), sandbox)
    return try scene.done("unapprove", "2026-11-20", "--reason", "To begin with")
  }

  private static func noted() throws -> Scene {
    let scene = Scene(try Program(examples: true))
    let text = "currency: NZD\n    text: '{project}: {task}, {period} - {notes}'"
    let clients = try String(
      contentsOf: scene.program.home.appending(path: "config/clients.yaml"), encoding: .utf8)
    try scene.program.write(
      clients.replacing("currency: NZD", with: text), to: "config/clients.yaml")
    return try scene.done(
      "activity", "import", Program.repository.appending(path: "examples/day.jsonl").path
    ).done("approve", "2026-11-20")
  }

  /// Every page that has commands to be run.
  private static let scenes: [String: @Sendable () throws -> Scene] = [
    "README.md": { try linked().at(morningAfter) },
    "docs/backup.md": { Scene(try BackupTests.recorded()).at(evening) },
    "docs/billing.md": { try noted() },
    "docs/clients.md": { try day().done("approve", "2026-11-20") },
    "docs/daily-use.md": { Scene(try Program(examples: true)).at(evening) },
    "docs/databases.md": { Scene(try BackupTests.recorded()).at(evening) },
    "docs/dates.md": { Scene(try Program(examples: true)).at("2026-11-20T17:30:00+13:00") },
    "docs/desktop.md": {
      let cadence = try PageBlock.all(of: "docs/desktop.md")
        .first { $0.text.contains("cadence: { every") }
      return try day(at: evening).adding(try #require(cadence).text, to: "config.yaml")
    },
    "docs/getting-started.md": {
      try day(Sandbox("--client-id", "0A1B2C3D4E5F60718293A4B5C6D7E8F9"), at: evening)
    },
    "docs/history.md": { try day(at: evening).done("propose") },
    "docs/invoicing.md": {
      let sandbox = try Sandbox()
      return Scene(try PushTests.ready(sandbox), sandbox)
    },
    "docs/json.md": { Scene(try BackupTests.recorded()).at(evening) },
    "docs/privacy.md": {
      try day(at: evening).adding("retention: { titles: 90d }", to: "config.yaml")
    },
    "docs/rules.md": { Scene(try Program.proposed()) },
    "docs/sandbox.md": {
      let scene = try day().done("approve", "2026-11-20")
      let browser = scene.program.home.appending(path: "browser")
      try scene.program.write("#!/bin/sh\nexec curl -sSL -o /dev/null \"$1\"\n", to: "browser")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: browser.path)
      scene.program.environment["BROWSER"] = browser.path
      return scene
    },
    "docs/troubleshooting.md": { Scene(try BackupTests.recorded()) },
    "docs/xero.md": {
      let sandbox = try Sandbox("--client-id", "0A1B2C3D4E5F60718293A4B5C6D7E8F9")
      let scene = try day(sandbox).done("approve", "2026-11-20")
      scene.program.environment["DAYBOOK_XERO_CLIENT_ID"] = nil
      return scene
    },
    "examples/README.md": { Scene(try Program()) },
  ]

  /// Pages that put one draft into the sandbox, and no more.
  private static let pushing = ["docs/getting-started.md", "docs/invoicing.md", "docs/xero.md"]

  @Test(arguments: try! ManualPage.all)
  func `each command does what its page shows`(name: String) throws {
    let page = try ManualPage(name)
    guard !page.run.isEmpty else { return }
    let scene = try #require(
      try Self.scenes[name]?(), "\(name) has commands: say here what they begin with")
    try page.run(in: scene.program)
    #expect(try (scene.sandbox?.violations() ?? []) == [])
    if Self.pushing.contains(name) { #expect(try scene.sandbox?.invoices().live == 1) }
  }

  /// How many commands of a page may go without being run. Each of their blocks says why.
  private static let mostNotRun: [String: Int] = [
    "README.md": 12,
    // Targets of the Makefile, each of which takes minutes.
    "docs/contributing.md": 12,
    "docs/getting-started.md": 4,
    "docs/installing.md": 7,
    "docs/review.md": 4,
  ]

  @Test func `what is not run is known, and is a small part`() throws {
    var (run, notRun) = (0, [String: Int]())
    for name in try ManualPage.all {
      let page = try ManualPage(name)
      run += page.run.count
      if !page.notRun.isEmpty { notRun[name] = page.notRun.count }
    }
    for (page, count) in notRun {
      #expect(count <= Self.mostNotRun[page] ?? 0, "\(page): \(count) are not run")
    }
    #expect(run > 4 * notRun.values.reduce(0, +), "\(run) are run")
  }

  private static let kinds: Set = ["console", "sh", "yaml", "yaml refused", "text"]

  @Test(arguments: try! ManualPage.all)
  func `commands stand in blocks that are run`(name: String) throws {
    for block in try PageBlock.all(of: name) {
      #expect(Self.kinds.contains(block.kind), "\(block)")
      let isPlain = block.commands.isEmpty
      #expect(isPlain == (block.kind != "console" && block.kind != "sh"), "\(block)")
      if isPlain {
        #expect(block.notRun == nil, "\(block)")
        #expect(!block.text.contains(/(?m)^(\$ |daybook |make |curl )/), "\(block)")
      }
    }
    for line in try ManualPage.lines(of: name) {
      #expect(!line.contains(/^ {4}(daybook|xero-sandbox|make|curl) [a-z-]/), "\(name): \(line)")
    }
  }

  @Test(arguments: try! ManualPage.all)
  func `each file of a page is read, and passes its own tests`(name: String) throws {
    for block in try PageBlock.all(of: name) where block.kind == "yaml" {
      let program = try block.program()
      let check = try program.run("config", "check")
      #expect(check.code == 0, "\(block): \(check.error)")
      guard try block.file.hasPrefix("rules.d/"), block.text.contains("tests:") else { continue }
      let tests = try program.run("rules", "test")
      #expect(tests.code == 0, "\(block): \(tests.output)\(tests.error)")
      let count = try #require(tests.output.firstMatch(of: /(\d+) of (\d+) tests? pass/))
      #expect(count.1 == count.2 && count.1 != "0", "\(block)")
    }
  }

  @Test(arguments: try! ManualPage.all)
  func `a file that is refused is refused with the words beside it`(name: String) throws {
    for block in try PageBlock.all(of: name) where block.kind == "yaml refused" {
      let answer = try block.program().run("config", "check")
      #expect(answer.code == 2, "\(block)")
      #expect(try answer.error == block.refusal, "\(block)")
    }
  }

  /// What a person registers is what Daybook listens on.
  @Test func `the page of Xero names the ports that login takes`() throws {
    let page = try ManualPage.lines(of: "docs/xero.md").joined(separator: "\n")
    let help = try Program().run("help", "xero").output
    for port in [8799, 8797, 8795] {
      #expect(page.contains("`http://localhost:\(port)/callback`"))
      #expect(help.contains("http://localhost:\(port)/callback"))
    }
  }
}
