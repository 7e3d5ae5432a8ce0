import ArgumentParser
import Workflow

struct ApproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve proposed entries, so that they can be billed.",
    discussion: """
      It proposes the days first. By days it leaves unassigned time and hands-off
      work alone; hands-off work is approved by its id, or with --presence-only.
      What is approved no longer moves when rules change; 'daybook unapprove'
      takes it back.

        daybook approve
        daybook approve 2026-11-20 --client acme
        daybook approve 3fa9 77b0
        daybook approve this-week --dry-run
      """)

  @OptionGroup var options: EntryEditOptions

  func run() async throws {
    let (selection, change) = (options.selection, options.change)
    let home = try options.common.home()
    let outcome = try home.approve(
      selection.selection(in: home, unknown: .noMatch), why: change.reason, dryRun: change.dryRun)
    let output = try EditOutput(home, options.list, change)
    if !output.machineReadable(outcome.approved, outcome.changes) {
      summarise(outcome, Printer())
      if outcome.approved.isEmpty, selection.isEmpty { try tellWaiting(home, Printer()) }
      if change.dryRun, !outcome.changes.isEmpty { output.show(outcome.changes) }
    }
    for booked in outcome.withoutRate {
      writeToStandardError(
        "Entry \(booked.entry.id) has no rate in force on \(booked.entry.day). Add one to "
          + "clients.yaml before you bill.\n")
    }
  }

  /// Earlier days, where today has nothing.
  private func tellWaiting(_ home: Home, _ printer: Printer) throws {
    let waiting = try home.daysWaiting()
    guard let last = waiting.last else { return }
    printer.line(
      "\(last.day) waits with \(plural(last.entries, "proposed entry", "proposed entries")): "
        + "daybook approve \(last.day)")
    if waiting.count > 1 {
      printer.line(
        "So \(waiting.count == 2 ? "does 1 day" : "do \(waiting.count - 1) days") before it: "
          + "daybook day list \(waiting[0].day)..\(last.day)")
    }
  }

  private func summarise(_ outcome: ApprovalOutcome, _ printer: Printer) {
    let seconds = outcome.approved.reduce(0) { $0 + $1.entry.seconds }
    let verb = options.change.dryRun ? "Would approve" : "Approved"
    printer.line(
      outcome.approved.isEmpty
        ? "Nothing to approve."
        : "\(verb) \(plural(outcome.approved.count, "entry", "entries")), "
          + "\(Texts.clockLength(seconds)).")
    if !outcome.handsOff.isEmpty {
      let ids = outcome.handsOff.map { String($0.entry.id.text.prefix(6)) }
      printer.line(
        "Hands-off work waits for a yes of its own: daybook approve "
          + ids.joined(separator: " "))
    }
    if !outcome.unassigned.isEmpty {
      let left = outcome.unassigned.reduce(0) { $0 + $1.entry.seconds }
      printer.line("Unassigned time was left alone: \(Texts.clockLength(left)).")
    }
  }
}
