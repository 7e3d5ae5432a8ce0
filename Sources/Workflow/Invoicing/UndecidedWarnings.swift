import Activity
import Billing
import Books
import Timesheet

extension Home {
  /// What a draft leaves out because nobody has decided it: proposed time of the client, and time on
  /// no project, of the days that are asked for, else of those that it bills.
  func undecidedWarnings(
    for client: Client, beside entries: [BookedEntry], _ selection: BillingSelection,
    _ books: Books
  ) throws -> [String] {
    guard selection.entries == nil, selection.replacing == nil,
      let first = entries.map(\.entry.day).min(), let last = entries.map(\.entry.day).max()
    else { return [] }
    let undecided = try books.undecidedTime(on: selection.range?.days ?? first...last)
    var warnings: [String] = []
    if let proposed = undecided.billable[client.key] {
      warnings.append(
        plural(proposed.entries, "entry", "entries")
          + " (\(ClockText.length(proposed.seconds))) of these days not approved yet")
    }
    if undecided.unassigned.seconds > 0 {
      warnings.append(
        "\(ClockText.length(undecided.unassigned.seconds)) of these days on no project")
    }
    return warnings
  }
}
