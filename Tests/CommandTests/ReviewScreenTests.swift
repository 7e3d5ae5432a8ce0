import Foundation
import Testing

/// The review screen as a person meets it: in a terminal, on a real home.
@Suite struct ReviewScreenTests {
  private static let day = Program.repository.appending(path: "examples/day.jsonl").path

  private func recorded() throws -> Program {
    let program = try Program(examples: true)
    #expect(try program.run("activity", "import", Self.day).code == 0)
    return program
  }

  /// The terminal's modes before and after, and how it ended, on the screen that was there before.
  private func terminal(
    _ program: Program, _ arguments: String = "review 2026-11-20", settings: String = ""
  ) throws -> Tmux {
    let daybook = try Program.built("daybook").path
    return try Tmux(
      """
      ulimit -c 0
      unset NO_COLOR
      before=$(stty -a)
      \(settings) \(daybook) \(arguments)
      echo "exit $?"
      test "$before" = "$(stty -a)" && echo "modes as before"
      """, program.environment)
  }

  private func states(_ program: Program) throws -> [String: Int] {
    let list = try program.json(EntryList.self, "entries", "2026-11-20", "--json")
    return Dictionary(grouping: list.entries, by: \.state).mapValues(\.count)
  }

  private func steps(_ program: Program) throws -> [String] {
    struct History: Decodable {
      struct Event: Decodable { var what: String }
      var events: [Event]
    }
    return try program.json(History.self, "history", "--json").events.map(\.what)
  }

