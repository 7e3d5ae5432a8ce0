import Activity
import Timesheet

/// What local clocks show during one day, as a value: a day has one offset, or more where the
/// clocks change, or the person goes to another zone.
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

  /// By the clocks that were around the person, as times that are typed are read.
  init(_ days: WorkingDays, over day: DayRange) {
    changes = days.offsets(in: day.start..<day.end).reduce(into: []) { changes, stretch in
      guard changes.last?.offset != stretch.offset else { return }
      changes.append(Change(from: stretch.start, offset: stretch.offset))
    }
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
    ClockText.minutes(second(of: seconds))
  }

  /// As a person may type it: with its offset where clocks show it twice.
  public func typedTime(_ seconds: Int64) -> String {
    let mine = offset(at: seconds)
    let isTwice = changes.contains { change in
      let twin = seconds + Int64(mine) - Int64(change.offset)
      return twin != seconds && offset(at: twin) == change.offset
    }
    return exactTime(seconds) + (isTwice ? Moment.offsetText(mine) : "")
  }

  /// `9:00-10:30`; between times with offsets stands `..`.
  public func typedTimes(_ start: Int64, _ end: Int64) -> String {
    let ends = [typedTime(start), typedTime(end)]
    let isPlain = ends == [exactTime(start), exactTime(end)]
    return ends.joined(separator: isPlain ? "-" : "..")
  }

  /// `14:05`, or `14:05:09` where there are seconds.
  public func exactTime(_ seconds: Int64) -> String {
    ClockText.shortest(second(of: seconds))
  }
}
