/// What the buses say about the person and the machine.
public struct BusFacts: Hashable, Sendable {
  /// What logind says of our session.
  enum SessionLock: Hashable, Sendable {
    case unlocked
    /// It was told to lock; nobody has said yet that it did.
    case asked(UnconfirmedLock)
    case confirmed
  }

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
    } else if session != .confirmed {
      // Asked once more: what was done before this request says nothing of it.
      session = .asked(UnconfirmedLock(asked: time))
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

  /// When to look for input behind a lock that nobody confirmed; nil where there is none.
  public var inputLookDue: Uptime? { unconfirmedLock?.lookDue }

  /// Another window came to the front. Behind a lock nobody brings it there: where nothing confirms
  /// that the session was locked, no locker heard the request, or the person has unlocked it without
  /// a word on the bus.
  ///
  /// - Returns: since when it is unlocked, where that is known now.
  mutating func windowChanged(at time: Uptime, tellsInput: Bool) -> Uptime? {
    guard var lock = unconfirmedLock else { return nil }
    let begin = lock.saw(windowChangeAt: time, tellsInput: tellsInput)
    session = begin == nil ? .asked(lock) : .unlocked
    return begin
  }

  /// The last input that is known was at `input`. The same: nobody works behind a lock.
  mutating func saw(input: Uptime, at now: Uptime) -> Uptime? {
    guard var lock = unconfirmedLock else { return nil }
    let begin = lock.saw(input: input, at: now)
    session = begin == nil ? .asked(lock) : .unlocked
    return begin
  }

  private var unconfirmedLock: UnconfirmedLock? {
    guard case .asked(let lock) = session, activeSavers.isEmpty else { return nil }
    return lock
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
