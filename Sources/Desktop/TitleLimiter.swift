/// Keeps a window that changes its title all the time from costing more than a look a second.
///
/// More than four changes within two seconds are a storm: then its events are not listened to,
/// and its title is read once a second until two readings agree. What came first is exact.
struct TitleLimiter: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    /// Read the title now.
    case read
    /// Read it, stop listening and read again at this moment.
    case readAndIgnore(until: Uptime)
    /// Listen again, then read once more.
    case listen
  }

  static let changes = 4
  static let window: Int64 = 2000
  static let pause: Int64 = 1000

  private enum State: Hashable, Sendable {
    /// The times of the latest changes, at most `changes`.
    case calm([Uptime])
    case storm(next: Uptime)
  }

  private var state = State.calm([])

  /// When to look again; nil while events tell.
  var deadline: Uptime? {
    guard case .storm(let next) = state else { return nil }
    return next
  }

  /// The title changed, an event said.
  mutating func changed(at time: Uptime) -> Step {
    guard case .calm(var recent) = state else { return .read }
    recent.removeAll { time - $0 >= Self.window }
    guard recent.count >= Self.changes else {
      recent.append(time)
      state = .calm(recent)
      return .read
    }
    let next = time.advanced(by: Self.pause)
    state = .storm(next: next)
    return .readAndIgnore(until: next)
  }

  /// The title was read in a storm.
  mutating func read(at time: Uptime, same: Bool) -> Step {
    guard case .storm = state else { return .read }
    if same {
      state = .calm([])
      return .listen
    }
    let next = time.advanced(by: Self.pause)
    state = .storm(next: next)
    return .readAndIgnore(until: next)
  }
}
