import Activity
import Timesheet
import Workflow

/// Where a key goes: to the list, or to what is open over it.
extension ReviewModel {
  /// - Returns: what is to be done, in this order.
  public mutating func handle(_ key: Key) -> [Effect] {
    guard !size.isTooSmall else { return handleTooSmall(key) }
    notice = nil
    switch (mode, key) {
    case (_, .control("l")): return [.redraw]
    case (_, .control("z")): return [.suspend]
    case (.list, _): return handleInList(key)
    case (.reading(let page), .control("c")) where page.isReckoning: return leaveReckoning()
    case (_, .control("c")):
      backToList()
      return []
    case (.picking(let picker), _): return handle(key, picking: picker)
    case (.typing(let prompt), _): return handle(key, typing: prompt)
    case (.reading(let page), _): return handle(key, reading: page)
    }
  }

  private func handleTooSmall(_ key: Key) -> [Effect] {
    switch key {
    case .character("q"), .control("c"): [.quit]
    case .control("z"): [.suspend]
    default: []
    }
  }

  private mutating func handleInList(_ key: Key) -> [Effect] {
    if case .click(let column, let row) = key {
      click(column, row)
      return []
    }
    if key == .escape {
      filter = ""
      keepCursorInView()
      return []
    }
    guard let action = Keymap.action(for: key) else {
      notice = Notice(
        text: "\(key.name) does nothing here. h shows the keys.", isRefusal: true)
      return []
    }
    return perform(action)
  }

  private mutating func click(_ column: Int, _ row: Int) {
    let layout = Layout(size)
    guard layout.body.contains(row) else { return }
    if layout.list.contains(column) {
      let lines = listLines
      let index = top + row - layout.body.lowerBound
      if lines.indices.contains(index), case .entry(let booked) = lines[index] {
        moveCursor(to: booked.entry.id)
      }
    } else if let second = Timeline(self).second(column: column, row: row),
      let there = day?.entries.first(where: { booked in
        booked.entry.visits.contains { $0.start <= second && second < $0.end }
      })
    {
      moveCursor(to: there.entry.id)
    }
  }

  private mutating func handle(_ key: Key, picking picker: Picker) -> [Effect] {
    var picker = picker
    switch key {
    case .escape:
      backToList()
    case .enter:
      guard let choice = picker.choice else { return [] }
      backToList()
      corrected = picker.entry
      return [.apply(.assign(picker.entry, choice.project, task: choice.task))]
    case .click(_, let row):
      picker.select(row - Layout(size).body.lowerBound - 2 + PickerView.top(picker, in: size))
      mode = .picking(picker)
    default:
      picker.handle(key)
      mode = .picking(picker)
    }
    return []
  }

  private mutating func handle(_ key: Key, typing prompt: Prompt) -> [Effect] {
    var prompt = prompt
    switch (prompt.kind, key) {
    case (.filter, .escape):
      filter = ""
      backToList()
    case (_, .escape):
      backToList()
    case (_, .enter):
      return finish(prompt)
    case (.split, .up), (.split, .down), (.split, .pageUp), (.split, .pageDown):
      moveSplit(&prompt, key)
      mode = .typing(prompt)
    default:
      _ = prompt.editor.handle(key)
      mode = .typing(prompt)
      if prompt.kind == .filter { search(prompt.editor.text) }
    }
    return []
  }

  /// The list follows the letters, the cursor stays where it is if it can.
  private mutating func search(_ text: String) {
    filter = text
    keepCursorInView()
  }

  private mutating func moveSplit(_ prompt: inout Prompt, _ key: Key) {
    guard let day, case .split(let id) = prompt.kind, let entry = entry(id)?.entry,
      let now = day.second(typed: prompt.editor.text)
    else { return }
    let step: Int64 =
      switch key {
      case .up: -60
      case .down: 60
      case .pageUp: -900
      default: 900
      }
    let moved = min(max(now + step, entry.start + 1), entry.end - 1)
    prompt.editor = LineEditor(day.clock.typedTime(moved))
  }

  private mutating func finish(_ prompt: Prompt) -> [Effect] {
    let text = prompt.editor.text
    backToList()
    // Where it is refused, what was typed comes back.
    if prompt.kind != .filter { submitted = prompt }
    switch prompt.kind {
    case .filter: return []
    case .note(let id): return [.apply(.note(id, text))]
    case .split(let id): return [.apply(.split(id, at: text.asTypedTimes))]
    case .times(let id): return [.apply(.edit(id, times: text.asTypedTimes))]
    }
  }

  private mutating func leaveReckoning() -> [Effect] {
    backToList()
    notice = Notice(text: "Left it; R reckons again.", isRefusal: false)
    return [.leaveReckoning]
  }

  private mutating func handle(_ key: Key, reading page: Page) -> [Effect] {
    var page = page
    let height = Layout(size).body.count - 1
    let last = max(
      0, PageView.lines(of: page, width: PageView.width(of: page, size)).count - height)
    switch (page.kind, key) {
    case (.reckoning, _): return leaveReckoning()
    case (.rule(let id), .character("y")):
      backToList()
      corrected = nil
      return [.apply(.writeRule(id))]
    case (.rule, .character("n")), (_, .escape), (_, .enter), (_, .character("q")),
      (.evidence, .character("i")), (.why, .character("?")), (.help, .character("h")):
      backToList()
      return []
    case (_, .up), (_, .character("k")), (_, .wheelUp): page.top -= 1
    case (_, .down), (_, .character("j")), (_, .wheelDown): page.top += 1
    case (_, .pageUp): page.top -= height
    case (_, .pageDown), (_, .character(" ")): page.top += height
    case (_, .home): page.top = 0
    case (_, .end): page.top = last
    default: break
    }
    page.top = max(0, min(page.top, last))
    mode = .reading(page)
    return []
  }
}
