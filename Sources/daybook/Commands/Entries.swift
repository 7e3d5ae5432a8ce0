import ArgumentParser
import Workflow

import struct Books.BookedEntry

struct EntriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entries",
    abstract: "List time entries, unassigned time among them.",
    discussion: """
      It lists what the books hold; 'daybook propose' puts a day's proposals into
      them.

        daybook entries 2026-11-20
        daybook entries this-week --client acme --state approved
        daybook entries yesterday --unassigned
        daybook entries 3fa9 --evidence
      """)

  @OptionGroup var selection: SelectionOptions
  @Flag(help: "With the windows behind each entry, longest first.") var evidence = false
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let home = try common.home()
    let entries = try home.entries(selection.selection(in: home))
    let printer = Printer()
    let output = try EntryOutput(home)
    if evidence, !entries.isEmpty || list.json || list.csv {
      try EvidenceOutput(output).print(home.evidence(behind: entries), list, printer)
    } else if list.json {
      printer.json(.list("entries", entries.map(output.json)))
    } else if list.csv {
      printer.csv(header: EntryOutput.csvHeader, rows: entries.map(output.csv))
    } else if entries.isEmpty {
      printer.line("No entries. \"daybook propose\" makes them from the record.")
    } else {
      var table = output.table(entries)
      let rejected = entries.filter { $0.entry.state == .rejected }
        .reduce(0) { $0 + $1.entry.seconds }
      let work = entries.filter { $0.entry.key != nil && $0.entry.state != .rejected }
        .reduce(0) { $0 + $1.entry.seconds }
      let all = entries.reduce(0) { $0 + $1.entry.seconds }
      table.addFooter(["", "", "", "", Texts.clockLength(work), "on projects", ""])
      table.addFooter(["", "", "", "", Texts.clockLength(all - work), "unassigned", ""])
      if rejected > 0 {
        table.addFooter(["", "", "", "", Texts.clockLength(rejected), "  of it rejected", ""])
      }
      printer.table(table)
      try remark(on: entries, home, printer)
    }
  }

  /// Which rules place time that is unassigned all the same. Not of more than a month, which is
  /// evidence to be read.
  private func remark(on entries: [BookedEntry], _ home: Home, _ printer: Printer) throws {
    guard Set(entries.map(\.entry.day)).count <= 31 else { return }
    for short in try home.tooShort(among: entries) {
      let ids = short.entries.map { String($0.text.prefix(6)) }
      let told = ids.prefix(3).joined(separator: ", ")
      let more = ids.count > 3 ? " and \(ids.count - 3) more" : ""
      printer.line(neutralised("\(told)\(more): \(Texts.tooShort(short.reason))"))
    }
  }
}
