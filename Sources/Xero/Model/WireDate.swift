import Activity

/// Xero's dates: `/Date(1789344000000+0000)/`, with or without the offset, negative for old ones.
struct WireDate: Hashable, Sendable, Decodable {
  var instant: Instant

  /// The calendar day that Xero wrote as midnight UTC; never through a local zone.
  var date: CivilDate {
    let seconds = instant.flooredSeconds
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    return CivilDate(daysSince1970: Int(days))
  }

  init?(_ text: String) {
    guard text.hasPrefix("/Date("), text.hasSuffix(")/") else { return nil }
    var digits = text.dropFirst(6).dropLast(2)
    // The offset says how a machine shows it; the instant is in the milliseconds alone.
    if let sign = digits.dropFirst().lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let offset = digits[digits.index(after: sign)...]
      guard offset.utf8.count == 4, offset.utf8.allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      digits = digits[..<sign]
    }
    // The years 1 to 9999.
    guard let milliseconds = Int64(digits),
      (-62_135_596_800_000...253_402_300_799_999).contains(milliseconds)
    else { return nil }
    instant = Instant(milliseconds: milliseconds)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = WireDate(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no /Date(…)/")
    }
    self = date
  }
}

/// The dates of `/connections`: `2019-12-07T18:46:19.5165400`, UTC with no zone and 7 decimals, so
/// no RFC 3339. A `Z` is taken too.
struct WireTimestamp: Hashable, Sendable, Decodable {
  var instant: Instant

  init?(_ text: String) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, let date = CivilDate(parts[0]) else { return nil }
    let time = parts[1].hasSuffix("Z") ? parts[1].dropLast() : parts[1]
    let halves = time.split(separator: ".", omittingEmptySubsequences: false)
    let clock = halves[0].split(separator: ":", omittingEmptySubsequences: false)
    func number(_ digits: Substring, upTo limit: Int64) -> Int64? {
      guard digits.utf8.count == 2, digits.utf8.allSatisfy({ (48...57).contains($0) }),
        let value = Int64(digits), value <= limit
      else { return nil }
      return value
    }
    guard halves.count <= 2, clock.count == 3, let hour = number(clock[0], upTo: 23),
      let minute = number(clock[1], upTo: 59), let second = number(clock[2], upTo: 59)
    else { return nil }
    var fraction: Int64 = 0
    if halves.count == 2 {
      guard !halves[1].isEmpty, halves[1].utf8.allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      fraction = Int64((halves[1] + "000").prefix(3)) ?? 0
    }
    let seconds = Int64(date.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second
    instant = Instant(milliseconds: seconds * 1000 + fraction)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let timestamp = WireTimestamp(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no timestamp")
    }
    self = timestamp
  }
}

extension Instant {
  /// `2026-11-30T09:00:00+00:00`: the form in which Xero's own clients send `If-Modified-Since`.
  var utcText: String {
    let day = flooredSeconds >= 0 ? flooredSeconds / 86_400 : (flooredSeconds - 86_399) / 86_400
    let second = flooredSeconds - day * 86_400
    return "\(CivilDate(daysSince1970: Int(day)))T\(ClockText.seconds(second))+00:00"
  }
}
