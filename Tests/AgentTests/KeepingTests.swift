import Activity
import Control
import Glibc
import TestSupport
import Testing

/// Backup, restore and purge beside a living agent.
@Suite(.serialized) struct KeepingTests {
  let home = TemporaryDirectory()

  private func daybook(
    _ arguments: String..., now: String? = nil, display: String? = nil
  ) -> Int32? {
    let program = Agent.program.dropLast("-agent".count)
    return TestProcess(
      [String(program)] + arguments,
      environment: [
        "DAYBOOK_HOME": home.path + "/home", "TZ": "Pacific/Auckland", "PATH": "/usr/bin:/bin",
        "DAYBOOK_NOW": now, "DISPLAY": display,
      ], output: home.path + "/output"
    ).wait()
  }

  private func traces(of marker: String, in directory: String) -> Bool {
    TestProcess(["grep", "-arq", marker, home.path + "/" + directory]).wait() != 1
  }

  private func configure() {
    for directory in ["/home", "/home/config"] { mkdir(home.path + directory, 0o700) }
    for (name, text) in [
      ("clients.yaml", "clients: { acme: { currency: NZD, projects: { website: {} } } }\n"),
      ("config.yaml", "retention: { titles: 1d }\n"),
    ] {
      let file = fopen(home.path + "/home/config/" + name, "w")
      fputs(text, file)
      fclose(file)
    }
  }

  @Test func `a backup has what the agent wrote last, and a restore waits for its end`() {
    configure()
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "marker-4711"))
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.comesToShow("marker-4711"))
    #expect(daybook("backup", home.path + "/kept") == 0)
    #expect(traces(of: "marker-4711", in: "kept"))
    #expect(daybook("restore", home.path + "/kept", "--yes") == 6)
    #expect(agent.output.contains("daybook-agent is recording (process \(agent.process.pid))"))
    #expect(agent.process.poll() == nil)
    client.activate(client.window(title: "marker-later"))
    #expect(agent.comesToShow("marker-later"))
    #expect(agent.stop() == 0)
    #expect(daybook("restore", home.path + "/kept", "--yes") == 0)
    #expect(!agent.spans.titles.contains("marker-later"))
    #expect(agent.spans.titles.contains("marker-4711"))
    let next = Agent(x.display, home: home)
    #expect(eventually { next.runs.count == 2 })
    #expect(next.stop() == 0)
    #expect(next.spans.tile || next.spans.count > 1)
  }

  @Test func `init starts the agent, once`() {
    let x = TestX()
    #expect(daybook("init", "--yes", display: x.display) == 0)
    let agent = Agent.text(home.path + "/home/data/agent.lock")
    #expect(daybook("init", "--yes", display: x.display) == 0)
    #expect(Agent.text(home.path + "/home/data/agent.lock") == agent)
    #expect(daybook("status", "--short") == 0)
    let output = Agent.text(home.path + "/output")
    #expect(output.contains("The agent is recording.") && output.contains("recording already"))
    guard let process = pid_t(agent.split(separator: "\n").first ?? "") else {
      Issue.record("no agent: \(output)")
      return
    }
    kill(process, SIGTERM)
    #expect(eventually { kill(process, 0) != 0 })
  }

  @Test func `a purge takes old titles from under a living agent`() {
    configure()
    let x = TestX()
    let client = TestClient(x.display)
    let (secret, plain) = (client.window(title: "marker-4711"), client.window(title: "plain"))
    client.activate(secret)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.comesToShow("marker-4711"))
    client.activate(plain)
    #expect(agent.comesToShow("plain"))
    #expect(traces(of: "marker-4711", in: "home/data"))
    // Three days on, with the agent's own clock where it was.
    let later = moment(days: 3)
    #expect(daybook("purge", "--dry-run", "--undecided", now: later) == 0)
    #expect(traces(of: "marker-4711", in: "home/data"))
    #expect(daybook("purge", "--yes", "--undecided", now: later) == 0)
    #expect(!traces(of: "marker-4711", in: "home/data"))
    #expect(agent.stop() == 0)
    #expect(!traces(of: "marker-4711", in: "home/data"))
    #expect(agent.spans.contains { $0.subject.window?.app == "Test" })
    #expect(agent.spans.tile)
  }
}

/// So many days from now, as `--now` takes it.
private func moment(days: Int64) -> String {
  var seconds = time_t(wall().flooredSeconds + days * 86_400)
  var parts = tm()
  gmtime_r(&seconds, &parts)
  var text = [CChar](repeating: 0, count: 40)
  strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
