import Activity
import Timesheet
import Workflow

import struct Books.BookedEntry

/// What the keys of the list do.
extension ReviewModel {
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -Layout(size).body.count)
    case .pageDown: move(by: Layout(size).body.count)
    case .top: move(by: -shownEntries.count)
    case .bottom: move(by: shownEntries.count)
    case .nextOpen: moveToNextOpen()
    case .previousDay: return turn(by: -1)
    case .nextDay: return turn(by: 1)
    case .filter: mode = .typing(Prompt(kind: .filter, editor: LineEditor(filter)))
    case .fragments: toggleFragments()
    case .help: mode = .reading(Page(kind: .help, title: HelpView.title, lines: HelpView.lines))
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return [.quit]
    case .undo: return [.apply(.undo)]
    case .redo: return [.apply(.redo)]
    case .approveRest: return approveRest()
    case .rule: return offerRule()
    default:
      guard let selected else {
        notice = Notice(text: "There is no entry here.", isRefusal: true)
        return []
      }
      return perform(action, on: selected)
    }
    return []
  }

  private mutating func perform(_ action: Action, on booked: BookedEntry) -> [Effect] {
    let entry = booked.entry
    switch action {
    case .approve:
      guard entry.key != nil else {
        return refuse("This time has no project, so nobody could be billed for it: p gives it one.")
      }
      if booked.isOpen { moveToNextOpen() }
      return [.apply(.approve([entry.id]))]
    case .reject:
      if booked.isOpen { moveToNextOpen() }
      return [.apply(.reject(entry.id))]
    case .project, .task, .note, .split, .edit:
      // Before a person types for nothing.
      guard entry.state == .proposed else { return [.ask(.mayChange(entry.id, action))] }
      open(action, on: booked)
    case .billable:
      guard let key = entry.key else {
        return refuse("This time has no project, so nobody could be billed for it: p gives it one.")
      }
      return [.apply(.bill(entry.id, !key.billable))]
    case .merge:
      guard let next = mergePartner(of: booked) else {
        return refuse("There is no entry below to merge with.")
      }
      return [.apply(.merge(entry.id, next.entry.id))]
    case .evidence: return [.ask(.evidence(entry.id))]
    case .why: return [.ask(.why(entry.id))]
    default: break
    }
    return []
  }

  /// Lets a person choose or type what a key is to do.
  mutating func open(_ action: Action, on booked: BookedEntry) {
    let entry = booked.entry
    switch action {
    case .project:
      mode = .picking(Picker(for: entry.id, title: "Project or task for", choices: choices))
    case .task:
      guard let project = entry.key?.project else {
        _ = refuse("This time has no project yet: p gives it one, and its task with it.")
        return
      }
      let tasks = choices.filter { $0.project == project }
      mode = .picking(Picker(for: entry.id, title: "Task of \(project) for", choices: tasks))
    case .note:
      mode = .typing(Prompt(kind: .note(entry.id), editor: LineEditor(asOneLine(entry.note))))
    case .split:
      guard let day else { return }
      let middle = (entry.start + entry.end) / 2
      let minute = middle - middle % 60
      let time = day.clock.typedTime(minute > entry.start ? minute : middle)
      mode = .typing(Prompt(kind: .split(entry.id), editor: LineEditor(time)))
    case .edit:
      guard let day else { return }
      let times = day.clock.typedTimes(entry.start, entry.end)
      mode = .typing(Prompt(kind: .times(entry.id), editor: LineEditor(times)))
    default: break
    }
  }

  private mutating func toggleFragments() {
    showsFragments.toggle()
    keepCursorInView()
  }

  private mutating func refuse(_ sentence: String) -> [Effect] {
    notice = Notice(text: sentence, isRefusal: true)
    return []
  }

  private mutating func move(by lines: Int) {
    let entries = shownEntries
    guard !entries.isEmpty else { return }
    let here = entries.firstIndex { $0.entry.id == cursor } ?? 0
    moveCursor(to: entries[max(0, min(entries.count - 1, here + lines))].entry.id)
  }

  private mutating func moveToNextOpen() {
    if let nextOpen { moveCursor(to: nextOpen) }
  }

  private func mergePartner(of booked: BookedEntry) -> BookedEntry? {
    let entries = shownEntries
    guard let here = entries.firstIndex(where: { $0.entry.id == booked.entry.id }),
      here + 1 < entries.count
    else { return nil }
    return entries[here + 1]
  }

  private mutating func turn(by days: Int) -> [Effect] {
    guard let date = day?.date.adding(days: days) else { return [] }
    guard date <= today else { return refuse("\(date) has not begun yet.") }
    return [.open(date)]
  }

  /// With a filter, what is shown; hands-off work always waits for a yes of its own.
  private mutating func approveRest() -> [Effect] {
    guard let day else { return [] }
    let rest = approvable
    guard !rest.isEmpty else {
      return refuse("Nothing that is proposed on a project is left to approve.")
    }
    return [
      .apply(filter.isEmpty ? .approveDay(day.date) : .approve(rest.map(\.entry.id)))
    ]
  }

  /// What `A` approves.
  var approvable: [BookedEntry] {
    shownEntries.filter { $0.isOpen && $0.entry.key != nil && !$0.entry.handsOff }
  }

  private mutating func offerRule() -> [Effect] {
    guard let corrected, entry(corrected) != nil else {
      return refuse("A rule is made of a correction: give an entry to a project with p first.")
    }
    return [.ask(.rule(corrected))]
  }
}
