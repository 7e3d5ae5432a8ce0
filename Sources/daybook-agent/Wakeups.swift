import CLinux
import Desktop
import Glibc

/// What ends the loop's wait, besides the display, the buses and the socket: signals, a deadline,
/// a step of the clock, a change of the files or the books.
struct Wakeups {
  /// What has happened.
  struct Causes: OptionSet {
    let rawValue: UInt32
    static let signal = Causes(rawValue: 1)
    static let deadline = Causes(rawValue: 2)
    /// The wall clock was set, or the machine woke up.
    static let clockSet = Causes(rawValue: 4)
    static let files = Causes(rawValue: 8)
    static let books = Causes(rawValue: 16)
  }

  /// Readable when there is a cause. All stand behind this one, for to wait for each of them anew
  /// is most of what a wake-up by the display costs in the kernel (epoll(7)).
  let fileDescriptor: Int32
  private let signals: Int32
  private let timer: Int32
  private let clock: Int32
  private var armed: Uptime?

  init() throws(Complaint) {
    var mask = sigset_t()
    sigemptyset(&mask)
    for signal in [SIGTERM, SIGINT, SIGHUP, SIGCHLD] { sigaddset(&mask, signal) }
    sigprocmask(SIG_BLOCK, &mask, nil)
    // A full disk or a closed pipe is an error code to us, not an end.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Inherited as ignored, no child's end would be told.
    signal(SIGCHLD, SIG_DFL)
    signals = signalfd(-1, &mask, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
    let flags = Int32(TFD_NONBLOCK | TFD_CLOEXEC)
    timer = timerfd_create(CLOCK_MONOTONIC, flags)
    clock = timerfd_create(CLOCK_REALTIME, flags)
    fileDescriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard fileDescriptor >= 0, add(signals, .signal), add(timer, .deadline), add(clock, .clockSet)
    else {
      throw Complaint(
        "The system gives no timer: \(String(cString: strerror(errno))). Close some programs.",
        exit: 1)
    }
    watchClock()
  }

  /// - Parameter file: what inotify tells; negative where it can't.
  func watch(_ file: Int32, _ cause: Causes) { _ = add(file, cause) }

  private func add(_ file: Int32, _ cause: Causes) -> Bool {
    var event = epoll_event()
    event.events = EPOLLIN.rawValue
    event.data.u32 = cause.rawValue
    return file >= 0 && epoll_ctl(fileDescriptor, EPOLL_CTL_ADD, file, &event) == 0
  }

  /// Why `fileDescriptor` is readable.
  func causes() -> Causes {
    var events = (
      epoll_event(), epoll_event(), epoll_event(), epoll_event(), epoll_event()
    )
    return withUnsafeMutableBytes(of: &events) { buffer in
      let list = buffer.bindMemory(to: epoll_event.self)
      let count = epoll_wait(fileDescriptor, list.baseAddress, Int32(list.count), 0)
      return list.prefix(Int(max(count, 0))).reduce(into: []) {
        $0.insert(Causes(rawValue: $1.data.u32))
      }
    }
  }

  /// Rings at `deadline`; never for nil.
  mutating func arm(_ deadline: Uptime?) {
    guard deadline != armed else { return }
    armed = deadline
    var setting = itimerspec()
    if let deadline {
      // A zero time would disarm it.
      let milliseconds = max(deadline.milliseconds, 1)
      setting.it_value.tv_sec = Int(milliseconds / 1000)
      setting.it_value.tv_nsec = Int(milliseconds % 1000) * 1_000_000
    }
    timerfd_settime(timer, Int32(TFD_TIMER_ABSTIME), &setting, nil)
  }

  /// To be called when the timer rang.
  mutating func timerRang() {
    armed = nil
    Self.reset(timer)
  }

  /// To be called when the clock was set: watches for the next time.
  func clockWasSet() {
    Self.reset(clock)
    watchClock()
  }

  /// The signals that have come.
  func takeSignals() -> [Int32] {
    var taken: [Int32] = []
    var information = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    while read(signals, &information, size) == size {
      taken.append(Int32(information.ssi_signo))
    }
    return taken
  }

  private func watchClock() {
    var setting = itimerspec()
    // So far away that it never rings by itself.
    setting.it_value.tv_sec = Int(Int32.max) * 100
    let flags = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET
    timerfd_settime(clock, Int32(flags), &setting, nil)
  }

  /// One reading takes all that a timer counted (timerfd_create(2)).
  private static func reset(_ timer: Int32) {
    var count: UInt64 = 0
    _ = read(timer, &count, 8)
  }
}
