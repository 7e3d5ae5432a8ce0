import Activity
import Books
import Timesheet

extension Home {
  /// Says that approved work will never be billed: on no draft from now on, unless at 0.00.
  /// By days what is approved and billable; by id whatever is named. One step.
  public func writeOff(
    _ selection: EntrySelection, why: String, dryRun: Bool = false
  ) throws -> EditOutcome {
    guard why.contains(where: { !$0.isWhitespace }) else {
      throw Refusal(
        .usage,
        "Say why it is written off, such as --reason \"Our own mistake\". The history keeps it.")
    }
    return try edit("writeoff", why: why, dryRun: dryRun) { change in
      try candidates(selection, in: change).map { booked in
        var off = booked
        guard let key = booked.entry.key else { throw withoutProject(booked.entry) }
        guard key.billable else {
          throw Refusal(
            .conflict,
            "Entry \(booked.entry.id) is not billed anyway. \"daybook rates why \(booked.entry.id)\" "
              + "says why.")
        }
        guard try !change.isHeld(booked.entry.id) else {
          throw try EntryLocked(booked.entry, in: change)
        }
        do {
          off.entry.state = try booked.entry.state.writtenOff()
        } catch is StateRefusal {
          guard booked.entry.state == .proposed else {
            throw try EntryLocked(booked.entry, in: change)
          }
          throw Refusal(
            .conflict,
            "Entry \(booked.entry.id) is only proposed. Approve it first, or \"daybook nobill "
              + "\(booked.entry.id)\" keeps it off invoices.")
        }
        try change.put(off)
        return off.entry.id
      }
    }
  }

  private func candidates(
    _ selection: EntrySelection, in change: Change
  ) throws -> [BookedEntry] {
    try check(selection)
    guard selection.ids.isEmpty else {
      return try selection.ids.map { try entry(withPrefix: $0, in: change) }
    }
    return try change.entries(on: selection.range.days).filter {
      guard case .approved = $0.entry.state else { return false }
      return $0.entry.key?.billable == true && selection.includes($0.entry)
    }
  }
}
