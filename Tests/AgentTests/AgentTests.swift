import Activity
import ActivityLog
import Glibc
import TestSupport
import Testing

@Suite(.serialized) struct AgentTests {
  let home = TemporaryDirectory()

  @Test func `windows and titles are recorded in order, without gap`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let (first, second) = (client.window(title: "first"), client.window(title: "second"))
    client.activate(first)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    client.activate(second)
    // A title is read after it is told of: the next one waits for that.
    #expect(agent.comesToShow("second"))
    client.title("second, changed", on: second)
    #expect(agent.comesToShow("second, changed"))
    client.activate(first)
    #expect(agent.stop() == 0)
    let spans = agent.spans
    #expect(spans.titles.suffix(3) == ["second", "second, changed", "first"])
    #expect(spans.titles.first == "first")
    #expect(spans.tile)
    #expect(spans.allSatisfy { $0.zone.name == "Pacific/Auckland" && $0.zone.offset != 0 })
    #expect(agent.runs.map(\.state) == [.stopped])
    #expect(agent.runs.first?.start == spans.first?.start)
    #expect(agent.runs.first?.alive == spans.last?.end)
  }

  @Test func `real programs appear with their class and path`() {
    let x = TestX()
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    let xterm = TestProcess(
      ["xterm", "-T", "a terminal", "-e", "sleep", "60"], environment: ["DISPLAY": x.display])
    let client = TestClient(x.display)
    #expect(eventually { client.active.map { $0 != 0 } ?? false })
    // A terminal sets its properties one after the other.
    #expect(eventually { agent.spans.last?.subject.window?.title == "a terminal" })
    xterm.signal(SIGKILL)
    _ = xterm.wait()
    #expect(eventually { agent.spans.last?.subject == .nothing })
    #expect(agent.stop() == 0)
    let window = agent.spans.compactMap(\.subject.window).last { $0.title == "a terminal" }
    #expect(window?.app == "XTerm")
    #expect(window?.instance == "xterm")
    #expect(window?.executable.hasSuffix("/xterm") == true)
    #expect(window?.workspace.isEmpty == false)
    #expect(agent.spans.tile)
  }

  @Test func `idle begins and ends with the person`() throws {
    let x = TestX()
    let agent = Agent(x.display, home: home, arguments: ["--idle", "1s"])
    #expect(agent.isReady())
    x.xdotool("mousemove", "10", "10")
    #expect(eventually { agent.spans.last?.presence == .idle })
    #expect(
      eventually {
        x.xdotool("mousemove", "20", "20", "mousemove", "30", "30")
        return agent.spans.last?.presence == .active
      })
    #expect(agent.stop() == 0)
    let presences = agent.spans.map(\.presence)
    #expect(presences.contains(.idle))
    #expect(agent.spans.tile)
  }

  @Test(.enabled(if: SimulatedMachine.compiler != nil, "A C compiler is not installed."))
  func `where nothing can tell of idle, what is recorded is settled at once`() {
    // No server can be told to have no SYNC.
    let source = "int XSyncQueryExtension(void *d, int *e, int *r) { return 0; }\n"
    home.write(source, to: "nosync.c")
    let library = home.path + "/nosync.so"
    let compiler = TestProcess([
      SimulatedMachine.compiler ?? "cc", "-shared", "-fPIC", "-o", library, home.path + "/nosync.c",
    ])
    #expect(compiler.wait() == 0)
    let x = TestX(manager: false, extra: ["-extension", "MIT-SCREEN-SAVER"])
    let agent = Agent(x.display, home: home, environment: ["LD_PRELOAD": library])
    #expect(agent.isReady())
    #expect(agent.journal.contains("idle is known from nothing"))
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        guard let run = agent.runs.last else { return false }
        return run.lastInput == run.alive && run.alive > run.start
      })
    #expect(agent.stop() == 0)
  }

  @Test func `a new threshold that no display takes yet leaves the old one at work`() {
    makeRules("rules: []\n")
    let x = TestX(extra: ["-maxclients", "64"])
    let client = TestClient(x.display)
    let window = client.window(title: "before")
    client.activate(window)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(eventually { access(home.path + "/home/state/filter", F_OK) == 0 })
    let crowd = TestCrowd(x.display)
    home.write("idle: 1s\n", to: "home/config/config.yaml")
    #expect(eventually { agent.journal.contains("the display takes no new connection") })
    client.title("after", on: window)
    #expect(agent.comesToShow("after"))
    #expect(agent.spans.allSatisfy { $0.presence == .active })
    crowd.leave()
    #expect(eventually { agent.spans.last?.presence == .idle })
    #expect(agent.stop() == 0)
    #expect(agent.runs.map(\.state) == [.stopped])
    #expect(agent.spans.tile)
  }

  @Test func `a killed agent leaves a sound log and an unknown hole`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "work"))
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    agent.process.signal(SIGKILL)
    #expect(agent.process.wait() == 128 + SIGKILL)
    #expect(agent.runs.map(\.state) == [.running])
    let next = Agent(x.display, home: home)
    #expect(eventually { next.runs.count == 2 && next.spans.count >= 2 })
    #expect(next.stop() == 0)
    #expect(next.runs.map(\.state) == [.lost, .stopped])
    let spans = next.spans
    let hole = try #require(zip(spans, spans.dropFirst()).first { $0.end < $1.start })
    #expect(hole.0.end == next.runs.first?.alive)
    #expect(hole.1.start == next.runs.last?.start)
  }

  @Test func `the second agent of a home says who runs`() {
    let x = TestX(manager: false)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    let second = Agent(x.display, home: home)
    #expect(second.process.wait() == 1)
    #expect(second.output.contains("process \(agent.process.pid)"))
    #expect(agent.stop() == 0)
  }

  @Test func `no display is one sentence and nothing made`() {
    for display in [nil, ":59999"] {
      let agent = Agent(display, home: home)
      #expect(agent.process.wait() == 1)
      #expect(access(home.path + "/home", F_OK) != 0)
    }
    #expect(Agent(nil, home: home).output.split(separator: "\n").allSatisfy { $0.hasSuffix(".") })
  }

  @Test func `a newer log is refused`() throws {
    let x = TestX(manager: false)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.stop() == 0)
    let sqlite = TestProcess(
      ["sqlite3", home.path + "/home/data/activity.db", "PRAGMA user_version = 99"])
    #expect(sqlite.wait() == 0)
    let next = Agent(x.display, home: home)
    #expect(next.process.wait() == 2)
    #expect(next.output.contains("Update Daybook"))
  }

  // MARK: - Rules that are not compiled

  private func makeRules(_ rules: String) {
    for directory in ["/home", "/home/config", "/home/config/rules.d", "/home/state"] {
      mkdir(home.path + directory, 0o700)
    }
    home.write("clients: {}\n", to: "home/config/clients.yaml")
    home.write(rules, to: "home/config/rules.d/10.yaml")
  }

  /// A copy of the agent beside another `daybook`; nil for none.
  private func agent(beside compiler: String?, on x: TestX) -> Agent {
    if let compiler {
      home.write("#!/bin/sh\n" + compiler + "\n", to: "daybook")
      chmod(home.path + "/daybook", 0o700)
    }
    #expect(TestProcess(["cp", Agent.program, home.path + "/daybook-agent"]).wait() == 0)
    return Agent(
      x.display, home: home, program: home.path + "/daybook-agent",
      environment: compiler == nil ? ["PATH": home.path] : [:])
  }

  private static let secretRule = "rules: [{ name: n, when: { title: secret }, exclude: true }]\n"

  @Test func `at a first start rules are compiled without a word`() {
    makeRules(Self.secretRule)
    let x = TestX()
    let client = TestClient(x.display)
    let (secret, plain) = (client.window(title: "a secret"), client.window(title: "plain"))
    client.activate(secret)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.spans.last?.subject == .private
      })
    client.activate(plain)
    #expect(agent.stop() == 0)
    #expect(agent.spans.titles.last == "plain")
    #expect(agent.output == "")
    #expect(agent.journal.contains("compiling the rules"))
    #expect(!home.hasTrace(of: "a secret"))
  }

  @Test func `until rules are compiled no title is stored, and a failure is told`() {
    makeRules(Self.secretRule)
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "a secret", app: "Secretive")
    client.activate(window)
    let agent = agent(
      beside: "until [ -e \"$DAYBOOK_HOME/go\" ]; do sleep 0.05; done; exit 1", on: x)
    #expect(agent.isReady())
    client.title("a secret, still", on: window)
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.spans.last?.subject.window?.app == "Secretive"
      })
    #expect(agent.output == "")
    home.write("", to: "home/go")
    #expect(eventually { agent.output.contains("'daybook rules compile' failed") })
    #expect(agent.output.contains("no title is stored"))
    #expect(agent.stop() == 0)
    #expect(agent.spans.compactMap(\.subject.window).allSatisfy { $0.title.isEmpty })
    #expect(!home.hasTrace(of: "a secret"))
  }

  @Test func `without a compiler no title is stored, and that is told`() {
    makeRules(Self.secretRule)
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "a secret", app: "Secretive"))
    let agent = agent(beside: nil, on: x)
    #expect(agent.isReady())
    #expect(agent.output.contains("can't be started"))
    #expect(agent.stop() == 0)
    #expect(agent.spans.last?.subject.window?.app == "Secretive")
    #expect(!home.hasTrace(of: "a secret"))
  }

  @Test func `a compiler of no use is run once for each change of the rules`() {
    makeRules("rules: []\n")
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "a title"))
    // It writes what the agent can't read, as one of another version would.
    let agent = agent(
      beside: """
        echo ran >> "$DAYBOOK_HOME/ran"
        echo garbage > "$DAYBOOK_HOME/state/filter"
        """, on: x)
    #expect(agent.isReady())
    #expect(
      eventually { agent.text("home/ran") == "ran\n" && !agent.text("home/state/filter").isEmpty })
    #expect(eventually { agent.output.contains("does not agree with the rules") })
    home.write(
      "rules: [{ name: n, when: { app: a }, exclude: true }]\n", to: "home/config/rules.d/10.yaml")
    #expect(eventually { agent.text("home/ran") == "ran\nran\n" })
    // Long enough to see it run again.
    usleep(500_000)
    #expect(agent.text("home/ran") == "ran\nran\n")
    #expect(agent.stop() == 0)
    #expect(agent.spans.compactMap(\.subject.window).allSatisfy { $0.title.isEmpty })
  }

  @Test(arguments: [true, false])
  func `working directories are recorded unless config.yaml says no`(wanted: Bool) {
    for directory in ["/home", "/home/config"] { mkdir(home.path + directory, 0o700) }
    for (file, text) in [("clients.yaml", "clients: {}"), ("config.yaml", "directory: \(wanted)")] {
      let file = fopen(home.path + "/home/config/" + file, "w")
      fputs(text + "\n", file)
      fclose(file)
    }
    let x = TestX()
    // A window manager that still begins would not give the terminal the focus.
    let client = TestClient(x.display)
    client.activate(client.window(title: "w"))
    let terminal = TestProcess(
      ["xterm", "-T", "shell", "-e", "sh", "-c", "cd /usr/share; sleep 60"],
      environment: ["DISPLAY": x.display])
    let agent = Agent(x.display, home: home)
    // The filter is compiled by the command beside the agent.
    #expect(eventually { access(home.path + "/home/state/filter", F_OK) == 0 })
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        let window = agent.spans.last?.subject.window
        return window?.title == "shell" && window?.directory == (wanted ? "/usr/share" : "")
      })
    terminal.signal(SIGKILL)
    #expect(agent.stop() == 0)
  }

  @Test func `what happens while the agent can't run is recorded at its own time`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "before")
    client.activate(window)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    agent.process.signal(SIGSTOP)
    let earliest = wall()
    client.title("after", on: window)
    client.sync()
    let latest = wall()
    usleep(700_000)
    agent.process.signal(SIGCONT)
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.spans.last?.subject.window?.title == "after"
      })
    #expect(agent.stop() == 0)
    let start = try #require(
      agent.spans.first { $0.subject.window?.title == "after" }?.start)
    // Clocks are read in whole milliseconds.
    #expect(start - earliest >= -3 && start - latest <= 3, "\(start - earliest)")
    #expect(agent.spans.tile)
  }

  @Test func `the record goes on when the display comes back`() throws {
    let (agent, number) = Agent.leftAlone(in: home)
    let x = TestX(manager: false, display: number)
    defer { withExtendedLifetime(x) {} }
    #expect(eventually { agent.runs.count == 2 })
    #expect(agent.stop() == 0)
    #expect(agent.runs.map(\.state) == [.stopped, .stopped])
  }
}
