import Activity
import Books
import Timesheet

extension Home {
  /// One entry that counts what these counted; it keeps the first one's id.
  public func merge(
    _ ids: [String], why: String = "", dryRun: Bool = false
  ) throws -> EditOutcome {
    try edit("merge", why: why, dryRun: dryRun) { change in
      let entries = try ids.map { try openEntry($0, in: change).entry }
      let merged: Entry
      do throws(MergeRefusal) {
        merged = try Entry.merging(entries)
      } catch {
        throw told(error)
      }
      for entry in entries.dropFirst() { try change.remove(entry.id) }
      try put(merged, in: &change)
      return [merged.id]
    }
  }

  private func told(_ refusal: MergeRefusal) -> Refusal {
    switch refusal {
    case .tooFew: Refusal(.usage, "Name two or more entries to merge, each once.")
    case .differentDays(let first, let other):
      Refusal(
        .conflict,
        "Entries \(first) and \(other) are of different days, and an entry is of one. Nothing was "
          + "changed.")
    case .differentWork(let first, let other):
      Refusal(
        .conflict,
        "Entries \(first) and \(other) differ in project, task or billing, and nobody pays for "
          + "another's work. Make them agree with \"daybook assign\" first. Nothing was changed.")
    }
  }
}
