import CLinux
import Glibc

/// The `daybook` beside us, else the one in PATH.
enum DaybookProgram {
  static var path: String {
    let beside = besideUs()
    return access(beside, X_OK) == 0 ? beside : "daybook"
  }

  /// Where a child's words go.
  enum Output {
    /// What it says is no news; its complaints are ours.
    case nowhere
    /// Its answer goes here, its complaints are ours.
    case answer(Int32)
    /// All that it says.
    case everything(Int32)
  }

  /// Runs it with these words, in a process group that it leads.
  ///
  /// - Returns: nil where there is no such program.
  static func spawn(_ words: [String], output: Output = .nowhere) -> pid_t? {
    Self.spawn(program: [path] + words, output: output, flags: POSIX_SPAWN_SETPGROUP)
  }

  /// - Parameter flags: of posix_spawnattr_setflags(3), besides the mask of signals.
  static func spawn(program words: [String], output: Output, flags: Int32) -> pid_t? {
    var attributes = posix_spawnattr_t()
    var actions = posix_spawn_file_actions_t()
    posix_spawnattr_init(&attributes)
    posix_spawn_file_actions_init(&actions)
    defer {
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
    }
    // We block signals to read them and ignore some; the child must be able to get them.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var ignored = sigset_t()
    sigemptyset(&ignored)
    for signal in [SIGPIPE, SIGXFSZ] { sigaddset(&ignored, signal) }
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(flags | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    switch output {
    // Ours is for spans.
    case .nowhere: posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    case .answer(let file): posix_spawn_file_actions_adddup2(&actions, file, 1)
    case .everything(let file):
      posix_spawn_file_actions_adddup2(&actions, file, 1)
      posix_spawn_file_actions_adddup2(&actions, file, 2)
    }
    var arguments = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, words[0], &actions, &attributes, &arguments, environ) == 0 else {
      return nil
    }
    return child
  }

  private static func besideUs() -> String {
    let own = ownPath ?? ""
    return (own.lastIndex(of: "/").map { String(own[...$0]) } ?? "") + "daybook"
  }

  /// The agent's own file; nil where that can't be told.
  static var ownPath: String? {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    guard count > 0 else { return nil }
    return String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
