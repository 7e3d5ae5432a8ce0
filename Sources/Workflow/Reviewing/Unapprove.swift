import Activity
import Books
import Timesheet

extension Home {
  /// Takes approvals or rejections back: the entries are proposed again.
  ///
  /// - Parameter why: what an approval can't be taken back without.
  public func unapprove(
    _ selection: EntrySelection, why: String, dryRun: Bool = false
  ) throws -> EditOutcome {
    try edit("unapprove", why: why, dryRun: dryRun) { change in
      try decidedEntries(selection, in: change).map { booked in
        var entry = booked.entry
        guard why.contains(where: { !$0.isWhitespace }) || entry.state == .rejected else {
          throw Refusal(
            .usage,
            "Say why an approval is taken back, such as --reason \"It was an hour less\". The "
              + "history keeps it.")
        }
        guard try !change.isHeld(entry.id) else { throw try EntryLocked(entry, in: change) }
        do {
          entry.state = try entry.state.reopened()
        } catch is StateRefusal {
          throw try EntryLocked(entry, in: change)
        }
        try put(entry, in: &change)
        return entry.id
      }
    }
  }

  /// By id whatever is named; by days what is approved, or rejected where that was asked for.
  private func decidedEntries(
    _ selection: EntrySelection, in change: Change
  ) throws -> [BookedEntry] {
    try check(selection)
    guard selection.ids.isEmpty else {
      return try selection.ids.map { try entry(withPrefix: $0, in: change) }
    }
    let state = selection.state ?? "approved"
    return try change.entries(on: selection.range.days).filter {
      selection.includes($0.entry) && $0.entry.state.name == state
    }
  }
}
