import CLinux
import Glibc

/// One agent for each home: held as long as the process lives, also when it is killed.
struct RunLock {
  private let file: Int32

  /// - Parameter givesWay: asks the process that holds the lock to end; whether it does.
  init(_ path: String, givesWay: (Int32) -> Bool) throws(Complaint) {
    file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw Complaint(
        "\(path) can't be opened: \(String(cString: strerror(errno))). See who owns it.", exit: 1)
    }
    guard Self.take(file) || Self.inherit(file, givesWay) else {
      let owner = Self.owner(file)
      close(file)
      throw Complaint(
        "daybook-agent is running already\(owner.map { " (process \($0))" } ?? "") for this home. "
          + "Stop it first, or set DAYBOOK_HOME to another directory.", exit: 1)
    }
    ftruncate(file, 0)
    let text = Array("\(getpid())\n".utf8)
    _ = text.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  private static func take(_ file: Int32) -> Bool { flock(file, LOCK_EX | LOCK_NB) == 0 }

  /// Takes the lock from its owner where that gives way.
  private static func inherit(_ file: Int32, _ givesWay: (Int32) -> Bool) -> Bool {
    guard let owner = owner(file), givesWay(owner) else { return false }
    // It ends, be its disk ever so slow: who left off waiting might leave this home without agent.
    while !take(file) {
      // Another one was waiting too, and has it.
      if let next = Self.owner(file), next != owner { return false }
      if isToldToEnd { return false }
      usleep(50_000)
    }
    return true
  }

  /// A signal waits for us; they are blocked, for the loop takes them.
  private static var isToldToEnd: Bool {
    var waiting = sigset_t()
    return sigpending(&waiting) == 0
      && [SIGTERM, SIGINT].contains { sigismember(&waiting, $0) == 1 }
  }

  private static func owner(_ file: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    return Int32(String(decoding: bytes.prefix(max(0, count)).filter { $0 != 0x0a }, as: UTF8.self))
  }
}
