import CLinux
import Glibc

/// One agent for each home: held as long as the process lives, also when it is killed.
struct RunLock {
  private let file: Int32

  init(_ path: String) throws(Complaint) {
    file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw Complaint(
        "\(path) can't be opened: \(String(cString: strerror(errno))). See who owns it.", exit: 1)
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
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

  private static func owner(_ file: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    return Int32(String(decoding: bytes.prefix(max(0, count)).filter { $0 != 0x0a }, as: UTF8.self))
  }
}
