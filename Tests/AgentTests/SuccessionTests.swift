import Activity
import ActivityLog
import Glibc
import TestSupport
import Testing

/// An agent that has outlived its session, and those of the next one.
@Suite(.serialized) struct SuccessionTests {
  let home = TemporaryDirectory()

  private func leftAlone() -> Agent {
    let old = Agent.leftAlone(in: home).agent
    #expect(eventually { old.journal.contains("the display has gone") })
    return old
  }

  /// Whether the agent says no to a request that means this process.
  private func refusesToGiveWay(as process: Int32) -> Bool {
    let question = """
      import socket
      s = socket.socket(socket.AF_UNIX)
      s.connect("\(home.path)/home/run/agent.sock")
      s.sendall(b"daybook 1 give-way \(process)\\n")
      exit(0 if s.makefile().readline().startswith("daybook 1 refused ") else 1)
      """
    return TestProcess(["python3", "-c", question]).wait() == 0
  }

  @Test func `an agent without a display makes room for one that has it`() {
    let old = leftAlone()
    let x = TestX()
    let client = TestClient(x.display)
    client.activate(client.window(title: "the next session"))
    let next = Agent(x.display, home: home)
    #expect(old.process.wait() == 0)
    #expect(eventually { next.spans.titles.contains("the next session") })
    #expect(next.stop() == 0)
    #expect(next.runs.map(\.state) == [.stopped, .stopped])
    #expect(!next.output.contains("running already"))
  }

  @Test func `of several that come at once one is left, and records`() {
    let old = leftAlone()
    let x = TestX(manager: false)
    let all = (0..<4).map { _ in Agent(x.display, home: home) }
    #expect(old.process.wait() == 0)
    #expect(eventually { all.count { $0.process.poll() == nil } == 1 })
    let (left, gone) = (
      all.filter { $0.process.poll() == nil }, all.filter { $0.process.poll() != nil }
    )
    #expect(gone.allSatisfy { $0.process.poll() == 1 })
    #expect(eventually { left.first?.runs.count == 2 })
    #expect(left.first?.stop() == 0)
    #expect(left.first?.runs.map(\.state) == [.stopped, .stopped])
  }

  @Test func `an agent with a display stays, whoever asks`() throws {
    let x = TestX(manager: false)
    let agent = Agent(x.display, home: home)
    #expect(agent.isReady())
    let process = agent.process.pid
    #expect(refusesToGiveWay(as: process))
    #expect(refusesToGiveWay(as: process + 1))
    #expect(Agent(x.display, home: home).process.wait() == 1)
    #expect(agent.process.poll() == nil)
    #expect(agent.stop() == 0)
  }

  @Test func `an agent that was not meant stays, though it has no display`() {
    let old = leftAlone()
    #expect(refusesToGiveWay(as: old.process.pid + 1))
    #expect(old.process.poll() == nil)
    #expect(old.stop() == 0)
  }
}
