import Activity

/// Excludes and redacts observations, before anything of them is stored or shown.
///
/// Keeps the working memory of matching: one for each thread.
public final class Censor {
  public let rules: RuleSet
  let matcher: PatternMatcher
  /// Whether what is hidden depends on titles: then one that was not read whole can't be judged.
  public let looksAtTitles: Bool
  /// Whether what is hidden depends on whether anyone is there: then it is to be judged anew when
  /// that changes.
  public let asksForPresence: Bool
  private let edges: ClockEdges
  private(set) var gaveUp = GaveUp()

  public init(_ rules: RuleSet) {
    self.rules = rules
    matcher = PatternMatcher()
    let conditions = (rules.excluding + rules.redacting).map { rules.rules[$0].condition }
    asksForPresence = conditions.contains(where: \.asksForPresence)
    edges = ClockEdges(conditions)
    looksAtTitles =
      conditions.contains { $0.asks(for: .title) }
      || rules.redacting.contains { rules.rules[$0].redaction != .whole }
  }

  /// The first moment after `instant` at which other things may be hidden, whatever is looked at;
  /// nil where no rule that hides asks for a time, a weekday or a date.
  public func nextEdge(after instant: Instant, in zone: Zone) -> Instant? {
    edges.next(after: instant, in: zone)
  }

  /// What may be stored of `subject`.
  ///
  /// Exclude is looked for first, on the text as observed; then the redactions in order, each on
  /// what the one before left. A pattern that gives up counts as a match of the whole text.
  public func censor(
    _ subject: Subject, presence: Presence, at instant: Instant, zone: Zone
  ) -> Subject {
    var trial = Trial(
      matcher: matcher, window: nil, presence: presence, time: LocalTime(instant, in: zone))
    return censor(subject, &trial).subject
  }

  /// As above; leaves what remains of the window in `trial`.
  func censor(
    _ subject: Subject, _ trial: inout Trial
  ) -> (subject: Subject, excluded: Int?, redacted: [Int]) {
    guard subject != .private else { return (.private, nil, []) }
    trial.window = subject.window
    for index in rules.excluding where matches(index, &trial) {
      trial.window = nil
      return (.private, index, [])
    }
    var redacted: [Int] = []
    for index in rules.redacting where trial.window != nil {
      guard matches(index, &trial), let redaction = rules.rules[index].redaction,
        let before = trial.window
      else { continue }
      let after = redact(before, redaction, index)
      if after != before { redacted.append(index) }
      trial.window = after
    }
    return (trial.window.map(Subject.window) ?? .nothing, nil, redacted)
  }

  private func matches(_ index: Int, _ trial: inout Trial) -> Bool {
    var captures: [String: String] = [:]
    let truth = trial.holds(rules.rules[index].condition, &captures)
    for pattern in trial.gaveUp { gaveUp.note(pattern, of: index) }
    trial.gaveUp = []
    switch truth {
    case .yes, .unknown: return true
    case .no: return false
    }
  }

  private func redact(_ window: Window, _ redaction: Redaction, _ index: Int) -> Window {
    var window = window
    for text in [\Window.title, \.url, \.directory] where !window[keyPath: text].isEmpty {
      switch redaction {
      case .whole: window[keyPath: text] = Censor.mark
      case .patterns(let patterns):
        for pattern in patterns {
          window[keyPath: text] = replacing(pattern, in: window[keyPath: text], index)
        }
      }
    }
    return window
  }

  /// What stands for a redacted text.
  static let mark = "…"

  /// `text` with each match as `…`; matches of nothing stay.
  private func replacing(_ pattern: Pattern, in text: String, _ index: Int) -> String {
    var text = text
    let replaced: [UInt8]? = text.withUTF8 { bytes in
      var output: [UInt8] = []
      var (copied, position) = (0, 0)
      while position <= bytes.count {
        switch matcher.search(pattern, in: bytes, from: position) {
        case .absent:
          guard copied > 0 else { return nil }
          output.append(contentsOf: bytes[copied...])
          return output
        case .gaveUp:
          gaveUp.note(pattern, of: index)
          return Array(Censor.mark.utf8)
        case .found(let range) where range.isEmpty || range.lowerBound < copied:
          // On to the next scalar: a match must take something, and go forward.
          position = max(position, range.upperBound) + 1
          while position < bytes.count, bytes[position] & 0xc0 == 0x80 { position += 1 }
        case .found(let range):
          output.append(contentsOf: bytes[copied..<range.lowerBound])
          output.append(contentsOf: Censor.mark.utf8)
          copied = range.upperBound
          position = range.upperBound
        }
      }
      guard copied > 0 else { return nil }
      output.append(contentsOf: bytes[copied...])
      return output
    }
    return replaced.map { String(decoding: $0, as: UTF8.self) } ?? text
  }
}

extension Condition {
  fileprivate func asks(for fact: Fact) -> Bool {
    switch self {
    case .text(let asked, _): asked == fact
    case .any(let parts), .all(let parts): parts.contains { $0.asks(for: fact) }
    case .not(let part): part.asks(for: fact)
    case .always, .presence, .weekday, .time, .date: false
    }
  }

  fileprivate var asksForPresence: Bool {
    switch self {
    case .presence: true
    case .any(let parts), .all(let parts): parts.contains(where: \.asksForPresence)
    case .not(let part): part.asksForPresence
    case .always, .text, .weekday, .time, .date: false
    }
  }
}
