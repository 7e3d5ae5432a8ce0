import Activity
import CLinux
import Control
import Desktop
import Glibc

/// The machine's clocks and zone.
enum Clock {
  static func reading() -> ClockReading {
    ClockReading(
      monotonic: { nanoseconds(CLOCK_MONOTONIC) }, boot: { nanoseconds(CLOCK_BOOTTIME) },
      wall: { nanoseconds(CLOCK_REALTIME) })
  }

  static func uptime() -> Uptime { Uptime(milliseconds: milliseconds(CLOCK_MONOTONIC)) }

  static func wall() -> Instant { Instant(milliseconds: milliseconds(CLOCK_REALTIME)) }

  private static func milliseconds(_ clock: clockid_t) -> Int64 { nanoseconds(clock) / 1_000_000 }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// The local zone, as the environment and the system have it.
struct LocalZone {
  private var name: String
  /// How /etc/localtime stood when it was read; nil where TZ names the zone once and for all.
  private var link: Link?
  /// When to look at it again.
  private var lookDue = Int64.min
  /// A stretch without a change, and the zone in it.
  private var known: (from: Instant, to: Instant, zone: Zone)?

  init() {
    tzset()
    link = Places.variable("TZ") == nil ? Link() : nil
    name = Self.currentName()
  }

  /// Looks again whether the system's zone is another one: as often as there is a sign of life,
  /// for a look at each event would cost more than the event.
  ///
  /// - Parameter time: CLOCK_MONOTONIC in milliseconds.
  mutating func refresh(at time: Int64) {
    guard let link, time >= lookDue else { return }
    lookDue = time + 14_000
    let current = Link()
    guard current != link else { return }
    self.link = current
    tzset()
    name = Self.currentName()
    known = nil
  }

  /// Whether `settle` has looked so far: then nothing has changed up to `instant`.
  func isSettled(at instant: Instant) -> Bool {
    known.map { $0.from <= instant && instant < $0.to } ?? false
  }

  /// The zone at `instant`, which is now; looks ahead until when it holds.
  mutating func settle(at instant: Instant) -> Zone {
    known = nil
    let horizon = instant.advanced(by: 7 * 86_400_000)
    let current = zone(at: instant)
    known = (instant, changes(from: instant, to: horizon).first?.0 ?? horizon, current)
    return current
  }

  func zone(at instant: Instant) -> Zone {
    if let known, known.from <= instant, instant < known.to { return known.zone }
    return Zone(name: name, offset: Self.offset(at: instant.flooredSeconds))
  }

  /// The moments after `start` and up to `end` at which the offset changes, and to what.
  func changes(from start: Instant, to end: Instant) -> [(Instant, Zone)] {
    var changes: [(Instant, Zone)] = []
    var from = start.flooredSeconds
    while from < end.flooredSeconds {
      // Offsets never change and change back within a week.
      let to = min(from + 7 * 86_400, end.flooredSeconds)
      let offset = Self.offset(at: from)
      if Self.offset(at: to) != offset {
        var (before, after) = (from, to)
        while after - before > 1 {
          let middle = before + (after - before) / 2
          if Self.offset(at: middle) == offset { before = middle } else { after = middle }
        }
        changes.append((Instant(seconds: after), zone(at: Instant(seconds: after))))
        from = after
      } else {
        from = to
      }
    }
    return changes
  }

  private static func offset(at seconds: Int64) -> Int32 {
    var (time, parts) = (time_t(seconds), tm())
    guard localtime_r(&time, &parts) != nil else { return 0 }
    return Int32(truncatingIfNeeded: parts.tm_gmtoff)
  }

  /// The tz database's name: TZ, else where /etc/localtime points; `UTC` where neither says.
  private static func currentName() -> String {
    if let variable = Places.variable("TZ") {
      let text = variable.utf8.first == UInt8(ascii: ":") ? String(variable.dropFirst()) : variable
      return known(text) ?? "UTC"
    }
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/etc/localtime", &path, path.count)
    guard count > 0 else { return "UTC" }
    let target = String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return known(target) ?? "UTC"
  }

  private static func known(_ text: String) -> String? {
    var name = text[...]
    if let directory = text.range(of: "zoneinfo/") { name = text[directory.upperBound...] }
    for prefix in ["posix/", "right/"] where name.hasPrefix(prefix) {
      name = name.dropFirst(prefix.count)
    }
    guard !name.isEmpty, name.utf8.first != UInt8(ascii: "/"), !name.contains(".."),
      access("/usr/share/zoneinfo/\(name)", R_OK) == 0
    else { return nil }
    return String(name)
  }
}

/// What tells one /etc/localtime from the next.
private struct Link: Equatable {
  private let file: UInt
  private let seconds, nanoseconds: Int

  init() {
    var status = stat()
    guard lstat("/etc/localtime", &status) == 0 else {
      (file, seconds, nanoseconds) = (0, 0, 0)
      return
    }
    file = UInt(status.st_ino)
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }
}

extension String {
  /// Without Foundation: the last place where `other` stands.
  fileprivate func range(of other: String) -> Range<String.Index>? {
    var start = endIndex
    while start > startIndex {
      start = index(before: start)
      if self[start...].hasPrefix(other) {
        return start..<index(start, offsetBy: other.count)
      }
    }
    return nil
  }
}
