import Desktop
import Testing

@testable import daybook_agent

@Suite struct WatchdogTests {
  private func at(_ seconds: Int64) -> Uptime { Uptime(milliseconds: seconds * 1000) }

  @Test func `a watchdog of a minute is fed at wake-ups that come anyway`() {
    var watchdog = Watchdog(interval: 60_000)
    #expect(watchdog.message(until: at(15), now: at(0)) == "WATCHDOG=1")
    #expect(watchdog.message(until: at(15), now: at(5)) == nil)
    #expect(watchdog.message(until: at(30), now: at(15)) == "WATCHDOG=1")
  }

  @Test func `with nobody there it is called off once, and set again`() {
    var watchdog = Watchdog(interval: 60_000)
    #expect(watchdog.message(until: nil, now: at(0)) == "WATCHDOG_USEC=18446744073709551615")
    #expect(watchdog.message(until: nil, now: at(900)) == nil)
    #expect(
      watchdog.message(until: at(915), now: at(900)) == "WATCHDOG_USEC=60000000\nWATCHDOG=1")
  }
}
