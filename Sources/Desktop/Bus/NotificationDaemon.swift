import Activity

/// The daemon as the bus knows it: who it is, what it can, and what it says.
final class NotificationDaemon: BusService {
  enum Question {
    case owner
    case startable
    case capabilities
    case inhibited
    case shown(Int)
    case closed
  }

  private static let name = "org.freedesktop.Notifications"
  private static let path = "/org/freedesktop/Notifications"
  private static let properties = "org.freedesktop.DBus.Properties"

  private let bus: BusConnection<Question>
  /// The daemon's unique name; nil where none runs.
  private var owner: String?
  private var isStartable = false
  /// Whether it shows buttons; nil until it was heard on that.
  private var hasButtons: Bool?
  /// Waits for that.
  private var unsent: [(DesktopNotification, tag: Int)] = []
  /// Whether the person wants to be left alone; nil until the daemon that runs was heard on that.
  private var inhibited: Bool?
  /// In order, since they were taken last.
  private var events: [NotificationEvent] = []

  var isReady: Bool { owner == nil ? isStartable : inhibited != nil }
  var isInhibited: Bool { inhibited ?? false }

  init(_ bus: BusConnection<Question>) {
    self.bus = bus
    bus.listen("sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='\(Self.name)'")
    bus.listen("sender='\(Self.name)',path='\(Self.path)',interface='\(Self.name)'")
    bus.listen(
      "sender='\(Self.name)',path='\(Self.path)',interface='\(Self.properties)',"
        + "member='PropertiesChanged',arg0='\(Self.name)'")
    let dbus = "org.freedesktop.DBus"
    bus.ask(
      .owner, of: dbus, at: "/org/freedesktop/DBus", dbus, "GetNameOwner", [.text(Self.name)])
    bus.ask(.startable, of: dbus, at: "/org/freedesktop/DBus", dbus, "ListActivatableNames")
  }

  func takeEvents() -> [NotificationEvent] {
    defer { events = [] }
    return events
  }

  func show(_ notification: DesktopNotification, tag: Int) {
    guard let hasButtons else {
      unsent.append((notification, tag))
      // Starts a daemon, where none runs.
      if owner == nil, unsent.count == 1 { askForCapabilities() }
      return
    }
    // A question waits for its answer; news goes when the daemon lets it go.
    let lasting: Int32 = notification.choices.count > 1 ? 0 : -1
    let notification = hasButtons ? notification : notification.withoutButtons
    bus.ask(
      .shown(tag), of: Self.name, at: Self.path, Self.name, "Notify",
      [
        .text("Daybook"), .number(0), .text("daybook"), .text(notification.title),
        .text(Self.escaped(notification.body)),
        .texts(notification.choices.flatMap { [$0.id, $0.label] }),
        .hints([
          (name: "urgency", value: .byte(notification.urgency.rawValue)),
          (name: "desktop-entry", value: .text("daybook")),
        ]), .integer(lasting),
      ], starting: true)
  }

  func close(_ number: UInt32) {
    bus.ask(
      .closed, of: Self.name, at: Self.path, Self.name, "CloseNotification", [.number(number)])
  }

  // MARK: - What comes

  func heard(_ signal: BusMessage, _ facts: inout BusFacts, at time: Uptime) {
    switch (signal.interface, signal.member) {
    case ("org.freedesktop.DBus", "NameOwnerChanged"):
      guard signal.sender == "org.freedesktop.DBus", signal.text() == Self.name,
        signal.text() != nil, let new = signal.text()
      else { return }
      ownerIs(new.isEmpty ? nil : new)
    case (Self.properties, "PropertiesChanged") where signal.sender == owner:
      switch signal.change(of: "Inhibited") {
      case .to(.truth(let truth)): inhibited = truth
      case .unsaid: askWhetherInhibited()
      case .to, .none: break
      }
    default: answered(signal)
    }
  }

  func heardAlone(_ signal: BusMessage) { answered(signal) }

  func learned(_ question: Question, _ answer: BusMessage, _ facts: inout BusFacts) {
    switch question {
    case .owner: ownerIs(answer.text())
    case .startable:
      answer.each("s") {
        guard let name = answer.text() else { return false }
        if name == Self.name { isStartable = true }
        return !isStartable
      }
    case .capabilities:
      var found = false
      answer.each("s") {
        guard let capability = answer.text() else { return false }
        if capability == "actions" { found = true }
        return !found
      }
      capabilitiesAre(buttons: found)
    case .inhibited:
      if case .truth(true) = answer.value() { inhibited = true } else { inhibited = false }
    case .shown(let tag):
      events.append(answer.number().map { .shown(tag: tag, as: $0) } ?? .refused(tag: tag))
    case .closed: break
    }
  }

  func failed(_ question: Question) {
    switch question {
    case .shown(let tag): events.append(.refused(tag: tag))
    // Most daemons know no such property: nothing of theirs can be heard, and they hold back
    // themselves what they were told to.
    case .inhibited: inhibited = false
    // All that matter answer. Where none can be started, showing fails too, and says so.
    case .capabilities: capabilitiesAre(buttons: true)
    case .owner, .startable, .closed: break
    }
  }

  func forget(_ facts: inout BusFacts) {}

  private func ownerIs(_ new: String?) {
    guard new != owner else { return }
    if owner != nil {
      events.append(.gone)
      unsent = []
    }
    owner = new
    inhibited = nil
    hasButtons = nil
    guard new != nil else { return }
    events.append(.came)
    askForCapabilities()
    askWhetherInhibited()
  }

  private func askForCapabilities() {
    bus.ask(
      .capabilities, of: Self.name, at: Self.path, Self.name, "GetCapabilities", starting: true)
  }

  private func capabilitiesAre(buttons: Bool) {
    hasButtons = buttons
    let waiting = unsent
    unsent = []
    for (notification, tag) in waiting { show(notification, tag: tag) }
  }

  private func askWhetherInhibited() {
    bus.ask(.inhibited, property: "Inhibited", in: Self.name, of: Self.name, at: Self.path)
  }

  /// Nobody but the daemon may answer for the person.
  private func answered(_ signal: BusMessage) {
    guard signal.interface == Self.name, let owner, signal.sender == owner,
      signal.path == Self.path
    else { return }
    switch signal.member {
    case "ActionInvoked":
      guard let number = signal.number(), let choice = signal.text() else { return }
      events.append(.chosen(number, choice: choice))
    case "NotificationClosed":
      guard let number = signal.number() else { return }
      events.append(.closed(number))
    default: break
    }
  }

  /// Neither markup nor what hides or turns around text: names of clients and programs are in it.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\n", "\u{200d}": escaped.unicodeScalars.append(scalar)
      default: escaped.unicodeScalars.append(scalar.isHidden ? "\u{fffd}" : scalar)
      }
    }
  }
}

extension DesktopNotification {
  /// With what a person may type instead.
  fileprivate var withoutButtons: DesktopNotification {
    var plain = self
    plain.choices = []
    for choice in choices {
      if let command = choice.command { plain.body += "\n\(choice.label): \(command)" }
    }
    return plain
  }
}
