import Activity
import Foundation

/// The bytes of one file a person wrote, read with care.
struct SettingsFile {
  /// From the configuration directory on.
  let name: String
  let text: String
  let digest: UInt64

  /// More is no settings file.
  static let largest = 1 << 20

  /// - Returns: nil where there is no such file.
  static func read(_ name: String, in directory: String) throws(BadFile) -> SettingsFile? {
    let path = directory + "/" + name
    // Without O_NONBLOCK a FIFO would hang here until somebody writes.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else {
      let code = errno
      // A link to nothing is a mistake, not an absent file.
      var status = stat()
      if code == ENOENT, lstat(path, &status) != 0 { return nil }
      throw BadFile(
        file: name, what: "The file can't be opened: \(String(cString: strerror(code)))",
        next: "Look at \(path)")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw BadFile(
        file: name, what: "This is \(kind(status.st_mode)), not a file",
        next: "Put a plain file at \(path)")
    }
    guard status.st_mode & 0o002 == 0 else {
      throw BadFile(
        file: name, what: "Everybody on this machine may write this file",
        why: "Rules decide what is billed and what stays private", next: "Run: chmod o-w \(path)")
    }
    guard status.st_size <= largest else { throw tooLarge(name) }
    return try SettingsFile(name: name, bytes: bytes(of: file, name))
  }

  /// Refuses a directory that everybody may write to.
  ///
  /// - Returns: false where there is none.
  static func checkDirectory(_ path: String, name: String) throws(BadFile) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return false }
      throw BadFile(
        file: name, what: "The directory can't be read: \(String(cString: strerror(errno)))",
        next: "Look at \(path)")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw BadFile(
        file: name, what: "This is \(kind(status.st_mode)), not a directory",
        next: "Put a directory at \(path)")
    }
    guard status.st_mode & 0o002 == 0 else {
      throw BadFile(
        file: name, what: "Everybody on this machine may put files here",
        why: "Rules decide what is billed and what stays private", next: "Run: chmod o-w \(path)")
    }
    return true
  }

  init(name: String, bytes: [UInt8]) throws(BadFile) {
    self.name = name
    var digest = Digest()
    digest.add(bytes)
    self.digest = digest.value
    let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      throw BadFile(
        file: name, line: SettingsFile.lineOfBadByte(content), column: 1,
        what: "This line is not UTF-8", next: "Save the file as UTF-8")
    }
    try SettingsFile.checkCharacters(text, name)
    self.text = text
  }

  private static func bytes(of file: Int32, _ name: String) throws(BadFile) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw BadFile(
          file: name, what: "The file can't be read: \(String(cString: strerror(errno)))",
          next: "Try again")
      }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
      // It may have grown since its size was looked at.
      guard bytes.count <= largest else { throw tooLarge(name) }
    }
  }

  private static func checkCharacters(_ text: String, _ name: String) throws(BadFile) {
    var (line, column) = (1, 1)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0a: (line, column) = (line + 1, 0)
      case 0x09, 0x0d: break
      case 0..<0x20, 0x7f..<0xa0:
        throw BadFile(
          file: name, line: line, column: column,
          what: "The control character U+\(hexadecimal(scalar.value)) stands here",
          next: "Remove it")
      default: break
      }
      column += 1
    }
  }

  private static func lineOfBadByte(_ bytes: ArraySlice<UInt8>) -> Int {
    var line = 1
    for part in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { return line }
      line += 1
    }
    return line
  }

  private static func tooLarge(_ name: String) -> BadFile {
    BadFile(
      file: name, what: "The file is larger than 1 MiB", next: "Split it or remove some of it")
  }

  private static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "a directory"
    case S_IFIFO: "a FIFO"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFSOCK: "a socket"
    default: "something else"
    }
  }
}
