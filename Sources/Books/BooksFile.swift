import Foundation

/// The file beneath the books: a plain file of ours, which is there whole or not at all.
enum BooksFile {
  enum Found { case missing, there }

  /// Refuses what is no plain file of ours, and one that is empty: it held books, or a failing disk
  /// or a slip took them, and new ones in their place would hide that.
  static func look(at path: String) throws(BooksError) -> Found {
    // Not opened: closing it would let go of the locks that SQLite holds on it in this process.
    var facts = stat()
    guard lstat(path, &facts) == 0 else {
      guard errno == ENOENT else { throw BooksError.system(path) }
      try refuseOrphans(of: path)
      return .missing
    }
    guard facts.st_mode & S_IFMT == S_IFREG, facts.st_nlink == 1 else {
      throw unusable(path, "it is not a plain file")
    }
    guard facts.st_uid == geteuid() else {
      throw BooksError.foreign(path: path)
    }
    guard facts.st_mode & 0o077 == 0 || chmod(path, 0o600) == 0 else {
      throw unusable(path, "others can read it; chmod 600 it")
    }
    guard facts.st_size > 0 else {
      throw unusable(path, "it is damaged: nothing is in it, not even the beginning of books")
    }
    return .there
  }

  /// Changes without their file would be played into the next one, and belong to none of its pages.
  private static func refuseOrphans(of path: String) throws(BooksError) {
    var facts = stat()
    guard lstat(path + "-wal", &facts) == 0, facts.st_size > 0 else { return }
    throw unusable(path, "it is gone, but \(path)-wal, with its last changes, is there")
  }

  /// Makes books beside `path`, by `begin`, and gives them their name once they are complete: a
  /// process that is killed meanwhile leaves none, and of two at once one wins.
  static func make(at path: String, _ begin: (String) throws -> Void) throws {
    try alone(at: path) {
      guard try look(at: path) == .missing else { return }
      let beside = path + ".new"
      for leftover in [beside, beside + "-wal", beside + "-shm"] { unlink(leftover) }
      // With its mode before SQLite makes it.
      let handle = open(beside, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard handle >= 0 else { throw BooksError.system(path) }
      defer { close(handle) }
      try begin(beside)
      // Closing says nothing where the disk refuses the last of it, which would be left behind.
      var rest = stat()
      guard lstat(beside + "-wal", &rest) != 0 || rest.st_size == 0 else {
        throw BooksError.storage(path: path, reason: "the disk did not take all of the new books")
      }
      guard fsync(handle) == 0, rename(beside, path) == 0 else {
        throw BooksError.system(path)
      }
      // SQLite takes them away, and says nothing where it can't.
      for leftover in [beside + "-wal", beside + "-shm"] { unlink(leftover) }
    }
  }

  /// An empty file for the owner alone, before SQLite makes it with another mode. Nothing may be there.
  static func makeEmpty(at path: String) throws(BooksError) {
    let handle = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard handle >= 0 else {
      throw .system(path)
    }
    close(handle)
  }

  /// Runs `body` while no other process makes books, or brings them up to date, in this directory,
  /// which is on the disk with its names afterwards.
  static func alone(at path: String, _ body: () throws -> Void) throws {
    let directory = open(
      (path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0, flock(directory, LOCK_EX) == 0 else {
      throw BooksError.system(path)
    }
    defer { close(directory) }
    try body()
    // Some file systems have no sync for directories (fsync(2), EINVAL).
    guard fsync(directory) == 0 || errno == EINVAL else { throw BooksError.system(path) }
  }

  private static func unusable(_ path: String, _ reason: String) -> BooksError {
    .unusable(path: path, reason: reason)
  }
}
