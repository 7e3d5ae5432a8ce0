import Activity
import Timesheet
import Workflow

/// Lengths and times for people.
enum Texts {
  /// `6:05 h` of hours and minutes; seconds too where it is under an hour: `12:30 min`.
  static func length(_ seconds: Int64) -> String {
    if seconds < 3600 { return "\(seconds / 60):\(ClockText.two(seconds % 60)) min" }
    return "\(ClockText.lengthInMinutes(seconds)) h"
  }

  /// `6:05:12`.
  static func clockLength(_ seconds: Int64) -> String { ClockText.length(seconds) }

  /// `14:05` in local time.
  static func time(_ seconds: Int64, in days: WorkingDays) -> String {
    ClockText.minutes(days.civil(seconds).second)
  }

  /// `14:05:09` in local time.
  static func clock(_ seconds: Int64, in days: WorkingDays) -> String {
    ClockText.seconds(days.civil(seconds).second)
  }

  /// `14:05` by the clocks that were around the person then, with their offset where it is
  /// another than that of `home`.
  static func border(_ seconds: Int64, in home: WorkingDays) -> String {
    let days = home.shown(in: home.zone(inForceAt: seconds))
    return time(seconds, in: days) + foreignOffset(at: seconds, days, home)
  }

  /// As above, with the offset where it is another than that of `home`: `14:05:09+01:00`.
  static func clock(_ seconds: Int64, in days: WorkingDays, besides home: WorkingDays) -> String {
    clock(seconds, in: days) + foreignOffset(at: seconds, days, home)
  }

  /// `10:15-11:00`, by the clocks of the entry's zone; with the offset where it is another than
  /// that of `home`.
  static func extent(_ entry: Entry, in home: WorkingDays) -> String {
    let days = home.shown(in: entry.zone)
    return "\(time(entry.start, in: days))-\(time(entry.end, in: days))"
      + foreignOffset(at: entry.end, days, home)
  }

  private static func foreignOffset(
    at seconds: Int64, _ days: WorkingDays, _ home: WorkingDays
  ) -> String {
    days.offset(at: seconds) == home.offset(at: seconds)
      ? "" : String(moment(seconds, in: days).suffix(6))
  }

  static func moment(_ seconds: Int64, in days: WorkingDays) -> String {
    Moment.text(seconds, offset: days.offset(at: seconds))
  }

  /// Why rules placed time that is unassigned all the same.
  static func tooShort(_ short: TooShort) -> String {
    "\(short.key.project)\(short.key.task.map { " \($0)" } ?? "") has "
      + "\(clockLength(short.seconds)) on \(short.day), under its minimum of "
      + "\(clockLength(short.minimum)), so it stays unassigned."
  }

  static func stillOpen(_ seconds: Int64) -> String {
    "The last \(length(seconds)) are still open: they are proposed once somebody is at the keyboard "
      + "after them."
  }
}
