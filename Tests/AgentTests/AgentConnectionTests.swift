import Glibc
import TestSupport
import Testing

@Suite(.serialized) struct AgentConnectionTests {
  let home = TemporaryDirectory()

  @Test func `the agent connects to the display and the bus, and to no network`() throws {
    let x = TestX()
    let session = TestBus(.session, in: home.path)
    let client = TestClient(x.display)
    let calls = SystemCalls(into: home.path + "/calls")
    let agent = Agent(
      x.display, home: home, under: calls.command, environment: session.environment)
    #expect(agent.isReady())
    client.activate(client.window(title: "watched"))
    #expect(eventually { calls.peers.contains { $0.contains(".X11-unix") } })
    // strace passes no signal on: the agent itself is told.
    let process = try #require(pid_t(agent.text("home/data/agent.lock").filter(\.isNumber)))
    kill(process, SIGTERM)
    #expect(agent.process.wait() == 0)
    for peer in calls.peers {
      let isOurs = peer.contains(".X11-unix/") || peer.hasPrefix(home.path)
      let isSystems = ["/var/run/nscd/socket", "/run/dbus/system_bus_socket"].contains(peer)
      #expect(isOurs || isSystems, "The agent connects to \(peer)")
    }
  }
}
