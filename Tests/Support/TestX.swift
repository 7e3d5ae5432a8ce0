import CX11
import Glibc

/// An X server of the test's own, and a window manager where one is wanted.
public final class TestX {
  /// Such as `:7`.
  public let display: String
  public let server: TestProcess
  public private(set) var manager: TestProcess?

  /// A number to which a server can come back: free ones are given away from 0 upwards, to whatever
  /// starts in between.
  public static func lastingNumber() -> Int { .random(in: 1_000..<50_000) }

  /// - Parameters:
  ///   - manager: whether openbox runs.
  ///   - display: a number to take; nil takes a free one.
  ///   - extra: further arguments of the server.
  ///   - environment: what differs from ours for the server.
  public init(
    manager: Bool = true, display wanted: Int? = nil, extra: [String] = [],
    environment: [String: String?] = [:]
  ) {
    var pipes: [Int32] = [0, 0]
    precondition(pipe(&pipes) == 0)
    _ = fcntl(pipes[0], F_SETFD, FD_CLOEXEC)
    server = TestProcess(
      ["Xvfb"] + (wanted.map { [":\($0)"] } ?? []) + [
        "-displayfd", "5", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset",
      ] + extra, environment: ["DISPLAY": nil].merging(environment) { $1 }, passing: pipes[1])
    close(pipes[1])
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(pipes[0], &byte, 1) == 1, byte != 0x0a { bytes.append(byte) }
    close(pipes[0])
    precondition(!bytes.isEmpty, "Xvfb did not start")
    display = ":" + String(decoding: bytes, as: UTF8.self)
    if manager { startManager() }
  }

  deinit {
    manager?.signal(SIGKILL)
    server.signal(SIGTERM)
    _ = server.wait(seconds: 5)
  }

  /// Runs openbox, and waits until it names itself.
  public func startManager() {
    manager = TestProcess(["openbox", "--sm-disable"], environment: ["DISPLAY": display])
    let client = TestClient(display)
    _ = eventually { client.hasManager }
  }

  public func killManager() {
    manager?.signal(SIGKILL)
    _ = manager?.wait()
    manager = nil
  }

  /// Types or moves as a person would.
  public func xdotool(_ arguments: String...) {
    _ = TestProcess(["xdotool"] + arguments, environment: ["DISPLAY": display]).wait()
  }
}

/// Takes every connection that a server has left; `-maxclients 64` spares the work.
public final class TestCrowd {
  private var displays: [OpaquePointer] = []

  public init(_ name: String) {
    while let display = XOpenDisplay(name) { displays.append(display) }
  }

  deinit { leave() }

  public func leave() {
    for display in displays { XCloseDisplay(display) }
    displays = []
  }
}

/// An X program inside the test: makes windows of any kind.
public final class TestClient {
  public typealias WindowID = UInt

  private let display: OpaquePointer
  private let root: WindowID

  public init(_ name: String) {
    guard let display = XOpenDisplay(name) else { preconditionFailure("no display \(name)") }
    XSetErrorHandler { _, _ in 0 }
    self.display = display
    root = XDefaultRootWindow(display)
  }

  deinit { if !isAbandoned { XCloseDisplay(display) } }

  /// The server is about to die: Xlib must not say goodbye to it.
  public func abandon() { isAbandoned = true }
  private var isAbandoned = false

  /// A mapped window. Its id is the next one: without `keepingIDs` the same comes again after a
  /// reconnection.
  public func window(title: String? = nil, instance: String = "test", app: String = "Test")
    -> WindowID
  {
    let window = XCreateSimpleWindow(display, root, 10, 10, 200, 100, 0, 0, 0)
    set("WM_CLASS", "STRING", Array("\(instance)\0\(app)\0".utf8), on: window)
    if let title { self.title(title, on: window) }
    XMapWindow(display, window)
    sync()
    return window
  }

  /// A mapped window inside `parent`.
  public func child(of parent: WindowID) -> WindowID {
    let window = XCreateSimpleWindow(display, parent, 0, 0, 50, 50, 0, 0, 0)
    XMapWindow(display, window)
    sync()
    return window
  }

  public func title(_ title: String, on window: WindowID) {
    set("_NET_WM_NAME", "UTF8_STRING", Array(title.utf8), on: window)
  }

  /// A property of bytes.
  public func set(_ name: String, _ type: String, _ bytes: [UInt8], on window: WindowID) {
    XChangeProperty(
      display, window, atom(name), atom(type), 8, Int32(PropModeReplace), bytes, Int32(bytes.count))
    sync()
  }

  /// A property of 32-bit numbers.
  public func set(_ name: String, _ type: String, numbers: [Int], on window: WindowID) {
    numbers.withUnsafeBytes { raw in
      _ = XChangeProperty(
        display, window, atom(name), atom(type), 32, Int32(PropModeReplace),
        raw.bindMemory(to: UInt8.self).baseAddress, Int32(numbers.count))
    }
    sync()
  }

