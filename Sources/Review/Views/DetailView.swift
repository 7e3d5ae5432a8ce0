import Timesheet
import Workflow

import struct Books.BookedEntry

/// Two lines on the entry under the cursor.
enum DetailView {
  static func paint(_ model: ReviewModel, on canvas: inout Canvas) {
    guard let booked = model.selected, let day = model.day else { return }
    let row = Layout(model.size).detailRow
    let entry = booked.entry
    let facts = ([name(of: entry, model)] + facts(on: booked, model)).joined(separator: " · ")
    canvas.put(" " + facts, 0, row, width: model.size.columns - 8, .bold)
    canvas.put(String(entry.id.text.prefix(6)) + " ", endingAt: model.size.columns, row, .dim)
    let times = "\(day.clock.exactTime(entry.start))–\(day.clock.exactTime(entry.end))"
    canvas.put(
      [
        (" \(times)", .plain), (" counts ", .dim), (Words.length(entry.seconds), .bold),
        (" · ", .dim), entry.note.isEmpty ? ("no note: n writes one", .dim) : (entry.note, .plain),
      ], 0, row + 1)
  }

  /// By the names of `clients.yaml`.
  private static func name(of entry: Entry, _ model: ReviewModel) -> String {
    guard let key = entry.key else {
      switch entry.subject {
      case .unassigned(.private): return "Private time"
      case .unassigned(.handsOff): return "Hands-off time without a project"
      default: return "No rule knew this time"
      }
    }
    let choice = model.choices.first { $0.project == key.project && $0.task == key.task }
    guard let choice else { return model.subject(of: entry) }
    return "\(choice.client): \(choice.name)"
  }

  private static func facts(on booked: BookedEntry, _ model: ReviewModel) -> [String] {
    let entry = booked.entry
    var facts: [String] = []
    if let key = entry.key {
      facts.append(key.billable ? "billable" : "not billable")
      if model.day?.withoutRate.contains(entry.id) == true { facts.append("no rate") }
    }
    if entry.handsOff { facts.append(entry.isAway ? "away" : "hands off") }
    if entry.scattered {
      facts.append(plural(entry.visits.count, "short visit", "short visits"))
    }
    facts.append(entry.state.name)
    return facts
  }
}
