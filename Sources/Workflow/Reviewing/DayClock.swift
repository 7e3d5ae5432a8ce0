import Timesheet

/// What local clocks show during one day, as a value: a day has one offset, or two where the
/// clocks change.
public struct DayClock: Hashable, Sendable {
  public struct Change: Hashable, Sendable {
    /// Seconds since 1970; the first one stands for all time before it too.
    public var from: Int64
    /// Seconds east of UTC.
    public var offset: Int32

    public init(from: Int64, offset: Int32) {
      self.from = from
      self.offset = offset
    }
  }

  /// In order, at least one.
  public var changes: [Change]

  public init(changes: [Change]) { self.changes = changes }

  init(_ days: WorkingDays, over day: DayRange) {
    changes = [Change(from: day.start, offset: days.offset(at: day.start))]
    let last = days.offset(at: day.end)
    guard last != changes[0].offset else { return }
    var (low, high) = (day.start, day.end)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if days.offset(at: middle) == last { high = middle } else { low = middle }
    }
    changes.append(Change(from: high, offset: last))
  }

  public func offset(at seconds: Int64) -> Int32 {
    (changes.last { $0.from <= seconds } ?? changes.first)?.offset ?? 0
  }

  /// Seconds since local midnight.
  public func second(of seconds: Int64) -> Int64 {
    let local = seconds + Int64(offset(at: seconds))
    return ((local % 86_400) + 86_400) % 86_400
  }

  /// `14:05`.
  public func time(_ seconds: Int64) -> String {
    let second = second(of: seconds)
    return "\(Moment.two(second / 3600)):\(Moment.two(second / 60 % 60))"
  }

  /// `14:05`, or `14:05:09` where there are seconds.
  public func exactTime(_ seconds: Int64) -> String {
    let second = second(of: seconds) % 60
    return time(seconds) + (second == 0 ? "" : ":" + Moment.two(second))
  }
}
