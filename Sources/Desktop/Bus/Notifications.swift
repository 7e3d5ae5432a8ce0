import CLinux

/// What is shown to a person, with the answers that they may give.
public struct DesktopNotification: Hashable, Sendable {
  public enum Urgency: UInt8, Hashable, Sendable {
    case low, normal, critical
  }

  public struct Choice: Hashable, Sendable {
    public var id, label: String
    /// What a person may type where the daemon has no buttons; nil where there is nothing to do.
    public var command: String?

    public init(id: String, label: String, command: String? = nil) {
      self.id = id
      self.label = label
      self.command = command
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
  /// The daemon or the bus has gone, and with it all that was shown or on its way.
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
    let before = link?.service
    link?.drain(&facts, at: clock())
    let events = link?.service?.takeEvents() ?? []
    guard let before, before !== link?.service else { return events }
    return before.takeEvents() + [.gone] + events
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
