import CX11

/// Watches one X display by its events: which window has the focus, what it is called, and
/// whether somebody is at the keyboard.
///
/// Never waits for an event and keeps no thread: its owner polls `fileDescriptor` and `deadline`.
public final class X11Observer {
  public enum Sighting: Hashable, Sendable {
    /// This has the focus now; nil is no window.
    case focus(ObservedWindow?)
    /// Nobody has been at the keyboard since then.
    case idle(since: Uptime)
    /// Somebody is back.
    case input
  }

  public struct Stamped: Hashable, Sendable {
    public var time: Uptime
    public var sighting: Sighting
    /// What had the focus then.
    public var window: UInt32?
  }

  /// How idle is known.
  public enum IdleSource: Hashable, Sendable { case alarms, polling, nothing }

  private struct Focused {
    var window: UInt32
    var observed: ObservedWindow
    var hasModernTitle: Bool
    /// Its program, where that is one of this machine.
    var process: UInt32?
    var limiter = TitleLimiter()
  }

  private let connection: X11Connection
  private let clock: () -> Uptime
  private var reader: WindowReader
  private let finder: FocusFinder
  private let counter: IdleCounter
  private var watch: IdleWatch
  private var authority: FocusFinder.Authority
  private var focused: Focused?
  /// When the counter must be asked, where no alarm will tell.
  private var nextReading: Uptime?
  private var seen: [Stamped] = []
  /// Something but the title has changed at that moment: one reading tells of many changes.
  private var readDue: Uptime?
  /// A panel may take icons now that did not before.
  public private(set) var hasTrayNews = true
  /// The questions that were answered last. What the server said before tells nothing new.
  private var asked = (focus: UInt32?.none, title: UInt32?.none, window: UInt32?.none)

  /// Connects and selects its events. Call `begin` for what is there already.
  ///
  /// - Parameters:
  ///   - display: such as `:0`; nil takes DISPLAY.
  ///   - idleThreshold: no input for so many milliseconds is idle.
  ///   - clock: CLOCK_MONOTONIC.
  public convenience init(
    display: String?, idleThreshold: Int64, clock: @escaping () -> Uptime
  ) throws(DisplayError) {
    try self.init(
      display: display, idleThreshold: idleThreshold, idleSources: [.alarms, .screenSaver],
      clock: clock)
  }

  /// The same for a server that has less: SYNC can't be taken from one.
  init(
    display: String?, idleThreshold: Int64, idleSources: Set<IdleCounter.Source>,
    clock: @escaping () -> Uptime
  ) throws(DisplayError) {
    let connection = try X11Connection(display)
    connection.surviveLoss()
    self.connection = connection
    self.clock = clock
    reader = WindowReader(connection)
    finder = FocusFinder(connection: connection)
    counter = IdleCounter(connection, threshold: idleThreshold, permitted: idleSources)
    watch = IdleWatch(threshold: idleThreshold, now: clock())
    // The last of them is for panels, which introduce themselves (ICCCM 2.8).
    connection.select(
      UInt32(PropertyChangeMask | FocusChangeMask | StructureNotifyMask), on: connection.root)
    authority = finder.authority()
  }

  /// Whether the working directories of programs are looked up.
  public var readsDirectories: Bool {
    get { reader.readsDirectories }
    set { reader.readsDirectories = newValue }
  }

  public var fileDescriptor: Int32 { connection.fileDescriptor }

  /// The server has gone: this value is of no more use.
  public var isLost: Bool { connection.isLost }

  /// To be called when poll says that the connection hung up.
  public func markLost() { connection.markLost() }

  /// When `wake` wants to be called, if no event comes first.
  public var deadline: Uptime? {
    guard let title = focused?.limiter.deadline else { return nextReading }
    return nextReading.map { min($0, title) } ?? title
  }

  /// The last moment at which somebody was there, as far as known; nil where nothing can tell.
  public var lastInput: Uptime? { counter.source == .nothing ? nil : watch.lastInput }

  public var idleSource: IdleSource {
    switch counter.source {
    case .alarms: .alarms
    case .screenSaver: .polling
    case .nothing: .nothing
    }
  }

  /// What is there at the start.
  public func begin() -> [Stamped] {
    refocus(at: clock())
    return look() + drain()
  }

  /// Handles what has arrived. To be called before each wait: answers pull events along, so that
  /// they can be here without the descriptor being readable.
  public func drain() -> [Stamped] {
    connection.drain(handle)
    if let time = readDue {
      readAgain(at: time)
      connection.drain(handle)
    }
    return take()
  }

  /// Does what was due at `deadline`.
  public func wake() -> [Stamped] {
    // What has arrived is older than what we see now.
    connection.drain(handle)
    let now = clock()
    if let due = focused?.limiter.deadline, due <= now { lookAgain(at: now) }
    if let due = nextReading, due <= now { readCounter(at: now) }
    return drain()
  }

