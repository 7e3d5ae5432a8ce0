import Activity
import Books
import Timesheet

/// Time that a person enters.
public struct NewEntry: Hashable, Sendable {
  public var target: WorkTarget
  /// Seconds since 1970.
  public var stretch: Visit
  public var note: String
  /// Nil for what `clients.yaml` says of the target.
  public var billable: Bool?
  /// Nobody was at the keyboard: as hands-off work it waits for a yes of its own.
  public var isAway: Bool

  public init(
    target: WorkTarget, stretch: Visit, note: String = "", billable: Bool? = nil,
    isAway: Bool = false
  ) {
    self.target = target
    self.stretch = stretch
    self.note = note
    self.billable = billable
    self.isAway = isAway
  }
}

extension Home {
  /// Proposes the day, then makes an entry that counts every second of its stretch: unassigned time
  /// beneath it is taken, and time that nobody was seen at work is counted too.
  ///
  /// - Parameter approve: approves it in the same step.
  public func add(
    _ new: NewEntry, approve: Bool = false, overlap: OverlapChoice = .refuse, why: String = "",
    dryRun: Bool = false
  ) throws -> EditOutcome {
    try edit("add", why: why, dryRun: dryRun) { change in
      let evidence = try evidence(ofBegun: days.date(at: new.stretch.start))
      _ = try propose(evidence.timeline.day.date, from: evidence, in: &change)
      let entry = try add(new, overlap: overlap, evidence: evidence, in: &change)
      if approve { _ = try self.approve([BookedEntry(entry: entry)], byName: true, in: &change) }
      _ = try propose(entry.day, from: evidence, in: &change)
      return [entry.id]
    }
  }

  func add(
    _ new: NewEntry, overlap: OverlapChoice, evidence: DayEvidence, in change: inout Change
  ) throws -> Entry {
    try check(new.stretch, on: evidence)
    let day = evidence.timeline.day
    let subject = subject(
      for: try checked(new.target), billable: new.billable, handsOff: new.isAway)
    let note = try checkedNote(new.note)
    let taken = try change.entries(on: day.date...day.date).map(\.entry.id)
    let entry = Entry(
      id: EntryID(day: day.date, subject: subject, start: new.stretch.start, besides: taken),
      day: day.date, subject: subject, start: new.stretch.start, end: new.stretch.end,
      shares: evidence.timeline.claimed(new.stretch, provisional: evidence.provisional),
      note: note, source: .manual, reason: nil, scattered: false,
      zone: days.activityZone(at: day.start), state: .proposed, edited: true,
      noteWritten: !note.isEmpty)
    try makeRoom(for: [new.stretch], besides: entry.id, on: day.date, choice: overlap, in: &change)
    try put(entry, in: &change)
    return entry
  }
}
