/// What the buses say about the person and the machine.
public struct BusFacts: Hashable, Sendable {
  /// What logind says of our session.
  enum SessionLock: Hashable, Sendable {
    case unlocked
    /// It was told to lock; nobody has said yet that it did.
    case asked(at: Uptime)
    case confirmed
  }

  /// A locker that was asked takes no longer than that to lock.
  static let lockingTime: Int64 = 10_000
  /// More players than anybody runs.
  static let playerLimit = 64

  var session = SessionLock.unlocked
  /// Screen savers that cover the screen, by name.
  var activeSavers: Set<String> = []
  /// Media players that play, by their unique names.
  private(set) var players: Set<String> = []
  /// A program of this person keeps the session from becoming idle.
  public internal(set) var isInhibited = false
  /// The machine is about to sleep.
  public internal(set) var isGoingToSleep = false

  public init() {}

  public var isLocked: Bool { session != .unlocked || !activeSavers.isEmpty }
  /// Some player plays.
  public var isPlaying: Bool { !players.isEmpty }

  /// logind's Lock and Unlock tell the session what to do.
  mutating func asked(toLock: Bool, at time: Uptime) {
    if !toLock {
      session = .unlocked
    } else if session == .unlocked {
      session = .asked(at: time)
    }
  }

  /// LockedHint is what the session did.
  mutating func hinted(locked: Bool) { session = locked ? .confirmed : .unlocked }

  mutating func player(_ name: String, plays: Bool) {
    if !plays {
      players.remove(name)
    } else if players.count < Self.playerLimit {
      players.insert(name)
    }
  }

  /// Another program came to the front. Behind a lock that can't be: where nothing confirms that
  /// the session was locked, no locker heard the request, or the person has unlocked it without a
  /// word on the bus.
  mutating func programChanged(at time: Uptime) {
    guard case .asked(let since) = session, activeSavers.isEmpty,
      time - since > Self.lockingTime
    else { return }
    session = .unlocked
  }

  mutating func forgetSystem() {
    session = .unlocked
    isInhibited = false
    isGoingToSleep = false
  }

  mutating func forgetSession() {
    activeSavers = []
    players = []
  }
}
