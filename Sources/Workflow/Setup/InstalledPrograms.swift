import Foundation

/// Which of the programs that starter rules know are installed: by their command, or by the desktop
/// file that a Flatpak or Snap brings.
struct InstalledPrograms {
  enum Kind: CaseIterable {
    case vscode, jetbrains, sublime, vim, terminal, thunderbird, meetings, browser
  }

  private let found: Set<Kind>

  func has(_ kind: Kind) -> Bool { found.contains(kind) }

  init(_ environment: [String: String]) {
    let names = InstalledPrograms.names(environment)
    found = Set(
      Kind.allCases.filter { kind in
        kind.names.contains { wanted in
          names.contains {
            $0 == wanted || $0.hasSuffix("." + wanted) || $0.hasPrefix(wanted + "_")
          }
        }
      })
  }

  /// Commands, and desktop files without their ending, in lower case.
  private static func names(_ environment: [String: String]) -> Set<String> {
    let home = environment["HOME"] ?? ""
    let dataHome = environment["XDG_DATA_HOME"] ?? home + "/.local/share"
    let shared = environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share"
    let data =
      ([dataHome] + shared.split(separator: ":").map(String.init)
      + ["/var/lib/flatpak/exports/share", "/var/lib/snapd/desktop"])
      .map { $0 + "/applications" }
    let commands = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    var names: Set<String> = []
    for directory in data + commands where directory.hasPrefix("/") {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
        names.insert((name.hasSuffix(".desktop") ? String(name.dropLast(8)) : name).lowercased())
      }
    }
    return names
  }
}

extension InstalledPrograms.Kind {
  fileprivate var names: [String] {
    switch self {
    case .vscode: ["code", "codium", "vscodium", "code-oss", "cursor", "visualstudio.code"]
    case .jetbrains:
      [
        "idea", "intellij-idea-community", "intellij-idea-ultimate", "pycharm", "pycharm-community",
        "webstorm", "phpstorm", "goland", "clion", "rider", "rubymine", "jetbrains-idea",
      ]
    case .sublime: ["subl", "sublime_text"]
    case .vim: ["gvim", "gedit", "nvim-qt"]
    case .terminal:
      [
        "xterm", "urxvt", "konsole", "alacritty", "kitty", "tilix", "terminator", "gnome-terminal",
        "xfce4-terminal", "mate-terminal", "st",
      ]
    case .thunderbird: ["thunderbird", "thunderbird-esr"]
    case .meetings: ["zoom", "teams", "teams-for-linux", "jitsi-meet", "skypeforlinux"]
    case .browser:
      [
        "firefox", "firefox-esr", "chromium", "google-chrome", "google-chrome-stable", "brave",
        "brave-browser", "vivaldi", "opera", "microsoft-edge", "librewolf",
      ]
    }
  }
}
