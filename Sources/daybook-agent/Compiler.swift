import CLinux
import Glibc

/// Runs `daybook rules compile`, one at a time.
struct Compiler {
  private var child: pid_t?

  /// Its end is the time to look again.
  var isRunning: Bool { child != nil }

  /// False where there is no such program; not to be called while one runs.
  mutating func start() -> Bool {
    child = DaybookProgram.spawn(["rules", "compile"])
    return isRunning
  }

  /// Whether the compiler that has ended succeeded; nil while none has ended.
  mutating func collect() -> Bool? {
    guard let running = child else { return nil }
    var status: Int32 = 0
    guard waitpid(running, &status, WNOHANG) == running else { return nil }
    child = nil
    return status == 0
  }
}

/// Files that other programs wrote: read whole, or not at all.
enum SmallFile {
  /// Nil for what is missing, no plain file, or longer than `limit`.
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    // O_NONBLOCK: a pipe under that name must not hold us.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limit
    else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        return nil
      }
      bytes += buffer.prefix(count)
      guard bytes.count <= limit else { return nil }
    }
  }
}
