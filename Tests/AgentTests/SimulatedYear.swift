import TestSupport

/// A made-up year of a working person: visits to windows, lunch, evenings, nights and weekends.
struct SimulatedYear {
  struct Visit {
    /// Milliseconds since 1970.
    var start: Int64
    var window: Int
    var title: String
  }

  /// A stretch with somebody at the keyboard: the last input is at its end.
  struct Session {
    var visits: [Visit]
    var end: Int64
  }

  /// As many titles as the year of `make bench-rules` has.
  private static let titles = 9_447
  private static let words = [
    "invoice", "booking", "checkout", "header", "footer", "layout", "report", "index", "search",
    "session", "config", "payment", "release", "menu", "table", "export",
  ]

  /// Midnight of the first day, in UTC: 1 January 2026 in Auckland has begun.
  static let start: Int64 = 1_767_225_600

  private static let months = [
    ("January", 31), ("February", 28), ("March", 31), ("April", 30), ("May", 31), ("June", 30),
    ("July", 31), ("August", 31), ("September", 30), ("October", 31), ("November", 30),
    ("December", 31),
  ]

  /// The months of so many days, or three parts of what is less than two.
  static func periods(of count: Int) -> [(name: String, days: Range<Int>)] {
    var begin = 0
    guard count >= 59 else {
      return (1...3).map { part in
        let end = count * part / 3
        defer { begin = end }
        return ("day \(end)", begin..<end)
      }
    }
    var periods: [(name: String, days: Range<Int>)] = []
    for (name, length) in months where begin < count {
      let end = min(begin + length, count)
      periods.append((name, begin..<end))
      begin = end
    }
    return periods
  }

  /// - Parameters:
  ///   - day: 0 is the first; each seventh and the one before are free.
  ///   - visits: to windows on that day.
  static func sessions(of day: Int, visits: Int, _ random: inout SplitMix64) -> [Session] {
    guard day % 7 < 5 else { return [] }
    // Nine to half past five in summer's Auckland.
    let morning =
      (start + Int64(day) * 86_400 - 4 * 3600) * 1000 + .random(in: 0...999, using: &random)
    let first = session(from: morning, visits / 2, &random)
    let second = session(from: first.end + 2_700_000, visits - visits / 2, &random)
    return [first, second]
  }

  private static func session(
    from start: Int64, _ count: Int, _ random: inout SplitMix64
  ) -> Session {
    var now = start
    var visits: [Visit] = []
    // The frequent titles are frequent.
    for _ in 0..<count {
      let chance = Double.random(in: 0..<1, using: &random)
      let number = Int(Double(titles) * chance * chance)
      visits.append(Visit(start: now, window: number % 12, title: title(number)))
      now += .random(in: 2_000...60_000, using: &random)
    }
    return Session(visits: visits, end: now)
  }

  private static func title(_ number: Int) -> String {
    let (one, two) = (words[number % 16], words[number / 16 % 16])
    switch number % 4 {
    case 0: return "\(one)-\(two)-\(number).ts - acme-website - Visual Studio Code"
    case 1: return "hana@atelier: ~/src/acme-website/\(one)/\(two)/\(number)"
    case 2: return "[ACME-\(number)] \(one) \(two) - website - Jira — Mozilla Firefox"
    default: return "Re: \(one) \(two) \(number) - Mozilla Thunderbird"
    }
  }
}
