import Activity
import ConfigurationFiles
import Crypto
import Foundation

/// Files of others, read with care, and copies of them for the owner alone.
enum PlainFile {
  /// Opens a plain file; never waits for a pipe, never follows a link.
  static func opened(_ path: String) throws -> Int32 {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else {
      throw Refusal(
        errno == ENOENT ? .noMatch : .usage,
        "\(path) can't be opened: \(String(cString: strerror(errno))).")
    }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw Refusal(.usage, "\(path) is no plain file.")
    }
    return file
  }

  /// Makes a new file, 0600.
  static func write(_ bytes: Data, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Staging.failure(path) }
    defer { close(file) }
    do {
      try FileHandle(fileDescriptor: file).write(contentsOf: bytes)
    } catch {
      throw Staging.failure(path)
    }
    guard fsync(file) == 0 else { throw Staging.failure(path) }
  }

  /// The same, whole or not at all. Nothing may be there.
  static func writeWhole(_ bytes: Data, to path: String) throws {
    let beside = "\(path).\(getpid()).new"
    unlink(beside)
    try write(bytes, to: beside)
    defer { unlink(beside) }
    guard link(beside, path) == 0 else { throw Staging.failure(path) }
    DirectorySync.settleName(of: path)
  }

  /// Its size, and its SHA-256 as hexadecimal digits.
  ///
  /// - Parameter copy: gets each piece.
  static func digest(
    _ path: String, copy: (Data) throws -> Void = { _ in }
  ) throws -> (bytes: Int64, sha256: String) {
    let file = try opened(path)
    defer { close(file) }
    let handle = FileHandle(fileDescriptor: file)
    var hash = SHA256()
    var count: Int64 = 0
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
      hash.update(data: piece)
      count += Int64(piece.count)
      try copy(piece)
    }
    return (count, hexadecimal(hash.finalize()))
  }

  /// Copies a plain file into a new one, 0600.
  static func copy(_ path: String, to target: String) throws -> (bytes: Int64, sha256: String) {
    let file = open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Staging.failure(target) }
    defer { close(file) }
    let handle = FileHandle(fileDescriptor: file)
    return try digest(path) { piece in
      do { try handle.write(contentsOf: piece) } catch { throw Staging.failure(target) }
    }
  }
}
