import Activity
import Foundation

/// What a command may know of the world: passed in, so that a test needs no global and no sleep.
public struct World: Sendable {
  public var environment: [String: String]
  /// The clock that people mean; `--now` and `DAYBOOK_NOW` fix it.
  public var now: @Sendable () -> Instant
  /// The real clock, which no option moves: for the age of requests.
  public var realNow: @Sendable () -> Instant
  /// Whether the clock was fixed by a person.
  public var clockIsFixed: Bool
  public var zone: TimeZone
  /// Who does it, for the history.
  public var user: String
  public var randomBytes: @Sendable (Int) -> [UInt8]
  /// CLOCK_BOOTTIME in milliseconds; nil where it is not known.
  public var sinceBoot: @Sendable () -> Int64?
  /// Tells one boot of the machine from the next; nil where it is not known.
  public var bootID: String?
  /// Milliseconds.
  public var sleep: @Sendable (Int64) async -> Void
  /// Gets a line for each call to Xero where a person wants to know; hostile text.
  public var tell: (@Sendable (String) -> Void)?
  /// Gets a sentence that a person should see beside a command's own output.
  public var warn: (@Sendable (String) -> Void)?
  /// Says how far long work is, where somebody watches.
  public var progress: WorkProgress?

  public init(
    environment: [String: String], now: @escaping @Sendable () -> Instant,
    realNow: @escaping @Sendable () -> Instant, clockIsFixed: Bool, zone: TimeZone,
    user: String, randomBytes: @escaping @Sendable (Int) -> [UInt8],
    sinceBoot: @escaping @Sendable () -> Int64?, bootID: String?,
    sleep: @escaping @Sendable (Int64) async -> Void
  ) {
    self.environment = environment
    self.now = now
    self.realNow = realNow
    self.clockIsFixed = clockIsFixed
    self.zone = zone
    self.user = user
    self.randomBytes = randomBytes
    self.sinceBoot = sinceBoot
    self.bootID = bootID
    self.sleep = sleep
  }
}

extension World {
  /// The process's own world.
  ///
  /// - Parameter fixedNow: what `--now` says; `DAYBOOK_NOW` otherwise.
  /// - Throws: `Refusal` where the clock or `TZ` can't be understood. Exit code 2.
  public static func live(
    environment: [String: String] = ProcessInfo.processInfo.environment, fixedNow: String? = nil
  ) throws -> World {
    let system: @Sendable () -> Instant = {
      Instant(milliseconds: milliseconds(of: CLOCK_REALTIME) ?? 0)
    }
    var now = system
    let fixed = fixedNow ?? environment["DAYBOOK_NOW"].flatMap { $0.isEmpty ? nil : $0 }
    if let fixed {
      guard let instant = Moment.instant(fixed) else {
        throw Refusal(
          .usage,
          "\"\(fixed)\" is no time for --now. Write one with its offset, such as "
            + "2026-11-20T17:30:00+13:00.")
      }
      now = { instant }
    }
    let world = World(
      environment: environment, now: now, realNow: system, clockIsFixed: fixed != nil,
      zone: try localZone(environment), user: environment["USER"] ?? environment["LOGNAME"] ?? "me",
      randomBytes: { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      },
      sinceBoot: { milliseconds(of: CLOCK_BOOTTIME) },
      bootID: FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id").map {
        String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      },
      sleep: { try? await Task.sleep(for: .milliseconds($0)) })
    #if DEBUG
      return TrialClock(environment)?.applied(to: world) ?? world
    #else
      return world
    #endif
  }

  private static func localZone(_ environment: [String: String]) throws -> TimeZone {
    guard let name = environment["TZ"], !name.isEmpty else { return TimeZone.current }
    let plain = name.hasPrefix(":") ? String(name.dropFirst()) : name
    if plain == "UTC" || plain == "UTC0" { return .gmt }
    guard let zone = TimeZone(identifier: plain) else {
      throw Refusal(
        .usage,
        "TZ is \"\(plain)\", which is no zone of the tz database. Use a name such as "
          + "Pacific/Auckland.")
    }
    return zone
  }
}

private func milliseconds(of clock: clockid_t) -> Int64? {
  var time = timespec()
  guard clock_gettime(clock, &time) == 0 else { return nil }
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
