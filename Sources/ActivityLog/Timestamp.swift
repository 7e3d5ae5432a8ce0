import Activity

/// RFC 3339 (date-time with offset), to the millisecond.
public enum Timestamp {
  /// `2026-11-20T09:30:00+13:00`, with `.250` only where milliseconds are not zero.
  public static func text(_ instant: Instant, offset: Int32) -> String {
    // RFC 3339 knows whole minutes; the instant stays right where a zone has seconds.
    let minutes = Int64(offset) / 60
    let local = instant.advanced(by: minutes * 60_000)
    let seconds = local.flooredSeconds
    let milliseconds = local.milliseconds - seconds * 1000
    let day = floored(seconds, by: 86_400)
    let time = seconds - day * 86_400
    var text = CivilDate(daysSince1970: Int(day)).description
    text += "T\(ClockText.seconds(time))"
    if milliseconds != 0 {
      text += milliseconds < 10 ? ".00" : milliseconds < 100 ? ".0" : "."
      text += String(milliseconds)
    }
    guard minutes != 0 else { return text + "Z" }
    let size = abs(minutes)
    return text + (minutes < 0 ? "-" : "+") + ClockText.minutes(size * 60)
  }

  /// Reads a date-time of the years 1970 to 9998. Digits below the millisecond are cut off.
  ///
  /// - Returns: the instant and the offset as written, in seconds; nil for anything else, a day
  ///   or an hour that the calendar does not have, or a missing offset.
  public static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (Instant, offset: Int32)? {
    var scanner = Scanner(bytes: bytes)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2),
      scanner.skip("-"), let day = scanner.number(2), scanner.skip("T") || scanner.skip("t"),
      let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2),
      scanner.skip(":"), let second = scanner.number(2),
      (1970...9998).contains(year), let date = CivilDate(year: year, month: month, day: day),
      hour < 24, minute < 60, second < 60, let milliseconds = scanner.fraction(),
      let offset = scanner.offset(), scanner.isAtEnd
    else { return nil }
    let seconds = Int64(date.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    let instant = Instant(
      milliseconds: (seconds - Int64(offset)) * 1000 + Int64(milliseconds))
    return (instant, offset)
  }

  public static func read(_ text: String) -> (Instant, offset: Int32)? {
    var text = text
    return text.withUTF8 { read($0) }
  }

  private static func floored(_ number: Int64, by divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : (number - divisor + 1) / divisor
  }

  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func number(_ digits: Int) -> Int? {
      guard position + digits <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[position..<position + digits] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      position += digits
      return value
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard !isAtEnd, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    /// Milliseconds; 0 without a fraction, nil where a point stands without digits.
    mutating func fraction() -> Int? {
      guard skip(".") else { return 0 }
      var (value, digits) = (0, 0)
      while let digit = number(1) {
        digits += 1
        if digits <= 3 { value = value * 10 + digit }
      }
      guard digits > 0 else { return nil }
      for _ in min(digits, 3)..<3 { value *= 10 }
      return value
    }

    mutating func offset() -> Int32? {
      if skip("Z") || skip("z") { return 0 }
      let sign: Int
      if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
      guard let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60
      else { return nil }
      return Int32(sign * (hours * 3600 + minutes * 60))
    }
  }
}
