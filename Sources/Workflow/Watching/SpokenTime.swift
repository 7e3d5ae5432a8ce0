import Activity
import ConfigurationFiles
import Foundation

/// Times as people say them to `pause` and `forget`.
extension World {
  private var calendar: WorkingDays { WorkingDays(zone: zone, dayStart: 0) }

  /// `14:00` is the next time that clocks show it; `2026-11-20T14:00` and RFC 3339 say it all.
  public func next(_ text: String) throws -> Instant {
    try moment(text) { candidates, now in candidates.first { $0 > now } }
  }

  /// `14:00` is the last time that clocks showed it.
  public func last(_ text: String) throws -> Instant {
    try moment(text) { candidates, now in candidates.last { $0 <= now } }
  }

  private func moment(
    _ text: String, choose: ([Instant], Instant) -> Instant?
  ) throws -> Instant {
    if let instant = Moment.instant(text) { return instant }
    let now = now()
    let today = calendar.date(at: now.flooredSeconds)
    guard let local = Moment.local(text, today: today) else {
      throw Refusal(
        .usage,
        "\"\(text)\" is no time. Write one such as 14:00, 2026-11-20T14:00 or "
          + "2026-11-20T14:00:00+13:00.")
    }
    let isDated = text.contains("-")
    let days = isDated ? [local.date] : [-1, 0, 1].map { today.adding(days: $0) }
    let candidates = days.flatMap { calendar.instants(on: $0, second: local.second) }
      .map { Instant(seconds: $0) }
    guard let chosen = isDated ? candidates.first : choose(candidates, now) else {
      throw Refusal(.usage, "Local clocks skip \(text). Give a time before or after the gap.")
    }
    guard !isDated || candidates.count == 1 else {
      let both = candidates.map {
        Moment.text($0, offset: calendar.offset(at: $0.flooredSeconds))
      }
      throw Refusal(
        .usage, "Local clocks show \(text) twice. Say which: \(both.joined(separator: " or ")).")
    }
    return chosen
  }
}

/// `90s`, `30m`, `1h30m` in seconds; nil for anything else.
public func spokenLength(_ text: String) -> Int64? { Length(text)?.seconds }
