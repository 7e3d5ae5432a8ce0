import Foundation

/// Where Daybook's files are.
public struct Places: Hashable, Sendable {
  /// Directories, absolute, without a slash at the end.
  public let config, data, state, run: String

  /// - Parameter environment: `DAYBOOK_HOME`, else `XDG_*`, else `HOME`.
  public init(environment: [String: String]) throws(BadPlace) {
    if let home = environment["DAYBOOK_HOME"] {
      guard home.hasPrefix("/") else {
        throw BadPlace(
          home.isEmpty
            ? "DAYBOOK_HOME is empty. Set it to a directory, such as /home/me/daybook, or unset it."
            : "DAYBOOK_HOME is \(quoted(home)), which is not an absolute path. "
              + "Set it to one that begins with '/'.")
      }
      guard !home.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
        throw BadPlace("DAYBOOK_HOME holds a control character. Set it to a plain path.")
      }
      let root = Places.trimmed(home)
      config = root + "/config"
      data = root + "/data"
      state = root + "/state"
      run = root + "/run"
      return
    }
    /// A relative path is to be ignored (XDG Base Directory Specification 0.8, "Environment").
    func directory(_ variable: String, _ standard: String) throws(BadPlace) -> String {
      if let path = environment[variable], path.hasPrefix("/") {
        return Places.trimmed(path) + "/daybook"
      }
      guard let home = environment["HOME"], home.hasPrefix("/") else {
        throw BadPlace(
          "HOME is not set, so there is no place for Daybook's files. "
            + "Set HOME, or DAYBOOK_HOME, to a directory.")
      }
      return Places.trimmed(home) + "/\(standard)/daybook"
    }
    config = try directory("XDG_CONFIG_HOME", ".config")
    data = try directory("XDG_DATA_HOME", ".local/share")
    state = try directory("XDG_STATE_HOME", ".local/state")
    if let path = environment["XDG_RUNTIME_DIR"], path.hasPrefix("/") {
      run = Places.trimmed(path) + "/daybook"
    } else {
      run = state + "/run"
    }
  }

  private init(config: String, like other: Places) {
    self.config = config
    data = other.data
    state = other.state
    run = other.run
  }

  /// The same places with the files of another directory, such as a backup of the configuration.
  public func with(config directory: String) throws(BadPlace) -> Places {
    guard !directory.isEmpty else { throw BadPlace("The directory's name is empty.") }
    let absolute = URL(fileURLWithPath: directory).path
    return Places(config: Places.trimmed(absolute), like: self)
  }

  public var activity: String { data + "/activity.db" }
  public var books: String { data + "/books.db" }
  /// The compiled rules, for the agent.
  public var filter: String { state + "/filter" }
  public var rules: String { config + "/rules.d" }
  /// What a person was told.
  public var notified: String { state + "/notified" }
  /// There while recording is paused.
  public var pause: String { state + "/pause" }
  public var agentSocket: String { run + "/agent.sock" }
  /// Held by the running agent, whose process number stands in it.
  public var agentLock: String { data + "/agent.lock" }

  public func makeDataDirectory() throws(BadPlace) { try Places.make(data) }
  public func makeStateDirectory() throws(BadPlace) { try Places.make(state) }

  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    return path == "/" ? "" : String(path)
  }

  /// Makes `directory` and what leads to it, for the owner alone: it will hold window titles.
  private static func make(_ directory: String) throws(BadPlace) {
    var path = ""
    for part in directory.split(separator: "/") {
      path += "/" + part
      if mkdir(path, 0o700) == 0 { continue }
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

/// The environment names no usable place. Exit code 2.
public struct BadPlace: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String

  init(_ description: String) { self.description = description }
}
