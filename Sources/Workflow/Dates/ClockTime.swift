import Activity

/// A time as clocks show it: `9:00`, `9:00:30`, `9am`, `9:30pm`, and with the offset where a night
/// has it twice: `01:30+13:00`.
struct ClockTime: Hashable {
  /// Of the calendar's day: 0 to 86,399.
  var second: Int64
  /// Seconds east of UTC, where it is written.
  var offset: Int64?

  /// - Parameter text: in lower case.
  init?(_ text: some StringProtocol) {
    var clock = text[...]
    if let sign = text.firstIndex(where: { $0 == "+" || $0 == "-" || $0 == "z" }) {
      guard let offset = Moment.offset(text[sign...]) else { return nil }
      self.offset = offset
      clock = text[..<sign]
    }
    let half = clock.hasSuffix("am") ? 0 : clock.hasSuffix("pm") ? 12 : nil
    if half != nil { clock = clock.dropLast(2) }
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    // A bare number could be anything.
    guard (half == nil ? 2...3 : 1...3).contains(fields.count),
      var hour = DateForm.number(fields[0], digits: 1...2)
    else { return nil }
    var rest: [Int] = []
    for field in fields.dropFirst() {
      guard let number = DateForm.number(field, digits: 2...2), number < 60 else { return nil }
      rest.append(number)
    }
    if let half {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + half
    }
    guard hour < 24 else { return nil }
    second = Int64(hour * 3600 + (rest.first ?? 0) * 60 + (rest.count > 1 ? rest[1] : 0))
  }
}

extension ClockTime: CustomStringConvertible {
  /// `09:00`, with seconds where there are some; without the offset.
  var description: String { ClockText.shortest(second) }
}
