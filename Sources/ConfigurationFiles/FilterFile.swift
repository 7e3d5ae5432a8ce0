import Control
import Foundation
import Rules

extension Settings {
  /// Compiles the rules for the agent. The file is whole or as it was before, whatever happens.
  public func writeFilter(to places: Places) throws {
    try places.makeStateDirectory()
    try FilterFile.writeInTurn(filter.encoded(), to: places.filter)
  }
}

extension Places {
  /// Writes a file of the state directory: on disk when it returns, and whole or as it was
  /// before, whatever happens.
  public func write(_ bytes: [UInt8], to path: String) throws(FilterWriteError) {
    try FilterFile.writeInTurn(bytes, to: path)
  }
}

enum FilterFile {
  /// One after the other: two at once would write into each other's temporary file.
  static func writeInTurn(_ bytes: [UInt8], to path: String) throws(FilterWriteError) {
    let directory = open(
      (path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw FilterWriteError(path: path, code: errno) }
    defer { close(directory) }
    while flock(directory, LOCK_EX) != 0 {
      guard errno == EINTR else { throw FilterWriteError(path: path, code: errno) }
    }
    try write(bytes, to: path)
  }

  /// The caller sees to it that nobody else writes the same file.
  static func write(_ bytes: [UInt8], to path: String) throws(FilterWriteError) {
    let temporary = path + ".new"
    try stage(bytes, at: temporary, for: path)
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw FilterWriteError(path: path, code: code)
    }
    DirectorySync.settleName(of: path)
  }

  /// Puts the bytes at `temporary`, on disk when it returns, or not there at all.
  ///
  /// - Parameter path: what they are for.
  static func stage(
    _ bytes: [UInt8], at temporary: String, for path: String
  ) throws(FilterWriteError) {
    // A leftover of a killed writer, or a trap laid as a link: either goes.
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FilterWriteError(path: path, code: errno) }
    var code: Int32 = 0
    var rest = bytes[...]
    while !rest.isEmpty, code == 0 {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { code = errno }
    }
    if code == 0, fsync(file) != 0 { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw FilterWriteError(path: path, code: code)
    }
  }
}

/// The compiled rules could not be written.
public struct FilterWriteError: Error, Hashable, Sendable, CustomStringConvertible {
  public var path: String
  /// An `errno`.
  public var code: Int32

  public var description: String {
    "The compiled rules can't be written to \(path): \(String(cString: strerror(code))). "
      + "Free some space or look at the directory, and run 'daybook rules compile'."
  }
}
