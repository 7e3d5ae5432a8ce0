import Activity
import CLinux
import Control
import Desktop
import Glibc

/// What the tray remembers between two looks at it.
struct TrayKeeper {
  /// Where it was seen last.
  var host = AgentStatus.Tray.none
  /// The icon in a panel of the older kind.
  var window: TrayWindow?
  /// Whether such a panel is to be looked for, though none has introduced itself.
  var mayLook = true
  /// Something waits to be reviewed.
  var waits = false
  /// Terminals that were opened and `daybook`s that run: to be waited for.
  private var terminals: [pid_t] = []
  private var forgetting: pid_t?
  /// What was chosen meanwhile.
  private var forgetNext: [String] = []
  /// What a click should have done, and did not.
  private(set) var failure: String?

  /// For the loop's poll.
  func add(to files: inout [pollfd]) {
    guard let window else { return }
    files.append(pollfd(fd: window.fileDescriptor, events: Int16(POLLIN), revents: 0))
  }

  mutating func opened(_ terminal: pid_t?) {
    failure = terminal == nil ? "No terminal was found: set TERMINAL" : nil
    if let terminal { terminals.append(terminal) }
  }

  /// Runs `daybook forget` over the last `length`, such as `10m`.
  mutating func forget(_ length: String) {
    guard forgetting == nil else {
      // What was chosen twice is asked for twice at most.
      if !forgetNext.contains(length) { forgetNext.append(length) }
      return
    }
    forgetting = DaybookProgram.spawn(["forget", "--last", length, "--yes"])
    failure = forgetting == nil ? "'daybook' can't be started" : nil
  }

  /// To be called at SIGCHLD. True where a `forget` failed.
  mutating func childEnded() -> Bool {
    terminals.removeAll { waitpid($0, nil, WNOHANG) != 0 }
    var status: Int32 = 0
    guard let child = forgetting, waitpid(child, &status, WNOHANG) == child else { return false }
    forgetting = nil
    failure = nil
    if !forgetNext.isEmpty { forget(forgetNext.removeFirst()) }
    guard status != 0 else { return false }
    failure = "Perhaps not all was forgotten: run 'daybook forget'"
    return true
  }

  mutating func fail(_ sentence: String) { failure = sentence }
}

extension Agent {
  /// Where there is no bus and no panel of the older kind, nothing of the tray is looked at: its
  /// code and memory would be most of what a wake-up costs.
  var mayShowTray: Bool {
    bus.isThere || tray.window != nil || tray.mayLook || observer?.hasTrayNews != false
  }

  /// Shows how it stands, and does what was chosen. To be called before each wait.
  ///
  /// - Returns: true when the person quits.
  func keepTray() -> Bool {
    let face = filter.showsTray ? trayFace : nil
    bus.show(face)
    keepTrayWindow(face)
    let window = tray.window
    var rows = bus.serveTray(trayMenu)
    if bus.facts.isLocked || bus.facts.isGoingToSleep { window?.closeMenu() }
    rows += window?.serve(at: Clock.uptime(), trayMenu) ?? []
    tray.host =
      bus.showsTray == true ? .notifier : window?.isShown == true ? .xembed : .none
    guard !rows.isEmpty else { return false }
    let isQuit = rows.contains { carryOut(TrayRow(rawValue: $0)) }
    // What was chosen shows at once.
    if face != nil {
      bus.show(trayFace)
      window?.show(trayFace)
    }
    return isQuit
  }

  /// The older kind of panel is asked where none of the newer shows the icon.
  private func keepTrayWindow(_ face: TrayFace?) {
    guard let face, let observer, bus.showsTray == false else {
      tray.window = nil
      tray.mayLook = true
      return
    }
    if tray.window?.isLost == true {
      tray.window = nil
      tray.mayLook = true
    }
    let news = observer.newTrayPanel()
    if tray.window == nil, news ?? (tray.mayLook && observer.hasTrayPanel) {
      tray.window = TrayWindow()
    }
    tray.mayLook = false
    tray.window?.show(face)
  }

  // MARK: - The icon

