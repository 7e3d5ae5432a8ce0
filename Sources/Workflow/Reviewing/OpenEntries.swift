import Activity
import Books
import Timesheet

extension Home {
  /// The entries that a change is for: by id each of them, by days those that are proposed.
  ///
  /// - Parameter proposing: proposes their days first, with the rules as they stand.
  /// - Throws: `EntryLocked` for one that was named and is decided.
  func openEntries(
    _ selection: EntrySelection, proposing: Bool = false, in change: inout Change
  ) throws -> [BookedEntry] {
    try check(selection)
    guard selection.ids.isEmpty else {
      let named = try selection.ids.map { try entry(withPrefix: $0, in: change) }
      for booked in named where booked.entry.state != .proposed {
        throw try EntryLocked(booked.entry, in: change)
      }
      guard proposing else { return named.withoutRepeats }
      for day in Set(named.map(\.entry.day)).sorted() {
        _ = try propose(DateRange(day: day), in: &change)
      }
      return try named.withoutRepeats.map { try current($0, in: change) }
    }
    if proposing { _ = try propose(selection.range, in: &change) }
    return try change.entries(on: selection.range.days).filter {
      $0.entry.state == .proposed && selection.includes($0.entry)
    }
  }

  /// The one entry that a change is for.
  ///
  /// - Throws: `EntryLocked` where it is decided.
  func openEntry(_ prefix: String, in change: Change) throws -> BookedEntry {
    let booked = try entry(withPrefix: prefix, in: change)
    guard booked.entry.state == .proposed else { throw try EntryLocked(booked.entry, in: change) }
    return booked
  }

  /// The same entry after its day was proposed anew.
  func current(_ named: BookedEntry, in change: Change) throws -> BookedEntry {
    guard let entry = try change.entry(named.entry.id) else {
      throw Refusal(
        .conflict,
        "Entry \(named.entry.id) is no longer proposed: the rules changed since it was listed. "
          + "Run \"daybook propose \(named.entry.day)\" and take what it shows.")
    }
    return entry
  }

  func entry(withPrefix prefix: String, in change: Change) throws -> BookedEntry {
    try Home.only(of: change.entries(withPrefix: prefix), for: prefix)
  }

  /// The evidence of a day that has begun.
  func evidence(ofBegun day: CivilDate) throws -> DayEvidence {
    guard let evidence = try evidence(of: day, in: log()) else {
      throw Refusal(.usage, "\(day) has not begun yet, so there is no time on it to enter.")
    }
    return evidence
  }
}

extension [BookedEntry] {
  fileprivate var withoutRepeats: [BookedEntry] {
    var seen: Set<EntryID> = []
    return filter { seen.insert($0.entry.id).inserted }
  }
}
