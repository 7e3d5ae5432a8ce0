import CSQLite
import Glibc

/// Finds and makes files that hold private titles: ours alone, and no trap.
enum SafeFile {
  /// Makes `directory` (and what is missing above it) with mode 0700, and takes group's and
  /// others' rights from it where it exists.
  static func prepareDirectory(_ directory: String) throws(ActivityLogError) {
    var status = stat()
    if stat(directory, &status) != 0 {
      guard errno == ENOENT else { throw failure(directory, "can't be used") }
      let above = parent(of: directory)
      if above != directory { try makeDirectories(above) }
      try makeDirectory(directory)
      guard stat(directory, &status) == 0 else { throw failure(directory, "can't be used") }
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw ActivityLogError(.refused, "\(directory) is not a directory. Move it away.")
    }
    guard status.st_uid == geteuid() else {
      throw ActivityLogError(
        .refused, "\(directory) belongs to another user. Use a directory of your own.")
    }
    if status.st_mode & 0o077 != 0, chmod(directory, 0o700) != 0 {
      throw failure(directory, "is open to others and can't be closed")
    }
  }

  /// The path with its directory's symbolic links resolved; nil when there is no such directory.
  /// The last part stays as it is: a link there is refused later.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(parent(of: path), nil) else { return nil }
    defer { free(real) }
    let directory = String(cString: real)
    let name = path.split(separator: "/", omittingEmptySubsequences: true).last ?? ""
    return directory == "/" ? "/\(name)" : "\(directory)/\(name)"
  }

  enum Found { case nothing, file(size: Int64) }

  /// What lies at `path`. A link, a pipe, a device, a stranger's file is refused; none is opened.
  static func look(at path: String) throws(ActivityLogError) -> Found {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return .nothing }
      throw failure(path, "can't be used")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ActivityLogError(
        .refused, "\(path) is a link, a pipe, a device or a directory, not a file. Move it away.")
    }
    guard status.st_nlink == 1 else {
      throw ActivityLogError(
        .refused, "\(path) has a second name (a hard link). Copy it and remove the links.")
    }
    guard status.st_uid == geteuid() else {
      throw ActivityLogError(.refused, "\(path) belongs to another user. Move it away.")
    }
    if status.st_mode & 0o077 != 0, chmod(path, 0o600) != 0 {
      throw failure(path, "is open to others and can't be closed")
    }
    return .file(size: Int64(status.st_size))
  }

  /// An empty file that nobody else can open. Fails where something is already.
  static func create(_ path: String) throws(ActivityLogError) {
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path, "can't be made") }
    close(file)
  }

  /// Waits until the disk has what was written.
  static func settle(_ path: String) throws(ActivityLogError) {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    defer { if file >= 0 { close(file) } }
    guard file >= 0, fsync(file) == 0 else { throw failure(path, "can't be written") }
  }

  /// Waits until the disk has the name too: it lives in the directory.
  static func settleName(of path: String) -> Bool {
    let directory = open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if directory >= 0 { close(directory) } }
    // Some file systems have no sync for directories (fsync(2), EINVAL).
    return directory >= 0 && (fsync(directory) == 0 || errno == EINVAL)
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    let parent = path[..<slash]
    return parent.isEmpty ? "/" : String(parent)
  }

  private static func makeDirectories(_ directory: String) throws(ActivityLogError) {
    var status = stat()
    if stat(directory, &status) == 0 { return }
    let above = parent(of: directory)
    if above != directory { try makeDirectories(above) }
    try makeDirectory(directory)
  }

  private static func makeDirectory(_ directory: String) throws(ActivityLogError) {
    guard mkdir(directory, 0o700) != 0 else {
      // Else a power cut takes it, and with it all that is synced in it.
      _ = settleName(of: directory)
      return
    }
    guard errno == EEXIST else { throw failure(directory, "can't be made") }
  }

  /// What the system said last, after `what`.
  static func failure(_ path: String, _ what: String) -> ActivityLogError {
    let (code, reason) = (errno, String(cString: strerror(errno)))
    switch code {
    case ENOSPC, EDQUOT, EIO:
      return ActivityLogError(
        .storage, "\(path) \(what): \(reason). See whether the disk is full.")
    default: return ActivityLogError(.refused, "\(path) \(what): \(reason). See who owns it.")
    }
  }
}
