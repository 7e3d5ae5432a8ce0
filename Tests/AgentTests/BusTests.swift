import Activity
import Glibc
import TestSupport
import Testing

/// The agent between buses of its own.
private final class Desk {
  let home = TemporaryDirectory()
  let x = TestX()
  let system: TestBus
  let session: TestBus
  private var agent: Agent?

  init() {
    system = TestBus(.system, in: home.path)
    session = TestBus(.session, in: home.path)
  }

  func startAgent(idle: String = "1h") -> Agent {
    let agent = Agent(
      x.display, home: home, arguments: ["--idle", idle],
      environment: system.environment.merging(session.environment) { $1 }.merging([
        "XDG_SESSION_ID": "1"
      ]) { $1 })
    _ = agent.isReady()
    self.agent = agent
    return agent
  }

  func tellSession(_ method: String, _ arguments: String) {
    system.call(
      "org.freedesktop.login1", "/org/freedesktop/login1/session/1",
      "org.freedesktop.login1.Session.\(method)", arguments)
  }

  func tellSession(_ method: String) {
    system.call(
      "org.freedesktop.login1", "/org/freedesktop/login1/session/1",
      "org.freedesktop.login1.Session.\(method)")
  }

  var inhibitors: String {
    system.call(
      "org.freedesktop.login1", "/org/freedesktop/login1",
      "org.freedesktop.login1.Manager.ListInhibitors")
  }

  /// The agent has taken its inhibitor, so that it listens to logind.
  func waitForDelay() -> Bool { eventually { inhibitors.contains("Daybook") } }

  func sleep(_ begins: Bool) {
    system.emit(
      "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
      "PrepareForSleep", "b", "[<\(begins)>]")
  }
}

extension Agent {
  fileprivate func becomes(_ presence: Presence) -> Bool {
    eventually { spans.last?.presence == presence }
  }

  /// Presences in order, each once in a row.
  fileprivate var presences: [Presence] {
    spans.map(\.presence).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}

@Suite(
  .serialized,
  .enabled(if: TestBus.canMock, "python3-dbusmock, dbus and libglib2.0-bin are not installed."))
struct BusTests {
  private let desk = Desk()

  /// logind asks for a lock and the desktop confirms it, in either order, or only one of both.
  @Test(arguments: [
    (["Lock"], ["Unlock"]), (["hint"], ["no hint"]), (["Lock", "hint"], ["no hint", "Unlock"]),
    (["hint", "Lock"], ["Unlock", "no hint"]), (["Lock", "hint"], ["Unlock"]),
    (["hint", "Lock"], ["no hint"]),
  ])
  func `logind's lock is locked time at once`(lock: [String], unlock: [String]) {
    desk.system.mockLogind()
    let agent = desk.startAgent()
    #expect(desk.waitForDelay())
    func tell(_ step: String) {
      switch step {
      case "hint": desk.tellSession("SetLockedHint", "true")
      case "no hint": desk.tellSession("SetLockedHint", "false")
      default: desk.tellSession(step)
      }
    }
    lock.forEach(tell)
    #expect(agent.becomes(.locked))
    unlock.forEach(tell)
    #expect(agent.becomes(.active))
    #expect(agent.stop() == 0)
    #expect(agent.presences == [.active, .locked, .active])
    #expect(agent.spans.tile)
    #expect(agent.spans.allSatisfy { $0.presence != .locked || $0.subject == .nothing })
  }

  @Test func `a lock that nobody confirms ends with another window, of the same program too`() {
    desk.system.mockLogind()
    let client = TestClient(desk.x.display)
    let windows = [client.window(title: "one"), client.window(title: "two")]
    client.activate(windows[0])
    let agent = desk.startAgent()
    #expect(desk.waitForDelay())
    desk.tellSession("Lock")
    #expect(agent.becomes(.locked))
    // A locker is given ten seconds to show itself.
    var front = 0
    #expect(
      eventually {
        front = 1 - front
        client.activate(windows[front])
        desk.x.xdotool("mousemove_relative", "1", "1")
        return agent.spans.last?.presence == .active
      })
    #expect(agent.stop() == 0)
    #expect(agent.presences == [.active, .locked, .active])
    #expect(agent.spans.tile)
  }

  @Test func `a session that is locked already is locked time`() {
    desk.system.mockLogind()
    desk.tellSession("SetLockedHint", "true")
    let agent = desk.startAgent()
    #expect(agent.becomes(.locked))
    #expect(agent.stop() == 0)
    #expect(agent.spans.tile)
  }

