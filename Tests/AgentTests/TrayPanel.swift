import Activity
import Control
import Glibc
import TestSupport

/// The agent between a bus and a watcher of the test's own.
final class TrayPanel {
  static let watcher = "org.kde.StatusNotifierWatcher"
  static let watcherPath = "/StatusNotifierWatcher"

  let home = TemporaryDirectory()
  let x = TestX()
  let bus: TestBus

  init() {
    mkdir(home.path + "/home", 0o700)
    mkdir(home.path + "/home/config", 0o700)
    mkdir(home.path + "/home/config/rules.d", 0o700)
    bus = TestBus(.session, in: home.path)
  }

  func write(_ text: String, to file: String) {
    guard let file = fopen(home.path + "/home/config/" + file, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  func startAgent(_ environment: [String: String?] = [:]) -> Agent {
    let agent = Agent(
      x.display, home: home, arguments: ["--idle", "1h"],
      environment: bus.environment.merging(["DBUS_SYSTEM_BUS_ADDRESS": nil]) { $1 }
        .merging(environment) { $1 })
    _ = agent.isReady()
    return agent
  }

  /// A watcher, and a host that it knows of where `host` is true.
  func startWatcher(host: Bool = true) {
    bus.mock(Self.watcher, at: Self.watcherPath, interface: Self.watcher)
    bus.call(
      Self.watcher, Self.watcherPath, "org.freedesktop.DBus.Mock.AddProperty", Self.watcher,
      "IsStatusNotifierHostRegistered", "<\(host)>")
    bus.call(
      Self.watcher, Self.watcherPath, "org.freedesktop.DBus.Mock.AddMethod", Self.watcher,
      "RegisterStatusNotifierItem", "s", "", "")
  }

  /// The calls that the watcher has had.
  var calls: String {
    bus.call(Self.watcher, Self.watcherPath, "org.freedesktop.DBus.Mock.GetCalls")
  }
}

extension Agent {
  /// What `daybook status --json` says of the tray.
  func isSeen(as word: String) -> Bool {
    eventually {
      runDaybook(["status", "--json"], in: home).contains("\"tray\":\"\(word)\"")
    }
  }

  var item: String { "org.kde.StatusNotifierItem-\(process.pid)-1" }

  func property(_ name: String, on bus: TestBus) -> String {
    bus.call(
      item, "/StatusNotifierItem", "org.freedesktop.DBus.Properties.Get",
      "org.kde.StatusNotifierItem", name)
  }

  /// The whole menu, in GVariant's form.
  func menu(on bus: TestBus) -> String {
    bus.call(item, "/MenuBar", "com.canonical.dbusmenu.AboutToShow", "0")
    return bus.call(item, "/MenuBar", "com.canonical.dbusmenu.GetLayout", "0", "--", "-1", "[]")
  }

  func click(_ row: Int32, on bus: TestBus) {
    bus.call(item, "/MenuBar", "com.canonical.dbusmenu.Event", "\(row)", "clicked", "<0>", "0")
  }

  func isShown(on bus: TestBus) -> Bool {
    eventually { property("Status", on: bus).contains("Active") }
  }

  var pause: Pause {
    let text = text("home/state/pause")
    return text.isEmpty ? .none : Pause(file: Array(text.utf8))
  }
}
