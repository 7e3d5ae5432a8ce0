import Foundation
import TestSupport
import Testing

/// Tokens in a real keyring: GNOME's, on a bus of the test's own.
@Suite struct KeyringTests {
  private static let canRun =
    access("/usr/bin/gnome-keyring-daemon", X_OK) == 0
    && access("/usr/bin/dbus-daemon", X_OK) == 0 && access("/usr/bin/gdbus", X_OK) == 0

  private final class Keyring {
    let directory = TemporaryDirectory()
    let bus: TestBus
    private var daemon: TestProcess?

    init() { bus = TestBus(.session, in: directory.path) }

    var environment: [String: String] {
      ["DBUS_SESSION_BUS_ADDRESS": bus.address, "XDG_RUNTIME_DIR": directory.path]
    }

    /// Unlocked with an empty password; a new one makes its own collection.
    func start() {
      daemon = TestProcess(
        [
          "/bin/sh", "-c",
          "cd $HOME; echo >password; exec gnome-keyring-daemon --unlock --components=secrets "
            + "--foreground <password",
        ],
        environment: [
          "DBUS_SESSION_BUS_ADDRESS": bus.address, "HOME": directory.path,
          "XDG_DATA_HOME": directory.path + "/data", "XDG_RUNTIME_DIR": directory.path,
          "DISPLAY": nil, "WAYLAND_DISPLAY": nil,
        ])
      // A call would let the bus start one of its own, locked: wait for ours first.
      let wait = TestProcess(
        ["gdbus", "wait", "--session", "--timeout", "20", "org.freedesktop.secrets"],
        environment: bus.environment)
      _ = wait.wait()
      let isOpen = eventually {
        bus.call(
          "org.freedesktop.secrets", "/org/freedesktop/secrets/collection/login",
          "org.freedesktop.DBus.Properties.Get", "org.freedesktop.Secret.Collection", "Locked"
        ).contains("false")
      }
      #expect(isOpen, "the keyring does not open")
    }

    func stop() {
      daemon?.signal(SIGKILL)
      _ = daemon?.wait()
    }

    func lock() {
      bus.call(
        "org.freedesktop.secrets", "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service.Lock",
        "['/org/freedesktop/secrets/collection/login']")
    }

    deinit { stop() }
  }

  private func files(_ program: Program) throws -> String {
    let folder = program.home.appending(path: "state/xero")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }.joined()
  }

  @Test(.enabled(if: canRun))
  func `tokens live in the keyring, stay there over refreshes, and go with logout`() throws {
    let keyring = Keyring()
    keyring.start()
    let sandbox = try Sandbox()
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    program.environment.merge(keyring.environment) { $1 }
    let login = try program.run("xero", "login")
    #expect(login.code == 0 && !login.error.contains("in a file"), "\(login.error)")
    #expect(!(try files(program).contains("refresh\"")))
    try sandbox.backOffice("/tokens/expire", method: "POST")
    for _ in 0..<2 { #expect(try program.run("xero", "organisations").code == 0) }
    #expect(!(try files(program).contains("refresh\"")))
    #expect(try program.run("xero", "status").output.contains("tokens in the keyring"))

    // Locked is not signed out.
    keyring.lock()
    let locked = try program.run("xero", "organisations")
    #expect(locked.code == 1, "\(locked.error)")
    #expect(locked.error.contains("it is locked. Unlock it"))
    #expect(try program.run("xero", "status").output.hasPrefix("Signed in"))
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = nil
    program.environment["XDG_RUNTIME_DIR"] = nil
    let away = try program.run("xero", "organisations")
    #expect(
      away.code == 1
        && away.error.contains("keyring, which can't be asked: there is no session bus"),
      "\(away.error)")
    program.environment.merge(keyring.environment) { $1 }
    keyring.stop()

    // The collection is on disk: after a new login to the desktop everything is as it was.
    keyring.start()
    #expect(try program.run("xero", "organisations").code == 0)
    #expect(try program.run("xero", "logout", "--yes").code == 0)
    #expect(try program.run("xero", "status").output.hasPrefix("Not signed in"))
  }

  @Test(.enabled(if: canRun))
  func `a bus without a keyring leaves the tokens in the file, with a warning`() throws {
    let keyring = Keyring()
    let sandbox = try Sandbox()
    let program = try Program(examples: true)
    program.environment.merge(sandbox.environment) { $1 }
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = keyring.bus.address
    let login = try program.run("xero", "login")
    #expect(login.code == 0)
    #expect(login.error.contains("not in a keyring: "), "\(login.error)")
    #expect(try program.run("xero", "organisations").code == 0)
  }
}
