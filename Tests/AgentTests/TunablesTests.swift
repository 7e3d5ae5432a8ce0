import Glibc
import TestSupport
import Testing

@testable import daybook_agent

@Suite struct TunablesTests {
  private static let ours = "glibc.malloc.tcache_count=0"
  private let home = TemporaryDirectory()

  @Test(
    arguments: [
      (nil, ours, nil),
      ("", ours, ""),
      ("glibc.malloc.check=1", ours + ":glibc.malloc.check=1", "glibc.malloc.check=1"),
      (ours, nil, nil),
      (ours + ":glibc.malloc.check=1", nil, "glibc.malloc.check=1"),
      // A person's own choice stands.
      ("glibc.malloc.tcache_count=3", nil, "glibc.malloc.tcache_count=3"),
    ] as [(String?, String?, String?)])
  func `the cache is asked away once, and only for us`(
    given: String?, wanted: String?, own: String?
  ) {
    let tunables = Tunables(given: given)
    #expect(tunables.wanted == wanted)
    #expect(tunables.own == own)
    // What we begin anew with is enough, and gives the person's own back.
    if let wanted {
      let next = Tunables(given: wanted)
      #expect(next.wanted == nil)
      #expect((next.own ?? "") == (own ?? ""))
    }
  }

  @Test func `who began anew, or may never see the variable, does not begin anew`() {
    #expect(Tunables.mayBeginAnew(815, marked: nil, isSecure: false))
    // What was left in the environment by another is no mark of ours.
    #expect(Tunables.mayBeginAnew(815, marked: "814", isSecure: false))
    #expect(!Tunables.mayBeginAnew(815, marked: "815", isSecure: false))
    #expect(!Tunables.mayBeginAnew(815, marked: nil, isSecure: true))
  }

  @Test func `an agent started by hand is as its unit starts it`() throws {
    let x = TestX()
    let agent = Agent(
      x.display, home: home, arguments: ["--idle", "7m"],
      environment: ["GLIBC_TUNABLES": "glibc.malloc.check=0"])
    #expect(agent.isReady())
    let files = "/proc/\(agent.process.pid)/"
    // As it was started: what the process changes later stands elsewhere (proc(5)), but a loader may have
    // parted the settings.
    let environment = Agent.text(files + "environ").replacing("\0", with: ":")
    #expect(environment.contains("GLIBC_TUNABLES=\(Self.ours):glibc.malloc.check=0:"))
    #expect(Agent.text(files + "comm") == "daybook-agent\n")
    #expect(Agent.text(files + "cmdline").hasSuffix("daybook-agent\0--idle\07m\0"))
    #expect(agent.stop() == 0)
  }
}
