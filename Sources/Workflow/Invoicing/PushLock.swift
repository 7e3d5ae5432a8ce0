import Foundation

/// Lets one process at a time push from a home. The system lets go of it however the process ends.
struct PushLock: ~Copyable {
  private let file: Int32

  /// - Throws: `Refusal` (6) while another process pushes.
  init(directory: String) throws {
    let path = directory + "/push.lock"
    file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw Refusal(.failed, "\(path) can't be opened: \(String(cString: strerror(errno))).")
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw Refusal(
        .conflict,
        "Another \"daybook invoice push\" is running. Nothing was sent by this one; run it again "
          + "when that one has ended.")
    }
  }

  deinit { close(file) }
}
