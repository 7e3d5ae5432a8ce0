import Activity
import Books
import Timesheet

/// What proposing did to one day.
public struct ProposedDay: Sendable {
  public var date: CivilDate
  /// All entries of the day as they are now, by start.
  public var entries: [BookedEntry]
  /// Where two sources covered the same time and one was counted.
  public var conflicts: [Visit]
  /// Worked seconds that wait, for the agent may still find that nobody was there.
  public var open: Int64
}

extension Home {
  /// Makes proposals from the evidence with the rules as they stand.
  ///
  /// Proposing again gives the same; what a person decided stays as it is, and late evidence adds
  /// proposals beside it.
  public func propose(
    _ range: DateRange, dryRun: Bool
  ) throws -> (days: [ProposedDay], changes: [EntryChange]) {
    let outcome = try books().change(reason("propose"), dryRun: dryRun) { change in
      try propose(range, in: &change)
    }
    return (outcome.result, outcome.changes)
  }

  /// The same, inside another change's own step.
  func propose(_ range: DateRange, in change: inout Change) throws -> [ProposedDay] {
    try refuseEndless(range)
    let log = try log()
    var days: [ProposedDay] = []
    var date = range.days.lowerBound
    while date <= range.days.upperBound {
      if let evidence = try evidence(of: date, in: log) {
        days.append(try propose(date, from: evidence, in: &change))
      }
      date = date.adding(days: 1)
    }
    return days
  }

  func propose(
    _ date: CivilDate, from evidence: DayEvidence, in change: inout Change
  ) throws -> ProposedDay {
    let day = evidence.timeline.day
    let old = try change.entries(on: date...date)
    let beside = try change.entries(beside: date, overlapping: day.start..<day.end)
      .filter { !$0.entry.isRulesProposal }
    let new = proposals(from: evidence, old: old, beside: beside)

    let ids = Set(new.map(\.id))
    var known = Dictionary(uniqueKeysWithValues: old.map { ($0.entry.id, $0) })
    for gone in old where gone.entry.isRulesProposal && !ids.contains(gone.entry.id) {
      try change.remove(gone.entry.id)
      known[gone.entry.id] = nil
    }
    for entry in new.map({ BookedEntry(entry: $0) }) {
      let before = known[entry.entry.id]
      // What a person decided stays, and what is the same already is not written again.
      guard before?.entry.isRulesProposal ?? true, before != entry else { continue }
      try change.put(entry)
      known[entry.entry.id] = entry
    }
    let entries = known.values.sorted {
      ($0.entry.start, $0.entry.id) < ($1.entry.start, $1.entry.id)
    }
    return ProposedDay(
      date: date, entries: entries, conflicts: evidence.timeline.conflicts,
      open: DayFacts(evidence: evidence, entries: entries, beside: beside).open)
  }
}

extension Home {
  /// What the rules propose of a day, beside what a person decided.
  ///
  /// - Parameters:
  ///   - old: the day's entries as they are.
  ///   - beside: those of its neighbours that reach into it, without what is only proposed.
  func proposals(
    from evidence: DayEvidence, old: [BookedEntry], beside: [BookedEntry]
  ) -> [Entry] {
    Proposal(
      policy: settings.proposePolicy,
      zone: days.zone(inForceAt: evidence.timeline.day.start)
    ).entries(
      of: evidence.timeline, decided: old.map(\.entry).filter { !$0.isRulesProposal },
      taken: evidence.provisional + beside.flatMap(\.entry.visits)
    ).map { evidence.inItsZone($0) }
  }
}

extension DayEvidence {
  /// The entry with the zone that it began in.
  func inItsZone(_ entry: Entry) -> Entry {
    var entry = entry
    if let zone = entry.shares.first?.span.flatMap({ zones[$0] }) { entry.zone = zone }
    return entry
  }
}

extension Entry {
  /// Made by the rules and touched by nobody since.
  var isRulesProposal: Bool { state == .proposed && source == .rules && !edited }
}
