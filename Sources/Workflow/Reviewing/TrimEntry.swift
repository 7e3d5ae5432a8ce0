import Activity
import Books
import Timesheet

extension Home {
  /// Cuts time off an entry or out of it. What the record showed there is rejected, so that no rule
  /// proposes it again; what a person had claimed is free again.
  ///
  /// - Parameter cut: stretches by seconds since 1970.
  public func trim(
    _ id: String, of cut: [Visit], why: String = "", dryRun: Bool = false
  ) throws -> EditOutcome {
    try edit("trim", why: why, dryRun: dryRun) { change in
      let entry = try openEntry(id, in: change).entry
      let others = Set(try change.entries(on: entry.day...entry.day).map(\.entry.id))
      guard let (left, off) = entry.trimmed(of: cut, besides: others) else {
        throw Refusal(
          .usage,
          entry.shares.without(cut).isEmpty
            ? "That would leave nothing of entry \(entry.id). \"daybook reject \(entry.id)\" "
              + "rejects it whole. Nothing was changed."
            : "Entry \(entry.id) counts time from \(clock(entry.start)) to \(clock(entry.end)), and "
              + "nothing there. Name a time in which it does. Nothing was changed.")
      }
      try put(left, in: &change)
      if entry.source == .rules {
        var off = off
        off.state = .rejected
        try put(off, in: &change)
      } else {
        _ = try propose(DateRange(day: entry.day), in: &change)
      }
      return [left.id]
    }
  }

  /// The same by what stays.
  public func trim(
    _ id: String, to kept: Visit, why: String = "", dryRun: Bool = false
  ) throws -> EditOutcome {
    try trim(
      id, of: [Visit(start: .min, end: kept.start), Visit(start: kept.end, end: .max)], why: why,
      dryRun: dryRun)
  }
}
