import Activity

/// Where the answers of time, weekday and date conditions may change.
struct ClockEdges: Sendable {
  /// Minutes of the day, in order.
  private(set) var minutes: [Int] = []
  /// First days of new answers, in order, as days since 1970.
  private(set) var days: [Int] = []
  private var weekdays = false

  init(_ conditions: some Sequence<Condition>) {
    var minutes: Set<Int> = []
    var days: Set<Int> = []
    for condition in conditions { collect(condition, &minutes, &days) }
    if weekdays || !days.isEmpty { minutes.insert(0) }
    self.minutes = minutes.sorted()
    self.days = days.sorted()
  }

  /// Times of which no condition can tell one from the other have the same number.
  func period(of time: LocalTime) -> Int {
    let part = minutes.prefix { $0 <= time.minute }.count
    let season = days.prefix { $0 <= time.day }.count
    return (season * 8 + (weekdays ? time.weekday : 0)) * 1442 + part
  }

  /// The first edge after `instant`.
  func next(after instant: Instant, in zone: Zone) -> Instant? {
    guard !minutes.isEmpty else { return nil }
    var day = LocalTime(instant, in: zone).day
    while true {
      for minute in minutes {
        let edge = LocalTime.instant(day: day, minute: minute, in: zone)
        if edge > instant { return edge }
      }
      day += 1
    }
  }

  private mutating func collect(
    _ condition: Condition, _ minutes: inout Set<Int>, _ days: inout Set<Int>
  ) {
    switch condition {
    case .always, .text, .presence: break
    case .weekday: weekdays = true
    case .time(let time):
      minutes.formUnion([time.start % 1440, time.end % 1440])
    case .date(let span):
      if let first = span.first { days.insert(first.daysSince1970) }
      if let last = span.last { days.insert(last.daysSince1970 + 1) }
    case .any(let parts), .all(let parts):
      for part in parts { collect(part, &minutes, &days) }
    case .not(let part): collect(part, &minutes, &days)
    }
  }
}
