import CX11
import Glibc

/// What a desktop offers a recorder, looked at once. Names no window and no title.
public struct DesktopLook {
  /// How it can be known that nobody is there.
  public enum IdleSource: String, Sendable {
    case alarms
    case screenSaver
    case nothing
  }

  public struct Screen: Sendable {
    public var idle: IdleSource
    /// A window manager that speaks EWMH: the name it gives itself, which may be empty; nil where
    /// there is none.
    public var manager: String?
    /// Some program takes icons by the XEmbed protocol (System Tray Protocol 0.3, "Locating the
    /// system tray").
    public var hasTray: Bool
    /// The server is a guest of a Wayland compositor: it sees only some of the windows.
    public var isXWayland: Bool
  }

  /// Nil where there is no display that can be opened; `trouble` says why.
  public var screen: Screen?
  public var trouble: String?
  /// The names that programs have on each bus; nil where nobody answers there.
  public var sessionBus: Set<String>?
  public var systemBus: Set<String>?
  /// Without libsystemd no bus can be spoken to.
  public var lacksLibrary = false

  /// - Parameter clock: CLOCK_MONOTONIC.
  public init(clock: () -> Uptime) {
    do throws(DisplayError) {
      screen = Self.look(try X11Connection(nil))
    } catch {
      trouble = error.description
    }
    guard let library = BusLibrary() else {
      lacksLibrary = true
      return
    }
    sessionBus = Self.names(.session, library, clock)
    systemBus = Self.names(.system, library, clock)
  }

  private static func look(_ connection: X11Connection) -> Screen {
    let display = connection.display
    let idle: IdleSource =
      switch IdleCounter(connection, threshold: 3_600_000, permitted: [.alarms, .screenSaver])
        .source
      {
      case .alarms: .alarms
      case .screenSaver: .screenSaver
      case .nothing: .nothing
      }
    var manager: String?
    if case .windowManager(let check) = FocusFinder(connection: connection).authority() {
      let name = PropertyRequest(connection.atoms.wmName, of: check, length: 100, on: connection)
        .answer().property
      manager = name.map { connection.text($0) } ?? ""
    }
    let tray = XInternAtom(display, "_NET_SYSTEM_TRAY_S\(XDefaultScreen(display))", 0)
    var numbers: (Int32, Int32, Int32) = (0, 0, 0)
    let isGuest =
      XQueryExtension(display, "XWAYLAND", &numbers.0, &numbers.1, &numbers.2) != 0
    return Screen(
      idle: idle, manager: manager, hasTray: XGetSelectionOwner(display, tray) != 0,
      isXWayland: isGuest)
  }

  /// Milliseconds that a bus may take.
  private static let patience: Int64 = 2_000

  private static func names(
    _ address: BusAddress, _ library: BusLibrary, _ clock: () -> Uptime
  ) -> Set<String>? {
    guard address.exists, let bus = BusConnection<Void>(address, library: library) else {
      return nil
    }
    bus.ask(
      (), of: "org.freedesktop.DBus", at: "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "ListNames")
    let end = clock().advanced(by: patience)
    while !bus.isLost, clock() < end {
      while let delivery = bus.next() {
        guard case .answer(_, let answer) = delivery else { continue }
        var names: Set<String> = []
        answer.each("s") {
          guard let name = answer.text() else { return false }
          names.insert(name)
          return true
        }
        return names
      }
      var file = bus.file
      poll(&file, 1, 100)
    }
    return nil
  }
}
