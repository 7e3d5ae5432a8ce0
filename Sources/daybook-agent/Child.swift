import CLinux
import Desktop
import Glibc

/// A `daybook` that was asked something: what it says is read as it comes, and it has its time.
struct Child {
  enum End: Equatable {
    case answered([UInt8])
    /// Its exit code, and what it said.
    case failed(Int32, [UInt8])
    /// It took too long, or said too much, and was ended.
    case hung
  }

  /// Milliseconds: more than a year of evidence takes.
  static let patience: Int64 = 20_000
  /// More is no answer.
  static let longest = 65_536

  /// When it is ended, whatever it does.
  let deadline: Uptime
  private let process: pid_t
  private let pipe: Int32
  private var said: [UInt8] = []
  private var isEnded = false

  /// - Parameters:
  ///   - program: with its arguments.
  ///   - merged: its complaints are part of what it says.
  /// - Returns: nil where it can't be started.
  init?(_ program: [String], merged: Bool, at time: Uptime) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    let output: DaybookProgram.Output = merged ? .everything(ends[1]) : .answer(ends[1])
    guard
      let process = DaybookProgram.spawn(
        program: program, output: output, flags: POSIX_SPAWN_SETPGROUP)
    else {
      close(ends[0])
      return nil
    }
    self.process = process
    pipe = ends[0]
    deadline = time.advanced(by: Self.patience)
  }

  /// For the owner's poll.
  var file: pollfd { pollfd(fd: isEnded ? -1 : pipe, events: Int16(POLLIN), revents: 0) }

  /// To be called when its file or SIGCHLD tells something, and at its deadline.
  ///
  /// - Returns: nil as long as it goes on; then it must not be asked again.
  mutating func look(at time: Uptime) -> End? {
    listen()
    var status: Int32 = 0
    if waitpid(process, &status, WNOHANG) == process {
      listen()
      close(pipe)
      guard said.count <= Self.longest else { return .hung }
      let ended = status & 0x7f
      let code = ended == 0 ? (status >> 8) & 0xff : 128 + ended
      return code == 0 ? .answered(said) : .failed(code, said)
    }
    guard time >= deadline || said.count > Self.longest else { return nil }
    stop()
    return .hung
  }

  /// Ends it, and what it started.
  func stop() {
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(pipe)
  }

  private mutating func listen() {
    guard !isEnded else { return }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while said.count <= Self.longest {
      let count = buffer.withUnsafeMutableBytes { read(pipe, $0.baseAddress, $0.count) }
      if count > 0 {
        said += buffer.prefix(count)
      } else if count == 0 {
        // Its end is told by a signal: a closed pipe would ring without end.
        isEnded = true
        return
      } else if errno != EINTR {
        return
      }
    }
  }
}
