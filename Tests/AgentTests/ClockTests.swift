import Activity
import Glibc
import TestSupport
import Testing

/// A wall clock of one agent's own: libfaketime before its calls, the other clocks as they are.
private struct FakeClock {
  private static let library = [
    "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib",
  ].map { $0 + "/faketime/libfaketime.so.1" }.first { access($0, R_OK) == 0 }

  static var isHere: Bool { library != nil }

  private let file: String

  /// - Parameter seconds: how far it is ahead.
  init(in home: TemporaryDirectory, ahead seconds: Int64) {
    file = home.path + "/clock"
    set(ahead: seconds)
  }

  func set(ahead seconds: Int64) {
    let draft = fopen(file + ".new", "w")
    fputs("\(seconds < 0 ? "" : "+")\(seconds)\n", draft)
    fclose(draft)
    rename(file + ".new", file)
  }

  var environment: [String: String?] {
    [
      "LD_PRELOAD": Self.library, "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1",
      "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    ]
  }
}

/// The moments between which something lasted, at least and at most, in milliseconds.
private struct Stopwatch {
  private let before = milliseconds()
  private var ready: Int64?
  private var ended: Int64?

  mutating func isReady() { ready = Self.milliseconds() }
  mutating func ends() { ended = Self.milliseconds() }

  /// Rounded to milliseconds on either side.
  func holds(_ length: Int64) -> Bool {
    guard let ready, let ended else { return false }
    return length >= ended - ready - 4 && length <= Self.milliseconds() - before + 4
  }

  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension [Span] {
  fileprivate func sum(_ presence: Presence) -> Int64 {
    filter { $0.presence == presence }.reduce(0) { $0 + $1.milliseconds }
  }
}

/// The agent on machines whose clock is set, and in nights on which the offset changes.
@Suite(.serialized, .enabled(if: FakeClock.isHere, "libfaketime is not installed."))
struct ClockTests {
  let home = TemporaryDirectory()

  @Test func `the agent's words arrive, though a library before its own has set a variable`() {
    let clock = FakeClock(in: home, ahead: 0)
    // Without care they are found or not by what lies on the stack, which is elsewhere each time.
    for _ in 0..<8 {
      let output = home.path + "/version"
      unlink(output)
      let process = TestProcess(
        [Agent.program, "--version"], environment: clock.environment, output: output)
      #expect(process.wait() == 0)
      #expect(Agent.text(output).hasPrefix("daybook-agent "), "\(Agent.text(output))")
    }
  }

