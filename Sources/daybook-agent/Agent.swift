import Activity
import ActivityLog
import CLinux
import Desktop
import Glibc

/// Carries observations from the display to the log. One thread, one wait.
final class Agent {
  /// A wake-up so long before a flush is good for it too.
  private static let flushTolerance: Int64 = 1_000
  /// While somebody is there, so much time can be lost at most.
  private static let signOfLife: Int64 = 15_000
  private static let longestBackoff: Int64 = 60_000

  let options: Options
  let log: LogKeeper
  let journal: Journal
  let notice: Notice
  let filter: FilterKeeper
  var control: PersonalControl
  let source: String
  private var wakeups: Wakeups
  var timeline: Timeline
  var zone: LocalZone
  var observer: X11Observer?
  let bus: DesktopBus
  let notifier: Notifier
  var tray = TrayKeeper()
  private var manager: ServiceManager
  var recording: Recording?
  /// Runs that have ended and are not on disk, in order.
  var unwritten: [Recording] = []
  var idleThreshold: Int64
  /// What had the focus last, as observed.
  var observed: ObservedWindow?
  /// What the rules left of it, and when they may think otherwise though it stays as it is.
  var judged: (subject: Subject, until: Instant?) = (.nothing, nil)
  var lastCommit: Uptime
  /// Everything up to then is on disk.
  var lastWrite: Instant?
  var flushAt: Uptime?
  private var reconnectAt: Uptime?
  private var backoff: Int64 = 1_000
  var saidStorage = false
  /// Another agent takes over: to be ended with this round of the loop.
  var givesWay = false

  /// Ready when it returns: the first row is written, or waits for a disk that takes it.
  init(
    options: Options, log: LogKeeper, journal: Journal, notice: Notice, filter: FilterKeeper,
    observer: X11Observer, bus: DesktopBus, notifier: Notifier, wakeups: Wakeups,
    control: PersonalControl, idleThreshold: Int64
  ) {
    self.options = options
    self.log = log
    self.journal = journal
    self.notice = notice
    self.filter = filter
    self.control = control
    self.observer = observer
    self.bus = bus
    self.notifier = notifier
    manager = ServiceManager()
    self.idleThreshold = idleThreshold
    self.wakeups = wakeups
    timeline = Timeline(Clock.reading())
    zone = LocalZone()
    source = "x11@" + HostName.short(HostName.whole)
    lastCommit = Clock.uptime()
    beginRecording()
  }

  /// Until a signal ends it.
  func run() {
    manager.ready()
    Memory.settle()
    var files: [pollfd] = []
    while true {
      // The display first: its events carry their own times, which no later one must hide.
      let heard = listen()
      if bus.isThere, bus.drain() { hearBus(at: heard) }
      if observer?.isLost == true { loseDisplay() }
      if bus.isThere { attendNotifier() }
      if mayShowTray {
        if keepTray() { return end() }
        // What it asked may have brought events along: none is to lie unread while we sleep.
        if observer?.mayHoldEvents == true { continue }
      }
      let deadline = deadline
      wakeups.arm(deadline)
      manager.waiting(until: deadline, now: Clock.uptime())
      files.removeAll(keepingCapacity: true)
      for file in [wakeups.fileDescriptor, observer?.fileDescriptor ?? -1] {
        files.append(pollfd(fd: file, events: Int16(POLLIN), revents: 0))
      }
      if bus.isThere {
        bus.add(to: &files)
        notifier.add(to: &files)
      }
      tray.add(to: &files)
      let own = files.count
      control.socket?.add(to: &files)
      guard poll(&files, nfds_t(files.count), -1) >= 0 || errno == EINTR else { return end() }
      compareClocks()
      if files[1].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { observer?.markLost() }
      let causes = files[0].revents == 0 ? [] : wakeups.causes()
      if causes.contains(.clockSet) { wakeups.clockWasSet() }
      if causes.contains(.files), filter.filesChanged() {
        filterChanged()
        control.pauseFile.look()
      }
      if causes.contains(.books) { notifier.booksChanged(at: now) }
      keepPause()
      if causes.contains(.deadline) {
        wakeups.timerRang()
        tick()
      }
      if let socket = control.socket, !socket.isQuiet(files[own...]) {
        socket.serve(at: Clock.uptime(), answer)
        if givesWay { return end() }
      }
      if causes.contains(.signal), handleSignals() { return end() }
    }
  }

