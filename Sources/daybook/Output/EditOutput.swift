import Activity
import Timesheet
import Workflow

import struct Books.BookedEntry
import struct Books.EntryChange

/// Tells what a change of entries did, or would do.
struct EditOutput {
  var entries: EntryOutput
  var changes: ChangeOutput
  var list: ListOptions
  var dryRun: Bool

  init(_ home: Home, _ list: ListOptions, _ change: ChangeOptions) throws {
    entries = try EntryOutput(home)
    changes = try ChangeOutput(home)
    self.list = list
    dryRun = change.dryRun
  }

  /// What a command did to the entries that were meant, and to others.
  ///
  /// - Parameters:
  ///   - verb: as in "would reject".
  ///   - done: as in "Rejected".
  func show(_ outcome: EditOutcome, _ verb: String, _ done: String) {
    guard !machineReadable(outcome.entries, outcome.changes) else { return }
    let printer = Printer()
    guard !outcome.entries.isEmpty else {
      printer.line("Nothing to \(verb).")
      return
    }
    let seconds = outcome.entries.reduce(0) { $0 + $1.entry.seconds }
    printer.line(
      "\(dryRun ? "Would \(verb)" : done) \(plural(outcome.entries.count, "entry", "entries")), "
        + "\(Texts.clockLength(seconds)).")
    if dryRun {
      show(outcome.changes)
    } else {
      printer.table(entries.table(outcome.entries))
      let meant = Set(outcome.entries.map(\.entry.id))
      let beside = outcome.changes.filter { change in
        guard let entry = (change.after ?? change.before)?.entry else { return false }
        return !meant.contains(entry.id) && entry.key != nil
      }
      if !beside.isEmpty {
        printer.line("Changed with it:")
        show(beside)
      }
    }
  }

  /// Says on standard error whose clocks read the times that were typed, where those are others.
  static func tellClock(_ home: Home, at seconds: Int64?) {
    guard let seconds, let told = home.otherClock(at: seconds) else { return }
    writeToStandardError(neutralised(told) + "\n")
  }

  /// JSON with everything that changed, or CSV of the entries meant; false where neither was asked
  /// for.
  func machineReadable(_ meant: [BookedEntry], _ changes: [EntryChange]) -> Bool {
    let printer = Printer()
    if list.json {
      printer.json(
        .object([
          ("schema", .int(1)),
          ("entries", .array(meant.map(entries.json))),
          ("changes", .array(changes.map(self.changes.json))),
        ]))
    } else if list.csv {
      printer.csv(header: EntryOutput.csvHeader, rows: meant.map(entries.csv))
    }
    return list.json || list.csv
  }

  /// Each entry as it was and as it is.
  func show(_ changes: [EntryChange]) {
    self.changes.show(changes.sorted { start(of: $0) < start(of: $1) }, Printer())
  }

  private func start(of change: EntryChange) -> Int64 {
    (change.before ?? change.after)?.entry.start ?? 0
  }
}
