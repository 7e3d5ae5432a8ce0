/// A moment on CLOCK_MONOTONIC, in milliseconds: the clock of a local X server.
public struct Uptime: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public func advanced(by milliseconds: Int64) -> Uptime {
    Uptime(milliseconds: self.milliseconds + milliseconds)
  }

  public static func < (left: Uptime, right: Uptime) -> Bool {
    left.milliseconds < right.milliseconds
  }

  public static func - (end: Uptime, start: Uptime) -> Int64 {
    end.milliseconds - start.milliseconds
  }

  /// The moment of an event, by the 32 bits that the server wrote into it.
  ///
  /// Our own delay then does not count. A time that is more than 10 s away from `now`, or after
  /// it, is no use (a server on another machine): then the event is of now.
  public init(server time: UInt32, now: Uptime) {
    let difference = Int32(bitPattern: time &- UInt32(truncatingIfNeeded: now.milliseconds))
    self = (-10_000...0).contains(difference) ? now.advanced(by: Int64(difference)) : now
  }
}
