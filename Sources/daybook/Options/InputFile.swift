import Foundation
import Workflow

/// A file that a person names.
enum InputFile {
  /// All of it; `-` is standard input.
  static func bytes(_ file: String) throws -> [UInt8] {
    if file == "-" {
      return [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    }
    var facts = stat()
    guard stat(file, &facts) == 0 else {
      throw Refusal(.noMatch, "\(file) can't be read: \(String(cString: strerror(errno))).")
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(.usage, "\(file) is no plain file. Pipe it in with '-' instead.")
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Refusal(.failed, "\(file) can't be read. Look at its permissions.")
    }
    return [UInt8](data)
  }
}
