import CLinux
import Control
import Glibc

/// The person's terminal, found by the usual means: what TERMINAL names, Debian's and
/// freedesktop.org's own way, then whatever is installed.
enum Terminal {
  /// With what stands between a terminal's name and a command of several words.
  private static let known: [(name: String, before: [String])] = [
    ("x-terminal-emulator", ["-e"]), ("xdg-terminal-exec", []), ("xfce4-terminal", ["-x"]),
    ("mate-terminal", ["-x"]), ("gnome-terminal", ["--"]), ("konsole", ["-e"]),
    ("qterminal", ["-e"]), ("terminator", ["-x"]), ("tilix", ["-e"]), ("kitty", []),
    ("alacritty", ["-e"]), ("urxvt", ["-e"]), ("xterm", ["-e"]), ("st", ["-e"]),
  ]

  /// POSIX_SPAWN_SETSID (<spawn.h>), which headers show to GNU sources alone: the terminal outlives us.
  private static let newSession: Int32 = 0x80

  /// Stays open where something failed, or is to be read.
  private static let script = """
    "$@"; code=$?
    if [ $code -ne 0 ] || [ "$2" != review ]; then
      printf '\\nPress Enter to close this window. '; read -r line
    fi
    """

  /// Runs `daybook` with these words in a terminal of its own session.
  ///
  /// - Returns: its process, which its starter has to wait for; nil where no terminal is found.
  static func open(_ words: [String]) -> pid_t? {
    guard let terminal = command() else { return nil }
    return DaybookProgram.spawn(
      program: outsideService + terminal + ["sh", "-c", script, "sh", DaybookProgram.path] + words,
      output: .nowhere, flags: newSession)
  }

  /// Of a service, the terminal would have its restrictions and end with it: then the person's
  /// service manager opens it (systemd-run(1)).
  private static var outsideService: [String] {
    guard Places.variable("INVOCATION_ID") != nil, isThere("systemd-run") else { return [] }
    let variables = [
      "DISPLAY", "XAUTHORITY", "DAYBOOK_HOME", "PATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
      "XDG_STATE_HOME", "TZ", "LANG", "LC_ALL", "EDITOR", "VISUAL",
    ].filter { Places.variable($0) != nil }
    return ["systemd-run", "--user", "--quiet", "--collect"] + variables.map { "--setenv=\($0)" }
      + ["--"]
  }

  private static func command() -> [String]? {
    if let chosen = Places.variable("TERMINAL"), !chosen.isEmpty, isThere(chosen) {
      let name = chosen.split(separator: "/").last.map(String.init) ?? chosen
      return [chosen] + (known.first { $0.name == name }?.before ?? ["-e"])
    }
    return known.first { isThere($0.name) }.map { [$0.name] + $0.before }
  }

  private static func isThere(_ program: String) -> Bool {
    if program.contains("/") { return access(program, X_OK) == 0 }
    let path = Places.variable("PATH") ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }
}
