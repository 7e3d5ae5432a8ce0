import Activity
import Books
import Timesheet

extension Home {
  /// Says whether proposed work is billed. Unassigned time is left alone by days, and refused by
  /// id: nobody could be billed for it.
  public func setBillable(
    _ selection: EntrySelection, _ billable: Bool, why: String = "", dryRun: Bool = false
  ) throws -> EditOutcome {
    try edit(billable ? "bill" : "nobill", why: why, dryRun: dryRun) { change in
      try openEntries(selection, in: &change).compactMap { booked in
        var entry = booked.entry
        guard var key = entry.key else {
          guard selection.ids.isEmpty else { throw withoutProject(entry) }
          return nil
        }
        if key.billable != billable {
          key.billable = billable
          entry.subject = .work(key)
          entry.edited = true
          try put(entry, in: &change)
        }
        return entry.id
      }
    }
  }

  func withoutProject(_ entry: Entry) -> Refusal {
    Refusal(
      .conflict,
      "Entry \(entry.id) has no project, so nobody could be billed for it. \"daybook assign "
        + "\(entry.id) PROJECT\" gives it one.")
  }
}
