import Activity
import Timesheet

/// What a text about days or times means, in full.
public enum DateMeaning: Hashable, Sendable {
  case days(DateRange)
  case time(SpokenTime)
  case times(TimeRange)
}

extension DateReader {
  /// - Throws: `Refusal` (2) where `text` means nothing, or not one thing.
  public func meaning(of text: String) throws -> DateMeaning {
    if let range = try rangeIfAny(text) { return .days(range) }
    if TimeHalves(text) != nil { return .times(try timeRange(text)) }
    if TimeForm(text) != nil { return .time(try time(text)) }
    throw Refusal(
      .usage,
      "\"\(text)\" is neither days nor a time. Write days such as \(DateRange.examples); times "
        + "such as \(DateReader.timeExamples); or both ends, such as 9:00-11:00.")
  }
}

/// A working day on which clocks change.
public struct ClockChange: Hashable, Sendable {
  /// The first second with the new offset.
  public var at: Int64
  /// Seconds east of UTC.
  public var before, after: Int32
}

extension WorkingDays {
  /// Nil where clocks go on evenly.
  public func change(in range: DayRange) -> ClockChange? {
    let (before, after) = (
      offset(inForceAt: range.start), offset(inForceAt: range.end - 1)
    )
    guard before != after, range.seconds > 0 else { return nil }
    var (low, high) = (range.start, range.end - 1)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(inForceAt: middle) == before { low = middle } else { high = middle }
    }
    return ClockChange(at: high, before: before, after: after)
  }
}
