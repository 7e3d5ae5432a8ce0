/// Where Daybook's files are: one answer for the agent and the commands.
public struct Places: Hashable, Sendable {
  /// Directories, absolute, without a slash at the end.
  public let config, data, state, run: String

  /// - Parameter variable: the environment: `DAYBOOK_HOME`, else `XDG_*`, else `HOME`.
  public init(_ variable: (String) -> String?) throws(BadPlace) {
    if let home = variable("DAYBOOK_HOME") {
      guard !home.isEmpty else {
        throw BadPlace(
          "DAYBOOK_HOME is empty. Set it to a directory, such as /home/me/daybook, or unset it.")
      }
      guard !home.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
        throw BadPlace("DAYBOOK_HOME holds a control character. Set it to a plain path.")
      }
      guard home.utf8.first == UInt8(ascii: "/") else {
        throw BadPlace(
          "DAYBOOK_HOME is \"\(home.prefix(60))\", which is not an absolute path. Set it to one "
            + "that begins with '/'.")
      }
      let root = Self.trimmed(home)
      config = root + "/config"
      data = root + "/data"
      state = root + "/state"
      run = root + "/run"
      return
    }
    /// A relative path is to be ignored (XDG Base Directory Specification 0.8, "Environment").
    func directory(_ name: String, _ standard: String) throws(BadPlace) -> String {
      if let path = variable(name), path.utf8.first == UInt8(ascii: "/") {
        return Self.trimmed(path) + "/daybook"
      }
      guard let home = variable("HOME"), home.utf8.first == UInt8(ascii: "/") else {
        throw BadPlace(
          "HOME is not set, so there is no place for Daybook's files. Set HOME, or DAYBOOK_HOME, to "
            + "a directory.")
      }
      return Self.trimmed(home) + "/\(standard)/daybook"
    }
    config = try directory("XDG_CONFIG_HOME", ".config")
    data = try directory("XDG_DATA_HOME", ".local/share")
    state = try directory("XDG_STATE_HOME", ".local/state")
    if let path = variable("XDG_RUNTIME_DIR"), path.utf8.first == UInt8(ascii: "/") {
      run = Self.trimmed(path) + "/daybook"
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

  /// The same places with the files of another directory.
  public func with(absoluteConfig directory: String) -> Places {
    Places(config: Self.trimmed(directory), like: self)
  }

  public var activity: String { data + "/activity.db" }
  public var books: String { data + "/books.db" }
  public var rules: String { config + "/rules.d" }
  /// The compiled rules, for the agent.
  public var filter: String { state + "/filter" }
  /// What a person was told.
  public var notified: String { state + "/notified" }
  /// There while recording is paused.
  public var pause: String { state + "/pause" }
  public var agentSocket: String { run + "/agent.sock" }
  /// Held by the running agent, whose process number stands in it.
  public var agentLock: String { data + "/agent.lock" }

  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return String(path)
  }
}

/// The environment names no usable place. Exit code 2.
public struct BadPlace: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String

  public init(_ description: String) { self.description = description }
}
