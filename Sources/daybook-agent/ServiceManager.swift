import Control
import Desktop
import Glibc

/// Tells the service manager that started us, if one did, how we are (sd_notify(3)).
///
/// The watchdog is fed at wake-ups that are due anyway. While nobody is there is none: then it is
/// told to wait without end, and to watch again at the next one.
struct ServiceManager {
  private let socket: Int32
  private var address = sockaddr_un()
  private var length: socklen_t = 0
  private var watchdog: Watchdog?

  /// Says nothing to nobody where NOTIFY_SOCKET is not set, or is no socket of this machine.
  init() {
    let name = Array((Places.variable("NOTIFY_SOCKET") ?? "").utf8)
    watchdog = Self.interval.map { Watchdog(interval: $0) }
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard let first = name.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@"),
      name.count < capacity
    else {
      socket = -1
      return
    }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { path in
      path.copyBytes(from: name)
      // The abstract namespace is written with '@' and begins with a zero byte (unix(7)).
      if first == UInt8(ascii: "@") { path[0] = 0 }
    }
    length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    socket = Glibc.socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
  }

  func ready() { send("READY=1\nSTATUS=Recording.") }

  func status(_ sentence: String) { send("STATUS=\(sentence)") }

  func stopping() { send("STOPPING=1\nSTATUS=Writing what is left.") }

  /// To be called before each wait.
  mutating func waiting(until deadline: Uptime?, now: Uptime) {
    guard socket >= 0, let message = watchdog?.message(until: deadline, now: now) else { return }
    send(message)
  }

  private func send(_ text: String) {
    guard socket >= 0 else { return }
    var (address, text) = (address, text)
    text.withUTF8 { bytes in
      withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          // A manager that does not listen is none.
          _ = sendto(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
        }
      }
    }
  }

  /// WATCHDOG_USEC in milliseconds, where it is meant for this process.
  private static var interval: Int64? {
    guard let text = Places.variable("WATCHDOG_USEC"), let value = Int64(text), value >= 1000,
      Places.variable("WATCHDOG_PID").map({ Int32($0) == getpid() }) ?? true
    else { return nil }
    return value / 1000
  }
}

/// When to feed the service manager's watchdog, and when to call it off.
struct Watchdog: Hashable {
  private enum State: Hashable {
    case watching(since: Uptime?)
    case calledOff
  }

  /// Milliseconds without a word from us after which the manager acts.
  let interval: Int64
  private var state = State.watching(since: nil)

  init(interval: Int64) { self.interval = interval }

  /// What to send before a wait that `deadline` ends; nil for nothing.
  mutating func message(until deadline: Uptime?, now: Uptime) -> String? {
    let isSoon = deadline.map { $0 - now <= interval / 2 } ?? false
    switch state {
    case .calledOff where isSoon:
      state = .watching(since: now)
      return "WATCHDOG_USEC=\(interval * 1000)\nWATCHDOG=1"
    case .watching(let since) where isSoon:
      guard since.map({ now - $0 >= interval / 4 }) ?? true else { return nil }
      state = .watching(since: now)
      return "WATCHDOG=1"
    case .watching:
      state = .calledOff
      // Infinity, as sd_notify(3) counts.
      return "WATCHDOG_USEC=\(UInt64.max)"
    case .calledOff: return nil
    }
  }
}
