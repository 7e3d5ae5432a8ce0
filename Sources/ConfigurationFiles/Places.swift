import Control
import Foundation

extension Places {
  public init(environment: [String: String]) throws(BadPlace) {
    try self.init { environment[$0] }
  }

  /// The same places with the files of another directory, such as a backup of the configuration.
  public func with(config directory: String) throws(BadPlace) -> Places {
    guard !directory.isEmpty else { throw BadPlace("The directory's name is empty.") }
    return with(absoluteConfig: URL(fileURLWithPath: directory).path)
  }

  public func makeDataDirectory() throws(BadPlace) { try Places.make(data) }
  public func makeStateDirectory() throws(BadPlace) { try Places.make(state) }

  /// Makes `directory` and what leads to it, for the owner alone: it will hold window titles.
  private static func make(_ directory: String) throws(BadPlace) {
    var path = ""
    for part in directory.split(separator: "/") {
      path += "/" + part
      if mkdir(path, 0o700) == 0 {
        DirectorySync.settleName(of: path)
        continue
      }
      let code = errno
      var status = stat()
      // Any error over a directory that is there already, a read-only parent's too, is none.
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw BadPlace(
          "The directory \(path) can't be made: \(String(cString: strerror(code))). "
            + "Make it, or choose another place with DAYBOOK_HOME.")
      }
      if path == directory, status.st_mode & 0o077 != 0, chmod(path, 0o700) != 0 {
        throw BadPlace(
          "Others may look into \(path), which holds your window titles. "
            + "Run: chmod 700 \(path)")
      }
    }
  }
}
