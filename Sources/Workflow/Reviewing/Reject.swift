import Activity
import Books
import Timesheet

extension Home {
  /// Decides that time is nobody's: it counts as unassigned, and no rule proposes it again.
  public func reject(
    _ selection: EntrySelection, why: String = "", dryRun: Bool = false
  ) throws -> EditOutcome {
    try edit("reject", why: why, dryRun: dryRun) { change in
      try openEntries(selection, in: &change).map { booked in
        var entry = booked.entry
        entry.state = try entry.state.rejected()
        try put(entry, in: &change)
        return entry.id
      }
    }
  }
}
