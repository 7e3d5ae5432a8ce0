import Activity
import Timesheet
import Workflow

import struct Books.BookedEntry
import struct Books.ForgottenNotes

extension ForgottenNotes {
  /// - Parameter invoiced: whether entries that are billed already are listed too.
  func show(_ verb: String, _ printer: Printer, invoiced listsInvoiced: Bool = true) {
    if erased > 0 {
      printer.line("\(verb) \(erased) notes that rules made of that time.")
    }
    let kept = listsInvoiced ? kept : kept.filter { $0.entry.state.invoice == nil }
    guard !kept.isEmpty else { return }
    printer.line("Approved entries keep their notes, which were made of that time:")
    for booked in kept {
      let entry = booked.entry
      printer.line(
        neutralised(
          "  \(entry.id.text.prefix(6))  \(entry.state.name)  \(entry.day)  "
            + "\(entry.key?.project.description ?? "")  \(entry.note)"))
    }
    let (open, invoiced) = (
      kept.filter { $0.entry.state.invoice == nil }, kept.filter { $0.entry.state.invoice != nil }
    )
    if let first = open.first {
      printer.line(
        "Drafts of what is approved stop until you write another note (daybook note "
          + "\(first.entry.id.text.prefix(6)) \"...\") or bill with --allow.")
    }
    if !invoiced.isEmpty {
      printer.line("What is invoiced was sent as it stands: change its text in Xero, if need be.")
    }
  }
}
