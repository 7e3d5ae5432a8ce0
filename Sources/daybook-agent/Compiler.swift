import CLinux
import Glibc

/// Runs `daybook rules compile`, one at a time.
struct Compiler {
  private var child: pid_t?

  /// Its end is the time to look again.
  var isRunning: Bool { child != nil }

  /// False where there is no such program; not to be called while one runs.
  mutating func start() -> Bool {
    child = Self.spawn()
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

  private static func spawn() -> pid_t? {
    var attributes = posix_spawnattr_t()
    var actions = posix_spawn_file_actions_t()
    posix_spawnattr_init(&attributes)
    posix_spawn_file_actions_init(&actions)
    defer {
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
    }
    // We block signals to read them; the child must be able to get them.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    // Ours is for spans, and success is no news.
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    let beside = besideUs()
    let program = access(beside, X_OK) == 0 ? beside : "daybook"
    var arguments: [UnsafeMutablePointer<CChar>?] =
      [strdup(program), strdup("rules"), strdup("compile"), nil]
    defer { arguments.forEach { free($0) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, program, &actions, &attributes, &arguments, environ) == 0 else {
      return nil
    }
    return child
  }

  private static func besideUs() -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let text = String(
      decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (text.lastIndex(of: "/").map { String(text[...$0]) } ?? "") + "daybook"
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
