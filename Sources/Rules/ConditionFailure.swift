import Activity

extension Trial {
  /// The part of `condition` that fails, in words; nil where it holds.
  ///
  /// - Parameter limit: of each title and pattern, in characters.
  mutating func failure(of condition: Condition, limit: Int = .max) -> String? {
    var unused: [String: String] = [:]
    if holds(condition, &unused) == .yes { return nil }
    switch condition {
    case .always: return nil
    case .text(let fact, let test):
      guard let text = window.map(fact.text(in:)), !text.isEmpty else {
        return "\(fact.name) is not known"
      }
      switch test {
      case .whole(let wanted):
        return "\(fact.name) is \"\(text.cut(to: limit))\", not \"\(wanted.cut(to: limit))\""
      case .pattern(let pattern):
        return "\(fact.name) \"\(text.cut(to: limit))\" does not match "
          + "'\(pattern.text.cut(to: limit))'"
      }
    case .presence(let wanted): return "presence is \(presence.name), not \(wanted.name)"
    case .weekday(let days): return "weekday is \(Weekdays.names[time.weekday - 1]), not \(days)"
    case .time(let range): return "time is \(DayTime.text(time.minute)), not \(range)"
    case .date(let span):
      return "date is \(CivilDate(daysSince1970: time.day)), not \(span)"
    case .any(let parts):
      if let (fact, texts) = Trial.alternatives(parts) {
        guard let text = window.map(fact.text(in:)), !text.isEmpty else {
          return "\(fact.name) is not known"
        }
        let shown = texts.prefix(5).map { "\"\($0)\"" }.joined(separator: " or ")
        let more = texts.count > 5 ? " or \(texts.count - 5) more" : ""
        return "\(fact.name) is \"\(text)\", not \(shown)\(more)"
      }
      var reasons: [String] = []
      for part in parts {
        if let reason = failure(of: part, limit: limit), !reasons.contains(reason) {
          reasons.append(reason)
        }
      }
      let more = reasons.count - 3
      return reasons.prefix(3).joined(separator: ", and ") + (more > 0 ? ", and \(more) more" : "")
    case .all(let parts):
      for part in parts {
        if let reason = failure(of: part, limit: limit) { return reason }
      }
      return nil
    case .not(let part): return "what must not hold does: \("\(part)".cut(to: limit))"
    }
  }
}

extension String {
  fileprivate func cut(to limit: Int) -> String {
    count <= limit ? self : prefix(max(0, limit - 1)) + "…"
  }
}

extension Trial {
  /// Whether a condition on the program holds, whatever else fails.
  mutating func isOfApp(_ condition: Condition) -> Bool {
    switch condition {
    case .text(.app, _):
      var unused: [String: String] = [:]
      return holds(condition, &unused) == .yes
    case .any(let parts), .all(let parts):
      for part in parts where isOfApp(part) { return true }
      return false
    case .always, .text, .presence, .weekday, .time, .date, .not: return false
    }
  }
}

extension Trial {
  /// The texts of a list under one key, where none of them is a pattern.
  private static func alternatives(_ parts: [Condition]) -> (Fact, [String])? {
    var texts: [String] = []
    var facts: Set<Fact> = []
    for part in parts {
      guard case .text(let fact, .whole(let text)) = part else { return nil }
      facts.insert(fact)
      texts.append(text)
    }
    guard facts.count == 1, let fact = facts.first else { return nil }
    return (fact, texts)
  }
}

extension DayTime: CustomStringConvertible {
  /// `09:00-12:30`.
  public var description: String { "\(DayTime.text(start))-\(DayTime.text(end))" }

  static func text(_ minute: Int) -> String {
    let (hours, minutes) = minute.quotientAndRemainder(dividingBy: 60)
    return (hours < 10 ? "0" : "") + "\(hours):" + (minutes < 10 ? "0" : "") + "\(minutes)"
  }
}

extension DateSpan: CustomStringConvertible {
  /// `2026-11-20`, or `2026-01-01..2026-06-30`, open where an end is.
  public var description: String {
    if let first, first == last { return "\(first)" }
    return (first?.description ?? "") + ".." + (last?.description ?? "")
  }
}

extension Condition: CustomStringConvertible {
  /// Near to what a rule file says.
  public var description: String {
    switch self {
    case .always: "{}"
    case .text(let fact, .whole(let text)): "\(fact.name): \(text)"
    case .text(let fact, .pattern(let pattern)): "\(fact.name): /\(pattern.text)/"
    case .presence(let presence): "presence: \(presence.name)"
    case .weekday(let days): "weekday: \(days)"
    case .time(let time): "time: \(time)"
    case .date(let span): "date: \(span)"
    case .any(let parts): "any of " + parts.map(\.description).joined(separator: "; ")
    case .all(let parts): parts.map(\.description).joined(separator: ", ")
    case .not(let part): "not (\(part))"
    }
  }
}
