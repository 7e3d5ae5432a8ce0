import ActivityLog
import AgentSocket
import CLinux
import Control
import Desktop
import Glibc

/// Where the person's commands reach the agent: a socket for this user alone.
///
/// Never waits and never grows: few connections, short lines, little time for each.
final class ControlSocket {
  private struct Guest {
    let file: Int32
    let until: Uptime
    var heard: [UInt8] = []
  }

  private static let mostGuests = 8
  /// Milliseconds: a command says its line at once.
  private static let patience: Int64 = 2_000

  private let path: String
  private let listener: Int32
  private var guests: [Guest] = []

  /// - Throws: why no socket can be had; recording goes on without.
  init(_ places: Places) throws(Complaint) {
    path = places.agentSocket
    do throws(ActivityLogError) {
      try ActivityLog.prepareDirectory(places.run)
    } catch {
      throw Complaint(error.description, exit: 1)
    }
    listener = try Self.listen(path)
  }

  deinit {
    for guest in guests { close(guest.file) }
    close(listener)
    unlink(path)
  }

  // MARK: - The loop's side

  func add(to files: inout [pollfd]) {
    files.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0))
    for guest in guests {
      files.append(pollfd(fd: guest.file, events: Int16(POLLIN), revents: 0))
    }
  }

  /// Nothing has come and nobody's time is up. `files` are those that were polled.
  func isQuiet(_ files: ArraySlice<pollfd>) -> Bool {
    files.allSatisfy { $0.revents == 0 } && deadline.map { $0 > Clock.uptime() } ?? true
  }

  /// When the first guest has had its time.
  var deadline: Uptime? { guests.map(\.until).min() }

  /// Takes what has come, and answers every whole request.
  func serve(at time: Uptime, _ answer: (Result<Request, BadLine>) -> Answer) {
    welcome(at: time)
    guests = guests.compactMap { hear($0, at: time, answer) }
  }

  private func welcome(at time: Uptime) {
    // Bounded: somebody who connects without end must not keep us here.
    for _ in 0..<64 {
      let file = accept(listener, nil, nil)
      guard file >= 0 else { return }
      guard guests.count < Self.mostGuests, Self.isOurs(file),
        fcntl(file, F_SETFL, O_NONBLOCK) == 0, fcntl(file, F_SETFD, FD_CLOEXEC) == 0
      else {
        close(file)
        continue
      }
      guests.append(Guest(file: file, until: time.advanced(by: Self.patience)))
    }
  }

  /// Nil when the guest has gone, or was shown out.
  private func hear(
    _ guest: Guest, at time: Uptime, _ answer: (Result<Request, BadLine>) -> Answer
  ) -> Guest? {
    var guest = guest
    var buffer = [UInt8](repeating: 0, count: Line.longest)
    let count = buffer.withUnsafeMutableBytes { read(guest.file, $0.baseAddress, $0.count) }
    let mayComeBack = count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
    if count > 0 { guest.heard += buffer.prefix(count) }
    if let end = guest.heard.firstIndex(of: Line.end) {
      let line = guest.heard[..<end]
      let request = Result { () throws(BadLine) in try Request(line: line) }
      Self.reply(answer(request), to: guest.file)
    } else if mayComeBack, guest.heard.count < Line.longest, guest.until > time {
      return guest
    }
    close(guest.file)
    return nil
  }

  /// A new connection takes a whole line at once; one that does not is not waited for.
  private static func reply(_ answer: Answer, to file: Int32) {
    let line = answer.line
    _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }

  // MARK: - The system's side

  private static func listen(_ path: String) throws(Complaint) -> Int32 {
    func failure() -> Complaint {
      Complaint(
        "\(path) can't be made: \(String(cString: strerror(errno))). Recording goes on; 'daybook "
          + "status' and 'daybook forget' can't reach this agent.", exit: 1)
    }
    guard let address = SocketAddress(path) else {
      errno = ENAMETOOLONG
      throw failure()
    }
    let types = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    let file = socket(AF_UNIX, Int32(types), 0)
    guard file >= 0 else { throw failure() }
    // One agent runs in a home: what lies there is what a killed one left.
    unlink(path)
    guard address.with({ bind(file, $0, $1) }) == 0, chmod(path, 0o600) == 0,
      Glibc.listen(file, 16) == 0
    else {
      let failure = failure()
      close(file)
      throw failure
    }
    return file
  }

  /// Whether the other end belongs to our user (SO_PEERCRED, unix(7)).
  static func isOurs(_ file: Int32) -> Bool {
    var owner: (process: Int32, user: UInt32, group: UInt32) = (0, .max, .max)
    var size = socklen_t(MemoryLayout.size(ofValue: owner))
    return getsockopt(file, SOL_SOCKET, SO_PEERCRED, &owner, &size) == 0 && owner.user == geteuid()
  }
}
