import Activity
import Books
import Timesheet

/// What approving did and what it left.
public struct ApprovalOutcome: Sendable {
  public var approved: [BookedEntry]
  /// Approved billable entries for which no rate is in force yet.
  public var withoutRate: [BookedEntry]
  /// Hands-off work, which waits for a yes of its own.
  public var handsOff: [BookedEntry]
  public var unassigned: [BookedEntry]
  /// Everything that changed, proposals that the rules made anew among them.
  public var changes: [EntryChange] = []
}

extension Home {
  /// Proposes the days with the rules as they stand, then approves what the selection means, as
  /// one step. The rate in force is stored with each entry.
  ///
  /// By days it leaves unassigned time alone, and hands-off work too, unless that alone is asked
  /// for; by id it takes hands-off work.
  public func approve(
    _ selection: EntrySelection, why: String = "", dryRun: Bool
  ) throws -> ApprovalOutcome {
    try check(selection)
    let books = try books()
    do {
      var (outcome, changes) = try books.change(
        reason("approve", why: why), dryRun: dryRun
      ) { change in
        guard selection.ids.isEmpty else {
          let named = try openEntries(selection, proposing: true, in: &change)
          return try approve(named, byName: true, in: &change)
        }
        let candidates = try openEntries(selection, proposing: true, in: &change)
        return try approve(
          candidates, byName: false, handsOffToo: selection.handsOffOnly, in: &change)
      }
      outcome.changes = changes
      return outcome
    } catch let locked as EntryLocked {
      throw refusal(of: locked, in: books)
    }
  }

  /// Days before today, of the last 31, with proposed entries that 'approve' would take.
  public func daysWaiting() throws -> [(day: CivilDate, entries: Int)] {
    let entries = try books().entries(on: today.adding(days: -31)...today.adding(days: -1))
      .map(\.entry).filter { $0.state == .proposed && $0.key != nil && !$0.handsOff }
    return Dictionary(grouping: entries, by: \.day).sorted { $0.key < $1.key }
      .map { (day: $0.key, entries: $0.value.count) }
  }

  /// - Parameters:
  ///   - candidates: proposed entries.
  ///   - byName: unassigned time is refused, not passed over.
  func approve(
    _ candidates: [BookedEntry], byName: Bool, handsOffToo: Bool = false, in change: inout Change
  ) throws -> ApprovalOutcome {
    var outcome = ApprovalOutcome(approved: [], withoutRate: [], handsOff: [], unassigned: [])
    let approval = Approval(at: world.now(), by: world.user)
    for candidate in candidates {
      guard let key = candidate.entry.key else {
        guard !byName else { throw withoutProject(candidate.entry) }
        outcome.unassigned.append(candidate)
        continue
      }
      guard byName || handsOffToo || !candidate.entry.handsOff else {
        outcome.handsOff.append(candidate)
        continue
      }
      var booked = candidate
      booked.entry.state = try candidate.entry.state.approved(by: approval)
      booked.rate = key.billable ? settings.clients.rate(for: key, on: booked.entry.day) : nil
      try change.put(booked)
      outcome.approved.append(booked)
      if key.billable, booked.rate == nil { outcome.withoutRate.append(booked) }
    }
    return outcome
  }
}
