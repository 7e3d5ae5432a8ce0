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

/// What a typed time means on the day.
enum TypedTime: Hashable {
  case instant(Int64)
  /// Why it is none, in a sentence.
  case refused(String)
}

extension ReviewDay {
  /// Reads `10:20`, `10:20:30`, `9` or `9:05` by the day's own clock.
  func instant(_ text: String) -> TypedTime {
    let trimmed = text.filter { $0 != " " }
    let parts = trimmed.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
    guard (1...3).contains(parts.count), !parts.contains(nil) else {
      return .refused("\"\(text)\" is no time. Write one such as 10:20.")
    }
    let numbers = parts.compactMap { $0 } + [0, 0]
    guard (0..<24).contains(numbers[0]), (0..<60).contains(numbers[1]),
      (0..<60).contains(numbers[2])
    else { return .refused("\(trimmed) is no time of a day. Write one such as 10:20.") }
    let found = instants(atSecond: numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
    switch found.count {
    case 1: return .instant(found[0])
    case 0:
      return .refused(
        "\(trimmed) does not lie between \(clock.time(start)) and \(clock.time(end)) of this day.")
    default:
      return .refused(
        "Clocks show \(trimmed) twice in this night: use the command, with an offset.")
    }
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
