import Activity
import Timesheet
import Workflow

import struct Books.BookedEntry

/// What each key's change is to the books: the command's own use case.
extension ReviewDesk {
  /// - Returns: what was done, in a sentence.
  mutating func apply(_ deed: Deed) throws -> String {
    switch deed {
    case .approve(let ids):
      return said(try home.approve(selection(ids), dryRun: false))
    case .approveDay(let date):
      return said(
        try home.approve(EntrySelection(range: DateRange(days: date...date)), dryRun: false))
    case .reject(let id):
      let outcome = try home.reject(selection([id]))
      return "Rejected \(named(outcome)): it will not be proposed again."
    case .assign(let id, let project, let task):
      let outcome = try home.assign(
        selection([id]), to: WorkTarget(project: project, task: task))
      return "Given to \(named(outcome))."
    case .note(let id, let text):
      _ = try home.note(selection([id]), text)
      return text.isEmpty ? "The note is gone." : "Noted."
    case .bill(let id, let billable):
      _ = try home.setBillable(selection([id]), billable)
      return billable ? "Billable." : "Not billable."
    case .split(let id, let time):
      let outcome = try home.split(id.text, at: home.times([time], ofEntry: id.text))
      let parts = outcome.entries.map { Words.length($0.entry.seconds) }
      return "Split into \(parts.joined(separator: " and "))."
    case .merge(let first, let second):
      let outcome = try home.merge([first.text, second.text])
      return "Merged: \(named(outcome))."
    case .edit(let id, let times):
      var words = EntryWords()
      words.times = times
      let outcome = try home.edit(id.text, home.entryEdit(words, of: id.text))
      return "Moved: \(named(outcome))."
    case .writeRule(let id): return try writeRule(id)
    case .undo: return try undo()
    case .redo: return try redo()
    }
  }

  func selection(_ ids: [EntryID]) -> EntrySelection {
    EntrySelection(ids: ids.map(\.text), range: DateRange(days: home.today...home.today))
  }

  private func said(_ outcome: ApprovalOutcome) -> String {
    let seconds = outcome.approved.reduce(0) { $0 + $1.entry.seconds }
    let what =
      outcome.approved.count == 1
      ? name(of: outcome.approved[0]) : "\(outcome.approved.count) entries"
    let warning =
      outcome.withoutRate.isEmpty ? "" : " No rate is in force: add one before you bill."
    return "Approved \(what), \(Words.length(seconds)).\(warning)"
  }

  private func named(_ outcome: EditOutcome) -> String {
    guard let booked = outcome.entries.first else { return "it" }
    return "\(name(of: booked)), \(Words.length(booked.entry.seconds))"
  }

  private func name(of booked: BookedEntry) -> String {
    guard let key = booked.entry.key else { return "time without a project" }
    return "\(key.project)" + (key.task.map { " \($0)" } ?? "")
  }
}

extension ReviewDesk {
  /// The person's last step. Proposing is one too, but nobody pressed a key for it, and the screen
  /// proposes again at once: it is never taken back alone.
  private mutating func undo() throws -> String {
    let verbs = try home.undoableVerbs()
    guard verbs.contains(where: { $0 != "propose" }) else {
      // Where a push stands in the way, this says so.
      if verbs.isEmpty { _ = try home.undo(dryRun: true) }
      return "Nothing is left to take back."
    }
    return try told(home.undo(dryRun: false), "Took back", "Nothing is left to take back.")
  }

  private mutating func redo() throws -> String {
    try told(home.redo(dryRun: false), "Did again", "Nothing is left to do again.")
  }

  private mutating func told(
    _ outcome: UndoOutcome, _ did: String, _ nothing: String
  ) throws -> String {
    guard let step = outcome.step else { return nothing }
    // What is proposed next follows the rules as they are now.
    if !outcome.rules.isEmpty { home = try Home(home.world) }
    return (["\(did): \(step.reason.what)."] + outcome.rules.map(\.sentence))
      .joined(separator: " ")
  }
}
