import ConfigurationFiles
import Foundation

/// A directory that is filled beside its place, for the owner alone, and gets its name when it is
/// complete. What is cut off leaves one without a name, which the next of them in the same place
/// takes away.
final class Staging {
  private static let beginning = ".daybook-unfinished-"
  /// Stands in what may be taken away, locked while somebody fills it. Not the directory is: books
  /// that are made or brought up to date in it lock that.
  private static let mark = ".unfinished"

  let path: String
  /// Held, so that nobody takes it for one that was cut off.
  private let lock: Int32
  private var isPlaced = false

  /// - Parameter parent: exists.
  init(in parent: String, named name: String) throws {
    Staging.sweep(parent)
    path = "\(parent)/\(Staging.beginning)\(name)"
    lock = try Staging.made(path)
  }

  /// - Returns: the lock.
  private static func made(_ path: String) throws -> Int32 {
    // Whoever sweeps at this moment may take it away before it is locked.
    for _ in 0..<100 {
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
      let file = open(
        "\(path)/\(mark)", O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard file >= 0 else {
        guard errno == ENOENT || errno == EEXIST else { throw failure(path) }
        continue
      }
      var facts = stat()
      if flock(file, LOCK_EX | LOCK_NB) == 0, fstat(file, &facts) == 0, facts.st_nlink > 0 {
        return file
      }
      close(file)
    }
    throw failure(path)
  }

  deinit {
    close(lock)
    if !isPlaced { try? FileManager.default.removeItem(atPath: path) }
  }

  /// The names of the plain files in it.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).sorted().filter { name in
      var facts = stat()
      return name != Staging.mark && lstat("\(path)/\(name)", &facts) == 0
        && facts.st_mode & S_IFMT == S_IFREG
    }
  }

  /// Waits until the disk has all of it, names too.
  func complete() throws {
    for name in try files() {
      let file = open("\(path)/\(name)", O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      defer { if file >= 0 { close(file) } }
      guard file >= 0, fsync(file) == 0 else { throw Staging.failure("\(path)/\(name)") }
    }
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) + [""] {
      DirectorySync.settle("\(path)/\(name)")
    }
  }

  /// Gives it its name, where nothing may be.
  func place(at target: String) throws {
    try complete()
    let code = Renaming.name(path, target)
    guard code == 0 else { throw Staging.failure(target, code) }
    isPlaced = true
    Staging.unmark(target)
    DirectorySync.settleName(of: target)
  }

  /// Somebody else has put it in its place.
  func leave() { isPlaced = true }

  /// What has its name is nothing to be taken away.
  static func unmark(_ directory: String) { unlink("\(directory)/\(mark)") }

  /// Takes away what a swap that did not come to be had filled.
  static func discard(_ path: String) {
    guard (path as NSString).lastPathComponent.hasPrefix(beginning) else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  private static func sweep(_ parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(beginning) {
      let path = "\(parent)/\(name)"
      var facts = stat()
      guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR, facts.st_uid == geteuid()
      else { continue }
      let handle = open("\(path)/\(mark)", O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard handle >= 0 else {
        // One without a mark may be the data that was in use; an empty one never was.
        rmdir(path)
        continue
      }
      defer { close(handle) }
      guard flock(handle, LOCK_EX | LOCK_NB) == 0 else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  static func failure(_ path: String, _ code: Int32 = errno) -> Refusal {
    let reason = String(cString: strerror(code))
    return Refusal(
      .failed,
      "\(path) can't be made: \(reason). Nothing was changed. See who owns its directory, and "
        + "whether the disk is full.")
  }
}
