/// What the session bus tells: screen savers that cover the screen, media players that play; and
/// the panel's side of our icon.
///
/// Programs that ask a screen saver not to start (org.freedesktop.ScreenSaver.Inhibit) can't be
/// seen: there is no way to ask it for them.
final class SessionServices: BusService {
  enum Question {
    case isActive(String)
    case names
    case playback
    case tray(NotifierItem.Question)
  }

  /// The desktops' own, besides the name they agreed on.
  private static let savers = ["freedesktop", "xfce", "gnome", "mate", "cinnamon"].map {
    "org.\($0).ScreenSaver"
  }
  private static let playerPrefix = "org.mpris.MediaPlayer2"
  private static let playerInterface = "org.mpris.MediaPlayer2.Player"
  private static let playerPath = "/org/mpris/MediaPlayer2"
  private static let properties = "org.freedesktop.DBus.Properties"

  private let bus: BusConnection<Question>
  let tray: NotifierItem

  init(_ bus: BusConnection<Question>) {
    self.bus = bus
    tray = NotifierItem(bus)
    for saver in Self.savers {
      bus.listen("sender='\(saver)',interface='\(saver)',member='ActiveChanged'")
      bus.listen("sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='\(saver)'")
      askWhetherActive(saver)
    }
    bus.listen(
      "sender='org.freedesktop.DBus',member='NameOwnerChanged',"
        + "arg0namespace='\(Self.playerPrefix)'")
    bus.listen(
      "path='\(Self.playerPath)',interface='\(Self.properties)',member='PropertiesChanged',"
        + "arg0='\(Self.playerInterface)'")
    bus.ask(
      .names, of: "org.freedesktop.DBus", at: "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "ListNames")
  }

  func heard(_ signal: BusMessage, _ facts: inout BusFacts, at time: Uptime) {
    switch (signal.interface, signal.member) {
    case ("org.freedesktop.DBus", "NameOwnerChanged"):
      guard signal.sender == "org.freedesktop.DBus", let name = signal.text(),
        let old = signal.text(), let new = signal.text()
      else { return }
      ownerChanged(name, from: old, to: new, &facts)
    case (let saver, "ActiveChanged") where Self.savers.contains(saver):
      guard let active = signal.truth() else { return }
      if active { facts.activeSavers.insert(saver) } else { facts.activeSavers.remove(saver) }
      // An unlocked screen is unlocked, whoever was asked to lock it.
      if !active, case .asked = facts.session { facts.session = .unlocked }
    case (Self.properties, "PropertiesChanged") where signal.path == Self.playerPath:
      switch signal.change(of: "PlaybackStatus") {
      case .to(.text(let status)): facts.player(signal.sender, plays: status == "Playing")
      case .unsaid: askForPlayback(signal.sender)
      case .to, .none: break
      }
    case (NotifierItem.watcher, let member): tray.watcherSaid(member)
    default: break
    }
  }

  func learned(_ question: Question, _ answer: BusMessage, _ facts: inout BusFacts) {
    switch question {
    case .isActive(let saver):
      if answer.truth() == true { facts.activeSavers.insert(saver) }
    case .names:
      answer.each("s") {
        guard let name = answer.text() else { return false }
        if name.hasPrefix(Self.playerPrefix + ".") { askForPlayback(name) }
        return true
      }
    case .playback:
      guard case .text(let status) = answer.value() else { return }
      facts.player(answer.sender, plays: status == "Playing")
    case .tray(let question): tray.learned(question, answer)
    }
  }

  func failed(_ question: Question) {
    if case .tray(let question) = question { tray.failed(question) }
  }

  func called(_ call: BusMessage) -> Bool { tray.called(call) }

  func forget(_ facts: inout BusFacts) { facts.forgetSession() }

  private func ownerChanged(
    _ name: String, from old: String, to new: String, _ facts: inout BusFacts
  ) {
    if Self.savers.contains(name) {
      facts.activeSavers.remove(name)
      if !new.isEmpty { askWhetherActive(name) }
    } else if name == NotifierItem.watcher {
      tray.watcherChanged(to: new)
    } else if name.hasPrefix(Self.playerPrefix + ".") {
      facts.player(old, plays: false)
      if !new.isEmpty { askForPlayback(name) }
    }
  }

  /// Older ones answer at another path.
  private func askWhetherActive(_ saver: String) {
    let path = "/" + saver.split(separator: ".").joined(separator: "/")
    let older = saver == Self.savers.first ? "/ScreenSaver" : "/"
    for path in [path, older] {
      bus.ask(.isActive(saver), of: saver, at: path, saver, "GetActive")
    }
  }

  private func askForPlayback(_ player: String) {
    bus.ask(
      .playback, property: "PlaybackStatus", in: Self.playerInterface, of: player,
      at: Self.playerPath)
  }
}