  @Test func `sleep waits until the record is written`() {
    desk.system.mockLogind()
    let agent = desk.startAgent()
    #expect(desk.waitForDelay())
    for _ in 0..<2 {
      desk.sleep(true)
      #expect(eventually { !desk.inhibitors.contains("Daybook") })
      // Written before it let go.
      #expect(agent.spans.last?.presence == .active || agent.spans.last?.presence == .asleep)
      desk.sleep(false)
      #expect(desk.waitForDelay())
    }
    #expect(agent.stop() == 0)
    #expect(agent.presences == [.active, .asleep, .active, .asleep, .active])
    #expect(agent.spans.tile)
  }

  @Test(arguments: ["freedesktop", "xfce", "gnome", "mate", "cinnamon"])
  func `a screen saver that covers the screen is locked time`(desktop: String) {
    let (name, path) = (
      "org.\(desktop).ScreenSaver", "/org/\(desktop)/ScreenSaver"
    )
    func start(active: Bool) {
      desk.session.mock(name, at: path, interface: name)
      desk.session.call(
        name, path, "org.freedesktop.DBus.Mock.AddMethod", name, "GetActive", "", "b",
        "ret = \(active ? "True" : "False")")
    }
    start(active: true)
    let agent = desk.startAgent()
    #expect(agent.becomes(.locked))
    desk.session.emit(name, path, name, "ActiveChanged", "b", "[<false>]")
    #expect(agent.becomes(.active))
    desk.session.emit(name, path, name, "ActiveChanged", "b", "[<true>]")
    #expect(agent.becomes(.locked))
    // One that dies covers nothing.
    desk.session.stopServices()
    #expect(agent.becomes(.active))
    #expect(agent.stop() == 0)
    #expect(agent.spans.tile)
  }

  @Test func `a film that fills the screen is idle with its reason`() throws {
    let (name, path) = ("org.mpris.MediaPlayer2.film", "/org/mpris/MediaPlayer2")
    let player = "org.mpris.MediaPlayer2.Player"
    desk.session.mock(name, at: path, interface: player)
    desk.session.call(
      name, path, "org.freedesktop.DBus.Mock.AddProperty", player, "PlaybackStatus",
      "<'Playing'>")
    let client = TestClient(desk.x.display)
    let window = client.window(title: "a film")
    client.activate(window)
    let agent = desk.startAgent(idle: "1s")
    #expect(agent.becomes(.idle))
    #expect(agent.spans.last?.observation.handsOff == nil)
    client.fullscreen(window, true)
    #expect(eventually { agent.spans.last?.observation.handsOff == .playing })
    desk.session.call(
      name, path, "org.freedesktop.DBus.Mock.UpdateProperties", player,
      "{'PlaybackStatus': <'Paused'>}")
    #expect(eventually { agent.spans.last?.observation.handsOff == nil })
    desk.session.call(
      name, path, "org.freedesktop.DBus.Mock.UpdateProperties", player,
      "{'PlaybackStatus': <'Playing'>}")
    #expect(eventually { agent.spans.last?.observation.handsOff == .playing })
    desk.session.stopServices()
    #expect(eventually { agent.spans.last?.observation.handsOff == nil })
    #expect(agent.stop() == 0)
    #expect(agent.spans.tile)
  }

  @Test func `an idle inhibitor of this person is a reason, another's is none`() {
    let (name, path) = ("org.freedesktop.login1", "/org/freedesktop/login1")
    let manager = "org.freedesktop.login1.Manager"
    desk.system.mock(name, at: path, interface: manager)
    func hold(_ what: String, mode: String = "block", user: uid_t = getuid()) {
      desk.system.call(
        name, path, "org.freedesktop.DBus.Mock.AddMethod", manager, "ListInhibitors", "",
        "a(ssssuu)", "ret = [('\(what)', 'call', 'a call', '\(mode)', \(user), 7)]")
      // Every change: the value of the property must differ to be told.
      counter += 1
      desk.system.call(
        name, path, "org.freedesktop.DBus.Mock.EmitSignal", "org.freedesktop.DBus.Properties",
        "PropertiesChanged", "sa{sv}as",
        "[<'\(manager)'>, <{'BlockInhibited': <'\(counter)'>}>, <@as []>]")
    }
    var counter = 0
    let client = TestClient(desk.x.display)
    client.activate(client.window(title: "a call"))
    hold("sleep:idle")
    let agent = desk.startAgent(idle: "1s")
    #expect(eventually { agent.spans.last?.observation.handsOff == .inhibited })
    for (what, mode, user) in [
      ("sleep", "block", getuid()), ("idle", "delay", getuid()), ("idle", "block", 4242),
    ] {
      hold(what, mode: mode, user: user)
      #expect(eventually { agent.spans.last?.observation.handsOff == nil })
      hold("idle")
      #expect(eventually { agent.spans.last?.observation.handsOff == .inhibited })
    }
    #expect(agent.stop() == 0)
    #expect(agent.spans.tile)
  }

