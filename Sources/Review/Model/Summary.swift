import Activity
import Timesheet
import Workflow

import struct Books.BookedEntry

/// What is printed when the screen is gone: what was approved, what is left, what to do about it.
public enum Summary {
  public static func lines(of days: [ReviewDay]) -> [String] {
    days.sorted { $0.date < $1.date }.flatMap { lines(of: $0) }
  }

  private static func lines(of day: ReviewDay) -> [String] {
    let approved = day.entries.filter { $0.entry.state.approval != nil }
    let rejected = day.entries.filter { $0.entry.state == .rejected }
    let open = day.entries.filter(\.isOpen)
    let asking = open.filter(\.asksWhetherWork)
    let unassigned = open.filter { $0.entry.key == nil && !$0.asksWhetherWork }
    let proposed = open.filter { $0.entry.key != nil && !$0.asksWhetherWork }

    var lines = [Words.longDate(day.date)]
    lines.append(
      "  approved    " + (approved.isEmpty ? "nothing yet" : told(approved)) + money(day))
    if !rejected.isEmpty { lines.append("  rejected    " + told(rejected)) }
    if open.isEmpty {
      lines.append("  The day is decided: daybook day close \(day.date)")
      return lines
    }
    func left(_ entries: [BookedEntry], _ what: String, _ command: String) {
      guard !entries.isEmpty else { return }
      lines.append("  \(what)\(told(entries)): daybook \(command)")
    }
    left(proposed, "proposed    ", "approve \(day.date)")
    left(unassigned, "no project  ", "entries \(day.date) --unassigned")
    let ids = asking.map { String($0.entry.id.text.prefix(6)) }
    left(asking, "to ask      ", "approve or reject \(ids.prefix(4).joined(separator: " "))")
    lines.append("  To go on: daybook review \(day.date)")
    return lines
  }

  private static func told(_ entries: [BookedEntry]) -> String {
    let seconds = entries.reduce(0) { $0 + $1.entry.seconds }
    return "\(plural(entries.count, "entry", "entries")), \(Words.length(seconds))"
  }

  private static func money(_ day: ReviewDay) -> String {
    let amounts = day.bill.filter { $0.approved > 0 }
      .map { "\($0.currency) \($0.approved.text(places: 2))" }
    return amounts.isEmpty ? "" : ", bills " + amounts.joined(separator: " and ")
  }
}
