/// What the desktop offers, as the agent sees it.
struct DesktopChecks {
  private let lines: [String]
  private let environment: [String: String]

  /// - Parameter lines: of `daybook-agent --look`.
  init(_ lines: [String], _ environment: [String: String]) {
    self.lines = lines
    self.environment = environment
  }

  var all: [HealthCheck] {
    guard hasDisplay else { return [session, display, bus] + services }
    return [session, display, idle, manager, bus] + services
  }

  private func value(_ key: String) -> String? {
    lines.first { $0.hasPrefix(key + " ") }.map { String($0.dropFirst(key.count + 1)) }
  }

  private func has(_ line: String) -> Bool { lines.contains(line) }
  private var hasDisplay: Bool { value("display") != nil }

  private var session: HealthCheck {
    let isWayland =
      environment["XDG_SESSION_TYPE"] == "wayland" || has("xwayland")
      || !(environment["WAYLAND_DISPLAY"] ?? "").isEmpty
    if isWayland {
      return .warning(
        "session",
        "This is a Wayland session. Only windows of X programs (by XWayland) are seen there; other "
          + "windows, and often idle time, are not.",
        "Log out, and choose a session \"on Xorg\" (X11) where you log in.")
    }
    return .fine("session", hasDisplay ? "An X11 session." : "No graphical session.")
  }

  private var display: HealthCheck {
    if let name = value("display") { return .fine("display", "\(name) can be opened.") }
    return .failed(
      "display", value("no-display") ?? "There is no display.",
      "Run this in a terminal of your desktop.")
  }

  private var idle: HealthCheck {
    switch value("idle") {
    case "alarms":
      .fine("idle", "SYNC with IDLETIME: the display tells at once when nobody is there.")
    case "screenSaver":
      .warning(
        "idle", "The display has no SYNC alarms for idle time; it is asked every 15 s instead.",
        "Use an X server with the SYNC extension's IDLETIME counter, such as Xorg.")
    default:
      .failed(
        "idle",
        "The display can't tell when nobody is there, so all time counts as active.",
        "Use an X server with the SYNC or MIT-SCREEN-SAVER extension, such as Xorg.")
    }
  }

  private var manager: HealthCheck {
    guard let name = value("manager") else {
      return .warning(
        "manager",
        "No window manager speaks EWMH, so the input focus is followed; some programs hide it.",
        "Start a window manager that sets _NET_ACTIVE_WINDOW, such as openbox.")
    }
    return .fine("manager", "\(name.isEmpty ? "A window manager" : name) names the active window.")
  }

  private var bus: HealthCheck {
    if has("no-bus-library") {
      return .warning(
        "bus", "libsystemd is not installed, so locks, sleep and the tray are not seen.",
        "apt install libsystemd0")
    }
    return has("session-bus")
      ? .fine("bus", "The session bus answers.")
      : .warning(
        "bus", "No session bus answers: no tray icon, no notifications, no keyring.",
        "Start your session with dbus-run-session, or apt install dbus-user-session.")
  }

  private var services: [HealthCheck] {
    let savers = ["freedesktop", "xfce", "gnome", "mate", "cinnamon"]
      .map { "org.\($0).ScreenSaver" }.filter { has("session \($0)") }
    let lock: HealthCheck
    if has("system org.freedesktop.login1") {
      lock = .fine("lock", "logind tells of locks and of sleep.")
    } else if let saver = savers.first {
      lock = .warning(
        "lock", "\(saver) tells of locks; without logind, sleep is seen only afterwards.",
        "apt install libpam-systemd, or libpam-elogind")
    } else {
      lock = .warning(
        "lock", "Nothing tells of a locked screen: it counts as idle.",
        "apt install libpam-systemd, or a screen saver such as xfce4-screensaver")
    }
    return [tray, lock, notifications, keyring]
  }

  private var tray: HealthCheck {
    if has("session org.kde.StatusNotifierWatcher") {
      return .fine("tray", "A panel shows icons (StatusNotifierItem).")
    }
    if has("tray xembed") { return .fine("tray", "A panel shows icons (XEmbed).") }
    return .warning(
      "tray", "No panel shows icons. Recording goes on; \"daybook status\" says how it stands.",
      "Add a status tray to your panel, or run one such as tint2 or trayer.")
  }

  private var notifications: HealthCheck {
    has("session org.freedesktop.Notifications")
      ? .fine("notifications", "A program shows notifications.")
      : .warning(
        "notifications", "No program shows notifications, so no reminder is seen.",
        "apt install dunst, or your desktop's own")
  }

  private var keyring: HealthCheck {
    has("session org.freedesktop.secrets")
      ? .fine("keyring", "A Secret Service keeps tokens.")
      : .warning(
        "keyring", "There is no Secret Service: tokens for Xero go into a file only you can read.",
        "apt install gnome-keyring libsecret-1-0")
  }
}
