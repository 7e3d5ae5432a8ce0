import Activity
import Books
import Timesheet

/// What a person changes of one entry; nil leaves it as it is.
public struct EntryEdit: Hashable, Sendable {
  /// Seconds since 1970.
  public var start: Int64?
  public var end: Int64?
  public var target: WorkTarget?
  public var billable: Bool?
  public var note: String?

  public init(
    start: Int64? = nil, end: Int64? = nil, target: WorkTarget? = nil, billable: Bool? = nil,
    note: String? = nil
  ) {
    self.start = start
    self.end = end
    self.target = target
    self.billable = billable
    self.note = note
  }
}

extension Home {
  /// Proposes the entry's day, changes it, and proposes what its borders let go of.
  public func edit(
    _ id: String, _ edit: EntryEdit, overlap: OverlapChoice = .refuse, why: String = "",
    dryRun: Bool = false
  ) throws -> EditOutcome {
    try self.edit("edit", why: why, dryRun: dryRun) { change in
      let named = try openEntry(id, in: change)
      let evidence = try evidence(ofBegun: named.entry.day)
      _ = try propose(named.entry.day, from: evidence, in: &change)
      let entry = try current(named, in: change).entry
      try apply(edit, to: entry, overlap: overlap, evidence: evidence, in: &change)
      _ = try propose(entry.day, from: evidence, in: &change)
      return [entry.id]
    }
  }

  func apply(
    _ edit: EntryEdit, to entry: Entry, overlap: OverlapChoice, evidence: DayEvidence,
    in change: inout Change
  ) throws {
    var entry = entry
    if let target = edit.target {
      entry = entry.given(
        to: subject(
          for: try checked(target), billable: edit.billable, handsOff: entry.handsOff))
    } else if let billable = edit.billable {
      guard var key = entry.key else { throw withoutProject(entry) }
      key.billable = billable
      entry.subject = .work(key)
    }
    if let note = edit.note {
      entry.note = try checkedNote(note)
      entry.noteWritten = true
    }
    if edit.start != nil || edit.end != nil {
      let borders = Visit(start: edit.start ?? entry.start, end: edit.end ?? entry.end)
      try check(borders, on: evidence)
      guard entry.key != nil || (borders.start >= entry.start && borders.end <= entry.end) else {
        throw withoutProject(entry)
      }
      guard
        let moved = entry.moved(
          to: borders, in: evidence.timeline, provisional: evidence.provisional)
      else {
        throw Refusal(
          .usage,
          "Entry \(entry.id) would count nothing between \(clock(borders.start)) and "
            + "\(clock(borders.end)). Nothing was changed.")
      }
      entry = moved
      try makeRoom(
        for: entry.visits, besides: entry.id, on: entry.day, choice: overlap, in: &change)
    }
    entry.edited = true
    try put(entry, in: &change)
  }

  /// - Throws: `Refusal` (2) for times that are turned round, not of the day, or not come yet.
  func check(_ borders: Visit, on evidence: DayEvidence) throws {
    let timeline = evidence.timeline
    let day = timeline.day
    guard borders.start < borders.end else {
      throw Refusal(
        .usage,
        "\(clock(borders.start)) to \(clock(borders.end)) ends before it begins. Give the earlier "
          + "time first.")
    }
    guard borders.start >= day.start, borders.end <= day.end else {
      throw Refusal(
        .usage,
        "An entry is of one working day, and \(day.date) runs from "
          + "\(Moment.text(day.start, offset: days.offset(at: day.start))) to "
          + "\(Moment.text(day.end, offset: days.offset(at: day.end))). Enter the time before and "
          + "after that separately.")
    }
    guard borders.end <= timeline.until else {
      throw Refusal(
        .usage,
        "\(clock(borders.end)) has not come yet: it is \(clock(timeline.until)). Enter time when "
          + "it has passed.")
    }
  }
}
