import Activity
import Books
import Timesheet

extension Home {
  /// The entries of a selection as text, after proposing their days.
  public func entryText(_ selection: EntrySelection, dryRun: Bool = false) throws -> EntryText {
    try check(selection)
    let named = try entries(selection)
    let days =
      selection.ids.isEmpty
      ? selection.range.days
      : (named.map(\.entry.day).min() ?? today)...(named.map(\.entry.day).max() ?? today)
    if !dryRun { _ = try propose(DateRange(days: days), dryRun: false) }
    let shown = try entries(selection)
    var dates = Set(shown.map(\.entry.day))
    if selection.ids.isEmpty, days.lowerBound == days.upperBound { dates.insert(days.lowerBound) }
    var clocks: [CivilDate: DayClock] = [:]
    for date in dates { clocks[date] = DayClock(self.days, over: self.days.range(of: date)) }
    return EntryText(shown, on: dates.sorted()) { entry in
      clocks[entry.day]?.typedTimes(entry.start, entry.end)
        ?? "\(clock(entry.start))-\(clock(entry.end))"
    }
  }

  /// Digits that no other file's name has.
  public func nameForFile() -> String { hexadecimal(world.randomBytes(4)) }

  /// Does what an edited text says: all of it as one step, or nothing.
  ///
  /// - Parameter original: the text that was edited.
  /// - Throws: `EntryTextProblems`, for the lines that can't be done.
  public func edit(
    _ original: EntryText, as text: String, overlap: OverlapChoice = .refuse, why: String = "",
    dryRun: Bool = false
  ) throws -> EditOutcome {
    var edits: [LineEdit] = []
    var problems: [EntryTextProblem] = []
    for (label, row) in try EntryText.read(text) {
      do {
        if let edit = try lineEdit(label, row, original.rows[label]) { edits.append(edit) }
      } catch let refusal as Refusal {
        problems.append(EntryTextProblem(line: row.line, what: refusal.description))
      }
    }
    guard problems.isEmpty else { throw EntryTextProblems(problems: problems) }
    guard !edits.isEmpty else { return EditOutcome(entries: [], changes: []) }
    return try apply(edits, overlap: overlap, why: why, dryRun: dryRun)
  }

  private struct LineEdit {
    enum What {
      case change(EntryID, EntryEdit)
      case add(NewEntry)
    }
    var line: Int
    var day: CivilDate
    var what: What

    /// What gives time away comes before what takes it, so that a border moves in one go.
    var order: Int {
      switch what {
      case .change(_, let edit): edit.start == nil && edit.end == nil ? 0 : 1
      case .add: 2
      }
    }
  }

  /// Nil where the line says what it said.
  private func lineEdit(
    _ label: String, _ row: EntryText.Row, _ old: EntryText.Row?
  ) throws -> LineEdit? {
    if label == "new" {
      let stretch = try timeRange(row.times, on: row.day).seconds
      return LineEdit(
        line: row.line, day: row.day,
        what: .add(
          NewEntry(
            target: try target(row.project),
            stretch: Visit(start: stretch.lowerBound, end: stretch.upperBound),
            note: try checkedNote(row.note), billable: row.billed)))
    }
    guard let old, let id = old.id else {
      throw Refusal(
        .noMatch, "No entry \"\(label)\" was to be edited here. Begin a new one with \"new\".")
    }
    guard row.day == old.day else {
      throw Refusal(
        .usage,
        "Entry \(label) is of \(old.day), and an entry stays in its day. Move the line back.")
    }
    var edit = EntryEdit()
    if row.times != old.times {
      let range = try timeRange(row.times, on: row.day).seconds
      edit.start = range.lowerBound
      edit.end = range.upperBound
    }
    if row.project != old.project { edit.target = try target(row.project) }
    if let billed = row.billed, billed != old.billed || edit.target != nil {
      edit.billable = billed
    } else if row.billed == nil, old.billed == false, edit.target == nil {
      edit.billable = true
    }
    if row.note != old.note { edit.note = try checkedNote(row.note) }
    guard edit != EntryEdit() else { return nil }
    return LineEdit(line: row.line, day: row.day, what: .change(id, edit))
  }

  private func apply(
    _ edits: [LineEdit], overlap: OverlapChoice, why: String, dryRun: Bool
  ) throws -> EditOutcome {
    try edit("edit", why: why, dryRun: dryRun) { change in
      var days: [CivilDate: DayEvidence] = [:]
      for day in Set(edits.map(\.day)) {
        days[day] = try evidence(ofBegun: day)
        if let evidence = days[day] { _ = try propose(day, from: evidence, in: &change) }
      }
      var done: [EntryID] = []
      var left = edits.sorted { ($0.order, $0.line) < ($1.order, $1.line) }
      while !left.isEmpty {
        // A line may wait for the time that a later one gives away.
        var waiting: [LineEdit] = []
        var problems: [EntryTextProblem] = []
        for edit in left {
          guard let evidence = days[edit.day] else { continue }
          do {
            done.append(try apply(edit, overlap: overlap, evidence: evidence, in: &change))
          } catch let refusal as Refusal {
            waiting.append(edit)
            problems.append(EntryTextProblem(line: edit.line, what: refusal.description))
          }
        }
        guard waiting.count < left.count else {
          throw EntryTextProblems(problems: problems.sorted { $0.line < $1.line })
        }
        left = waiting
      }
      for (day, evidence) in days { _ = try propose(day, from: evidence, in: &change) }
      return done
    }
  }

  private func apply(
    _ edit: LineEdit, overlap: OverlapChoice, evidence: DayEvidence, in change: inout Change
  ) throws -> EntryID {
    switch edit.what {
    case .add(let new):
      return try add(new, overlap: overlap, evidence: evidence, in: &change).id
    case .change(let id, let what):
      guard let booked = try change.entry(id) else {
        throw Refusal(
          .conflict, "Entry \(id) is no longer there: it changed while the text was open.")
      }
      guard booked.entry.state == .proposed else { throw try EntryLocked(booked.entry, in: change) }
      try apply(what, to: booked.entry, overlap: overlap, evidence: evidence, in: &change)
      return id
    }
  }
}
