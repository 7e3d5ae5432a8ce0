import Activity
import Books
import Timesheet

extension Home {
  /// Gives proposed time to a project, after proposing its days. What is hands-off stays so, and
  /// waits for a yes of its own. A generated note does not follow to another client.
  ///
  /// - Parameter billable: nil for what `clients.yaml` says of the target.
  public func assign(
    _ selection: EntrySelection, to target: WorkTarget, billable: Bool? = nil, why: String = "",
    dryRun: Bool = false
  ) throws -> EditOutcome {
    let target = try checked(target)
    return try edit("assign", why: why, dryRun: dryRun) { change in
      try openEntries(selection, proposing: true, in: &change).map { booked in
        var entry = booked.entry.given(
          to: subject(for: target, billable: billable, handsOff: booked.entry.handsOff))
        entry.edited = true
        try put(entry, in: &change)
        return entry.id
      }
    }
  }
}
