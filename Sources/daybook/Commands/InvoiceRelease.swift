import ArgumentParser
import Timesheet
import Workflow

import struct Books.BookedEntry

struct InvoiceReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Let time be billed again whose invoice is gone.",
    discussion: """
      Xero is asked first: only an invoice that was deleted or voided there
      lets go of its entries. They are approved again, as they were, and the
      next push bills them on a new draft.

        daybook invoice release INV-0042 --reason 'Wrong contact'
      """)

  @OptionGroup var wanted: InvoiceArgument
  @Flag(help: "Do it without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let printer = Printer()
    let plan = try home.releasePlan(wanted.name)
    let seconds = plan.entries.reduce(0) { $0 + $1.entry.seconds }
    let what =
      "\(plan.invoice.number): \(plural(plan.entries.count, "entry", "entries")), "
      + Texts.clockLength(seconds)
    if change.dryRun, json { return try list(plan.entries, home, printer) }
    if change.dryRun || !yes {
      showPlan(json: json) {
        $0.line(neutralised("Would let go of \(what), if it is gone in Xero."))
      }
    }
    if change.dryRun { return }
    try confirm("Release \(plan.invoice.number)?", yes: yes)
    let released = try await home.releaseInvoice(wanted.name, why: change.reason)
    if json { return try list(released, home, printer) }
    printer.line(neutralised("Released \(what). They are approved, and wait for the next push."))
  }

  private func list(_ entries: [BookedEntry], _ home: Home, _ printer: Printer) throws {
    printer.json(.list("entries", entries.map(try EntryOutput(home).json)))
  }
}
