/// Xero's limits for one app: 60 calls a minute, 5 at once and 5,000 a day for each organisation,
/// 10,000 a minute over all. Fixed windows on the sandbox's clock.
struct RateLimits: Sendable {
  static let minuteLimit = 60
  static let concurrentLimit = 5
  static let appMinuteLimit = 10_000

  enum Problem: String, CaseIterable, Sendable {
    case minute
    case day
    case concurrent
    case appMinute = "appminute"
  }

  struct Key: Hashable, Sendable {
    var clientID: String
    var tenant: String
  }

  struct Remaining: Equatable, Sendable {
    var minute: Int
    var day: Int
    var appMinute: Int
  }

  private struct Window: Sendable {
    var number: Int64 = -1
    var used = 0

    mutating func enter(_ number: Int64) {
      if number != self.number { self = Window(number: number, used: 0) }
    }
  }

  /// The calls of the last 24 hours, an hour each.
  private struct Hours: Sendable {
    var used: [Int64: Int] = [:]

    var total: Int { used.values.reduce(0, +) }

    mutating func enter(_ hour: Int64) { used = used.filter { $0.key > hour - 24 } }
  }

  var dayLimit: Int
  /// A switch: witnesses differ on whether Xero's day begins at an hour or goes back 24 of them.
  var rollingDay = false
  private var minutes: [Key: Window] = [:]
  private var days: [Key: Window] = [:]
  private var appMinutes: [String: Window] = [:]
  private var running: [Key: Int] = [:]
  private var hours: [Key: Hours] = [:]

  init(dayLimit: Int) { self.dayLimit = dayLimit }

  /// Counts a call that begins, or says which limit stands in its way.
  mutating func begin(_ key: Key, at now: Milliseconds) -> Problem? {
    enter(key, now)
    if running[key, default: 0] >= Self.concurrentLimit { return .concurrent }
    if appMinutes[key.clientID, default: .init()].used >= Self.appMinuteLimit { return .appMinute }
    if usedOfDay(key) >= dayLimit { return .day }
    if minutes[key, default: .init()].used >= Self.minuteLimit { return .minute }
    minutes[key]?.used += 1
    countOfDay(1, key, now)
    appMinutes[key.clientID]?.used += 1
    running[key, default: 0] += 1
    return nil
  }

  mutating func end(_ key: Key) { running[key, default: 1] -= 1 }

  /// The day's calls that were already made elsewhere.
  mutating func spend(day calls: Int, _ key: Key, at now: Milliseconds) {
    enter(key, now)
    countOfDay(calls, key, now)
  }

  private func usedOfDay(_ key: Key) -> Int {
    rollingDay ? hours[key, default: .init()].total : days[key, default: .init()].used
  }

  private mutating func countOfDay(_ calls: Int, _ key: Key, _ now: Milliseconds) {
    days[key]?.used += calls
    hours[key]?.used[now / 3_600_000, default: 0] += calls
  }

  mutating func remaining(_ key: Key, at now: Milliseconds) -> Remaining {
    enter(key, now)
    return Remaining(
      minute: max(0, Self.minuteLimit - minutes[key, default: .init()].used),
      day: max(0, dayLimit - usedOfDay(key)),
      appMinute: max(0, Self.appMinuteLimit - appMinutes[key.clientID, default: .init()].used))
  }

  /// Seconds until the window ends; nil where Xero does not say.
  static func retryAfter(_ problem: Problem, at now: Milliseconds) -> Int64? {
    switch problem {
    case .minute: (60_000 - now % 60_000 + 999) / 1000
    case .day: (86_400_000 - now % 86_400_000 + 999) / 1000
    case .concurrent, .appMinute: nil
    }
  }

  private mutating func enter(_ key: Key, _ now: Milliseconds) {
    minutes[key, default: .init()].enter(now / 60_000)
    days[key, default: .init()].enter(now / 86_400_000)
    hours[key, default: .init()].enter(now / 3_600_000)
    appMinutes[key.clientID, default: .init()].enter(now / 60_000)
  }
}
