import CLinux
import Glibc

/// A child of the test, killed with it.
public final class TestProcess {
  public let pid: pid_t
  private var status: Int32?

  /// - Parameters:
  ///   - arguments: the program, looked up in PATH, and its arguments.
  ///   - environment: what differs from ours; nil takes a variable away.
  ///   - output: a file for both its outputs.
  ///   - passing: a descriptor of ours that it gets as number 5.
  public init(
    _ arguments: [String], environment: [String: String?] = [:], output: String = "/dev/null",
    passing: Int32? = nil
  ) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    if let passing { posix_spawn_file_actions_adddup2(&actions, passing, 5) }
    // Threads that run tests block signals, and children inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var variables: [UnsafeMutablePointer<CChar>?] = []
    var entry = environ
    while let variable = entry.pointee {
      let text = String(cString: variable)
      let name = String(text.prefix { $0 != "=" })
      if !environment.keys.contains(name) { variables.append(strdup(text)) }
      entry += 1
    }
    for case (let name, .some(let value)) in environment {
      variables.append(strdup("\(name)=\(value)"))
    }
    variables.append(nil)
    var words = arguments.map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, arguments[0], &actions, &attributes, &words, variables)
    precondition(code == 0, "\(arguments[0]) can't be started")
    pid = child
  }

  deinit {
    guard poll() == nil else { return }
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
  }

  public func signal(_ number: Int32) { kill(pid, number) }

  /// The exit code; 128 and the signal's number where one ended it; nil while it runs.
  public func poll() -> Int32? {
    if let status { return status }
    var raw: Int32 = 0
    guard waitpid(pid, &raw, WNOHANG) == pid else { return nil }
    let ended = raw & 0x7f
    status = ended == 0 ? (raw >> 8) & 0xff : 128 + ended
    return status
  }

  /// Waits for its end; nil when it does not come.
  public func wait(seconds: Int = 30) -> Int32? {
    eventually(seconds: seconds) { poll() != nil } ? poll() : nil
  }
}

/// Looks again and again until `condition` holds; false when it did not in time.
///
/// - Parameter seconds: on a machine that has no more to do than it can. On another one all that is waited
///   for takes longer, and so does this.
public func eventually(seconds: Int = 30, _ condition: () throws -> Bool) rethrows -> Bool {
  let start = ContinuousClock.now
  while !(try condition()) {
    let waited = ContinuousClock.now - start
    if waited >= .seconds(seconds), waited >= .seconds(seconds) * Load.factor {
      return try condition()
    }
    usleep(10_000)
  }
  return true
}

private enum Load {
  /// How many programs want to run for each processor, of the last minute: 1 where there is room, at most 10.
  static var factor: Double {
    var average = 0.0
    guard getloadavg(&average, 1) == 1 else { return 1 }
    return min(10, max(1, average / Double(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))))
  }
}
