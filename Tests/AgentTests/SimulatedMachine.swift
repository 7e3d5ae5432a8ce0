import Activity
import CLinux
import Glibc
import TestSupport

/// A machine whose clocks the test turns: an X server and the agent, as they are, with
/// `Tests/endurance/clock.c` before the C library. Days pass as fast as both can work.
final class SimulatedMachine {
  static let compiler: String? = {
    let known: [String] = ["/opt/swift/usr/bin/clang", "/usr/bin/clang", "/usr/bin/cc"]
    return known.first { access($0, X_OK) == 0 }
  }()

  let home: TemporaryDirectory
  let desk: SimulatedDesk
  let agent: Agent
  private let clocks: UnsafeMutablePointer<Int64>
  private let loop: Int32
  /// When the agent wants to wake up, on CLOCK_MONOTONIC; it sleeps, and waits for our answer.
  private var wakesAt: Int64?

  /// - Parameter start: the wall clock, in seconds since 1970.
  init(in home: TemporaryDirectory, at start: Int64) {
    self.home = home
    let library = home.path + "/clock.so"
    let source = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined()
    let compiled = TestProcess([
      Self.compiler ?? "cc", "-O2", "-shared", "-fPIC", "-o", library,
      source + "/endurance/clock.c",
    ])
    precondition(compiled.wait() == 0, "clock.c can't be compiled")
    let page = home.path + "/clocks"
    clocks = Self.map(page)
    // A server's clock begins some time after zero.
    clocks[0] = 3_600_000_000_000
    clocks[1] = clocks[0]
    clocks[2] = start * 1_000_000_000
    let preloaded: [String: String?] = ["LD_PRELOAD": library, "DAYBOOK_SIMULATED_CLOCK": page]
    desk = SimulatedDesk(TestX(manager: false, environment: preloaded))
    var ends: [Int32] = [0, 0]
    precondition(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    loop = ends[0]
    agent = Agent(
      desk.x.display, home: home,
      environment: preloaded.merging([
        // By hand: as its unit starts it, it has to become by itself.
        "DAYBOOK_SIMULATED_LOOP": "yes", "GLIBC_TUNABLES": nil,
      ]) { $1 }, passing: ends[1])
    close(ends[1])
    waitUntilAsleep()
  }

  deinit {
    close(loop)
    munmap(clocks, 4096)
  }

  private static func map(_ path: String) -> UnsafeMutablePointer<Int64> {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    precondition(file >= 0 && ftruncate(file, 4096) == 0)
    defer { close(file) }
    let page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    guard let page, page != MAP_FAILED else { preconditionFailure("no page for the clocks") }
    return page.assumingMemoryBound(to: Int64.self)
  }

  // MARK: - Time

  /// The wall clock, in milliseconds.
  var now: Int64 { clocks[2] / 1_000_000 }

  /// Lets time pass up to `moment` of the wall clock; the agent wakes up as often as it wants to.
  ///
  /// - Returns: how often that was.
  @discardableResult
  func pass(until moment: Int64) -> Int {
    var count = 0
    while let due = wakesAt, now + due - clocks[0] / 1_000_000 <= moment {
      turn(by: max(0, due * 1_000_000 - clocks[0]))
      letWork()
      count += 1
    }
    turn(by: max(0, moment * 1_000_000 - clocks[2]))
    return count
  }

  /// The machine sleeps up to `moment`: CLOCK_MONOTONIC stands still.
  func suspend(until moment: Int64) {
    let length = max(0, moment * 1_000_000 - clocks[2])
    clocks[1] += length
    clocks[2] += length
  }

  private func turn(by nanoseconds: Int64) { for clock in 0..<3 { clocks[clock] += nanoseconds } }

  /// Lets the agent do what there is to do, until it sleeps again.
  func letWork() {
    guard isRunning else { return }
    var answer: UInt8 = 1
    precondition(write(loop, &answer, 1) == 1)
    waitUntilAsleep()
  }

  private(set) var isRunning = true

  private func waitUntilAsleep() {
    var until: Int64 = 0
    guard read(loop, &until, 8) == 8 else {
      isRunning = false
      return
    }
    wakesAt = until == .max ? nil : until / 1_000_000
  }

  // MARK: - Commands

  /// Runs `daybook` at this moment, while the agent is there to answer it.
  func daybook(_ words: String...) -> Int32? {
    let seconds = now / 1000
    let command = TestProcess(
      [String(Agent.program.dropLast("-agent".count))] + words,
      environment: [
        "DAYBOOK_HOME": home.path + "/home", "TZ": "Pacific/Auckland",
        "DAYBOOK_NOW": rfc3339(seconds),
      ], output: home.path + "/said")
    while command.poll() == nil {
      usleep(1000)
      letWork()
    }
    return command.poll()
  }

  /// What they printed.
  var said: String { agent.text("said") }

  func stop() -> Int32? {
    agent.process.signal(SIGTERM)
    while isRunning { letWork() }
    return agent.process.wait()
  }
}

/// The windows of a simulated machine, and who sits before them.
final class SimulatedDesk {
  /// Goes before its server does.
  private let client: TestClient
  let x: TestX
  private let windows: [TestClient.WindowID]
  private var titles: [String]
  private var active: Int?

  init(_ x: TestX) {
    self.x = x
    let client = TestClient(x.display)
    self.client = client
    windows = (0..<12).map { client.window(title: "new", instance: "i\($0)", app: "App\($0)") }
    titles = windows.map { _ in "new" }
    // We are the window manager.
    let check = Int(windows[0])
    client.set("_NET_SUPPORTING_WM_CHECK", "WINDOW", numbers: [check], on: windows[0])
    client.rootProperty("_NET_SUPPORTING_WM_CHECK", "WINDOW", numbers: [check])
  }

  func visit(_ number: Int, _ title: String) {
    client.movePointer()
    let window = number % windows.count
    if titles[window] != title { client.title(title, on: windows[window]) }
    titles[window] = title
    if active != window {
      client.rootProperty("_NET_ACTIVE_WINDOW", "WINDOW", numbers: [Int(windows[window])])
    }
    active = window
  }

  func input() { client.movePointer() }

  /// The server looks at its alarms when somebody asks it something.
  func lookAtAlarms() { for _ in 0..<2 { client.sync() } }
}
