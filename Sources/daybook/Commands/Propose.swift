import ArgumentParser
import Workflow

import struct Books.BookedEntry
import struct Books.EntryChange

struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Make time entries from the record, by the rules as they stand.",
    discussion: """
      Proposing again gives the same entries. What you approved or rejected stays
      as it is.

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
    for day in days {
      let rejected = day.entries.filter { $0.entry.state == .rejected }
      let left = day.entries.filter { $0.entry.state != .rejected }
      let work = left.filter { $0.entry.key != nil }
      let unassigned = left.filter { $0.entry.key == nil }
      var parts = [told(work, "entry", "entries")]
      if !unassigned.isEmpty {
        parts.append(told(unassigned, "unassigned stretch", "unassigned stretches"))
      }
      if !rejected.isEmpty { parts.append(told(rejected, "rejected", "rejected")) }
      printer.line("\(day.date): \(parts.joined(separator: "; "))")
      if !day.conflicts.isEmpty {
        let seconds = day.conflicts.reduce(0) { $0 + $1.end - $1.start }
        printer.line(
          "  \(Texts.clockLength(seconds)) were recorded twice and counted once.")
      }
      if day.open >= 60 || day.entries.isEmpty && day.open > 0 {
        printer.line("  \(Texts.stillOpen(day.open))")
      }
    }
    let verb = change.dryRun ? "Would change" : "Changed"
    printer.line(
      changes.isEmpty
        ? "Nothing new to propose."
        : "\(verb): \(told(changes)).")
  }

  /// `23 entries and 32 unassigned stretches new; 1 entry gone`.
  private func told(_ changes: [EntryChange]) -> String {
    let kinds = [
      ("new", changes.filter { $0.before == nil }),
      ("altered", changes.filter { $0.before != nil && $0.after != nil }),
      ("gone", changes.filter { $0.after == nil }),
    ]
    return kinds.filter { !$0.1.isEmpty }.map { name, changes in
      let entries = changes.filter { ($0.after ?? $0.before)?.entry.key != nil }.count
      let rest = changes.count - entries
      let counts = [
        entries > 0 ? plural(entries, "entry", "entries") : nil,
        rest > 0 ? plural(rest, "unassigned stretch", "unassigned stretches") : nil,
      ]
      return counts.compactMap { $0 }.joined(separator: " and ") + " \(name)"
    }.joined(separator: "; ")
  }

  private func told(_ entries: [BookedEntry], _ one: String, _ many: String) -> String {
    plural(entries.count, one, many) + ", "
      + Texts.clockLength(entries.reduce(0) { $0 + $1.entry.seconds })
  }
}
