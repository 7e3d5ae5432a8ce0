import Activity
import ActivityLog
import CLinux
import Desktop
import Glibc

/// Carries observations from the display to the log. One thread, one wait.
final class Agent {
  /// Spans are on disk at most ten seconds after they end; this leaves some for the disk.
  private static let flushDelay: Int64 = 9_400
  /// A wake-up so long before a flush is good for it too.
  private static let flushTolerance: Int64 = 1_000
  /// While somebody is there, so much time can be lost at most.
  private static let signOfLife: Int64 = 15_000
  private static let retryDelay: Int64 = 10_000
  private static let longestBackoff: Int64 = 60_000

  private let options: Options
  let log: LogKeeper
  let journal: Journal
  private let notice: Notice
  let filter: FilterKeeper
  var control: PersonalControl
  private let source: String
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
  private var idleThreshold: Int64
  /// What had the focus last, as observed.
  private(set) var observed: ObservedWindow?
  private var lastCommit: Uptime
  /// Everything up to then is on disk.
  private(set) var lastWrite: Instant?
  private(set) var flushAt: Uptime?
  private var reconnectAt: Uptime?
  private var backoff: Int64 = 1_000
  private(set) var saidStorage = false

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
      if mayShowTray, keepTray() { return end() }
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
      keepPause()
      if causes.contains(.deadline) {
        wakeups.timerRang()
        tick()
      }
      if let socket = control.socket, !socket.isQuiet(files[own...]) {
        socket.serve(at: Clock.uptime(), answer)
      }
      if causes.contains(.signal), handleSignals() { return end() }
    }
  }

  // MARK: - What is heard

  /// Takes in what the display has told. The moment up to which that is all: what is noted as of
  /// then, and not as of a later one, hides nothing of what is still on its way, however long a
  /// busy machine keeps us.
  @discardableResult
  func listen() -> Instant {
    let time = now
    hear(observer?.drain() ?? [], upTo: time)
    return time
  }

  /// - Parameter heard: when the display was asked.
  private func hear(_ sightings: [X11Observer.Stamped], upTo heard: Instant) {
    guard !sightings.isEmpty, recording != nil else { return }
    var presenceChanged = false
    for stamped in sightings {
      let time = timeline.instant(monotonic: stamped.time.milliseconds)
      switch stamped.sighting {
      case .focus(let window):
        observed = window
        if let window, bus.saw(program: window.window.app) { hearBus(at: time) }
        note(.focus(subject(at: time)), at: time)
        note(.handsOff(handsOff), at: time)
      case .idle(let since):
        note(.idle(since: timeline.instant(monotonic: since.milliseconds)), at: time)
        presenceChanged = true
      case .input:
        note(.input, at: time)
        presenceChanged = true
      }
    }
    if presenceChanged {
      // Nobody there means no sign of life: what is known is written at once.
      let isIdle = recording?.recorder.presence == .idle
      commit(at: heard, durable: isIdle)
      if isIdle {
        bringIn()
        checkLog()
      }
    }
    if recording?.isWaiting == true, flushAt == nil {
      flushAt = Clock.uptime().advanced(by: Self.flushDelay)
    }
  }

  /// Locked, going to sleep, a film: as the buses have it.
  private func hearBus(at time: Instant) {
    noteFacts(at: time)
    if recording?.isWaiting == true {
      // Behind a lock there is no sign of life: what begins is on disk with its first millisecond.
      let first = time.advanced(by: 1)
      while now < first { usleep(500) }
      commit(at: first, durable: true)
      if bus.facts.isLocked { bringIn() }
    }
    if bus.facts.isGoingToSleep { bus.letSleep() }
  }

  private func noteFacts(at time: Instant) {
    note(.locked(bus.facts.isLocked), at: time)
    note(.asleep(bus.facts.isGoingToSleep), at: time)
    note(.handsOff(handsOff), at: time)
  }

  private var handsOff: HandsOff? {
    HandsOff(
      isInhibited: bus.facts.isInhibited, isPlaying: bus.facts.isPlaying,
      isFullscreen: observed?.window.fullscreen ?? false)
  }

  func note(_ event: Recorder.Event, at time: Instant) {
    settleZone(at: time)
    recording?.note(event, at: time)
  }

  private func subject(at time: Instant) -> Subject {
    guard let observed else { return .nothing }
    return filter.subject(
      of: observed, presence: recording?.recorder.presence ?? .active, at: time,
      zone: zone.zone(at: time))
  }

  private func filterChanged() {
    notifier.settingsChanged()
    let time = listen()
    observer?.readsDirectories = filter.recordsDirectory
    hear(observer?.look() ?? [], upTo: time)
    note(.focus(subject(at: time)), at: time)
    let idle = options.idle ?? filter.idle ?? Options.standardIdle
    guard idle != idleThreshold else { return }
    idleThreshold = idle
    // The alarms stand at the old threshold: watch anew.
    observer = nil
    reconnect()
  }

  var now: Instant {
    timeline.instant(monotonic: Clock.uptime().milliseconds)
  }

  // MARK: - Time

  private var deadline: Uptime? {
    var first: Uptime?
    func consider(_ time: Uptime?) {
      if let time, first.map({ time < $0 }) ?? true { first = time }
    }
    consider(flushAt)
    consider(observer?.deadline)
    consider(bus.deadline)
    consider(notifier.deadline)
    consider(reconnectAt)
    consider(control.deadline)
    if recording?.recorder.presence == .active, observer != nil {
      consider(lastCommit.advanced(by: Self.signOfLife))
    }
    return first
  }

  private func tick() {
    let (time, heard) = (Clock.uptime(), now)
    if let due = reconnectAt, due <= time { reconnect() }
    hear(observer?.wake() ?? [], upTo: heard)
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

  // MARK: - The log

  /// Writes what is known up to `instant`; nil is now.
  func commit(at instant: Instant? = nil, durable: Bool) {
    let time = Clock.uptime()
    lastCommit = time
    do throws(ActivityLogError) {
      try settleUnwritten()
      let end = instant ?? now
      // Else an offset that changes before the next event would cut only there.
      settleZone(at: end)
      try recording?.commit(at: end, lastInput: lastInput, durable: durable)
      lastWrite = recording?.recorder.now
      flushAt = nil
      if saidStorage { storageReturned() }
    } catch {
      flushAt = time.advanced(by: Self.retryDelay)
      complain(error)
    }
  }

  /// What fails is tried again when nobody is there the next time: the disk has it already.
  private func bringIn() {
    try? recording?.bringIn()
    if !log.isSound { commit(durable: true) }
  }

  /// A damaged file is begun anew by the next commit.
  private func checkLog() {
    log.check()
    if log.isSound { log.rest() } else { commit(durable: true) }
    Memory.settle()
  }

  private var lastInput: Instant? {
    observer?.lastInput.map { timeline.instant(monotonic: $0.milliseconds) }
  }

  private func complain(_ error: ActivityLogError) {
    guard !saidStorage else { return }
    saidStorage = true
    let sentence = "\(error) What is seen is kept and written later."
    journal.complain(sentence)
    notice.put(.storage, sentence)
  }

  private func storageReturned() {
    saidStorage = false
    journal.complain("the activity log is written again.")
    notice.take(.storage)
  }

  /// Older runs first: the file's order is that of time.
  private func settleUnwritten() throws(ActivityLogError) {
    while !unwritten.isEmpty {
      try unwritten[0].settle()
      unwritten.removeFirst()
    }
  }

  /// - Parameter begin: from then on; nil is now.
  func beginRecording(at begin: Instant? = nil) {
    let isVerbose = options.isVerbose
    observer?.readsDirectories = filter.recordsDirectory
    // What is there already is looked at first: the record begins with it.
    let sightings = observer?.begin() ?? []
    for case .focus(let window) in sightings.map(\.sighting) { observed = window }
    let start = begin ?? now
    recording = Recording(
      log, source: source, at: start, zone: zone.settle(at: start), subject: subject(at: start),
      paused: control.isPaused(at: Instant(milliseconds: Clock.reading().wall))
    ) {
      if isVerbose { Console.say($0.spoken) }
    }
    noteFacts(at: start)
    hear(sightings, upTo: start)
    // The first row has a length.
    while now <= start { usleep(500) }
    commit(durable: true)
    journal.note("recording; idle is known from \(observer?.idleSource.spoken ?? "nothing").")
  }

  func endRecording(at time: Instant) {
    settleZone(at: time)
    guard var ended = recording else { return }
    recording = nil
    ended.end(at: time, lastInput: lastInput)
    unwritten.append(ended)
    commit(durable: true)
  }

  // MARK: - The display

  /// The server has gone: the record ends at the last moment that is known.
  private func loseDisplay() {
    journal.complain("the display has gone; waiting for it to come back.")
    manager.status("Waiting for the display to come back.")
    endRecording(at: recording?.recorder.now ?? now)
    observer = nil
    observed = nil
    backoff = 1_000
    reconnectAt = Clock.uptime().advanced(by: backoff)
  }

  private func reconnect() {
    do {
      let observer = try X11Observer(
        display: nil, idleThreshold: idleThreshold, clock: Clock.uptime)
      observer.readsDirectories = filter.recordsDirectory
      self.observer = observer
      reconnectAt = nil
      manager.status("Recording.")
      if recording == nil {
        journal.complain("the display is back.")
        beginRecording()
      } else {
        hear(observer.begin(), upTo: now)
      }
    } catch {
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
    journal.note(
      unwritten.isEmpty ? "stopped." : "stopped, with time that the disk did not take.")
  }
}

extension X11Observer.IdleSource {
  fileprivate var spoken: String {
    switch self {
    case .alarms: "the server's alarms"
    case .polling: "the screen saver's count"
    case .nothing: "nothing: the display has neither SYNC nor MIT-SCREEN-SAVER"
    }
  }
}