  private var trayFace: TrayFace {
    let presence = recording?.recorder.presence ?? .unknown
    if presence == .paused { return TrayFace(icon: .paused, sentence: "Recording is paused.") }
    if let trouble = gravestTrouble { return TrayFace(icon: .broken, sentence: trouble + ".") }
    if tray.waits { return TrayFace(icon: .review, sentence: "Time waits to be reviewed.") }
    return presence == .active
      ? TrayFace(icon: .recording, sentence: "Recording.")
      : TrayFace(icon: .idle, sentence: "Nobody is at the keyboard.")
  }

  /// What keeps us from recording as we should.
  private var gravestTrouble: String? {
    if observer == nil { return "The display has gone" }
    if saidStorage { return "The record can't be written" }
    if filter.isClosedForGood { return "The rules can't be followed: no title is stored" }
    return nil
  }

  private var trouble: String? {
    if let gravest = gravestTrouble { return gravest }
    if control.pauseFile.pause == .unreadable { return "The pause can't be read" }
    if observer?.idleSource == .nothing { return "Idle time can't be told here" }
    return tray.failure
  }

  // MARK: - The menu

  private func trayMenu() -> TrayMenu {
    // What is read includes what has just happened.
    let heard = listen()
    commit(at: heard, durable: flushAt != nil)
    let time = now
    let wall = Instant(milliseconds: Clock.reading().wall)
    let presence = recording?.recorder.presence ?? .unknown
    let sums = TodaySums(rules: filter.standing == .valid ? filter.wholeRules() : nil)
    var contents = TrayContents(
      presence: presence, trouble: trouble, pause: control.pauseFile.pause, now: wall)
    contents.today = sums.read(
      log.path, from: startOfDay(at: time), to: time)
    if presence == .active, filter.standing != .closed, let recorder = recording?.recorder {
      contents.work = sums.work(
        recorder.current.observation.subject, at: time, zone: zone.zone(at: time))
    }
    if let end = contents.pause.end { contents.pauseEnd = spoken(end, at: time) }
    defer { Memory.settle() }
    return contents.menu
  }

  /// `14:30`, with the day where it is another one.
  private func spoken(_ end: Instant, at time: Instant) -> String {
    func local(_ instant: Instant) -> Int64 {
      instant.flooredSeconds + Int64(zone.zone(at: instant).offset)
    }
    let (seconds, now) = (local(end), local(time))
    let clock = ClockText.minutes(seconds % 86_400)
    switch seconds / 86_400 - now / 86_400 {
    case 0: return clock
    case 1: return "tomorrow, \(clock)"
    default:
      let day = CivilDate(daysSince1970: Int(seconds / 86_400))
      return "\(day), \(clock)"
    }
  }

  /// When the working day began that `time` lies in.
  private func startOfDay(at time: Instant, plus days: Int64 = 0) -> Instant {
    let begin = filter.dayStart
    let local = time.flooredSeconds + Int64(zone.zone(at: time).offset) - begin
    let day = (local >= 0 ? local : local - 86_399) / 86_400 + days
    let start = day * 86_400 + begin
    // By the offset that holds then: it may be another one than now.
    var instant = Instant(seconds: start - Int64(zone.zone(at: time).offset))
    for _ in 0..<2 { instant = Instant(seconds: start - Int64(zone.zone(at: instant).offset)) }
    return instant
  }

  // MARK: - Choices

  /// True for the one that ends us.
  private func carryOut(_ row: TrayRow?) -> Bool {
    let wall = Instant(milliseconds: Clock.reading().wall)
    switch row {
    case .pauseQuarter: ask(.pause(until: wall.advanced(by: 15 * 60_000)))
    case .pauseHour: ask(.pause(until: wall.advanced(by: 60 * 60_000)))
    case .pauseTomorrow: ask(.pause(until: startOfDay(at: now, plus: 1)))
    case .pauseOpen: ask(.pause(until: nil))
    case .resume: ask(.resume)
    case .forgetTenMinutes: tray.forget("10m")
    case .forgetHour: tray.forget("1h")
    case .review: tray.opened(Terminal.open(["review"]))
    case .status, .trouble: tray.opened(Terminal.open(["status"]))
    case .quit: return true
    case .recorded, .today, .firstLine, .secondLine, .thirdLine, .pause, .forget, nil: break
    }
    return false
  }

  /// As a command would.
  private func ask(_ request: Request) {
    if case .refused(let sentence) = answer(.success(request)) {
      journal.complain(sentence)
      tray.fail("The last choice was not carried out: see agent.log")
    }
  }
}