  // MARK: - Time

  var now: Instant {
    timeline.instant(monotonic: Clock.uptime().milliseconds)
  }

  private var deadline: Uptime? {
    var first: Uptime?
    func consider(_ time: Uptime?) {
      if let time, first.map({ time < $0 }) ?? true { first = time }
    }
    consider(flushAt)
    consider(observer?.deadline)
    consider(bus.deadline)
    consider(notifier.deadline)
    consider(tray.window?.deadline)
    consider(reconnectAt)
    consider(control.deadline)
    consider(unlockLook)
    consider(judgement)
    if recording?.recorder.presence == .active, observer != nil {
      consider(lastCommit.advanced(by: Self.signOfLife))
    }
    return first
  }

  private func tick() {
    let (time, heard) = (Clock.uptime(), now)
    if let due = reconnectAt, due <= time { reconnect() }
    hear(observer?.wake() ?? [], upTo: heard)
    if let due = unlockLook, due <= time { lookForUnlock(upTo: heard) }
    if let due = judgement, due <= time { heedRules() }
    let isDue = lastCommit.advanced(by: Self.signOfLife) <= time
    if recording?.recorder.presence == .active, isDue {
      hear(observer?.look() ?? [], upTo: heard)
      if lastCommit.advanced(by: Self.signOfLife) <= time {
        commit(at: heard, durable: flushAt != nil)
      }
    }
    // A little early, rather than once more.
    if let due = flushAt, due.advanced(by: -Self.flushTolerance) <= time {
      commit(at: heard, durable: true)
    }
  }

  // MARK: - The display

  /// The server has gone: the record ends at the last moment that is known.
  func loseDisplay() {
    journal.complain("the display has gone; waiting for it to come back.")
    manager.status("Waiting for the display to come back.")
    endRecording(at: recording?.recorder.now ?? now)
    observer = nil
    observed = nil
    backoff = 1_000
    reconnectAt = Clock.uptime().advanced(by: backoff)
  }

  func reconnect() {
    do {
      let observer = try X11Observer(
        display: nil, idleThreshold: idleThreshold, clock: Clock.uptime)
      observer.readsDirectories = filter.recordsDirectory
      // What the former one has told is older than all that this one tells.
      listen()
      self.observer = observer
      (reconnectAt, backoff) = (nil, 1_000)
      manager.status("Recording.")
      if recording == nil {
        journal.complain("the display is back.")
        beginRecording()
      } else {
        take(observer.begin())
      }
    } catch {
      if observer != nil { journal.note("the display takes no new connection; the old one stays.") }
      backoff = min(backoff * 2, Self.longestBackoff)
      reconnectAt = Clock.uptime().advanced(by: backoff)
    }
  }

  // MARK: - The end

  /// True when it is time to go.
  private func handleSignals() -> Bool {
    var isEnd = false
    for signal in wakeups.takeSignals() {
      switch signal {
      case SIGCHLD:
        if filter.childEnded() { filterChanged() }
        if tray.childEnded() {
          journal.complain(
            "'daybook forget', chosen in the tray, failed. Run it in a terminal to see why.")
        }
      case SIGHUP:
        commit(at: listen(), durable: true)
      default: isEnd = true
      }
    }
    return isEnd
  }

  private func end() {
    manager.stopping()
    notifier.end()
    endRecording(at: listen())
    // A disk that failed once may take it now; later nobody asks it.
    if !unwritten.isEmpty { commit(durable: true) }
    journal.note(
      unwritten.isEmpty ? "stopped." : "stopped, with time that the disk did not take.")
  }
}