  /// Asks for what no event tells, at a wake-up that comes anyway: the time without input, as the
  /// guard against lost alarms, and where the program works now.
  public func look() -> [Stamped] {
    let now = clock()
    readCounter(at: now)
    readDirectory(at: now)
    return take()
  }

  /// Whether there is a panel for icons of the older kind; nil where nothing is new since the last
  /// question.
  public func newTrayPanel() -> Bool? {
    guard hasTrayNews else { return nil }
    hasTrayNews = false
    return hasTrayPanel
  }

  public var hasTrayPanel: Bool { connection.hasTrayPanel }

  /// Something was asked since the last `drain`: the answer may have brought events along, of which
  /// the descriptor says nothing.
  public var mayHoldEvents: Bool { connection.hasAskedSinceDrain }

  private func take() -> [Stamped] {
    defer { seen = [] }
    return seen
  }

  private func say(_ sighting: Sighting, at time: Uptime) {
    seen.append(Stamped(time: time, sighting: sighting, window: focused?.window))
  }

  // MARK: - Events

  private func handle(_ event: XEvent) {
    if event.type == ClientMessage, event.xclient.message_type == Atom(connection.atoms.manager) {
      hasTrayNews = true
    }
    // What another program sends in the server's name says nothing.
    guard event.xany.send_event == 0 else { return }
    if let news = counter.news(event) { return handle(news) }
    switch event.type {
    case PropertyNotify: handle(event.xproperty)
    case DestroyNotify:
      let window = UInt32(truncatingIfNeeded: event.xdestroywindow.window)
      if window == focused?.window { lose(at: latest()) }
      if authority == .windowManager(check: window) { askAuthority(at: latest()) }
    case FocusIn, FocusOut:
      let mode = event.xfocus.mode
      guard authority == .inputFocus, mode != NotifyGrab, mode != NotifyUngrab else { return }
      refocus(at: latest())
    default: break
    }
  }

  /// When an event came about that does not say so: now, or before the next that does.
  private func latest() -> Uptime {
    let now = clock()
    guard let next = connection.peekEvent(), next.type == PropertyNotify,
      next.xany.send_event == 0
    else { return now }
    return Uptime(server: UInt32(truncatingIfNeeded: next.xproperty.time), now: now)
  }

  private func handle(_ property: XPropertyEvent) {
    let (atoms, atom) = (connection.atoms, UInt32(truncatingIfNeeded: property.atom))
    let window = UInt32(truncatingIfNeeded: property.window)
    let time = Uptime(server: UInt32(truncatingIfNeeded: property.time), now: clock())
    if window == connection.root {
      switch atom {
      case atoms.activeWindow:
        guard authority != .inputFocus, !isOld(property, asked.focus) else { return }
        skipFollowers(of: property)
        refocus(at: time)
      case atoms.supportingCheck: askAuthority(at: time)
      case atoms.currentDesktop, atoms.desktopNames:
        reader.workspacesChanged()
        if focused != nil { readDue = readDue ?? time }
      default: break
      }
    } else if window == focused?.window {
      switch atom {
      case atoms.wmName, Atoms.name: titleChanged(property, at: time)
      case atoms.wmState where property.state == PropertyDelete: lose(at: time)
      case atoms.wmState, atoms.state, atoms.desktop, atoms.pid, Atoms.wmClass,
        Atoms.wmClientMachine:
        if !isOld(property, asked.window) { readDue = readDue ?? time }
      default: break
      }
    }
  }

  /// Whether the server told of this before it answered that question, so that the answer has it.
  private func isOld(_ property: XPropertyEvent, _ question: UInt32?) -> Bool {
    question.map {
      Int32(bitPattern: UInt32(truncatingIfNeeded: property.serial) &- $0) < 0
    } ?? false
  }

  /// Window managers change the active window twice at a switch, to none and to the next: one
  /// reading tells both.
  private func skipFollowers(of first: XPropertyEvent) {
    connection.settle()
    while let next = connection.peekEvent(), next.type == PropertyNotify,
      next.xproperty.window == first.window, next.xproperty.atom == first.atom,
      next.xproperty.time &- first.time < 100
    { _ = connection.nextQueued() }
  }

  private func handle(_ news: IdleCounter.News) {
    let now = clock()
    switch news {
    case .passed(let time, let idle):
      let time = Uptime(server: time, now: now)
      report(watch.passed(at: time, idle: idle), at: time)
    case .fell(let time):
      let time = Uptime(server: time, now: now)
      report(watch.fell(at: time), at: time)
    }
  }

