import ArgumentParser
import Workflow

import struct Books.EntryChange

struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Make time entries from the record, by the rules as they stand.",
    discussion: """
      Proposing again gives the same entries. What you approved or rejected stays as it is.

        daybook propose
        daybook propose 2026-11-20
        daybook propose last-month --dry-run
      """)

  @OptionGroup var range: RangeArgument
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let home = try common.home()
    let (days, changes) = try home.propose(range.rangeOrToday(in: home), dryRun: change.dryRun)
    let printer = Printer()
    let output = try EntryOutput(home)
    let entries = days.flatMap(\.entries)
    if list.json {
      printer.json(.list("entries", entries.map(output.json)))
    } else if list.csv {
      printer.csv(header: EntryOutput.csvHeader, rows: entries.map(output.csv))
    } else {
      summarise(days, changes, printer)
    }
  }

  private func summarise(_ days: [ProposedDay], _ changes: [EntryChange], _ printer: Printer) {
    let added = changes.filter { $0.before == nil }.count
    let gone = changes.filter { $0.after == nil }.count
    let altered = changes.count - added - gone
    for day in days {
      let work = day.entries.filter { $0.entry.key != nil }
      let unassigned = day.entries.filter { $0.entry.key == nil }
      printer.line(
        "\(day.date): \(work.count) entries, "
          + "\(Texts.clockLength(work.reduce(0) { $0 + $1.entry.seconds })); unassigned "
          + Texts.clockLength(unassigned.reduce(0) { $0 + $1.entry.seconds }))
      if !day.conflicts.isEmpty {
        let seconds = day.conflicts.reduce(0) { $0 + $1.end - $1.start }
        printer.line(
          "  \(Texts.clockLength(seconds)) were recorded by two sources and counted once.")
      }
    }
    let verb = change.dryRun ? "Would change" : "Changed"
    printer.line(
      changes.isEmpty
        ? "Nothing new to propose."
        : "\(verb): \(added) new, \(altered) altered, \(gone) gone.")
  }
}
