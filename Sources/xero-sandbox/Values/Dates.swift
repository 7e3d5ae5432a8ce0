import Foundation

/// Milliseconds since 1970-01-01T00:00:00Z.
typealias Milliseconds = Int64

/// A calendar date, as days since 1970-01-01.
struct CivilDate: Hashable, Comparable, Sendable, Codable {
  var days: Int

  init(days: Int) { self.days = days }

  /// The UTC date of an instant.
  init(utc instant: Milliseconds) {
    self.init(days: Int(instant.quotientFloor(86_400_000)))
  }

  /// - Returns: nil for a date that no calendar has, such as 2026-02-30.
  init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(days: era * 146_097 + dayOfEra - 719_468)
    guard civil == (year, month, day) else { return nil }
  }

  /// Both forms that Xero takes: `2026-09-14` (a time after it is dropped) and `/Date(ms)/`.
  init?(text: String) {
    if let match = text.wholeMatch(of: /\/Date\((-?[0-9]{1,15})([+-][0-9]{4})?\)\//),
      let instant = Milliseconds(match.1)
    {
      self.init(utc: instant)
      return
    }
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})(T.*)?/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  var civil: (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// `2026-09-14`.
  var text: String {
    let (year, month, day) = civil
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  /// `31-Jul-2013`, as in the lock date's message.
  var messageText: String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let (year, month, day) = civil
    return padded(day, 2) + "-" + months[month - 1] + "-" + padded(year, 4)
  }

  /// `/Date(1789344000000+0000)/`.
  var wire: JSON { .string("/Date(\(days * 86_400_000)+0000)/") }

  /// `2026-09-14T00:00:00`, the twin field without a zone.
  var wireString: JSON { .string(text + "T00:00:00") }

  static func < (left: CivilDate, right: CivilDate) -> Bool { left.days < right.days }
}

extension Milliseconds {
  /// `/Date(1789378199160)/`, as in the envelope.
  var wire: JSON { .string("/Date(\(self))/") }

  /// `/Date(1789378199160+0000)/`, as in an invoice.
  var wireWithOffset: JSON { .string("/Date(\(self)+0000)/") }

  /// `2026-09-14T09:29:59`, UTC.
  var utcText: String {
    let seconds = Int(quotientFloor(1000))
    let second = seconds - CivilDate(utc: self).days * 86_400
    return CivilDate(utc: self).text + "T" + padded(second / 3600, 2) + ":"
      + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2)
  }

  /// `09/14/2026 09:00:00`, as in the body of a 401.
  var americanText: String {
    let (year, month, day) = CivilDate(utc: self).civil
    return "\(padded(month, 2))/\(padded(day, 2))/\(padded(year, 4)) \(utcText.suffix(8))"
  }

  /// An instant as `If-Modified-Since` and `--clock` take it: ISO 8601 (UTC where no offset
  /// stands) or RFC 1123.
  init?(instant text: String) {
    if let match = text.wholeMatch(
      of: /([0-9-]{10})T([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?/),
      let date = CivilDate(text: String(match.1)), let hour = Int64(match.2),
      let minute = Int64(match.3), let second = Int64(match.4)
    {
      var seconds = Int64(date.days) * 86_400 + hour * 3600 + minute * 60 + second
      if let zone = match.6, zone != "Z" {
        let digits = zone.filter(\.isNumber)
        let offset = (Int64(digits.prefix(2)) ?? 0) * 3600 + (Int64(digits.suffix(2)) ?? 0) * 60
        seconds -= zone.first == "-" ? -offset : offset
      }
      self = seconds * 1000
      return
    }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    guard let date = format.date(from: text) else { return nil }
    self = Milliseconds(date.timeIntervalSince1970) * 1000
  }

  /// Division that rounds down, also before 1970.
  func quotientFloor(_ divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}

private func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
}
