import Activity
import Books
import Timesheet

/// What approving did and what it left.
public struct ApprovalOutcome: Sendable {
  public var approved: [BookedEntry]
  /// Approved billable entries for which no rate is in force yet.
  public var withoutRate: [BookedEntry]
  /// Hands-off work, which waits for a yes of its own.
  public var presenceOnly: [BookedEntry]
  public var unassigned: [BookedEntry]
}

extension Home {
  /// Proposes the days with the rules as they stand, then approves what the selection means, as
  /// one step. The rate in force is stored with each entry.
  ///
  /// By days it leaves hands-off work and unassigned time alone; by id it takes hands-off work.
  public func approve(_ selection: EntrySelection, dryRun: Bool) throws -> ApprovalOutcome {
    try check(selection)
    let books = try books()
    let named = try selection.ids.map { try entry(withPrefix: $0, in: books) }
    return try books.change(reason("approve"), dryRun: dryRun) { change in
      var candidates: [BookedEntry] = []
      if named.isEmpty {
        candidates = try propose(selection.range, in: &change).flatMap(\.entries)
          .filter { selection.includes($0.entry) }
      } else {
        for day in Set(named.map(\.entry.day)) {
          _ = try propose(DateRange(day: day), in: &change)
        }
        candidates = try named.map { try current($0, in: change) }
      }
      return try approve(candidates, byName: !named.isEmpty, in: &change)
    }.result
  }

  private func current(_ named: BookedEntry, in change: Change) throws -> BookedEntry {
    guard let entry = try change.entry(named.entry.id) else {
      throw Refusal(
        .conflict,
        "Entry \(named.entry.id) is no longer proposed: the rules changed since it was listed. "
          + "Run \"daybook entries \(named.entry.day)\" and approve what it shows.")
    }
    return entry
  }

  private func approve(
    _ candidates: [BookedEntry], byName: Bool, in change: inout Change
  ) throws -> ApprovalOutcome {
    var outcome = ApprovalOutcome(approved: [], withoutRate: [], presenceOnly: [], unassigned: [])
    let approval = Approval(at: world.now(), by: world.user)
    for candidate in candidates {
      guard let key = candidate.entry.key else {
        if byName {
          throw Refusal(
            .conflict,
            "Entry \(candidate.entry.id) has no project, so nobody could be billed for it. Write "
              + "a rule that places it, then approve again.")
        }
        outcome.unassigned.append(candidate)
        continue
      }
      guard byName || !candidate.entry.presenceOnly else {
        outcome.presenceOnly.append(candidate)
        continue
      }
      switch candidate.entry.state {
      case .approved where !byName, .invoiced where !byName, .rejected where !byName: continue
      case .approved, .invoiced, .rejected: throw locked(candidate.entry)
      case .proposed: break
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

  func locked(_ entry: Entry) -> Refusal {
    let how =
      switch entry.state {
      case .proposed: "is proposed"
      case .approved(let approval): "was approved by \(approval.by)"
      case .invoiced(let invoice, _): "is on invoice \(invoice.text)"
      case .rejected: "was rejected"
      }
    return Refusal(.locked, "Entry \(entry.id) \(how) already; nothing was changed.")
  }
}
