import Timesheet
import Workflow

/// A line that a person types an answer into.
struct Prompt: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case note(EntryID)
    /// Arrows move the time as well.
    case split(EntryID)
    case times(EntryID)
    case filter
  }

  var kind: Kind
  var editor: LineEditor

  var label: String {
    switch kind {
    case .note: "Note: "
    case .split: "Split at: "
    case .times: "From-to: "
    case .filter: "Show only: "
    }
  }
}

extension String {
  /// Times as they were typed, without the spaces between them, and `9` as `9:00`: for who types
  /// into a line that takes times alone it can't be anything else.
  var asTypedTimes: String {
    let text = filter { $0 != " " }.replacing("–", with: "-")
    let hours = /[0-9]{1,2}(:[0-9]{2}){0,2}(-[0-9]{1,2}(:[0-9]{2}){0,2})?/
    guard text.wholeMatch(of: hours) != nil else { return text }
    return text.split(separator: "-").map { $0.contains(":") ? "\($0)" : "\($0):00" }
      .joined(separator: "-")
  }
}

extension ReviewDay {
  /// Where `10:20`, `10:20:30` or `2:30+13:00` lies on the day, for a mark while it is typed: nil for
  /// what is no such time, or is not there just once. What counts is what the commands' grammar says.
  func second(typed text: String) -> Int64? {
    let typed = text.asTypedTimes
    let clockText = typed.prefix { $0.isNumber || $0 == ":" }
    let parts = clockText.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
    guard (2...3).contains(parts.count), !parts.contains(nil) else { return nil }
    let numbers = parts.compactMap { $0 } + [0]
    guard (0..<24).contains(numbers[0]), (0..<60).contains(numbers[1]),
      (0..<60).contains(numbers[2])
    else { return nil }
    let offset = typed.dropFirst(clockText.count)
    let found = instants(atSecond: numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
      .filter { offset.isEmpty || Moment.offsetText(clock.offset(at: $0)) == offset }
    return found.count == 1 ? found[0] : nil
  }

  /// When local clocks show so many seconds after midnight: none where it lies outside the day or
  /// in a spring gap, two in an autumn fold.
  private func instants(atSecond second: Int64) -> [Int64] {
    let candidates = clock.changes.map { change -> Int64 in
      let away = (second - start - Int64(change.offset)) % 86_400
      return start + (away + 86_400) % 86_400
    }
    // The day's end has a time too, unless it is where the day began.
    let all = candidates + candidates.compactMap { $0 == start ? $0 + 86_400 : nil }
    return Set(all).filter { $0 >= start && $0 <= end && clock.second(of: $0) == second }
      .sorted().prefix(clock.changes.count).map { $0 }
  }
}
