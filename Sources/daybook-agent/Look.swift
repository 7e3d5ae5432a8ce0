import Desktop

/// What `daybook doctor` asks of the agent's own surroundings: a line a fact, without any title.
///
/// `display TEXT` or `no-display TEXT`, `idle SOURCE`, `manager NAME`, `tray xembed`, `xwayland`,
/// `no-bus-library`, `session-bus`, `system-bus`, `session NAME`, `system NAME`.
enum Look {
  /// Names that are asked for; a bus has many others, which are nobody's business.
  private static let names = [
    "org.kde.StatusNotifierWatcher", "org.freedesktop.Notifications", "org.freedesktop.secrets",
    "org.freedesktop.ScreenSaver", "org.xfce.ScreenSaver", "org.gnome.ScreenSaver",
    "org.mate.ScreenSaver", "org.cinnamon.ScreenSaver", "org.freedesktop.login1",
  ]

  static func lines(of look: DesktopLook, display: String?) -> [String] {
    var lines: [String] = []
    if let screen = look.screen {
      lines.append("display \(neutralised(display ?? ""))")
      lines.append("idle \(screen.idle.rawValue)")
      if let manager = screen.manager { lines.append("manager \(neutralised(manager))") }
      if screen.hasTray { lines.append("tray xembed") }
      if screen.isXWayland { lines.append("xwayland") }
    } else {
      lines.append("no-display \(neutralised(look.trouble ?? ""))")
    }
    if look.lacksLibrary { lines.append("no-bus-library") }
    for (bus, found) in [("session", look.sessionBus), ("system", look.systemBus)] {
      guard let found else { continue }
      lines.append("\(bus)-bus")
      lines += names.filter(found.contains).map { "\(bus) \($0)" }
    }
    return lines
  }
}
