import Activity
import Billing
import Foundation

/// Reads scalars by the type that their field wants, never by their looks.
struct Values {
  let file: String

  func refusal(
    _ node: YAMLNode, _ what: String, why: String = "", next: String
  ) -> BadFile {
    BadFile(
      file: file, line: node.mark.line, column: node.mark.column, what: what, why: why, next: next)
  }

  /// A text of one character or more.
  func text(_ node: YAMLNode, _ what: String) throws(BadFile) -> String {
    guard case .scalar(let text, _) = node.value else {
      throw refusal(node, "\(what) is one text", next: "Write one value here, not a list or a map")
    }
    guard !text.isEmpty else {
      throw refusal(node, "\(what) is empty", next: "Write a value, or remove the key")
    }
    return text
  }

  /// A text for people and invoices: one line, nothing hidden in it.
  func name(_ node: YAMLNode, _ what: String) throws(BadFile) -> String {
    let text = try text(node, what)
    // Joiners belong to scripts and emoji.
    if let hidden = text.unicodeScalars.first(where: {
      $0.isHidden && $0 != "\u{200c}" && $0 != "\u{200d}"
    }) {
      throw refusal(
        node, "\(what) holds the hidden character U+\(hexadecimal(hidden.value))",
        why: "It would make the name look like another", next: "Type the name again")
    }
    guard text.unicodeScalars.count <= 200 else {
      throw refusal(node, "\(what) is longer than 200 characters", next: "Shorten it")
    }
    return text
  }

  func flag(_ node: YAMLNode, _ what: String) throws(BadFile) -> Bool {
    switch node.value {
    case .scalar("true", .plain): return true
    case .scalar("false", .plain): return false
    default:
      throw refusal(node, "\(what) is true or false", next: "Write 'true' or 'false', no quotes")
    }
  }

  func choice<Choice: CaseIterable & RawRepresentable>(
    _ node: YAMLNode, _ what: String, _: Choice.Type
  ) throws(BadFile) -> Choice where Choice.RawValue == String {
    let text = try text(node, what)
    guard let choice = Choice(rawValue: text) else {
      throw unknownWord(node, text, what, Choice.allCases.map(\.rawValue))
    }
    return choice
  }

  func unknownWord(
    _ node: YAMLNode, _ text: String, _ what: String, _ known: [String]
  ) -> BadFile {
    refusal(
      node, "\(what) is not \(quoted(text))", why: "It is one of \(listed(known))",
      next: nearest(to: text, in: known).map { "The nearest is '\($0)'" } ?? "Use one of those")
  }

  /// Seconds, written `90s`, `6m`, `1h30m`.
  func length(
    _ node: YAMLNode, _ what: String, in range: ClosedRange<Int64>
  ) throws(BadFile) -> Int64 {
    let text = try text(node, what)
    guard let length = Length(text) else {
      throw refusal(
        node, "\(what) is not a length: \(quoted(text))",
        next: "Write it like 90s, 6m or 1h30m")
    }
    guard range.contains(length.seconds) else {
      throw refusal(
        node,
        "\(what) is \(Length(seconds: range.lowerBound)) to "
          + "\(Length(seconds: range.upperBound)), and this is \(quoted(text))",
        next: "Write a length in that range")
    }
    return length.seconds
  }

  /// Days, written `90d`.
  func days(
    _ node: YAMLNode, _ what: String, in range: ClosedRange<Int>
  ) throws(BadFile) -> Int {
    let text = try text(node, what)
    let digits = text.utf8.dropLast()
    guard text.utf8.last == UInt8(ascii: "d"), (1...6).contains(digits.count),
      digits.allSatisfy({ (48...57).contains($0) }), let days = Int(text.dropLast()),
      range.contains(days)
    else {
      throw refusal(
        node, "\(what) is no number of days: \(quoted(text))",
        next: "Write \(range.lowerBound)d to \(range.upperBound)d, such as 90d")
    }
    return days
  }

  func date(_ node: YAMLNode, _ what: String) throws(BadFile) -> CivilDate {
    let text = try text(node, what)
    guard let date = CivilDate(text) else {
      throw refusal(
        node, "\(what) is not a day of the calendar: \(quoted(text))",
        next: "Write it like 2026-11-20")
    }
    return date
  }

  /// `mon` or `mon-fri`.
  func weekdays(_ node: YAMLNode, _ what: String) throws(BadFile) -> Weekdays {
    let text = try text(node, what)
    let parts = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
    let days = parts.compactMap { part in Weekdays.names.firstIndex { $0 == part } }
    guard (1...2).contains(parts.count), days.count == parts.count else {
      let wrong = parts.first { !Weekdays.names.contains(String($0)) }
      let near = wrong.flatMap { nearest(to: String($0), in: Weekdays.names) }
      throw refusal(
        node, "\(what) is not \(quoted(text))", why: "The days are \(listed(Weekdays.names))",
        next: near.map { "The nearest is '\($0)'" } ?? "Write it like mon, mon-fri or [mon, wed]")
    }
    return Weekdays(from: days[0] + 1, through: days[days.count - 1] + 1)
  }

  /// Minutes from midnight.
  func timeOfDay(_ node: YAMLNode, _ what: String) throws(BadFile) -> Int {
    let text = try text(node, what)
    guard let minute = TimeOfDay.minute(text), minute < 1440 else {
      throw refusal(
        node, "\(what) is not a time of day: \(quoted(text))", next: "Write it like \"04:00\"")
    }
    return minute
  }

  /// 0 or more, at most 4 decimals and 9 digits before them, exactly as written.
  func money(_ node: YAMLNode, _ what: String) throws(BadFile) -> Decimal {
    let text = try text(node, what)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let amount = Decimal(plain: text), !text.hasPrefix("-"), parts[0].utf8.count <= 9,
      parts[0] == "0" || !parts[0].hasPrefix("0"), parts.count == 1 || parts[1].utf8.count <= 4
    else {
      throw refusal(
        node, "\(what) is not an amount: \(quoted(text))",
        why: "An amount is 0 or more, with at most 4 decimals after a point",
        next: "Write it like 150 or 82.50")
    }
    return amount
  }

  /// One value, or a list of some.
  func oneOrMore(_ node: YAMLNode, _ what: String) throws(BadFile) -> [YAMLNode] {
    switch node.value {
    case .scalar: return [node]
    case .list(let nodes) where !nodes.isEmpty: return nodes
    case .list:
      throw refusal(
        node, "\(what) is an empty list", why: "An empty list could never match",
        next: "Write a value, or remove the key")
    case .map:
      throw refusal(node, "\(what) is one value or a list", next: "Write no map here")
    }
  }

  func list(_ node: YAMLNode, _ what: String) throws(BadFile) -> [YAMLNode] {
    if node.isEmpty { return [] }
    guard case .list(let nodes) = node.value else {
      throw refusal(node, "\(what) is a list", next: "Begin each of its values with '- '")
    }
    return nodes
  }
}

/// Clock times as files write them.
enum TimeOfDay {
  /// Minutes from midnight of `04:00`, 0 to 1440 (`24:00`).
  static func minute(_ text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60
    else { return nil }
    let minute = hours * 60 + minutes
    return minute <= 1440 ? minute : nil
  }
}
