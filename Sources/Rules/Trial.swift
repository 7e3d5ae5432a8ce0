import Activity

/// Whether a condition holds.
enum Truth {
  case yes
  case no
  /// A pattern gave up: no for settings, yes for exclude and redact.
  case unknown
}

/// One observation at one local time, held against conditions.
struct Trial {
  let matcher: PatternMatcher
  var window: Window? {
    didSet { titlePairs = nil }
  }
  /// Of the window's title, once a pattern asks.
  private var titlePairs: PairSet?
  let presence: Presence
  let time: LocalTime
  /// Whether an answer depended on the time, so that it holds for this time alone.
  private(set) var askedTheClock = false
  /// The patterns that gave up so far.
  var gaveUp: [Pattern] = []

  init(
    matcher: PatternMatcher, window: Window?, presence: Presence, time: LocalTime
  ) {
    self.matcher = matcher
    self.window = window
    self.presence = presence
    self.time = time
  }

  /// Adds the captures of what holds; of a name captured twice the first counts.
  mutating func holds(_ condition: Condition, _ captures: inout [String: String]) -> Truth {
    switch condition {
    case .always:
      return .yes
    case .presence(let presence):
      return presence == self.presence ? .yes : .no
    case .weekday(let days):
      askedTheClock = true
      return days.contains(time.weekday) ? .yes : .no
    case .time(let range):
      askedTheClock = true
      return range.contains(time.minute) ? .yes : .no
    case .date(let span):
      askedTheClock = true
      return span.contains(day: time.day) ? .yes : .no
    case .text(let fact, let test):
      guard let window else { return .no }
      let text = fact.text(in: window)
      guard !text.isEmpty else { return .no }
      return holds(test, fact, text, &captures)
    case .any(let parts):
      return holdsAny(parts, &captures)
    case .all(let parts):
      return holdsAll(parts, &captures)
    case .not(let part):
      var unused: [String: String] = [:]
      switch holds(part, &unused) {
      case .yes: return .no
      case .no: return .yes
      case .unknown: return .unknown
      }
    }
  }

  private mutating func holdsAny(
    _ parts: [Condition], _ captures: inout [String: String]
  ) -> Truth {
    var truth = Truth.no
    for part in parts {
      switch holds(part, &captures) {
      case .yes: return .yes
      case .unknown: truth = .unknown
      case .no: break
      }
    }
    return truth
  }

  private mutating func holdsAll(
    _ parts: [Condition], _ captures: inout [String: String]
  ) -> Truth {
    let before = captures
    var truth = Truth.yes
    for part in parts {
      switch holds(part, &captures) {
      case .yes: break
      case .unknown: truth = .unknown
      case .no:
        captures = before
        return .no
      }
    }
    if truth != .yes { captures = before }
    return truth
  }

  private mutating func holds(
    _ test: TextTest, _ fact: Fact, _ text: String, _ captures: inout [String: String]
  ) -> Truth {
    switch test {
    case .whole(let wanted):
      return text.equalsIgnoringCase(wanted) ? .yes : .no
    case .pattern(let pattern):
      if fact == .title, let needs = pattern.needs, !needs.isSubset(of: pairs(in: text)) {
        return .no
      }
      let truth = matcher.holds(pattern, text, &captures)
      if truth == .unknown { gaveUp.append(pattern) }
      return truth
    }
  }
}

extension Trial {
  private mutating func pairs(in title: String) -> PairSet {
    if let titlePairs { return titlePairs }
    let pairs = PairSet(title)
    titlePairs = pairs
    return pairs
  }
}

extension PatternMatcher {
  fileprivate func holds(
    _ pattern: Pattern, _ text: String, _ captures: inout [String: String]
  ) -> Truth {
    var text = text
    return text.withUTF8 { bytes in
      switch search(pattern, in: bytes) {
      case .absent: return .no
      case .gaveUp: return .unknown
      case .found:
        for (name, group) in pattern.captures where captures[name] == nil {
          captures[name] = self.group(group, of: bytes)
        }
        return .yes
      }
    }
  }
}

extension String {
  /// Equal once both are in lower case.
  func equalsIgnoringCase(_ other: String) -> Bool {
    var (left, right) = (utf8.makeIterator(), other.utf8.makeIterator())
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil): return true
      case (let a?, let b?) where a < 0x80 && b < 0x80:
        guard a.lowercasedASCII == b.lowercasedASCII else { return false }
      default:
        // Letters beyond ASCII may change their length with their case.
        return lowercased() == other.lowercased()
      }
    }
  }
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 { (65...90).contains(self) ? self | 0x20 : self }
}
