import ActivityLog
import Control
import Glibc

/// The pause as it is on disk: what holds after the agent, the session and the machine have ended.
struct PauseFile {
  let path: String
  private(set) var pause = Pause.none

  init(_ path: String) {
    self.path = path
    look()
  }

  /// Reads it again: the commands write it too, when no agent answers.
  mutating func look() {
    var status = stat()
    if lstat(path, &status) != 0, errno == ENOENT || errno == ENOTDIR {
      pause = .none
    } else {
      pause = Pause(file: SmallFile.read(path, limit: Pause.longestFile))
    }
  }

  /// On disk when it returns, or as it was.
  mutating func set(_ pause: Pause) throws(Complaint) {
    guard let bytes = pause.file else { return try remove() }
    do throws(ActivityLogError) {
      try ActivityLog.prepareDirectory(of: path)
    } catch {
      throw Complaint(error.description, exit: 1)
    }
    let draft = path + ".new"
    // A leftover of a killed writer, or a trap laid as a link: either goes.
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure() }
    let isWritten =
      bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == bytes.count
      && fsync(file) == 0
    let code = errno
    close(file)
    guard isWritten else {
      unlink(draft)
      errno = code
      throw failure()
    }
    guard rename(draft, path) == 0 else {
      let failure = failure()
      unlink(draft)
      throw failure
    }
    ActivityLog.settleName(of: path)
    self.pause = pause
  }

  /// Its end has come: it means nothing any more, also where the file can't be taken away.
  mutating func expire() {
    if unlink(path) == 0 { ActivityLog.settleName(of: path) }
    pause = .none
  }

  mutating func remove() throws(Complaint) {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure() }
    ActivityLog.settleName(of: path)
    pause = .none
  }

  private func failure() -> Complaint {
    Complaint(
      "\(path) can't be written: \(String(cString: strerror(errno))). Nothing has changed. See "
        + "who owns it, and whether the disk is full.", exit: 1)
  }
}
