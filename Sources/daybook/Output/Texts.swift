import Activity
import Workflow

/// Lengths and times for people.
enum Texts {
  /// `6:05 h` of hours and minutes; seconds too where it is under an hour: `12:30 min`.
  static func length(_ seconds: Int64) -> String {
    let minutes = seconds / 60
    if seconds < 3600 { return "\(minutes):\(two(seconds % 60)) min" }
    return "\(minutes / 60):\(two(minutes % 60)) h"
  }

  /// `6:05:12`.
  static func clockLength(_ seconds: Int64) -> String {
    "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  /// `14:05` in local time.
  static func time(_ seconds: Int64, in days: WorkingDays) -> String {
    let second = days.civil(seconds).second
    return "\(two(second / 3600)):\(two(second / 60 % 60))"
  }

  /// `14:05:09` in local time.
  static func clock(_ seconds: Int64, in days: WorkingDays) -> String {
    let second = days.civil(seconds).second
    return "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }

  static func moment(_ seconds: Int64, in days: WorkingDays) -> String {
    Moment.text(seconds, offset: days.offset(at: seconds))
  }

  /// `1 entry`, `3 entries`.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
