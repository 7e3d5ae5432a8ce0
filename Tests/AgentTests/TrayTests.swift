import Activity
import Control
import Glibc
import TestSupport
import Testing

@testable import daybook_agent

@Suite(
  .serialized,
  .enabled(if: TestBus.canMock, "python3-dbusmock, dbus and libglib2.0-bin are not installed."))
struct TrayTests {
  private let panel = TrayPanel()
  private var bus: TestBus { panel.bus }

  @Test func `the icon says what panels ask for`() {
    panel.startWatcher()
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    #expect(agent.isSeen(as: "notifier"))
    #expect(panel.calls.contains("RegisterStatusNotifierItem', [<'\(agent.item)'>]"))
    #expect(agent.property("Category", on: bus).contains("ApplicationStatus"))
    #expect(agent.property("Menu", on: bus).contains("objectpath '/MenuBar'"))
    #expect(agent.property("ItemIsMenu", on: bus).contains("true"))
    // A click opens the menu where this is refused.
    #expect(
      bus.call(agent.item, "/StatusNotifierItem", "org.kde.StatusNotifierItem.Activate", "1", "1")
        .isEmpty)
    #expect(agent.property("Nonsense", on: bus).isEmpty)
    #expect(agent.stop() == 0)
  }

  @Test func `a watcher without a panel shows nothing, until one comes`() {
    panel.startWatcher(host: false)
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    #expect(agent.isSeen(as: "none"))
    bus.emit(
      TrayPanel.watcher, TrayPanel.watcherPath, TrayPanel.watcher, "StatusNotifierHostRegistered",
      "", "[]")
    #expect(agent.isSeen(as: "notifier"))
    bus.stopServices()
    #expect(agent.isSeen(as: "none"))
    #expect(agent.stop() == 0)
  }

  @Test func `calls that make no sense are refused`() {
    panel.startWatcher()
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    for (object, method, arguments) in [
      ("/MenuBar", "com.canonical.dbusmenu.GetLayout", []),
      ("/MenuBar", "com.canonical.dbusmenu.GetLayout", ["'a'", "true"]),
      ("/MenuBar", "com.canonical.dbusmenu.GetLayout", ["4242", "0", "@as []"]),
      ("/MenuBar", "com.canonical.dbusmenu.GetProperty", ["10"]),
      ("/MenuBar", "com.canonical.dbusmenu.Event", ["'clicked'"]),
      ("/MenuBar", "com.canonical.dbusmenu.Nonsense", []),
      ("/MenuBar", "org.kde.StatusNotifierItem.Scroll", ["1", "'x'"]),
      ("/StatusNotifierItem", "org.freedesktop.DBus.Properties.Get", ["5"]),
      ("/StatusNotifierItem", "org.freedesktop.DBus.Properties.Set", ["'a'", "'b'", "<1>"]),
      ("/nowhere", "org.kde.StatusNotifierItem.Scroll", ["1", "'x'"]),
    ] {
      // Without introspection gdbus sends what it is given.
      let call = TestProcess(
        ["gdbus", "call", "--session", "-d", agent.item, "-o", object, "-m", method, "--"]
          + arguments, environment: bus.environment)
      #expect(call.wait() != 0, "\(method)")
    }
    // Rows that are none are chosen in vain; what can't be chosen too.
    for row in [Int32(0), 1, 4, 10, 4242, -1] { agent.click(row, on: bus) }
    #expect(agent.menu(on: bus).contains("'Recording'"))
    #expect(agent.pause == .none)
    #expect(agent.stop() == 0)
    #expect(agent.spans.tile)
  }

  @Test func `without a terminal the menu says what to do`() {
    panel.startWatcher()
    let agent = panel.startAgent(["TERMINAL": nil, "PATH": "/nowhere"])
    #expect(agent.isShown(on: bus))
    agent.click(TrayRow.review.rawValue, on: bus)
    #expect(eventually { agent.menu(on: bus).contains("No terminal was found: set TERMINAL") })
    #expect(agent.stop() == 0)
  }

  @Test func `the menu names projects and programs, and never a title`() {
    panel.write(
      "clients:\n  acme:\n    name: Acme_Pty\n    currency: NZD\n    projects: { website: { name: 'Web _ site' } }\n",
      to: "clients.yaml")
    panel.write(
      """
      rules:
        - name: Work
          when: { title: secret work }
          set: { project: acme/website }
        - name: Private
          when: { app: Hidden }
          exclude: true

      """, to: "rules.d/10.yaml")
    panel.startWatcher()
    let client = TestClient(panel.x.display)
    let work = client.window(title: "secret work")
    let other = client.window(title: "secret letter", app: "e_vil\u{1b}[2J")
    let hidden = client.window(title: "secret diary", app: "Hidden")
    client.activate(work)
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    var menu = ""
    func comes(_ words: String) -> Bool {
      eventually {
        menu = agent.menu(on: bus)
        return menu.contains(words)
      }
    }
    // A lone underscore would mark a key.
    #expect(comes("'Recording Web __ site, Acme__Pty'"))
    #expect(menu.contains(" assigned'"))
    #expect(!menu.contains("secret"))
    client.activate(other)
    #expect(comes("'Recording e__vil\u{fffd}[2J'"))
    #expect(!menu.contains("secret"))
    client.activate(hidden)
    #expect(comes("'Recording'"))
    #expect(!menu.contains("secret") && !menu.contains("Hidden"))
    #expect(agent.stop() == 0)
  }

  @Test func `a watcher that comes late, or again, gets the icon`() {
    let agent = panel.startAgent()
    for _ in 0..<3 {
      panel.startWatcher()
      // The mock has its methods a moment after its name: as panels have, it must be asked anew.
      #expect(eventually { agent.property("Id", on: bus).contains("daybook") })
      bus.stopServices()
    }
    #expect(agent.stop() == 0)
  }

  @Test func `changes are told, and only these`() {
    panel.startWatcher()
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    let output = panel.home.path + "/signals"
    let monitor = TestProcess(
      ["gdbus", "monitor", "--session", "-d", agent.item], environment: bus.environment,
      output: output)
    #expect(eventually { agent.text("signals").contains("is owned by") })
    _ = agent.menu(on: bus)
    // Titles and windows come and go without a word.
    let client = TestClient(panel.x.display)
    for title in ["one", "two", "three"] {
      client.activate(client.window(title: title))
      #expect(agent.comesToShow(title))
    }
    #expect(!agent.text("signals").contains("org.kde.StatusNotifierItem.New"))
    #expect(!agent.text("signals").contains("com.canonical.dbusmenu"))
    agent.click(TrayRow.pauseOpen.rawValue, on: bus)
    #expect(eventually { agent.text("signals").contains("NewIcon") })
    #expect(eventually { agent.text("signals").contains("LayoutUpdated") })
    #expect(!agent.text("signals").contains("NewStatus"))
    monitor.signal(SIGKILL)
    #expect(agent.stop() == 0)
  }

  @Test func `config.yaml takes the icon away`() {
    panel.write("clients: {}\n", to: "clients.yaml")
    panel.startWatcher()
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    panel.write("tray: false\n", to: "config.yaml")
    #expect(eventually { agent.property("Id", on: bus).isEmpty })
    panel.write("tray: true\n", to: "config.yaml")
    #expect(eventually { agent.property("Id", on: bus).contains("daybook") })
    #expect(agent.stop() == 0)
  }

  /// `DAYBOOK_TRIAL_TRAY` says how often; the issue wants 50.
  @Test func `panels and buses that die leave nothing behind`() {
    let wanted = getenv("DAYBOOK_TRIAL_TRAY").flatMap { Int(String(cString: $0)) } ?? 6
    panel.startWatcher()
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    func turn(bus dies: Bool) {
      if dies {
        bus.kill()
        bus.start()
      } else {
        bus.stopServices()
      }
      panel.startWatcher()
      #expect(agent.isShown(on: bus))
      #expect(agent.menu(on: bus).contains("Quit"))
    }
    // What is needed once is there after the first ones.
    for number in 0..<3 { turn(bus: number == 1) }
    let (descriptors, memory) = (agent.descriptors, agent.ownMemory)
    for number in 0..<wanted { turn(bus: number % 3 == 2) }
    #expect(agent.descriptors.count == descriptors.count)
    // A leak of a connection or a menu a turn would be more.
    #expect(agent.ownMemory <= memory + 300 + 4 * wanted, "from \(memory) KiB")
    #expect(agent.stop() == 0)
    #expect(agent.spans.tile)
  }
}
