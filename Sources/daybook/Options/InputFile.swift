import Foundation
import Workflow

/// A file that a person names.
enum InputFile {
  private static let piece = 1 << 20

  /// `-` is standard input.
  static func source(_ file: String) throws -> ByteSource {
    if file == "-" { return source(.standardInput, count: nil, "Standard input") }
    var facts = stat()
    guard stat(file, &facts) == 0 else {
      throw Refusal(.noMatch, "\(file) can't be read: \(String(cString: strerror(errno))).")
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(.usage, "\(file) is no plain file. Pipe it in with '-' instead.")
    }
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw Refusal(.failed, "\(file) can't be read. Look at its permissions.")
    }
    return source(handle, count: Int(facts.st_size), file)
  }

  private static func source(_ handle: FileHandle, count: Int?, _ name: String) -> ByteSource {
    ByteSource(count: count, named: name) { try [UInt8](handle.read(upToCount: piece) ?? Data()) }
  }
}
