import Glibc

/// Whose session is looked for on the system bus.
public struct SessionOwner: Hashable, Sendable {
  /// XDG_SESSION_ID, where it is set.
  public var sessionID: String?
  public var process: UInt32
  public var user: UInt32

  public init(sessionID: String?, process: UInt32, user: UInt32) {
    self.sessionID = sessionID
    self.process = process
    self.user = user
  }
}

/// systemd-logind, or elogind: is our session locked, does the machine go to sleep, does a program
/// keep it awake (org.freedesktop.login1(5)).
final class Logind: BusService {
  enum Question {
    case session(Search)
    case userObject, displaySession
    case lockedHint(of: String)
    case delay
    case inhibitors
  }

  /// How our session is found: a service of the user manager belongs to none.
  enum Search { case byID, byProcess }

  private static let name = "org.freedesktop.login1"
  private static let manager = "org.freedesktop.login1.Manager"
  private static let managerPath = "/org/freedesktop/login1"
  private static let sessionInterface = "org.freedesktop.login1.Session"
  private static let properties = "org.freedesktop.DBus.Properties"

  private let bus: BusConnection<Question>
  private let owner: SessionOwner
  private var sessionPath: String?
  /// Sleep waits for us while this is open.
  private var delay: Int32?

  init(_ bus: BusConnection<Question>, owner: SessionOwner) {
    self.bus = bus
    self.owner = owner
    bus.listen(
      "sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='\(Self.name)'")
    bus.listen("sender='\(Self.name)',interface='\(Self.manager)',member='PrepareForSleep'")
    bus.listen(
      "sender='\(Self.name)',path='\(Self.managerPath)',interface='\(Self.properties)',"
        + "arg0='\(Self.manager)'")
    introduce()
  }

  deinit { letSleep() }

  /// What had to be done before sleep is done.
  func letSleep() {
    if let delay { close(delay) }
    delay = nil
  }

  func heard(_ signal: BusMessage, _ facts: inout BusFacts, at time: Uptime) {
    switch (signal.interface, signal.member) {
    case ("org.freedesktop.DBus", "NameOwnerChanged"):
      guard signal.sender == "org.freedesktop.DBus", signal.text() == Self.name else { return }
      // It was restarted, or has ended: what it said no longer holds.
      letSleep()
      sessionPath = nil
      facts.forgetSystem()
      if signal.text() != nil, signal.text() != "" { introduce() }
    case (Self.manager, "PrepareForSleep"):
      guard let begins = signal.truth() else { return }
      facts.isGoingToSleep = begins
      if !begins, delay == nil { askForDelay() }
    case (Self.sessionInterface, "Lock") where signal.path == sessionPath:
      facts.asked(toLock: true, at: time)
    case (Self.sessionInterface, "Unlock") where signal.path == sessionPath:
      facts.asked(toLock: false, at: time)
    case (Self.properties, "PropertiesChanged") where signal.path == sessionPath:
      switch signal.change(of: "LockedHint") {
      case .to(.truth(let locked)): facts.hinted(locked: locked)
      case .unsaid: askForHint()
      case .to, .none: break
      }
    case (Self.properties, "PropertiesChanged") where signal.path == Self.managerPath:
      // It counts other people's inhibitors in: the list says whose they are.
      if signal.change(of: "BlockInhibited") != .none { askForInhibitors() }
    default: break
    }
  }

  func learned(_ question: Question, _ answer: BusMessage, _ facts: inout BusFacts) {
    switch question {
    case .session: follow(answer.text())
    case .userObject:
      guard let path = answer.text() else { return }
      bus.ask(
        .displaySession, property: "Display", in: "org.freedesktop.login1.User", of: Self.name,
        at: path)
    case .displaySession: follow(answer.objectInVariant())
    case .lockedHint(let path):
      guard path == sessionPath, case .truth(let locked) = answer.value() else { return }
      facts.hinted(locked: locked)
    case .delay:
      guard let file = answer.file() else { return }
      letSleep()
      delay = file
    case .inhibitors: facts.isInhibited = holdsInhibitor(answer)
    }
  }

  func failed(_ question: Question) {
    switch question {
    case .session(.byID): search(.byProcess)
    case .session(.byProcess):
      bus.ask(
        .userObject, of: Self.name, at: Self.managerPath, Self.manager, "GetUser",
        [.number(owner.user)])
    default: break
    }
  }

  func forget(_ facts: inout BusFacts) { facts.forgetSystem() }

  // MARK: - Questions

  private func introduce() {
    askForDelay()
    askForInhibitors()
    search(owner.sessionID == nil ? .byProcess : .byID)
  }

  private func search(_ way: Search) {
    switch way {
    case .byID:
      bus.ask(
        .session(way), of: Self.name, at: Self.managerPath, Self.manager, "GetSession",
        [.text(owner.sessionID ?? "")])
    case .byProcess:
      bus.ask(
        .session(way), of: Self.name, at: Self.managerPath, Self.manager, "GetSessionByPID",
        [.number(owner.process)])
    }
  }

  /// Listens first and asks after, so that no change falls between.
  private func follow(_ path: String?) {
    // "/" stands for none. The rest becomes part of a match rule.
    guard let path, path != "/", !path.contains("'"), path != sessionPath else { return }
    sessionPath = path
    bus.listen("sender='\(Self.name)',path='\(path)',interface='\(Self.sessionInterface)'")
    bus.listen(
      "sender='\(Self.name)',path='\(path)',interface='\(Self.properties)',"
        + "arg0='\(Self.sessionInterface)'")
    askForHint()
  }

  private func askForHint() {
    guard let sessionPath else { return }
    bus.ask(
      .lockedHint(of: sessionPath), property: "LockedHint", in: Self.sessionInterface,
      of: Self.name, at: sessionPath)
  }

  private func askForDelay() {
    bus.ask(
      .delay, of: Self.name, at: Self.managerPath, Self.manager, "Inhibit",
      [
        .text("sleep"), .text("Daybook"), .text("Writes its record before the machine sleeps."),
        .text("delay"),
      ])
  }

  private func askForInhibitors() {
    bus.ask(.inhibitors, of: Self.name, at: Self.managerPath, Self.manager, "ListInhibitors")
  }

  /// Whether a program of this person blocks idleness: what, who, why, mode, user, process.
  private func holdsInhibitor(_ answer: BusMessage) -> Bool {
    var found = false
    answer.each("(ssssuu)") {
      answer.structure("ssssuu") {
        guard let what = answer.text(), answer.text() != nil, answer.text() != nil,
          let mode = answer.text(), let user = answer.number(), answer.number() != nil
        else { return }
        if what.split(separator: ":").contains("idle"), mode == "block", user == owner.user {
          found = true
        }
      }
    }
    return found
  }
}
