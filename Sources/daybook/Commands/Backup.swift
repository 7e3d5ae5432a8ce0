import ArgumentParser
import Workflow

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy books, record and your files into a directory, verified.",
    discussion: """
      Everything may go on meanwhile, the agent too. PLACE is a directory to put
      the backup into, or a new name for it; without, it goes into this directory.
      Only you can read it: it holds window titles. Tokens for Xero are not in it.

        daybook backup
        daybook backup /media/disk
        daybook restore daybook-backup-2026-11-20T053000

      Exit code 8 where the copy does not verify; nothing is left then.
      """)

  @Argument(help: ArgumentHelp("A directory, or a new name.", valueName: "PLACE"))
  var place: String?
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let made = try common.world().backUp(to: place)
    let printer = Printer()
    if json {
      return printer.json(
        .object([
          ("schema", .int(1)), ("path", .string(made.path)), ("bytes", .int(made.bytes)),
          ("files", .strings(made.files)), ("counts", made.counts.json),
        ]))
    }
    printer.line("Backed up to \(neutralised(made.path)) (\(made.bytes / 1024) KiB), and verified:")
    printer.line("  " + Texts.counts(made.counts))
    printer.line("It holds window titles, and no token. To bring it back: daybook restore PLACE")
  }
}

extension BackupCounts {
  var json: JSON {
    .object([
      ("spans", .int(spans)), ("runs", .int(runs)), ("entries", .int(Int64(entries))),
      ("events", .int(Int64(events))), ("invoices", .int(Int64(invoices))),
    ])
  }
}

extension Texts {
  /// `427 spans, 12 entries, 20 events, 1 invoice`.
  static func counts(_ counts: BackupCounts) -> String {
    [
      plural(counts.spans, "span", "spans"), plural(counts.entries, "entry", "entries"),
      plural(counts.events, "event", "events"), plural(counts.invoices, "invoice", "invoices"),
    ].joined(separator: ", ")
  }
}
