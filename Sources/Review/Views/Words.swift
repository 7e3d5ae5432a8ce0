import Activity
import Billing

/// Lengths, dates and money for people.
enum Words {
  /// `6:05:12`.
  static func length(_ seconds: Int64) -> String { ClockText.length(seconds) }

  /// `Friday 20 November 2026`.
  static func longDate(_ date: CivilDate) -> String {
    let weekdays = [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    return "\(weekdays[date.weekday - 1]) \(periodText(from: date, to: date))"
  }
}
