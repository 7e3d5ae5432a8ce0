import Activity
import ActivityLog
import CLinux
import Glibc

/// The agent's own story, for whoever looks later: `agent.log`, at most a mebibyte, and as much
/// again in `agent.log.1`. Never holds a title.
final class Journal {
  private let directory: String
  private let largest: Int
  private let clock: () -> Instant
  private var limiter = MessageLimiter()
  /// What was said before there was a directory; nil once there is.
  private var early: [String]? = []

  /// - Parameters:
  ///   - largest: bytes; a longer file is put aside, replacing the one put aside before.
  ///   - clock: the wall clock, for the lines and their rate.
  init(directory: String, largest: Int = 1 << 20, clock: @escaping () -> Instant) {
    self.directory = directory
    self.largest = largest
    self.clock = clock
  }

  /// The directory exists now.
  func begin() {
    let lines = early ?? []
    early = nil
    for line in lines { append(line) }
  }

  /// Writes one line, unless it has been said too often.
  func note(_ sentence: String) {
    let time = clock()
    guard let omitted = limiter.admit(sentence, at: time) else { return }
    let stamp = Timestamp.text(Instant(seconds: time.flooredSeconds), offset: 0)
    if omitted > 0 { append("\(stamp) \(omitted) messages were left out.\n") }
    append("\(stamp) \(neutralised(sentence))\n")
  }

  /// A trouble: for the one who started the agent too.
  func complain(_ sentence: String) {
    Console.complain(sentence)
    note(sentence)
  }

  private func append(_ line: String) {
    guard early == nil else {
      early?.append(line)
      return
    }
    let path = directory + "/agent.log"
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = open(path, flags, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    let bytes = Array(line.utf8)
    if Int(status.st_size) + bytes.count > largest, status.st_size > 0 {
      guard rename(path, path + ".1") == 0 else { return }
      return append(line)
    }
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }
}

/// Lets each sentence through once in ten minutes, and thirty a minute in all.
struct MessageLimiter {
  static let again: Int64 = 600_000
  static let perMinute = 30
  private static let remembered = 64

  private var last: [String: Instant] = [:]
  private var minute: (start: Instant, count: Int)?
  private var omitted = 0

  /// How many were left out since the last one that was let through; nil for one to leave out.
  mutating func admit(_ sentence: String, at time: Instant) -> Int? {
    // A clock that was put back must not silence us.
    if let before = last[sentence], (0..<Self.again).contains(time - before) {
      omitted += 1
      return nil
    }
    var count = 0
    if let minute, (0..<60_000).contains(time - minute.start) { count = minute.count }
    guard count < Self.perMinute else {
      omitted += 1
      return nil
    }
    minute = (count == 0 ? time : minute?.start ?? time, count + 1)
    if last.count >= Self.remembered { last = [:] }
    last[sentence] = time
    defer { omitted = 0 }
    return omitted
  }
}

/// A standing trouble, as a file in the state directory that others may show. One a kind.
struct Notice {
  enum Kind: String {
    /// The log was damaged and begun anew. Stays until somebody takes the file away.
    case damaged
    /// The log can't be written. Goes when it can.
    case storage
  }

  let directory: String

  func path(_ kind: Kind) -> String { "\(directory)/notice.\(kind.rawValue)" }

  func put(_ kind: Kind, _ sentence: String) {
    let (path, draft) = (path(kind), path(kind) + ".new")
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let bytes = Array((neutralised(sentence) + "\n").utf8)
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    guard written == bytes.count, rename(draft, path) == 0 else {
      unlink(draft)
      return
    }
  }

  func take(_ kind: Kind) { unlink(path(kind)) }
}
