import CLinux
import Desktop
import Glibc

/// What ends the loop's wait, besides X: signals, a deadline, a step of the clock.
struct Wakeups {
  let signals: Int32
  let timer: Int32
  /// Readable when the wall clock was set, or the machine woke up.
  let clock: Int32
  private var armed: Uptime?

  init() throws(Complaint) {
    var mask = sigset_t()
    sigemptyset(&mask)
    for signal in [SIGTERM, SIGINT, SIGHUP, SIGCHLD] { sigaddset(&mask, signal) }
    sigprocmask(SIG_BLOCK, &mask, nil)
    // A full disk or a closed pipe is an error code to us, not an end.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    signals = signalfd(-1, &mask, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
    let flags = Int32(TFD_NONBLOCK | TFD_CLOEXEC)
    timer = timerfd_create(CLOCK_MONOTONIC, flags)
    clock = timerfd_create(CLOCK_REALTIME, flags)
    guard signals >= 0, timer >= 0, clock >= 0 else {
      throw Complaint(
        "The system gives no timer: \(String(cString: strerror(errno))). Close some programs.",
        exit: 1)
    }
    watchClock()
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
