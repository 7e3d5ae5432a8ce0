import Activity
import Control
import Glibc
import TestSupport
import Testing

@testable import daybook_agent

/// Rules that hide, as the agent follows them: when they are changed, when they can't be followed,
/// and at moments at which no window changes.
@Suite(.serialized) struct FilterKeeperTests {
  let home = TemporaryDirectory()

  private static let secret = "{ name: n, when: { title: secret }, exclude: true }"
  private static let other = "{ name: n, when: { title: other }, exclude: true }"

  /// - Parameter rule: as rule files spell it.
  private func makeHome(_ rule: String, file: String = "home/config/rules.d/10.yaml") throws {
    for directory in ["/home", "/home/config", "/home/config/rules.d", "/home/state", "/dotfiles"] {
      mkdir(home.path + directory, 0o700)
    }
    home.write("clients: {}\n", to: "home/config/clients.yaml")
    write(rule, to: file)
  }

  private func write(_ rule: String, to file: String) {
    home.write("rules: [\(rule)]\n", to: file)
  }

  /// What is recorded now: as `[Span].titles` has it.
  private func comes(_ agent: Agent, to title: String) -> Bool {
    eventually {
      agent.process.signal(SIGHUP)
      return agent.spans.titles.last == title
    }
  }

  @Test func `what the agent holds is cut where a rule of some hours begins to act`() throws {
    try makeHome("{ name: n, when: { title: bank, time: '18:00-23:00' }, exclude: true }")
    try #require(home.compile() == 0)
    let root = home.path + "/home"
    let keeper = FilterKeeper(
      try Places { $0 == "DAYBOOK_HOME" ? root : nil },
      Journal(directory: root + "/state") { Instant(milliseconds: 0) })
    try #require(keeper.standing == .valid)
    let window = Subject.window(Window(app: "Firefox", title: "my bank"))
    let edge = Instant(seconds: 18 * 3600)
    var span = Span(
      source: "test", start: edge.advanced(by: -600_000), end: edge.advanced(by: 1_800_000),
      observation: Observation(presence: .active, subject: window), zone: .utc)
    let parts = keeper.recensor()(span)
    #expect(parts.map(\.subject) == [window, .private])
    #expect(parts.map(\.start) == [span.start, edge])
    #expect(parts.map(\.end) == [edge, span.end])
    #expect(keeper.nextEdge(after: span.start, in: .utc) == edge)
    span.observation.subject = .window(Window(app: "Firefox", title: "else"))
    #expect(keeper.recensor()(span) == [span])
  }

  @Test func `rules behind a link are followed, however an editor writes them`() throws {
    let target = "dotfiles/90-private.yaml"
    try makeHome(Self.other, file: target)
    let link = home.path + "/home/config/rules.d/90-private.yaml"
    // As stow makes it.
    #expect(symlink("../../../" + target, link) == 0)
    try #require(home.compile() == 0)
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "a secret"))
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    #expect(agent.spans.titles == ["a secret"])
    // In place.
    write(Self.secret, to: target)
    #expect(comes(agent, to: "private"))
    // A new file in the place of the old one.
    write(Self.other, to: "dotfiles/new")
    #expect(rename(home.path + "/dotfiles/new", home.path + "/" + target) == 0)
    #expect(comes(agent, to: "a secret"))
    // The old file is put aside, then there is none, then a new one.
    #expect(rename(home.path + "/" + target, home.path + "/dotfiles/backup") == 0)
    #expect(comes(agent, to: ""))
    write(Self.secret, to: target)
    #expect(comes(agent, to: "private"))
    #expect(agent.stop() == 0)
  }

  @Test func `the idle time of a linked config.yaml is followed`() throws {
    try makeHome(Self.other)
    home.write("idle: 1h\n", to: "dotfiles/config.yaml")
    let link = home.path + "/home/config/config.yaml"
    #expect(symlink(home.path + "/dotfiles/config.yaml", link) == 0)
    try #require(home.compile() == 0)
    let before = agentFilter
    let x = TestX(manager: false)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    home.write("idle: 2h\n", to: "dotfiles/config.yaml")
    #expect(eventually { agentFilter != before && !agentFilter.isEmpty })
    #expect(agent.stop() == 0)
  }

  /// The compiled rules, as far as they are text.
  private var agentFilter: String { Agent.text(home.path + "/home/state/filter") }

  @Test func `while rules can't be followed, those of before hide what they excluded`() throws {
    try makeHome("{ name: n, when: { app: Hidden }, exclude: true }")
    try #require(home.compile() == 0)
    let x = TestX()
    let client = TestClient(x.display)
    let hidden = client.window(title: "a title", app: "Hidden")
    let plain = client.window(title: "another title", app: "Plain")
    client.activate(plain)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    write("{ name: n, whn: {} }", to: "home/config/rules.d/20.yaml")
    #expect(eventually { agent.output.contains("no title is stored") })
    #expect(comes(agent, to: ""))
    client.activate(hidden)
    #expect(comes(agent, to: "private"))
    #expect(agent.stop() == 0)
    // The next agent has never followed any: it finds what was compiled last.
    let next = Agent(x.display, home: home)
    #expect(eventually { next.runs.count == 2 })
    client.activate(plain)
    #expect(comes(next, to: ""))
    client.activate(hidden)
    #expect(comes(next, to: "private"))
    #expect(next.stop() == 0)
    #expect(Set(next.spans.compactMap(\.subject.window?.app)) == ["Plain"])
  }

  @Test func `a rule for idle time hides that, and no other`() throws {
    try makeHome("{ name: n, when: { presence: idle }, exclude: true }")
    try #require(home.compile() == 0)
    let x = TestX()
    let client = TestClient(x.display)
    let (first, second) = (client.window(title: "first"), client.window(title: "second"))
    client.activate(first)
    let agent = Agent(x.display, home: home, arguments: ["--idle", "1s"])
    #expect(agent.isReady())
    #expect(eventually { agent.spans.last?.presence == .idle })
    // Nobody's hand: it is looked at while nobody is there.
    client.activate(second)
    #expect(
      eventually {
        x.xdotool("mousemove", "20", "20", "mousemove", "30", "30")
        return agent.spans.last.map { $0.presence == .active && $0.subject != .private } ?? false
      })
    #expect(agent.stop() == 0)
    let idle = agent.spans.filter { $0.presence == .idle }
    #expect(!idle.isEmpty && idle.allSatisfy { $0.subject == .private })
    let active = agent.spans.filter { $0.presence == .active }
    #expect(active.contains { $0.subject.window?.title == "second" })
    #expect(active.allSatisfy { $0.subject != .private })
    #expect(agent.spans.tile)
  }
}
