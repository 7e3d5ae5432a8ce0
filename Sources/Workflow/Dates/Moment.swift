import Activity
import Foundation

/// RFC 3339 texts of instants.
public enum Moment {
  /// `2026-11-20T17:30:00+13:00`, seconds since 1970 shown at an offset.
  public static func text(_ seconds: Int64, offset: Int32) -> String {
    let local = seconds + Int64(offset)
    let days = (local >= 0 ? local : local - 86_399) / 86_400
    let second = local - days * 86_400
    return
      "\(CivilDate(daysSince1970: Int(days)))T\(ClockText.seconds(second))"
      + offsetText(offset)
  }

  /// `+13:00`.
  public static func offsetText(_ offset: Int32) -> String {
    let away = Int64(offset.magnitude)
    return "\(offset < 0 ? "-" : "+")\(ClockText.minutes(away))"
  }

  /// As above, with milliseconds where there are some.
  public static func text(_ instant: Instant, offset: Int32) -> String {
    let seconds = instant.flooredSeconds
    let rest = instant.milliseconds - seconds * 1000
    let whole = text(seconds, offset: offset)
    guard rest > 0 else { return whole }
    let digits = String(rest)
    let padded = String(repeating: "0", count: 3 - digits.count) + digits
    return whole.prefix(19) + "." + padded + whole.dropFirst(19)
  }

  /// Reads RFC 3339 with an offset or `Z`, to the millisecond; nil for anything else.
  public static func instant(_ text: String) -> Instant? {
    // Most texts that are asked for are none, and to compile the pattern takes half a millisecond.
    guard text.utf8.count >= "2026-11-20T10:15:00Z".utf8.count,
      let match = text.wholeMatch(of: rfc3339Time),
      let date = CivilDate(match.1), let hour = Int64(match.2), hour < 24,
      let minute = Int64(match.3), minute < 60, let second = Int64(match.4), second < 60
    else { return nil }
    let fraction = (match.5 ?? "").dropFirst().prefix(3)
    let milliseconds =
      Int64(fraction.padding(toLength: 3, withPad: "0", startingAt: 0)) ?? 0
    guard let offset = offset(String(match.6)) else { return nil }
    let seconds =
      Int64(date.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Instant(milliseconds: seconds * 1000 + milliseconds)
  }

  /// Seconds east of UTC of `Z`, `+13:00` or `-05:30`.
  static func offset(_ text: some StringProtocol) -> Int64? {
    if text == "Z" || text == "z" { return 0 }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard text.hasPrefix("+") || text.hasPrefix("-"), parts.count == 2,
      let hours = DateForm.number(parts[0], digits: 2...2),
      let minutes = DateForm.number(parts[1], digits: 2...2), hours < 19, minutes < 60
    else { return nil }
    return (text.hasPrefix("-") ? -1 : 1) * Int64(hours * 3600 + minutes * 60)
  }
}

// Made at each use: a Regex is not Sendable.
private var rfc3339Time:
  Regex<(Substring, Substring, Substring, Substring, Substring, Substring?, Substring)>
{
  /([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})/
}
