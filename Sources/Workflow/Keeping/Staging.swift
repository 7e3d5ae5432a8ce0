import CLinux
import Foundation

/// A directory that is filled beside its place, for the owner alone, and gets its name when it is
/// complete. What is cut off leaves one without a name, which the next of them in the same place
/// takes away.
final class Staging {
  private static let beginning = ".daybook-unfinished-"
  /// Stands in what may be taken away.
  private static let mark = ".unfinished"

  let path: String
  /// Held, so that nobody takes it for one that was cut off.
  private let lock: Int32
  private var isPlaced = false

  /// - Parameter parent: exists.
  init(in parent: String, named name: String) throws {
    Staging.sweep(parent)
    path = "\(parent)/\(Staging.beginning)\(name)"
    guard mkdir(path, 0o700) == 0 else { throw Staging.failure(path) }
    lock = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw Staging.failure(path) }
    try PlainFile.write(Data(), to: "\(path)/\(Staging.mark)")
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
      Staging.settle(directory: "\(path)/\(name)")
    }
  }

  /// Gives it its name, where nothing may be.
  func place(at target: String) throws {
    try complete()
    if daybook_name(path, target) != 0 {
      // Not every file system can look and rename in one; a full directory is never replaced.
      guard errno == EINVAL, rename(path, target) == 0 else { throw Staging.failure(target) }
    }
    isPlaced = true
    Staging.unmark(target)
    Staging.settle(directory: (target as NSString).deletingLastPathComponent)
  }

  /// Somebody else has put it in its place.
  func leave() { isPlaced = true }

  /// What has its name is nothing to be taken away.
  static func unmark(_ directory: String) { unlink("\(directory)/\(mark)") }

  static func settle(directory: String) {
    let handle = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { return }
    fsync(handle)
    close(handle)
  }

  private static func sweep(_ parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(beginning) {
      let path = "\(parent)/\(name)"
      let handle = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard handle >= 0 else { continue }
      defer { close(handle) }
      var facts = stat()
      guard fstat(handle, &facts) == 0, facts.st_uid == geteuid(),
        flock(handle, LOCK_EX | LOCK_NB) == 0
      else { continue }
      // One without a mark may be the data that was in use; an empty one never was.
      guard access("\(path)/\(mark)", F_OK) == 0 else {
        rmdir(path)
        continue
      }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  static func failure(_ path: String) -> Refusal {
    let reason = String(cString: strerror(errno))
    return Refusal(
      .failed,
      "\(path) can't be made: \(reason). Nothing was changed. See who owns its directory, and "
        + "whether the disk is full.")
  }
}
