import Activity
import Glibc
import TestSupport
import Testing

/// A rule of some hours begins and ends to act though no window changes then.
@Suite(.serialized) struct RuleHoursTests {
  /// An exclusion from 18:00 to 08:00: when it begins, and when it ends.
  @Test(arguments: [(Int64(18), ["a secret", "private"]), (Int64(8), ["private", "a secret"])])
  func `a rule of some hours begins and ends to act on a window that stays as it is`(
    hour: Int64, titles: [String]
  ) throws {
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "a secret"))
    // On a busy machine the agent may not be ready in time: then it begins earlier.
    for lead in [5, 15, 60] as [Int64] {
      let edge = wall().flooredSeconds + lead
      let spans = try spans(across: edge, in: Self.zone(where: edge, isAt: hour), on: x)
      guard spans.first.map({ $0.start < Instant(seconds: edge) }) ?? false else { continue }
      #expect(spans.titles == titles)
      #expect(spans.first { $0.start >= Instant(seconds: edge) }?.start == Instant(seconds: edge))
      #expect(spans.tile)
      return
    }
    Issue.record("no agent was ready in time")
  }

  /// A zone of our own, as `TZ` spells it (tzset(3)): what is west of Greenwich counts as positive.
  private static func zone(where instant: Int64, isAt hour: Int64) -> String {
    var west = (instant - hour * 3600) % 86_400
    if west > 43_200 { west -= 86_400 }
    let length = abs(west)
    return "<here>\(west < 0 ? "-" : "+")\(length / 3600):\(length / 60 % 60):\(length % 60)"
  }

  /// Nobody is there, so that nothing but the edge is a reason for the agent to wake up.
  private func spans(across edge: Int64, in zone: String, on x: TestX) throws -> [Span] {
    let home = TemporaryDirectory()
    for directory in ["/home", "/home/config", "/home/config/rules.d"] {
      mkdir(home.path + directory, 0o700)
    }
    home.write("clients: {}\n", to: "home/config/clients.yaml")
    home.write(
      "rules: [{ name: n, when: { title: secret, time: '18:00-08:00' }, exclude: true }]\n",
      to: "home/config/rules.d/10.yaml")
    try #require(home.compile() == 0)
    let agent = Agent(
      x.display, home: home, arguments: ["--idle", "1s"], environment: ["TZ": zone])
    #expect(agent.isReady())
    #expect(
      eventually(seconds: 90) {
        agent.spans.last.map { $0.end > Instant(seconds: edge) } ?? false
      })
    #expect(agent.stop() == 0)
    return agent.spans
  }
}
