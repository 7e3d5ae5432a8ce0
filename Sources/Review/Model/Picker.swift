import Timesheet
import Workflow

/// A search for a project or a task.
struct Picker: Hashable, Sendable {
  /// Whose project is looked for.
  let entry: EntryID
  let title: String
  let choices: [WorkChoice]
  private(set) var search = LineEditor()
  /// An index into `matches`.
  private(set) var selected = 0
  private(set) var matches: [WorkChoice]

  init(for entry: EntryID, title: String, choices: [WorkChoice]) {
    self.entry = entry
    self.title = title
    self.choices = choices
    matches = choices
  }

  var choice: WorkChoice? { matches.indices.contains(selected) ? matches[selected] : nil }

  mutating func handle(_ key: Key) {
    switch key {
    case .up, .control("p"), .wheelUp: selected = max(0, selected - 1)
    case .down, .control("n"), .tab, .wheelDown:
      selected = max(0, min(matches.count - 1, selected + 1))
    case .pageUp: selected = max(0, selected - 10)
    case .pageDown: selected = max(0, min(matches.count - 1, selected + 10))
    default:
      guard search.handle(key) else { return }
      matches = FuzzySearch(search.text).best(of: choices) { "\($0.key) \($0.client) \($0.name)" }
      selected = 0
    }
  }

  mutating func select(_ index: Int) {
    if matches.indices.contains(index) { selected = index }
  }
}

/// Finds texts that have a search's letters in their order, the closest first.
struct FuzzySearch {
  private let letters: [Character]

  init(_ text: String) { letters = Array(text.lowercased().filter { !$0.isWhitespace }) }

  /// Of equals, the order of `items` stands: recent first stays recent first.
  func best<Item>(of items: [Item], text: (Item) -> String) -> [Item] {
    guard !letters.isEmpty else { return items }
    return items.enumerated().compactMap { index, item in
      score(text(item)).map { (index, item, $0) }
    }
    .sorted { ($0.2, $0.0) < ($1.2, $1.0) }
    .map(\.1)
  }

  /// Lower is closer: the letters left out between the matched ones, those at word starts free.
  /// Nil where a letter is missing.
  func score(_ text: String) -> Int? {
    let candidates = Array(text.lowercased())
    // Every place where the first letter stands is tried: the first is not always the best.
    let starts = candidates.indices.filter { candidates[$0] == letters.first }
    return starts.compactMap { score(candidates, from: $0) }.min()
  }

  private func score(_ candidates: [Character], from start: Int) -> Int? {
    var index = start
    var score = isWordStart(candidates, start) ? 0 : 3
    for letter in letters.dropFirst() {
      guard let next = candidates[(index + 1)...].firstIndex(of: letter) else { return nil }
      if next > index + 1 { score += isWordStart(candidates, next) ? 1 : 1 + next - index }
      index = next
    }
    return score
  }

  private func isWordStart(_ candidates: [Character], _ index: Int) -> Bool {
    index == 0 || !(candidates[index - 1].isLetter || candidates[index - 1].isNumber)
  }
}
