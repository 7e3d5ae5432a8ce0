import CLinux
import Glibc

/// Notices that the books were written to, so that the icon need not wait for the next look at them.
///
/// What commands write goes into the file itself when the last of them closes it (SQLite,
/// "Write-Ahead Logging"). To look at the books, as `daybook notify` does, changes nothing there.
struct BooksWatch {
  /// inotify, for the loop to wait for; -1 where it can't be had.
  let fileDescriptor: Int32
  private let path: String

  init(_ path: String) {
    self.path = path
    fileDescriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
  }

  /// Watches the file that has the name now. To be called now and then: books that are restored are
  /// another file, and new ones are there some day.
  func renew() {
    guard fileDescriptor >= 0 else { return }
    _ = inotify_add_watch(fileDescriptor, path, UInt32(IN_MODIFY | IN_MOVE_SELF | IN_DELETE_SELF))
  }

  /// To be called when there is something to read.
  func takeNews() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while buffer.withUnsafeMutableBytes({ read(fileDescriptor, $0.baseAddress, $0.count) }) > 0 {}
  }
}
