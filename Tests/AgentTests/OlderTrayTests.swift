import Control
import Glibc
import TestSupport
import Testing

/// A real panel with the older tray, trayer, and the menu that the agent draws beside it.
@Suite(
  .serialized,
  .enabled(
    if: access("/usr/bin/trayer", X_OK) == 0 && access("/usr/bin/xwininfo", X_OK) == 0,
    "trayer and x11-utils are not installed."))
struct OlderTrayTests {
  private let panel = TrayPanel()

  private func startPanel() -> TestProcess {
    TestProcess(
      [
        "trayer", "--edge", "top", "--align", "left", "--widthtype", "request", "--height", "28",
      ],
      environment: [
        "DISPLAY": panel.x.display, "DBUS_SESSION_BUS_ADDRESS": nil, "NO_AT_BRIDGE": "1",
      ])
  }

  private func startAgent() -> Agent {
    let agent = Agent(
      panel.x.display, home: panel.home, arguments: ["--idle", "1h"],
      environment: [
        "DBUS_SESSION_BUS_ADDRESS": nil, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere",
        "XDG_RUNTIME_DIR": panel.home.path,
      ])
    _ = agent.isReady()
    return agent
  }

  /// Our windows on the screen: name, size, place.
  private func windows() -> [String] {
    let output = panel.home.path + "/windows"
    unlink(output)
    _ = TestProcess(
      ["xwininfo", "-root", "-tree"], environment: ["DISPLAY": panel.x.display], output: output
    ).wait()
    guard let file = fopen(output, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
      .map(String.init).filter { $0.contains("\"daybook\" \"Daybook\"") }
  }

  /// The icon is in the panel, which is at the corner, and can be clicked: a click before would be the
  /// panel's.
  private var isDocked: Bool {
    let client = TestClient(panel.x.display)
    return eventually {
      windows().contains { line in
        guard line.contains("22x26"), let id = line.split(separator: " ").first,
          let window = TestClient.WindowID(id.dropFirst(2), radix: 16)
        else { return false }
        return client.isShown(window, at: (12, 14))
      }
    }
  }

  private var isOpen: Bool { windows().count == 2 }

  private func click() { panel.x.xdotool("mousemove", "12", "14", "click", "1") }

  @Test func `a click opens the menu, keys choose, and Escape lets go`() {
    let tray = startPanel()
    let agent = startAgent()
    #expect(isDocked)
    #expect(agent.isSeen(as: "xembed"))
    click()
    #expect(eventually { isOpen })
    panel.x.xdotool("key", "Escape")
    #expect(eventually { !isOpen })
    // The pointer is free again, so that it opens once more.
    click()
    #expect(eventually { isOpen })
    // A click beside it closes it.
    panel.x.xdotool("mousemove", "900", "700", "click", "1")
    #expect(eventually { !isOpen })
    #expect(agent.pause == .none)
    click()
    #expect(eventually { isOpen })
    panel.x.xdotool("key", "Down", "Return", "Down", "Down", "Down", "Down", "Return")
    #expect(eventually { agent.pause == .untilResumed })
    #expect(eventually { !isOpen })
    click()
    #expect(eventually { isOpen })
    panel.x.xdotool("key", "Up", "Return")
    #expect(agent.process.wait() == 0)
    #expect(agent.runs.last?.state == .stopped)
    tray.signal(SIGTERM)
  }

  @Test func `a lock closes the menu, for the locker wants the pointer`() {
    let tray = startPanel()
    let saver = "org.freedesktop.ScreenSaver"
    panel.bus.mock(saver, at: "/org/freedesktop/ScreenSaver", interface: saver)
    let agent = panel.startAgent()
    #expect(isDocked)
    click()
    #expect(eventually { isOpen })
    panel.bus.emit(
      saver, "/org/freedesktop/ScreenSaver", saver, "ActiveChanged", "b", "[<true>]")
    #expect(eventually { !isOpen })
    #expect(TestClient(panel.x.display).canTakePointer)
    #expect(agent.stop() == 0)
    tray.signal(SIGTERM)
  }

  @Test func `a panel that dies with the menu open lets go of it, and another takes the icon`() {
    var tray = startPanel()
    let agent = startAgent()
    for _ in 0..<3 {
      #expect(isDocked)
      click()
      #expect(eventually { isOpen })
      tray.signal(SIGKILL)
      _ = tray.wait()
      #expect(eventually { windows().isEmpty })
      #expect(agent.isSeen(as: "none"))
      tray = startPanel()
    }
    #expect(isDocked)
    #expect(agent.stop() == 0)
    #expect(agent.spans.tile)
    tray.signal(SIGTERM)
  }

  @Test func `a newer panel takes over, and gives back`() {
    let tray = startPanel()
    let agent = panel.startAgent()
    #expect(isDocked)
    panel.startWatcher()
    // The mock's methods come after its name: it says that it is there once more.
    panel.bus.emit(
      TrayPanel.watcher, TrayPanel.watcherPath, TrayPanel.watcher, "StatusNotifierHostRegistered",
      "", "[]")
    #expect(eventually { windows().isEmpty })
    panel.bus.stopServices()
    #expect(isDocked)
    #expect(agent.stop() == 0)
    tray.signal(SIGTERM)
  }
}
