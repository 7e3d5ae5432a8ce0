import Activity

/// A pattern that gives up on texts made to try it.
public struct SlowPattern: Hashable, Sendable {
  public var pattern: RulePattern
  /// How the text begins on which it gave up.
  public var text: String
}

extension RuleSet {
  /// Patterns that reach their limit of steps on long runs of one thing, as a hostile or broken
  /// program may put into a title; each named with the first rule that has it.
  public func slowPatterns() -> [SlowPattern] {
    let matcher = PatternMatcher()
    var tried: Set<String> = []
    var slow: [SlowPattern] = []
    for rule in rules {
      for pattern in rule.patterns where tried.insert(pattern.text).inserted {
        guard
          let probe = Probe.all(for: pattern.text).first(where: { $0.defeats(pattern, matcher) })
        else { continue }
        slow.append(
          SlowPattern(
            pattern: RulePattern(pattern, of: rule), text: String(probe.text.prefix(8))))
      }
    }
    return slow
  }
}

extension Rule {
  /// All its patterns, those of its condition first.
  fileprivate var patterns: [Pattern] {
    guard case .patterns(let redacted) = redaction else { return condition.patterns }
    return condition.patterns + redacted
  }
}

extension Condition {
  fileprivate var patterns: [Pattern] {
    switch self {
    case .text(_, .pattern(let pattern)): [pattern]
    case .always, .text(_, .whole), .presence, .weekday, .time, .date: []
    case .any(let parts), .all(let parts): parts.flatMap(\.patterns)
    case .not(let part): part.patterns
    }
  }
}

/// A text of the longest kind that is recorded, which nearly matches over and over.
private struct Probe {
  static let length = 1000

  var text: String

  static func all(for pattern: String) -> [Probe] {
    var units = ["a", "0", " ", "a "]
    for scalar in pattern.unicodeScalars
    where scalar.properties.isAlphabetic && units.count < 7 && !units.contains(String(scalar)) {
      units.append(String(scalar))
    }
    // What the pattern can't do without, behind the run, lets it hope until the end.
    let tail = LiteralRuns(pattern).runs.joined()
    return units.flatMap { unit in
      let run = String(repeating: unit, count: length / unit.utf8.count)
      let ends = tail.isEmpty ? ["!"] : ["!", tail + "!", "!" + tail]
      return ends.map { Probe(text: run + $0) }
    }
  }

  func defeats(_ pattern: Pattern, _ matcher: PatternMatcher) -> Bool {
    var text = text
    return text.withUTF8 { matcher.search(pattern, in: $0) == .gaveUp }
  }
}
