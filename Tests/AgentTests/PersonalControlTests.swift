import Activity
import Control
import Glibc
import TestSupport
import Testing

/// The person's commands on a running agent.
@Suite(.serialized) struct PersonalControlTests {
  let home = TemporaryDirectory()

  /// `daybook`, to its end; its output is added to the agent's.
  private func daybook(_ arguments: String...) -> Int32? {
    let program = Agent.program.dropLast("-agent".count)
    return TestProcess(
      [String(program)] + arguments,
      environment: [
        "DAYBOOK_HOME": home.path + "/home", "TZ": "Pacific/Auckland", "PATH": "/usr/bin:/bin",
      ], output: home.path + "/output"
    ).wait()
  }

  private func traces(of marker: String) -> Bool {
    ["activity.db", "activity.db-wal", "activity.db-shm", "activity.db-tail"].contains { name in
      let path = home.path + "/home/data/" + name
      guard access(path, F_OK) == 0 else { return false }
      return TestProcess(["grep", "-aq", marker, path]).wait() != 1
    }
  }

  @Test func `what is forgotten leaves no trace, and the time stays`() {
    let x = TestX()
    let client = TestClient(x.display)
    let (secret, plain) = (client.window(title: "marker-4711"), client.window(title: "plain"))
    client.activate(secret)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    client.activate(plain)
    client.activate(secret)
    client.activate(plain)
    #expect(eventually { agent.spans.titles.contains("plain") })
    #expect(traces(of: "marker-4711"))
    #expect(daybook("forget", "--last", "10m") == 4)
    #expect(traces(of: "marker-4711"))
    #expect(daybook("forget", "--last", "10m", "--yes") == 0)
    #expect(!traces(of: "marker-4711"))
    #expect(agent.stop() == 0)
    #expect(!traces(of: "marker-4711"))
    #expect(agent.spans.titles.contains("private"))
    #expect(agent.spans.tile)
  }

  @Test func `a pause outlives a killed agent and ends with resume`() {
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "work"))
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(daybook("pause") == 0)
    #expect(agent.spans.last?.presence == .paused || agent.spans.last?.presence == .active)
    agent.process.signal(SIGKILL)
    _ = agent.process.wait()
    let next = Agent(x.display, home: home)
    #expect(eventually { next.runs.count == 2 })
    #expect(eventually { next.spans.last?.presence == .paused })
    #expect(daybook("resume") == 0)
    #expect(next.stop() == 0)
    #expect(next.spans.last?.presence == .active)
    #expect(next.spans.last?.subject.window?.title == "work")
  }

  @Test func `a pause file that can't be read is a pause`() {
    let x = TestX(manager: false)
    for directory in ["/home", "/home/state"] { mkdir(home.path + directory, 0o700) }
    let file = fopen(home.path + "/home/state/pause", "w")
    fputs("garbage", file)
    fclose(file)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.spans.last?.presence == .paused)
    #expect(daybook("status") == 0)
    #expect(agent.output.contains("pause can't be read"))
    #expect(daybook("resume") == 0)
    #expect(agent.stop() == 0)
    #expect(agent.spans.last?.presence == .active)
  }

  @Test func `garbage at the socket leaves the agent recording`() {
    let x = TestX()
    let client = TestClient(x.display)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    let path = home.path + "/home/run/agent.sock"
    let attack = """
      import socket
      crowd = []
      for n in range(200):
          s = socket.socket(socket.AF_UNIX)
          s.settimeout(2)
          crowd.append(s)
          try:
              s.connect("\(path)")
              s.sendall(b"daybook 1 sta" if n % 2 else b"x" * (1 << 20 if n < 4 else 9))
          except OSError:
              pass
      """
    #expect(TestProcess(["python3", "-c", attack]).wait() == 0)
    client.activate(client.window(title: "still here"))
    #expect(daybook("status", "--short") == 0)
    #expect(agent.output.contains("recording"))
    #expect(agent.stop() == 0)
    #expect(agent.spans.titles.contains("still here"))
    #expect(agent.spans.tile)
  }
}