  public func delete(_ name: String, on window: WindowID) {
    XDeleteProperty(display, window, atom(name))
    sync()
  }

  /// Asks the window manager for the focus (EWMH, _NET_ACTIVE_WINDOW), and waits until it is so.
  public func activate(_ window: WindowID) {
    // Asked again: the manager may not know the window yet.
    _ = eventually(seconds: 10) {
      message("_NET_ACTIVE_WINDOW", [2, 0, 0, 0, 0], about: window)
      return eventually(seconds: 1) { active == window }
    }
  }

  public func fullscreen(_ window: WindowID, _ on: Bool) {
    message(
      "_NET_WM_STATE", [on ? 1 : 0, Int(atom("_NET_WM_STATE_FULLSCREEN")), 0, 1, 0], about: window)
  }

  public func showDesktop(_ number: Int) {
    message("_NET_CURRENT_DESKTOP", [number, 0, 0, 0, 0], about: root)
  }

  public func focusWithoutManager(_ window: WindowID?) {
    XSetInputFocus(display, window ?? 0, Int32(RevertToNone), 0)
    sync()
  }

  public func rootProperty(_ name: String, _ type: String, numbers: [Int]) {
    set(name, type, numbers: numbers, on: root)
  }

  public func destroy(_ window: WindowID) {
    XDestroyWindow(display, window)
    sync()
  }

  /// Tells whoever watches `window` that it is gone, which is not true.
  public func pretendDestroyed(_ window: WindowID) {
    var event = XEvent()
    event.xdestroywindow.type = DestroyNotify
    event.xdestroywindow.event = window
    event.xdestroywindow.window = window
    XSendEvent(display, window, 0, StructureNotifyMask, &event)
    sync()
  }

  public var active: WindowID? { number("_NET_ACTIVE_WINDOW", of: root) }

  /// Whether the window manager lists any window (EWMH, _NET_CLIENT_LIST).
  public var hasManagedWindows: Bool { number("_NET_CLIENT_LIST", of: root) != nil }

  public var hasManager: Bool {
    guard let check = number("_NET_SUPPORTING_WM_CHECK", of: root) else { return false }
    return number("_NET_SUPPORTING_WM_CHECK", of: check) == check
  }

  private typealias FakeMotion = @convention(c) (OpaquePointer, Int32, Int32, UInt) -> Int32
  /// XTEST's relative motion, from the library that xdotool brings.
  nonisolated(unsafe) private static let fakeMotion: FakeMotion? =
    dlopen("libXtst.so.6", RTLD_NOW).flatMap { dlsym($0, "XTestFakeRelativeMotionEvent") }
    .map { unsafeBitCast($0, to: FakeMotion.self) }

  public static var canMovePointer: Bool { fakeMotion != nil }

  /// A person's hand, without the cost of `xdotool`: a step to one side, then back.
  public func movePointer() {
    hand = -hand
    _ = Self.fakeMotion?(display, hand, 0, 0)
    sync()
  }
  private var hand: Int32 = 1

  /// Whether a screen locker could have it now.
  public var canTakePointer: Bool {
    let code = XGrabPointer(display, root, 0, 0, GrabModeAsync, GrabModeAsync, 0, 0, 0)
    XUngrabPointer(display, 0)
    sync()
    return code == GrabSuccess
  }

  /// Whether a window is on the screen, with all that it lies in, and holds this point of it.
  public func isShown(_ window: WindowID, at point: (x: Int32, y: Int32)) -> Bool {
    var facts = XWindowAttributes()
    var (x, y): (Int32, Int32) = (0, 0)
    var child: WindowID = 0
    guard XGetWindowAttributes(display, window, &facts) != 0, facts.map_state == IsViewable,
      XTranslateCoordinates(display, root, window, point.x, point.y, &x, &y, &child) != 0
    else { return false }
    return (0..<facts.width).contains(x) && (0..<facts.height).contains(y)
  }

  public func sync() { XSync(display, 0) }

  private func number(_ name: String, of window: WindowID) -> UInt? {
    var (type, format): (Atom, Int32) = (0, 0)
    var (count, rest): (UInt, UInt) = (0, 0)
    var value: UnsafeMutablePointer<UInt8>?
    guard
      XGetWindowProperty(
        display, window, atom(name), 0, 1, 0, 0, &type, &format, &count, &rest, &value) == 0,
      let value
    else { return nil }
    defer { XFree(value) }
    guard count == 1, format == 32 else { return nil }
    return value.withMemoryRebound(to: UInt.self, capacity: 1) { $0.pointee }
  }

  private func message(_ name: String, _ numbers: [Int], about window: WindowID) {
    var event = XEvent()
    event.xclient.type = ClientMessage
    event.xclient.window = window
    event.xclient.message_type = atom(name)
    event.xclient.format = 32
    event.xclient.data.l = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
    XSendEvent(display, root, 0, SubstructureRedirectMask | SubstructureNotifyMask, &event)
    sync()
  }

  private func atom(_ name: String) -> Atom { XInternAtom(display, name, 0) }
}
