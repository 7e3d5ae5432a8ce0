import Activity
import ActivityLog
import Glibc
import TestSupport
import Testing

/// A running agent with a home and a display of its own.
final class Agent {
  let home: TemporaryDirectory
  let process: TestProcess

  init(_ display: String?, home: TemporaryDirectory, arguments: [String] = []) {
    self.home = home
    process = TestProcess(
      [Agent.program] + arguments,
      environment: [
        "DISPLAY": display, "DAYBOOK_HOME": home.path + "/home", "TZ": "Pacific/Auckland",
        "PATH": "/usr/bin:/bin",
      ], output: home.path + "/output")
  }

  /// Beside the test bundle.
  static let program: String = {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let itself = String(
      decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for candidate in [itself] + CommandLine.arguments {
      guard let slash = candidate.lastIndex(of: "/") else { continue }
      let program = candidate[...slash] + "daybook-agent"
      if access(String(program), X_OK) == 0 { return String(program) }
    }
    return ".build/debug/daybook-agent"
  }()

  var output: String {
    guard let file = fopen(home.path + "/output", "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  var log: ActivityLog? {
    try? ActivityLog.open(path: home.path + "/home/data/activity.db", mode: .read)
  }

  var spans: [Span] {
    (try? log?.spans(from: Instant(milliseconds: 0), to: Instant(milliseconds: .max))) ?? []
  }

  var runs: [Run] {
    (try? log?.runs(from: Instant(milliseconds: 0), to: Instant(milliseconds: .max))) ?? []
  }

  func isReady() -> Bool { eventually { !spans.isEmpty } }

  func stop() -> Int32? {
    process.signal(SIGTERM)
    return process.wait()
  }
}

extension [Span] {
  /// Titles in order, each once in a row; "-" for no window.
  var titles: [String] {
    var titles: [String] = []
    for span in self {
      let title = span.subject == .private ? "private" : span.subject.window?.title ?? "-"
      if titles.last != title { titles.append(title) }
    }
    return titles
  }

  var tile: Bool { zip(self, dropFirst()).allSatisfy { $0.end == $1.start } }
}

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
    client.title("second, changed", on: second)
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

  @Test func `with rules that nobody compiled no title is stored`() {
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "a secret", app: "Secretive"))
    mkdir(home.path + "/home", 0o700)
    mkdir(home.path + "/home/config", 0o700)
    mkdir(home.path + "/home/config/rules.d", 0o700)
    let rules = fopen(home.path + "/home/config/rules.d/10.yaml", "w")
    fputs("rules: [{ name: n, when: { title: secret }, exclude: true }]\n", rules)
    fclose(rules)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.stop() == 0)
    #expect(agent.spans.compactMap(\.subject.window).allSatisfy { $0.title.isEmpty })
    #expect(agent.spans.last?.subject.window?.app == "Secretive")
    #expect(agent.output.contains("no title is stored"))
    unlink(home.path + "/home/config/rules.d/10.yaml")
  }

  @Test func `the record goes on when the display comes back`() throws {
    var x: TestX? = TestX(manager: false)
    let number = try #require(Int(x?.display.dropFirst() ?? ""))
    let agent = Agent(x?.display, home: home)
    #expect(agent.isReady())
    x?.server.signal(SIGKILL)
    _ = x?.server.wait()
    x = nil
    #expect(eventually { agent.runs.map(\.state) == [.stopped] })
    unlink("/tmp/.X\(number)-lock")
    x = TestX(manager: false, display: number)
    #expect(eventually { agent.runs.count == 2 })
    #expect(agent.stop() == 0)
    #expect(agent.runs.map(\.state) == [.stopped, .stopped])
  }
}