  @Test func `a bus that dies locks nobody out, and is asked anew when it is back`() {
    desk.system.mockLogind()
    let agent = desk.startAgent()
    #expect(desk.waitForDelay())
    for _ in 0..<2 {
      desk.tellSession("SetLockedHint", "true")
      #expect(agent.becomes(.locked))
      desk.system.kill()
      #expect(agent.becomes(.active))
      desk.system.start()
      desk.system.mockLogind()
      #expect(desk.waitForDelay())
    }
    #expect(agent.stop() == 0)
    #expect(agent.presences == [.active, .locked, .active, .locked, .active])
    #expect(agent.spans.tile)
  }

  @Test func `logind that is started again is asked anew`() {
    desk.system.mockLogind()
    let agent = desk.startAgent()
    #expect(desk.waitForDelay())
    desk.tellSession("Lock")
    #expect(agent.becomes(.locked))
    desk.system.stopServices()
    #expect(agent.becomes(.active))
    desk.system.mockLogind()
    #expect(desk.waitForDelay())
    #expect(agent.stop() == 0)
    #expect(agent.spans.tile)
  }

  @Test func `a signal that was sent to the agent alone is not believed`() {
    let name = "org.xfce.ScreenSaver"
    let path = "/org/xfce/ScreenSaver"
    let agent = desk.startAgent()
    desk.session.mock(name, at: path, interface: name)
    desk.session.emit(name, path, name, "ActiveChanged", "b", "[<true>]")
    #expect(agent.becomes(.locked))
    // The agent is one of the first clients of this bus.
    for number in 0..<4 {
      let forgery = TestProcess(
        [
          "gdbus", "emit", "--session", "-d", ":1.\(number)", "-o", path, "-s",
          "\(name).ActiveChanged", "false",
        ], environment: desk.session.environment)
      _ = forgery.wait()
    }
    desk.session.emit(name, path, name, "ActiveChanged", "b", "[<true>]")
    desk.session.emit(name, path, name, "ActiveChanged", "b", "[<false>]")
    #expect(agent.becomes(.active))
    #expect(agent.stop() == 0)
    #expect(agent.presences == [.active, .locked, .active])
  }
}

@Suite struct NoBusTests {
  @Test(
    .enabled(
      if: access("/run/dbus/system_bus_socket", F_OK) != 0, "This machine has a system bus."))
  func `without a bus nothing of one is mapped`() throws {
    let x = TestX(manager: false)
    let home = TemporaryDirectory()
    let agent = Agent(
      x.display, home: home,
      environment: [
        "DBUS_SESSION_BUS_ADDRESS": nil, "DBUS_SYSTEM_BUS_ADDRESS": nil,
        "XDG_RUNTIME_DIR": home.path,
      ])
    #expect(agent.isReady())
    let maps = try #require(fopen("/proc/\(agent.process.pid)/maps", "r"))
    defer { fclose(maps) }
    var (line, isMapped) = ([CChar](repeating: 0, count: 4096), false)
    while fgets(&line, 4096, maps) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.contains("libsystemd") { isMapped = true }
    }
    #expect(!isMapped)
    #expect(agent.stop() == 0)
  }

  @Test func `the service manager hears of ready and stopping`() throws {
    let x = TestX(manager: false)
    let home = TemporaryDirectory()
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = home.path + "/notify"
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
    func next() -> String {
      var bytes = [UInt8](repeating: 0, count: 512)
      let count = recv(socket, &bytes, bytes.count, 0)
      return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
    let agent = Agent(
      x.display, home: home,
      environment: ["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "60000000", "WATCHDOG_PID": nil])
    #expect(next() == "READY=1\nSTATUS=Recording.")
    #expect(!agent.spans.isEmpty)
    #expect(next() == "WATCHDOG=1")
    agent.process.signal(SIGTERM)
    var last = next()
    while last.hasPrefix("WATCHDOG") { last = next() }
    #expect(last.hasPrefix("STOPPING=1\n"))
    #expect(agent.process.wait() == 0)
    unlink(path)
  }
}
