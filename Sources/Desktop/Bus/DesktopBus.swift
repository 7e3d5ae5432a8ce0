import CLinux
import Glibc

/// Where a bus is.
public enum BusAddress: Hashable, Sendable {
  case system, session

  /// Whether somebody could be listening there: an address is set, or the standard socket exists
  /// (sd_bus_default(3)).
  var exists: Bool {
    switch self {
    case .system:
      getenv("DBUS_SYSTEM_BUS_ADDRESS") != nil || access("/run/dbus/system_bus_socket", F_OK) == 0
    case .session:
      getenv("DBUS_SESSION_BUS_ADDRESS") != nil
        || getenv("XDG_RUNTIME_DIR").map { access(String(cString: $0) + "/bus", F_OK) == 0 }
          ?? false
    }
  }
}

/// The desktop's buses: whether the session is locked, the machine about to sleep, a film playing.
///
/// Never waits and keeps no thread: its owner polls `files` and `deadline`, and calls `drain`
/// before each wait. Where no bus is, it is empty and nothing is mapped.
public final class DesktopBus {
  public private(set) var facts = BusFacts()
  /// A bus is there, but not the library to speak to it.
  public let lacksLibrary: Bool
  private let clock: () -> Uptime
  /// Which window had the focus last.
  private var window: UInt32?
  private var system: BusLink<Logind>?
  private var session: BusLink<SessionServices>?

  /// - Parameter clock: CLOCK_MONOTONIC.
  public init(owner: SessionOwner, clock: @escaping () -> Uptime) {
    self.clock = clock
    let addresses = [BusAddress.system, .session].filter(\.exists)
    guard !addresses.isEmpty, let library = BusLibrary() else {
      lacksLibrary = !addresses.isEmpty
      return
    }
    lacksLibrary = false
    if addresses.contains(.system) {
      system = BusLink(.system, library: library, now: clock()) { Logind($0, owner: owner) }
    }
    if addresses.contains(.session) {
      session = BusLink(.session, library: library, now: clock()) { SessionServices($0) }
    }
  }

  /// Whether there is anybody to listen to, now or later.
  public var isThere: Bool { system != nil || session != nil }

  /// For the owner's poll.
  public func add(to files: inout [pollfd]) {
    if let file = system?.file { files.append(file) }
    if let file = session?.file { files.append(file) }
  }

  /// When `drain` wants to be called though nothing has come.
  public var deadline: Uptime? {
    guard let first = system?.deadline else { return session?.deadline }
    return session?.deadline.map { min($0, first) } ?? first
  }

  /// Hears what has come. True when the facts are others now.
  public func drain() -> Bool {
    let (before, now) = (facts, clock())
    system?.drain(&facts, at: now)
    session?.drain(&facts, at: now)
    return facts != before
  }

  // MARK: - The tray

  /// Shows our icon in panels that speak StatusNotifierItem; nil takes it away. To be called after
  /// each `drain`: a bus that is back knows nothing of us.
  public func show(_ face: TrayFace?) { session?.service?.tray.show(face) }

  /// Whether such a panel shows it; nil while that is not known yet.
  public var showsTray: Bool? {
    guard let tray = session?.service?.tray else { return false }
    return tray.standing == .unknown ? nil : tray.standing == .shown
  }

  /// Answers what the panel has asked; the ids of the rows that were chosen.
  ///
  /// - Parameter menu: called where somebody looks at it.
  public func serveTray(_ menu: () -> TrayMenu) -> [Int32] {
    session?.service?.tray.serve(at: clock(), menu) ?? []
  }

  /// The record is written: the machine may sleep.
  public func letSleep() { system?.service?.letSleep() }

  /// This window has had the focus since then; nil is none.
  ///
  /// - Parameter tellsInput: whether the display knows of input.
  /// - Returns: since when there is no lock, where this proves that one has ended.
  public func saw(window: UInt32?, at time: Uptime, tellsInput: Bool) -> Uptime? {
    guard let window else { return nil }
    defer { self.window = window }
    guard let last = self.window, last != window else { return nil }
    return facts.windowChanged(at: time, tellsInput: tellsInput)
  }

  /// The last input that is known was then; the same.
  public func saw(input: Uptime) -> Uptime? { facts.saw(input: input, at: clock()) }
}
