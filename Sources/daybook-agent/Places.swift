import Glibc

/// Where Daybook's files are: DAYBOOK_HOME, else the XDG base directories.
struct Places {
  let config, data, state, run: String

  var activity: String { data + "/activity.db" }
  var books: String { data + "/books.db" }
  var filter: String { state + "/filter" }
  var rules: String { config + "/rules.d" }
  var lock: String { data + "/agent.lock" }
  var pause: String { state + "/pause" }
  var socket: String { run + "/agent.sock" }

  /// Whether somebody has clients here.
  var isSetUp: Bool { access(config + "/clients.yaml", F_OK) == 0 }

  init() throws(Complaint) {
    if let home = Self.variable("DAYBOOK_HOME") {
      guard home.utf8.first == UInt8(ascii: "/") else {
        throw Complaint(
          home.isEmpty
            ? "DAYBOOK_HOME is empty. Set it to a directory, such as /home/me/daybook, or unset it."
            : "DAYBOOK_HOME is \"\(neutralised(home))\", which is not an absolute path. Set it to "
              + "one that begins with '/'.",
          exit: 2)
      }
      let root = Self.trimmed(home)
      (config, data, state) = (root + "/config", root + "/data", root + "/state")
      run = root + "/run"
      return
    }
    config = try Self.directory("XDG_CONFIG_HOME", ".config")
    data = try Self.directory("XDG_DATA_HOME", ".local/share")
    state = try Self.directory("XDG_STATE_HOME", ".local/state")
    if let path = Self.variable("XDG_RUNTIME_DIR"), path.utf8.first == UInt8(ascii: "/") {
      run = Self.trimmed(path) + "/daybook"
    } else {
      run = state + "/run"
    }
  }

  /// A relative path is to be ignored (XDG Base Directory Specification 0.8, "Environment").
  private static func directory(_ name: String, _ standard: String) throws(Complaint) -> String {
    if let path = variable(name), path.utf8.first == UInt8(ascii: "/") {
      return trimmed(path) + "/daybook"
    }
    guard let home = variable("HOME"), home.utf8.first == UInt8(ascii: "/") else {
      throw Complaint(
        "HOME is not set, so there is no place for Daybook's files. Set HOME, or DAYBOOK_HOME, to "
          + "a directory.", exit: 2)
    }
    return trimmed(home) + "/\(standard)/daybook"
  }

  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return String(path)
  }
}

/// Why the agent can't go on, as a sentence, and its exit code.
struct Complaint: Error {
  var sentence: String
  var exit: Int32

  init(_ sentence: String, exit: Int32) {
    self.sentence = sentence
    self.exit = exit
  }
}
