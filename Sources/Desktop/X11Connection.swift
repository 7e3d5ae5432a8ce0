import CX11
import Glibc

/// There is no display to observe.
public struct DisplayError: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String
}

/// One connection to an X server, and the atoms we speak of.
///
/// Xlib owns the events; properties are read through XCB on the same connection, many in one
/// flight, where a vanished window is an answer and not a death.
final class X11Connection {
  let display: OpaquePointer
  let xcb: OpaquePointer
  let root: UInt32
  let atoms: Atoms
  /// Since the last look for events something was asked: it may not be sent yet, and its answer
  /// may have brought events along.
  private(set) var hasAskedSinceDrain = true
  /// Set by Xlib's callback, which can carry no more than a pointer.
  private let lost: UnsafeMutablePointer<Bool>

  /// - Parameter name: such as `:0`; nil takes DISPLAY.
  init(_ name: String?) throws(DisplayError) {
    let shown = name ?? getenv("DISPLAY").map { String(cString: $0) } ?? ""
    guard !shown.isEmpty else {
      throw DisplayError(
        description: "There is no display: DISPLAY is not set. Start this in an X11 session.")
    }
    Self.installHandlers()
    guard let display = XOpenDisplay(name), let xcb = XGetXCBConnection(display) else {
      throw DisplayError(
        description:
          "The display \(shown) can't be opened. Start this in an X11 session, as its user.")
    }
    self.display = display
    self.xcb = xcb
    lost = .allocate(capacity: 1)
    lost.initialize(to: false)
    root = UInt32(truncatingIfNeeded: XDefaultRootWindow(display))
    atoms = Atoms(display)
    _ = fcntl(XConnectionNumber(display), F_SETFD, FD_CLOEXEC)
  }

  deinit {
    if isLost {
      // Xlib must not be called on a dead connection, not even to close it.
      Glibc.close(XConnectionNumber(display))
    } else {
      XCloseDisplay(display)
    }
    lost.deallocate()
  }

  var fileDescriptor: Int32 { XConnectionNumber(display) }

  /// The server has gone. From then on nothing may be asked.
  var isLost: Bool { lost.pointee || xcb_connection_has_error(xcb) != 0 }

  func markLost() { lost.pointee = true }

  /// To be called with each request.
  func hasAsked() { hasAskedSinceDrain = true }

  func flush() { xcb_flush(xcb) }

  /// How to wait for an answer. The server sends each as soon as it has it, in two pieces: to be
  /// woken for every piece costs more than all that is done with them.
  enum Patience {
    /// Comes back when it should be there: one wake-up.
    case pausing
    /// Looks until it is there, which takes a server that is not busy some microseconds: no
    /// wake-up, but more work.
    case looking
  }

  private static let looks = 400
  /// Microseconds, in which a window manager too has done what belongs to a change.
  private static let pause: UInt32 = 400

  /// The answer to the latest question, and with it those to all before: they are there then.
  func awaitReply(to sequence: UInt32, by patience: Patience) -> UnsafeMutableRawPointer? {
    flush()
    switch patience {
    case .pausing:
      for _ in 0..<2 {
        usleep(Self.pause)
        if let answer = arrived(sequence) { return answer }
      }
    case .looking:
      for _ in 0..<Self.looks {
        if let answer = arrived(sequence) { return answer }
        sched_yield()
      }
    }
    return reply(to: sequence)
  }

  /// Lets what belongs to an event that has come arrive with it.
  func settle() {
    usleep(Self.pause)
    guard !isLost else { return }
    XEventsQueued(display, QueuedAfterReading)
  }

  /// Nil while it is not there; nothing in it is an error.
  private func arrived(_ sequence: UInt32) -> UnsafeMutableRawPointer?? {
    var reply: UnsafeMutableRawPointer?
    var error: UnsafeMutablePointer<xcb_generic_error_t>?
    guard xcb_poll_for_reply(xcb, sequence, &reply, &error) != 0 else { return nil }
    free(error)
    return .some(reply)
  }

