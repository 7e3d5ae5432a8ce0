import Activity
import Control
import Glibc
import TestSupport
import Testing

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

  @Test func `pauses are made and ended by their rows`() {
    panel.startWatcher()
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    for (row, minutes) in [(TrayRows.quarter, Int64(15)), (TrayRows.hour, 60)] {
      let before = wall()
      agent.click(row, on: bus)
      #expect(eventually { agent.pause != .none })
      let end = agent.pause.end ?? before
      #expect(end >= before.advanced(by: minutes * 60_000))
      #expect(end <= wall().advanced(by: minutes * 60_000))
      #expect(agent.menu(on: bus).contains("Resume (\(minutes == 60 ? "1 h" : "15 min") left)"))
      #expect(eventually { agent.spans.last?.presence == .paused })
      agent.click(TrayRows.resume, on: bus)
      #expect(
        eventually {
          // What has just begun is written at once.
          agent.process.signal(SIGHUP)
          return agent.pause == .none && agent.spans.last?.presence == .active
        })
    }
    agent.click(TrayRows.tomorrow, on: bus)
    #expect(eventually { agent.pause != .none })
    // 04:00 in Auckland, within a day and an hour.
    let end = agent.pause.end ?? wall()
    #expect([15, 16].contains(end.milliseconds / 3_600_000 % 24))
    #expect(end.milliseconds % 3_600_000 == 0)
    #expect((0...25 * 3_600_000).contains(end - wall()))
    agent.click(TrayRows.resume, on: bus)
    #expect(eventually { agent.pause == .none })
    agent.click(TrayRows.open, on: bus)
    #expect(eventually { agent.pause == .untilResumed })
    let menu = agent.menu(on: bus)
    #expect(menu.contains("'Resume'") && !menu.contains("'Pause'"))
    #expect(agent.stop() == 0)
    #expect(agent.spans.tile)
  }

  @Test func `forgetting takes the names of the last ten minutes`() {
    panel.startWatcher()
    let client = TestClient(panel.x.display)
    client.activate(client.window(title: "a private letter"))
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    #expect(agent.comesToShow("a private letter"))
    agent.click(TrayRows.forgetTen, on: bus)
    #expect(eventually { agent.spans.allSatisfy { $0.subject.window == nil } })
    #expect(agent.stop() == 0)
    #expect(agent.spans.titles.contains("private"))
    #expect(agent.spans.tile)
  }

  @Test func `review and status open in the person's terminal, which gets nothing of ours`() {
    panel.startWatcher()
    let terminal = panel.home.path + "/terminal"
    // Notes what it is asked for, and which descriptors it has.
    let script = """
      #!/bin/sh
      ls -l /proc/self/fd | sed 's/.* //' | grep -v '^[^/]' >'\(panel.home.path)/files'
      echo "$@" | tr '\\n' ' ' >>'\(panel.home.path)/opened.new'
      mv '\(panel.home.path)/opened.new' '\(panel.home.path)/opened'
      """
    let file = fopen(terminal, "w")
    fputs(script + "\n", file)
    fclose(file)
    chmod(terminal, 0o700)
    let agent = panel.startAgent(["TERMINAL": terminal])
    #expect(agent.isShown(on: bus))
    for (row, word) in [(TrayRows.review, "review"), (TrayRows.status, "status")] {
      agent.click(row, on: bus)
      #expect(eventually { agent.text("opened").hasSuffix("/daybook \(word) ") })
      let files = agent.text("files")
      #expect(!files.isEmpty)
      #expect(!files.contains("activity") && !files.contains("socket") && !files.contains("lock"))
      unlink(panel.home.path + "/opened")
    }
    // None is left as a zombie.
    #expect(
      eventually {
        TestProcess(["pgrep", "-P", "\(agent.process.pid)"]).wait() == 1
      })
    #expect(agent.stop() == 0)
  }

  @Test func `without a terminal the menu says what to do`() {
    panel.startWatcher()
    let agent = panel.startAgent(["TERMINAL": nil, "PATH": "/nowhere"])
    #expect(agent.isShown(on: bus))
    agent.click(TrayRows.review, on: bus)
    #expect(eventually { agent.menu(on: bus).contains("No terminal was found: set TERMINAL") })
    #expect(agent.stop() == 0)
  }

  @Test func `quit ends the agent in order`() {
    panel.startWatcher()
    let agent = panel.startAgent()
    #expect(agent.isShown(on: bus))
    agent.click(TrayRows.quit, on: bus)
    #expect(agent.process.wait() == 0)
    #expect(agent.runs.last?.state == .stopped)
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
    agent.click(TrayRows.open, on: bus)
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

/// The numbers of the rows: hosts may keep them.
private enum TrayRows {
  static let quarter: Int32 = 11
  static let hour: Int32 = 12
  static let tomorrow: Int32 = 13
  static let open: Int32 = 14
  static let resume: Int32 = 15
  static let forgetTen: Int32 = 21
  static let review: Int32 = 30
  static let status: Int32 = 31
  static let quit: Int32 = 32
}
