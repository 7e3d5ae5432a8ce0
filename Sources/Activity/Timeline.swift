/// Linux's three clocks, read at one moment. Milliseconds.
public struct ClockReading: Hashable, Sendable {
  /// CLOCK_MONOTONIC: stands still while the machine sleeps. The X server's clock.
  public var monotonic: Int64
  /// CLOCK_BOOTTIME: goes on while the machine sleeps.
  public var boot: Int64
  /// CLOCK_REALTIME: can be set.
  public var wall: Int64

  public init(monotonic: Int64, boot: Int64, wall: Int64) {
    self.monotonic = monotonic
    self.boot = boot
    self.wall = wall
  }

  /// Readings further apart than this, in nanoseconds, are taken again.
  static let widest: Int64 = 100_000
  private static let attempts = 16

  /// The three clocks as they stand at one moment, though they are read one after the other: read
  /// again where the machine did something else between, so that its delay is not taken for sleep
  /// or for a clock that was set. Of several bad ones the best.
  ///
  /// - Parameters: each clock in nanoseconds.
  public init(monotonic: () -> Int64, boot: () -> Int64, wall: () -> Int64) {
    var (best, narrowest) = (ClockReading(monotonic: 0, boot: 0, wall: 0), Int64.max)
    for _ in 0..<Self.attempts where narrowest > Self.widest {
      let before = monotonic()
      let (boot, wall) = (boot(), wall())
      let width = monotonic() - before
      guard width < narrowest else { continue }
      narrowest = width
      // Differences are rounded, not each clock: whole milliseconds would add up.
      let milliseconds = before.flooredMilliseconds
      best = ClockReading(
        monotonic: milliseconds,
        boot: milliseconds + (boot - before + 500_000).flooredMilliseconds,
        wall: milliseconds + (wall - before + 500_000).flooredMilliseconds)
    }
    self = best
  }
}

extension Int64 {
  /// Nanoseconds as whole milliseconds.
  fileprivate var flooredMilliseconds: Int64 {
    self / 1_000_000 - (self % 1_000_000 < 0 ? 1 : 0)
  }
}

/// Places moments on one line that only runs forward: CLOCK_BOOTTIME counts, and the wall clock
/// is asked once where to begin, so that setting it makes no minutes and destroys none.
public struct Timeline: Sendable {
  /// What the clocks did since they were last read.
  public enum Change: Hashable, Sendable {
    /// The machine slept from then until now.
    case slept(since: Instant)
    /// The wall clock was put forward: it is this time now.
    case advanced(to: Instant)
    /// The wall clock was put back: times already recorded would come a second time.
    case setBack(to: Instant)
  }

  /// Smaller differences are jitter between two clock readings, or wait until they add up.
  static let tolerance: Int64 = 1000
  /// More sleeps than a machine that dozes has while nobody comes; a bound for the memory.
  static let sleepLimit = 256

  /// Wall time less boot time.
  private var anchor: Int64
  /// Boot time less monotonic time: how long the machine has slept since it started.
  private var slept: Int64
  /// What `slept` was up to these monotonic times, in order: what lasted through a sleep is heard of
  /// after it.
  private var formerSleeps: [(slept: Int64, until: Int64)] = []
  /// Before the wall clock was put forward at this boot time, this anchor held.
  private var former: (anchor: Int64, until: Int64)?

  public init(_ reading: ClockReading) {
    anchor = reading.wall - reading.boot
    slept = reading.boot - reading.monotonic
  }

  /// Compares the clocks with each other: any wake-up is a good moment.
  public mutating func note(_ reading: ClockReading) -> [Change] {
    var changes: [Change] = []
    let slept = reading.boot - reading.monotonic
    if slept - self.slept > Self.tolerance {
      changes.append(.slept(since: instant(boot: reading.boot - (slept - self.slept))))
      formerSleeps.append((self.slept, reading.monotonic))
      if formerSleeps.count > Self.sleepLimit { formerSleeps.removeFirst() }
      self.slept = slept
    }
    let anchor = reading.wall - reading.boot
    if anchor - self.anchor > Self.tolerance {
      former = (self.anchor, reading.boot)
      self.anchor = anchor
      changes.append(.advanced(to: Instant(milliseconds: reading.wall)))
    } else if self.anchor - anchor > Self.tolerance {
      former = nil
      self.anchor = anchor
      changes.append(.setBack(to: Instant(milliseconds: reading.wall)))
    }
    return changes
  }

  public func instant(boot: Int64) -> Instant {
    if let former, boot < former.until { return Instant(milliseconds: boot + former.anchor) }
    return Instant(milliseconds: boot + anchor)
  }

  public func instant(monotonic: Int64) -> Instant {
    // Most of what is asked for is of now.
    guard let last = formerSleeps.last, monotonic < last.until else {
      return instant(boot: monotonic + slept)
    }
    let slept = formerSleeps.first { monotonic < $0.until }?.slept ?? slept
    return instant(boot: monotonic + slept)
  }
}