  /// An answer that is there already, or waited for; nil for an error.
  func reply(to sequence: UInt32) -> UnsafeMutableRawPointer? {
    var error: UnsafeMutablePointer<xcb_generic_error_t>?
    let reply = xcb_wait_for_reply(xcb, sequence, &error)
    free(error)
    return reply
  }

  /// Hands over the events that are here, also those that come along while it does so. Never
  /// waits; what was asked has been sent when it returns.
  func drain(_ handle: (XEvent) -> Void) {
    repeat {
      hasAskedSinceDrain = false
      // On a dead connection XPending says 0, and XNextEvent would crash (libX11 1.8.4).
      guard !isLost, XPending(display) > 0 else { continue }
      while !isLost, let event = nextQueued() { handle(event) }
    } while hasAskedSinceDrain && !isLost
  }

  /// The next event that Xlib has read.
  func nextQueued() -> XEvent? {
    guard !isLost, XEventsQueued(display, QueuedAlready) > 0 else { return nil }
    var event = XEvent()
    XNextEvent(display, &event)
    return event
  }

  /// The event after the next, if it has arrived: without asking the server.
  func peekEvent() -> XEvent? {
    guard !isLost, XEventsQueued(display, QueuedAlready) > 0 else { return nil }
    var event = XEvent()
    XPeekEvent(display, &event)
    return event
  }

  private static func installHandlers() {
    // Windows vanish between event and question: errors are answers.
    XSetErrorHandler { _, _ in 0 }
    XSetIOErrorHandler { _ in 0 }
  }

  /// Both handlers are needed for a process that outlives its server. This one belongs to the
  /// display.
  func surviveLoss() {
    XSetIOErrorExitHandler(
      display, { _, lost in lost?.assumingMemoryBound(to: Bool.self).pointee = true }, lost)
  }
}

extension X11Connection {
  /// Whether a panel takes icons of the older kind (freedesktop, "System Tray Protocol").
  var hasTrayPanel: Bool {
    guard !isLost else { return false }
    hasAsked()
    let cookie = xcb_get_selection_owner(xcb, atoms.tray)
    guard let reply = reply(to: cookie.sequence) else { return false }
    defer { free(reply) }
    return reply.assumingMemoryBound(to: xcb_get_selection_owner_reply_t.self).pointee.owner != 0
  }
}

/// Numbers of property names, asked once.
struct Atoms {
  let activeWindow, supportingCheck, wmName, pid, state, fullscreen, desktop: UInt32
  let currentDesktop, desktopNames, utf8, compoundText, wmState, manager, tray: UInt32

  init(_ display: OpaquePointer) {
    let names = [
      "_NET_ACTIVE_WINDOW", "_NET_SUPPORTING_WM_CHECK", "_NET_WM_NAME", "_NET_WM_PID",
      "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN", "_NET_WM_DESKTOP", "_NET_CURRENT_DESKTOP",
      "_NET_DESKTOP_NAMES", "UTF8_STRING", "COMPOUND_TEXT", "WM_STATE",
      "MANAGER", "_NET_SYSTEM_TRAY_S\(XDefaultScreen(display))",
    ]
    var pointers = names.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    var atoms = [Atom](repeating: 0, count: names.count)
    XInternAtoms(display, &pointers, Int32(names.count), 0, &atoms)
    let numbers = atoms.map { UInt32(truncatingIfNeeded: $0) }
    activeWindow = numbers[0]
    supportingCheck = numbers[1]
    wmName = numbers[2]
    pid = numbers[3]
    state = numbers[4]
    fullscreen = numbers[5]
    desktop = numbers[6]
    currentDesktop = numbers[7]
    desktopNames = numbers[8]
    utf8 = numbers[9]
    compoundText = numbers[10]
    wmState = numbers[11]
    manager = numbers[12]
    tray = numbers[13]
  }

  // Predefined (X11/Xatom.h, whose macros are casts that Swift can't read).
  static let string: UInt32 = 31
  static let wmClientMachine: UInt32 = 36
  static let name: UInt32 = 39
  static let normalHints: UInt32 = 40
  static let sizeHints: UInt32 = 41
  static let wmClass: UInt32 = 67
}
