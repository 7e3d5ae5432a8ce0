import Glibc

/// A tail on disk, beside the activity log as `activity.db-tail`: added to by one agent, read by
/// whoever opens the log.
final class TailFile {
  /// A longer one is nothing that an agent made.
  private static let largest = 16 << 20

  /// Bytes that hold what was committed; what lies behind them is a commit that failed.
  private(set) var size: Int
  private let path: String
  private let sequence: Int64
  private let file: Int32

  static func path(besides log: String) -> String { log + "-tail" }

  /// Begins `tail` in the place of whatever tail there was. It stays locked while it is added to.
  init(beginning tail: Tail, besides log: String) throws(ActivityLogError) {
    path = Self.path(besides: log)
    sequence = tail.sequence
    let draft = path + ".new"
    unlink(draft)
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let opened = open(draft, flags, 0o600)
    guard opened >= 0 else { throw Self.failure(path) }
    file = opened
    let opening = tail.opening
    size = opening.count
    guard Self.write(opening, to: file, at: 0), flock(file, LOCK_EX | LOCK_NB) == 0,
      rename(draft, path) == 0,
      // Once for all commits: a power cut could bring the old tail back, which the tables have.
      SafeFile.settleName(of: path)
    else {
      let failure = Self.failure(path)
      unlink(draft)
      throw failure
    }
  }

  deinit { close(file) }

  /// Adds a commit. After one that fails nothing may be added any more.
  ///
  /// - Parameter durable: waits until the disk has it.
  func append(_ commit: Tail.Commit, durable: Bool) throws(ActivityLogError) {
    let bytes = Tail.bytes(of: commit, in: sequence)
    guard Self.write(bytes, to: file, at: size), !durable || fdatasync(file) == 0 else {
      throw Self.failure(path)
    }
    size += bytes.count
  }

  /// Takes every byte out of the file, for names that are to be forgotten. The tables hold it all.
  /// Nothing may be added to it afterwards.
  func scrub() { Self.scrub(file) }

  /// What the tail besides `log` holds; nil where there is none.
  static func bytes(besides log: String) -> [UInt8]? {
    guard let (file, count) = found(besides: log, O_RDONLY) else { return nil }
    defer { close(file) }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
      read = max(0, pread(file, buffer.baseAddress, count, 0))
    }
  }

  /// Takes away a tail that nobody adds to any more, byte by byte. The tables hold it all.
  static func remove(besides log: String) {
    guard let (file, _) = found(besides: log, O_RDWR) else { return }
    defer { close(file) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return }
    scrub(file)
    unlink(path(besides: log))
  }

  private static func found(besides log: String, _ flags: Int32) -> (file: Int32, count: Int)? {
    let file = open(path(besides: log), flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), status.st_size <= largest
    else {
      close(file)
      return nil
    }
    return (file, Int(status.st_size))
  }

  private static func scrub(_ file: Int32) {
    var status = stat()
    guard fstat(file, &status) == 0 else { return }
    _ = write([UInt8](repeating: 0, count: Int(status.st_size)), to: file, at: 0)
    fdatasync(file)
    ftruncate(file, 0)
  }

  private static func write(_ bytes: [UInt8], to file: Int32, at place: Int) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        pwrite(
          file, bytes.baseAddress?.advanced(by: written), bytes.count - written, place + written)
      }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  private static func failure(_ path: String) -> ActivityLogError {
    let reason = String(cString: strerror(errno))
    return ActivityLogError(
      .storage, "\(path) can't be written: \(reason). See whether the disk is full.")
  }
}
