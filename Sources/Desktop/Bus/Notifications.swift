import CLinux
import Glibc

/// What is shown to a person, with the answers that they may give.
public struct DesktopNotification: Hashable, Sendable {
  public enum Urgency: UInt8, Hashable, Sendable {
    case low, normal, critical
  }

  public struct Choice: Hashable, Sendable {
    public var id, label: String

    public init(id: String, label: String) {
      self.id = id
      self.label = label
    }
  }

  public var title: String
  /// Plain text: it is escaped for daemons that read markup.
  public var body: String
  public var urgency: Urgency
  public var choices: [Choice]

  public init(
    title: String, body: String, urgency: Urgency = .normal, choices: [Choice] = []
  ) {
    self.title = title
    self.body = body
    self.urgency = urgency
    self.choices = choices
  }
}

/// What became of what was shown.
public enum NotificationEvent: Hashable, Sendable {
  /// It is shown by this number.
  case shown(tag: Int, as: UInt32)
  /// It could not be shown.
  case refused(tag: Int)
  case chosen(UInt32, choice: String)
  /// It is gone, with an answer or without.
  case closed(UInt32)
  /// The daemon has gone, and with it all that it showed.
  case gone
  /// A daemon is there.
  case came
}

/// The desktop's notification daemon (Desktop Notifications Specification 1.2), which may come, go
/// and be started by the bus.
///
/// Keeps one connection: daemons tell the answer to the caller alone. Never waits: its owner polls
/// `files` and `deadline`, and calls `drain` before each wait.
public final class NotificationBus {
  private let clock: () -> Uptime
  private var link: BusLink<NotificationDaemon>?
  /// A link's service writes facts of the desktop; this one has none to write.
  private var facts = BusFacts()

  /// - Parameter clock: CLOCK_MONOTONIC.
  public init(clock: @escaping () -> Uptime) {
    self.clock = clock
    guard BusAddress.session.exists, let library = BusLibrary() else { return }
    link = BusLink(.session, library: library, now: clock()) { NotificationDaemon($0) }
  }

  /// For the owner's poll.
  public func add(to files: inout [pollfd]) {
    if let file = link?.file { files.append(file) }
  }

  /// When `drain` wants to be called though nothing has come.
  public var deadline: Uptime? { link?.deadline }

  public func drain() -> [NotificationEvent] {
    link?.drain(&facts, at: clock())
    return link?.service?.takeEvents() ?? []
  }

  /// Somebody is there who would show something, or can be started for it.
  public var isReady: Bool { link?.service?.isReady ?? false }
  /// The person wants no notification now, as far as the daemon tells (KDE does).
  public var isInhibited: Bool { link?.service?.isInhibited ?? false }

  /// - Parameter tag: what the event that answers is known by.
  public func show(_ notification: DesktopNotification, tag: Int) {
    link?.service?.show(notification, tag: tag)
  }

  public func close(_ number: UInt32) { link?.service?.close(number) }
}

final class NotificationDaemon: BusService {
  enum Question {
    case owner
    case startable
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
    // A question waits for its answer; news goes when the daemon lets it go.
    let lasting: Int32 = notification.choices.count > 1 ? 0 : -1
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
    case .owner, .startable, .closed: break
    }
  }

  func forget(_ facts: inout BusFacts) {}

  private func ownerIs(_ new: String?) {
    guard new != owner else { return }
    if owner != nil { events.append(.gone) }
    owner = new
    inhibited = nil
    guard new != nil else { return }
    events.append(.came)
    askWhetherInhibited()
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
      default:
        let isHidden = [.control, .format].contains(scalar.properties.generalCategory)
        escaped.unicodeScalars.append(isHidden ? "\u{fffd}" : scalar)
      }
    }
  }
}