  private func readCounter(at now: Uptime) {
    if let reading = counter.read() {
      let time = reading.time.map { Uptime(server: $0, now: clock()) } ?? now
      report(watch.read(at: time, idle: reading.idle), at: time)
    }
    guard counter.source == .screenSaver else { return }
    nextReading =
      watch.isIdle
      ? now.advanced(by: 1000)
      : max(watch.lastInput.advanced(by: watch.threshold), now.advanced(by: 100))
  }

  private func report(_ findings: [IdleWatch.Finding], at now: Uptime) {
    for finding in findings {
      switch finding {
      case .idle(let since): say(.idle(since: since), at: now)
      case .input(let time): say(.input, at: time)
      }
    }
  }

  // MARK: - Focus

  private func askAuthority(at time: Uptime) {
    authority = finder.authority()
    refocus(at: time)
  }

  /// Finds the focused window and reads it anew: numbers are used again for other windows.
  private func refocus(at time: Uptime) {
    readDue = nil
    let window = finder.focused(by: authority) { asked.focus = $0 }
    if let old = focused?.window, old != window { connection.select(0, on: old) }
    guard let window else { return lose(at: time) }
    // Select first, read after: no change falls between.
    listen(to: window)
    guard let found = read(window) else { return lose(at: time) }
    focused = Focused(
      window: window, observed: found.window, hasModernTitle: found.hasModernTitle,
      process: found.process)
    say(.focus(found.window), at: time)
  }

  private func read(_ window: UInt32) -> WindowReader.Found? {
    var first: UInt32?
    let found = reader.read(window) { first = $0 }
    asked.title = first
    asked.window = first
    return found
  }

  private func lose(at time: Uptime) {
    focused = nil
    say(.focus(nil), at: time)
  }

  private func readAgain(at time: Uptime) {
    readDue = nil
    guard let window = focused?.window else { return }
    guard let found = read(window) else { return lose(at: time) }
    focused?.observed = found.window
    focused?.hasModernTitle = found.hasModernTitle
    focused?.process = found.process
    say(.focus(found.window), at: time)
  }

  /// A shell that goes to another directory says so by its title, if at all.
  private func readDirectory(at time: Uptime) {
    guard let now = focused else { return }
    let directory = reader.directory(of: now.process)
    guard directory != now.observed.window.directory else { return }
    focused?.observed.window.directory = directory
    if let observed = focused?.observed { say(.focus(observed), at: time) }
  }

  private func listen(to window: UInt32) {
    var events = PropertyChangeMask | StructureNotifyMask
    if authority == .inputFocus { events |= FocusChangeMask }
    connection.select(UInt32(events), on: window)
  }

  /// Stops listening to titles; its end and its focus are still told.
  private func ignoreTitles(of window: UInt32) {
    var events = StructureNotifyMask
    if authority == .inputFocus { events |= FocusChangeMask }
    connection.select(UInt32(events), on: window)
  }

  // MARK: - Titles

  private func titleChanged(_ property: XPropertyEvent, at time: Uptime) {
    // The old property says nothing while the modern one is set.
    guard let now = focused, !(property.atom == Atom(Atoms.name) && now.hasModernTitle) else {
      return
    }
    let step = focused?.limiter.changed(at: time)
    if case .readAndIgnore = step { ignoreTitles(of: now.window) }
    guard !isOld(property, asked.title) else { return }
    guard let title = readTitle(of: now, by: .pausing) else { return lose(at: time) }
    focused?.hasModernTitle = title.isModern
    focused?.observed.window.title = title.text
    focused?.observed.titleIsIncomplete = title.isIncomplete
    focused?.observed.window.directory = reader.directory(of: now.process)
    guard let observed = focused?.observed else { return }
    say(.focus(observed), at: time)
  }

  private func readTitle(
    of window: Focused, by patience: X11Connection.Patience
  ) -> WindowReader.Title? {
    reader.title(of: window.window, isModern: window.hasModernTitle, by: patience) {
      asked.title = $0
    }
  }

  /// A look in a storm: at the title alone, the rest is read when the storm is over.
  private func lookAgain(at time: Uptime) {
    guard let before = focused else { return }
    guard let title = readTitle(of: before, by: .looking) else { return lose(at: time) }
    let isSame =
      title.text == before.observed.window.title
      && title.isIncomplete == before.observed.titleIsIncomplete
    if !isSame {
      focused?.hasModernTitle = title.isModern
      focused?.observed.window.title = title.text
      focused?.observed.titleIsIncomplete = title.isIncomplete
      focused?.observed.window.directory = reader.directory(of: before.process)
      if let observed = focused?.observed { say(.focus(observed), at: time) }
    }
    guard focused?.limiter.read(at: time, same: isSame) == .listen else { return }
    listen(to: before.window)
    readAgain(at: time)
  }
}
