import Activity
import ActivityLog
import Glibc
import TestSupport
import Testing

/// A running agent with a home and a display of its own.
final class Agent {
  let home: TemporaryDirectory
  let process: TestProcess

  /// - Parameters:
  ///   - under: a program and its arguments that starts the agent, such as `prlimit`.
  ///   - passing: a descriptor of ours that it gets as number 5.
  init(
    _ display: String?, home: TemporaryDirectory, arguments: [String] = [],
    under: [String] = [], program: String = Agent.program, environment: [String: String?] = [:],
    passing: Int32? = nil
  ) {
    self.home = home
    process = TestProcess(
      under + [program] + arguments,
      environment: [
        "DISPLAY": display, "DAYBOOK_HOME": home.path + "/home", "TZ": "Pacific/Auckland",
        "PATH": "/usr/bin:/bin",
      ].merging(environment) { $1 }, output: home.path + "/output", passing: passing)
  }

  /// In `DAYBOOK_TRIAL_PROGRAMS`, such as a release build, else beside the test bundle.
  static let program: String = {
    if let folder = getenv("DAYBOOK_TRIAL_PROGRAMS") {
      return String(cString: folder) + "/daybook-agent"
    }
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

  var output: String { text("output") }
  /// What the agent says of itself.
  var journal: String { text("home/state/agent.log") }

  func text(_ file: String) -> String { Agent.text(home.path + "/" + file) }

  static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
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

  /// A title that has lasted and is on disk.
  func comesToShow(_ title: String) -> Bool {
    eventually {
      process.signal(SIGHUP)
      return spans.last?.subject.window?.title == title
    }
  }

  func stop() -> Int32? {
    process.signal(SIGTERM)
    return process.wait()
  }
}

/// The wall clock, in whole milliseconds.
func wall() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
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

extension Agent {
  /// An agent whose X server was killed, and the number of its display, which a server may take again.
  static func leftAlone(in home: TemporaryDirectory) -> (agent: Agent, display: Int) {
    // A number that no other server takes: to that one it would come back.
    let number = TestX.lastingNumber()
    let x = TestX(manager: false, display: number)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    x.server.signal(SIGKILL)
    _ = x.server.wait()
    #expect(eventually { agent.runs.map(\.state) == [.stopped] })
    unlink("/tmp/.X\(number)-lock")
    return (agent, number)
  }
}