  @Test func `an evening by keys gives the events that commands give`() throws {
    let program = try recorded()
    let screen = try terminal(program)
    try screen.waitFor("Friday 20 November 2026")
    try screen.waitFor("25 proposed · 13 no project · 2 to ask")
    try screen.press("a")
    try screen.waitFor("Approved acme/support, 0:01:30.")
    try screen.press("r")
    try screen.waitFor("Rejected acme/support, 0:01:27")
    try screen.press("u")
    try screen.waitFor("Took back: reject.")
    try screen.press("C-r")
    try screen.waitFor("Did again: reject.")
    try screen.press("p")
    try screen.type("webmee")
    try screen.waitFor("> webmee")
    try screen.press("Enter")
    try screen.waitFor("Given to acme/website meetings")
    try screen.press("n")
    try screen.press("C-u")
    try screen.type("Zertifikat erneuert – für Łukasz 日本")
    try screen.press("Enter")
    try screen.waitFor("Noted.")
    try screen.waitFor("Zertifikat erneuert – für Łukasz 日本")
    try screen.press("A")
    try screen.waitFor("Approved 23 entries")
    try screen.press("q")
    try screen.waitFor("exit 0")
    try screen.waitFor("modes as before")
    let text = try screen.shown()
    #expect(text.contains("  approved    24 entries"))
    #expect(text.contains("  rejected    1 entry, 0:01:27"))
    #expect(text.contains("To go on: daybook review 2026-11-20"))
    #expect(try !screen.isTakenOver())

    #expect(
      try steps(program) == [
        "propose", "approve", "reject", "undo", "redo", "assign", "note", "approve",
      ])
    let states = try states(program)
    #expect(states["approved"] == 24)
    #expect(states["rejected"] == 1)
  }

  @Test(arguments: [SIGTERM, SIGSEGV, SIGHUP, SIGABRT])
  func `a violent end leaves the terminal as it was`(signal: Int32) throws {
    let program = try recorded()
    let screen = try terminal(program)
    try screen.waitFor("Friday 20 November 2026")
    #expect(try screen.isTakenOver())
    let found = try #require(try Self.processes(in: program.home.path).first)
    #expect(kill(found, signal) == 0)
    try screen.waitFor("exit \(128 + signal)")
    try screen.waitFor("modes as before")
    #expect(try !screen.isTakenOver())
  }

  /// The programs whose home this is.
  private static func processes(in home: String) throws -> [pid_t] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter {
      let name = try? String(contentsOfFile: "/proc/\($0)/comm", encoding: .utf8)
      let environment = FileManager.default.contents(atPath: "/proc/\($0)/environ") ?? Data()
      return name == "daybook\n" && environment.range(of: Data("DAYBOOK_HOME=\(home)".utf8)) != nil
    }
  }

  @Test func `it stops and goes on as a job of the shell`() throws {
    let program = try recorded()
    let daybook = try Program.built("daybook").path
    let screen = try Tmux("unset NO_COLOR; exec bash --norc --noprofile -i", program.environment)
    try screen.type("PS1='> '; \(daybook) review 2026-11-20\n")
    try screen.waitFor("Friday 20 November 2026")
    try screen.press("C-z")
    try screen.waitFor("Stopped")
    #expect(try !screen.isTakenOver())
    try screen.type("fg\n")
    try screen.waitFor("25 proposed")
    try screen.press("q")
    try screen.waitFor("To go on: daybook review 2026-11-20")
    #expect(try !screen.isTakenOver())
  }

  @Test func `what another terminal changes appears by itself`() throws {
    let program = try recorded()
    let screen = try terminal(program)
    try screen.waitFor("25 proposed")
    try screen.press("Down", "Down")
    let list = try program.json(EntryList.self, "entries", "2026-11-20", "--json")
    let first = try #require(list.entries.first { $0.client != nil })
    #expect(try program.run("note", first.id, "Written elsewhere").code == 0)
    try screen.waitFor("Written")
    #expect(try program.run("approve", "2026-11-20").code == 0)
    try screen.waitFor("13 no project · 2 to ask")
    try screen.waitFor("25 proposed", gone: true)
  }

  @Test func `it follows the size of its terminal`() throws {
    let program = try recorded()
    let screen = try terminal(program)
    try screen.waitFor("25 proposed")
    try screen.resize(columns: 79, rows: 24)
    try screen.waitFor("this terminal has 79×24.")
    try screen.resize(columns: 150, rows: 50)
    try screen.waitFor("• proposed 08:29–10:01  1:26:17 $ ■ acme/website development")
  }

  @Test func `the mouse selects where the terminal has one`() throws {
    let program = try recorded()
    let screen = try terminal(program)
    try screen.waitFor("25 proposed")
    // A press and a release at column 40, row 7, as xterm tells them: 32 is added to each.
    try screen.send([0x1b, 0x5b, 0x4d, 32, 33 + 40, 33 + 6, 0x1b, 0x5b, 0x4d, 35, 33 + 40, 33 + 6])
    try screen.waitFor("▸• 10:27–10:33")
  }

  @Test func `without colours it says all the same`() throws {
    let program = try recorded()
    let screen = try terminal(program, settings: "NO_COLOR=1")
    try screen.waitFor("25 proposed")
    let styled = try screen.shown(styled: true)
    #expect(!styled.contains("38;5;") && !styled.contains("48;5;"))
    #expect(try screen.shown().contains("a acme/website"))
  }

  @Test func `a terminal without places, or none at all, is told the commands`() throws {
    let program = try recorded()
    let plain = try program.run("review", "2026-11-20")
    #expect(plain.code == 2)
    #expect(
      plain.error == """
        The review screen needs a terminal. The commands do the same: daybook entries, approve, \
        assign, note; see daybook --help.

        """)
    let dumb = try terminal(program, settings: "TERM=dumb")
    try dumb.waitFor("The terminal \"dumb\" can't place text on a screen")
    try dumb.waitFor("exit 2")
    let unknown = try terminal(program, settings: "TERM=nonsense")
    try unknown.waitFor("The terminal \"nonsense\" is not known to this machine's terminfo")
    try unknown.waitFor("exit 2")
    let old = try terminal(program, settings: "TERM=vt100")
    try old.waitFor("25 proposed . 13 no project")
  }

  @Test func `the demo shows a made day and leaves one's own alone`() throws {
    let program = try Program()
    let screen = try terminal(program, "review --demo")
    try screen.waitFor("Friday 20 November 2026, a demo")
    try screen.press("A")
    try screen.waitFor("Approved 25 entries")
    try screen.press("q")
    try screen.waitFor("That was a made day. Your own begins with: daybook init")
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.home.path) == ["config"])
  }
}