  @Test func `an hour put forward is unknown, and nobody's work`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "before")
    client.activate(window)
    let clock = FakeClock(in: home, ahead: 0)
    var watch = Stopwatch()
    let agent = Agent(x.display, home: home, environment: clock.environment)
    #expect(agent.isReady())
    watch.isReady()
    clock.set(ahead: 3600)
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.spans.contains { $0.presence == .unknown }
      })
    client.title("after", on: window)
    #expect(agent.comesToShow("after"))
    watch.ends()
    #expect(agent.stop() == 0)
    let spans = agent.spans
    #expect(watch.holds(spans.sum(.active)), "\(spans.sum(.active))")
    #expect(abs(spans.sum(.unknown) - 3_600_000) <= 4, "\(spans.sum(.unknown))")
    #expect(spans.sum(.asleep) == 0)
    #expect(spans.tile)
    #expect(agent.runs.map(\.state) == [.stopped])
    #expect(agent.journal.contains("the clock was put forward"))
  }

  @Test func `an hour put back begins a new record, and nothing is lost`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    let window = client.window(title: "before")
    client.activate(window)
    let clock = FakeClock(in: home, ahead: 0)
    var watch = Stopwatch()
    let agent = Agent(x.display, home: home, environment: clock.environment)
    #expect(agent.isReady())
    watch.isReady()
    clock.set(ahead: -3600)
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.runs.count == 2
      })
    client.title("after", on: window)
    // By its times the new record comes first.
    #expect(
      eventually {
        agent.process.signal(SIGHUP)
        return agent.spans.titles.contains("after")
      })
    watch.ends()
    #expect(agent.stop() == 0)
    let spans = agent.spans
    #expect(watch.holds(spans.sum(.active)), "\(spans.sum(.active))")
    #expect(spans.map(\.presence).allSatisfy { $0 == .active })
    #expect(agent.runs.map(\.state) == [.stopped, .stopped])
    #expect(agent.journal.contains("the clock was put back"))
  }

  private struct Night {
    var zone: String
    /// When the offset changes, in seconds of UTC, and how.
    var change: Int64
    var before, after: Int32
  }

  /// The nights of 2026 (tz database).
  private static let nights = [
    Night(zone: "Europe/Berlin", change: 1_774_746_000, before: 3_600, after: 7_200),
    Night(zone: "Europe/Berlin", change: 1_792_890_000, before: 7_200, after: 3_600),
    Night(zone: "America/New_York", change: 1_772_953_200, before: -18_000, after: -14_400),
    Night(zone: "America/New_York", change: 1_793_512_800, before: -14_400, after: -18_000),
    Night(zone: "Australia/Lord_Howe", change: 1_775_314_800, before: 39_600, after: 37_800),
    Night(zone: "Australia/Lord_Howe", change: 1_791_041_400, before: 37_800, after: 39_600),
    Night(zone: "Pacific/Auckland", change: 1_775_311_200, before: 46_800, after: 43_200),
    Night(zone: "Pacific/Auckland", change: 1_790_431_200, before: 43_200, after: 46_800),
  ]

  @Test func `in the nights of four zones a span ends where the offset changes`() throws {
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "late"))
    // All nights at once. On a busy machine some agent may not be ready when its clock changes:
    // then all begin anew, earlier.
    var lead: Int64 = 5
    while lead < 200 {
      let records = live(through: Self.nights, lead: lead, on: x)
      guard let records else {
        lead *= 2
        continue
      }
      for (night, (spans, watch)) in zip(Self.nights, records) {
        let change = Instant(seconds: night.change)
        #expect(spans.map(\.zone.offset) == [night.before, night.after], "\(night)")
        #expect(spans.allSatisfy { $0.zone.name == night.zone })
        #expect(spans.first?.end == change && spans.last?.start == change, "\(night)")
        #expect(spans.titles == ["late"])
        #expect(spans.sum(.active) == spans.reduce(0) { $0 + $1.milliseconds })
        #expect(watch.holds(spans.sum(.active)), "\(night)")
      }
      return
    }
    Issue.record("no agent was ready in time")
  }

  /// Nil where one of the agents began after its change.
  private func live(
    through nights: [Night], lead: Int64, on x: TestX
  ) -> [(spans: [Span], watch: Stopwatch)]? {
    var lives: [(agent: Agent, watch: Stopwatch)] = []
    for night in nights {
      let home = TemporaryDirectory()
      let now = wall().flooredSeconds
      let clock = FakeClock(in: home, ahead: night.change - lead - now)
      let watch = Stopwatch()
      let agent = Agent(
        x.display, home: home,
        environment: clock.environment.merging(["TZ": night.zone]) { $1 })
      lives.append((agent, watch))
    }
    for index in lives.indices {
      #expect(lives[index].agent.isReady())
      lives[index].watch.isReady()
    }
    var records: [(spans: [Span], watch: Stopwatch)] = []
    for (night, var (agent, watch)) in zip(nights, lives) {
      #expect(
        eventually(seconds: Int(lead) + 30) {
          agent.process.signal(SIGHUP)
          return agent.spans.last.map { $0.end.flooredSeconds > night.change } ?? false
        })
      watch.ends()
      #expect(agent.stop() == 0)
      let spans = agent.spans
      guard let start = spans.first?.start, start < Instant(seconds: night.change) else {
        return nil
      }
      records.append((spans, watch))
    }
    return records
  }
}
