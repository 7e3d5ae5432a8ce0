import Activity
import Books
import Timesheet

/// An entry that a change meant and that its state does not let change.
struct EntryLocked: Error {
  var entry: Entry
  /// In a push that is not settled.
  var held: Bool

  init(_ entry: Entry, in change: Change) throws {
    self.entry = entry
    held = try change.isHeld(entry.id)
  }
}

extension Home {
  /// Says by what an entry is locked, and which command unlocks it. Exit code 5.
  func refusal(of locked: EntryLocked, in books: Books) -> Refusal {
    let entry = locked.entry
    let id = entry.id
    guard !locked.held else {
      return Refusal(
        .locked,
        "Entry \(id) is on its way to Xero: its push is not settled. \"daybook invoice push\" "
          + "finishes it. Nothing was changed.")
    }
    switch entry.state {
    case .proposed:
      return Refusal(
        .locked, "Entry \(id) is only proposed, so there is nothing to take back.")
    case .rejected:
      return Refusal(
        .locked,
        "Entry \(id) was rejected. \"daybook unapprove \(id)\" takes that back. Nothing was "
          + "changed.")
    case .approved(let approval):
      return Refusal(
        .locked,
        "Entry \(id) was approved \(told(approval)). \"daybook unapprove \(id) --reason TEXT\" "
          + "unlocks it. Nothing was changed.")
    case .writtenOff(let approval):
      return Refusal(
        .locked,
        "Entry \(id) was approved \(told(approval)) and is written off. \"daybook unapprove \(id) "
          + "--reason TEXT\" unlocks it. Nothing was changed.")
    case .invoiced(let invoice, let approval), .shownFree(let invoice, let approval):
      let known = try? books.invoiceNumbers()[invoice]  // without its number it has its id
      let name = known.map { "\($0.number) (\($0.status))" } ?? invoice.text
      return Refusal(
        .locked,
        "Entry \(id) is on invoice \(name), approved \(told(approval)). Once that is deleted or "
          + "voided in Xero, \"daybook invoice release \(known?.number ?? invoice.text) --reason "
          + "TEXT\" unlocks it. Nothing was changed.")
    }
  }

  private func told(_ approval: Approval) -> String {
    let seconds = approval.at.flooredSeconds
    let local = days.civil(seconds)
    return "on \(local.date) at \(ClockText.minutes(local.second)) by \(approval.by)"
  }
}
