import Activity
import ActivityLog
import Glibc
import TestSupport
import Testing

/// kill -9 of whatever the agent stands on, and of itself, over and over in one home.
@Suite(.serialized) struct KillTrialTests {
  private enum Victim: CaseIterable { case agent, manager, server, bus }

  private static let hasBuses = access("/usr/bin/dbus-daemon", X_OK) == 0

  let home = TemporaryDirectory()

  @Test(arguments: [UInt64(11)])
  func `whatever is killed, the file is sound and the day adds up`(seed: UInt64) throws {
    let rounds = trialLength("DAYBOOK_TRIAL_KILLS", 2)
    let longest = trialLength("DAYBOOK_TRIAL_PAUSE_MS", 300)
    var random = SplitMix64(seed: seed)
    var victims = (0..<rounds).flatMap { _ in Victim.allCases }
    victims.shuffle(using: &random)
    let number = TestX.lastingNumber()
    var x: TestX? = TestX(display: number)
    let display = try #require(x?.display)
    let buses =
      Self.hasBuses ? [TestBus.Kind.system, .session].map { TestBus($0, in: home.path) } : []
    func start() -> Agent {
      let variables = buses.map(\.environment).reduce(into: [:]) { $0.merge($1) { $1 } }
      return Agent(display, home: home, environment: variables)
    }
    var agent = start()
    #expect(agent.isReady())
    var count = 0
    for victim in victims {
      try work(on: display, seconds: .random(in: 0...longest, using: &random), &random)
      switch victim {
      case .agent:
        let known = try #require(agent.runs.last)
        agent.process.signal(SIGKILL)
        #expect(agent.process.wait() == 128 + SIGKILL)
        #expect(known.state == .running)
        #expect(wall() - known.alive <= 15_500, "round \(count)")
        let runs = agent.runs.count
        agent = start()
        #expect(eventually { agent.runs.count == runs + 1 })
      case .bus:
        for bus in buses { bus.kill() }
        usleep(.random(in: 0...200_000, using: &random))
        for bus in buses { bus.start() }
      case .manager:
        x?.killManager()
        x?.startManager()
      case .server:
        let runs = agent.runs.count
        x?.killManager()
        x?.server.signal(SIGKILL)
        _ = x?.server.wait()
        x = nil
        unlink("/tmp/.X\(number)-lock")
        unlink("/tmp/.X11-unix/X\(number)")
        x = TestX(display: number)
        #expect(eventually { agent.runs.count == runs + 1 })
      }
      count += 1
      #expect(agent.process.poll() == nil, "the agent died with its \(victim)")
    }
    #expect(agent.stop() == 0)
    check(agent)
  }

  private func work(
    on display: String, seconds milliseconds: Int, _ random: inout SplitMix64
  ) throws {
    let client = TestClient(display)
    let window = client.window(title: "work")
    client.activate(window)
    for index in 0..<3 {
      client.title("work \(index)", on: window)
      usleep(UInt32(milliseconds) * 333)
    }
    client.destroy(window)
  }

  private func check(_ agent: Agent) {
    let path = home.path + "/home/data/activity.db"
    #expect(throws: Never.self) {
      let opened = try ActivityLog.openSound(path: path, at: Instant(milliseconds: 0))
      #expect(opened.recovery == nil)
    }
    let spans = agent.spans
    #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.end <= $1.start })
    // Within a run no moment is missing: it is tiled from its start to its last sign of life.
    for run in agent.runs {
      let own = spans.filter { $0.start >= run.start && $0.end <= run.alive }
      #expect(own.tile)
      #expect(own.reduce(0) { $0 + $1.milliseconds } == run.alive - run.start, "\(run)")
    }
    let inRuns = agent.runs.reduce(0) { $0 + ($1.alive - $1.start) }
    #expect(spans.reduce(0) { $0 + $1.milliseconds } == inRuns)
    #expect(agent.runs.last?.state == .stopped)
  }
}
