import ArgumentParser
import Workflow

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in place of what is there, which is kept aside.",
    discussion: """
      The backup is copied and verified first. Then books, record and your files
      change places with it in one step: cut off at any moment, all is as before
      or all is restored. The agent must not run. Drafts that were pushed since
      are found again in Xero, not made twice.

        daybook restore daybook-backup-2026-11-20T053000
        daybook restore /media/disk/daybook-backup-2026-11-20T053000 --dry-run
      """)

  @Argument(help: ArgumentHelp("What 'daybook backup' made.", valueName: "BACKUP"))
  var backup: String
  @OptionGroup var options: ReplaceOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let prepared = try common.world().prepareRestore(of: backup)
    try options.carryOut(prepared, "backup")
  }
}

/// What every command takes that puts other data in place of what is there.
struct ReplaceOptions: ParsableArguments {
  @Flag(name: .customLong("dry-run"), help: "Show what would change, and change nothing.")
  var dryRun = false
  @Flag(help: "Do it without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false

  /// Shows the plan, asks where something is there already, and does it.
  func carryOut(_ prepared: PreparedHome, _ name: String) throws {
    let printer = Printer()
    if dryRun, json { return printer.json(value(prepared, nil)) }
    if !json || !yes && prepared.replaces { showPlan(json: json) { show(prepared, name, $0) } }
    guard !dryRun else { return }
    if prepared.replaces {
      try confirm("Put it in place of what is there, and keep that aside?", yes: yes)
    }
    let outcome = try prepared.carryOut()
    if json { return printer.json(value(prepared, outcome)) }
    printer.line("Done, and verified.")
    for aside in [outcome.dataAside, outcome.configAside].compactMap({ $0 }) {
      printer.line("What was there is kept in \(neutralised(aside)).")
    }
    printer.line("Start the agent again, then look with \"daybook status\".")
  }

  private func show(_ prepared: PreparedHome, _ name: String, _ printer: Printer) {
    printer.line("The \(name) of \(neutralised(prepared.made)) is sound:")
    printer.line("  " + Texts.counts(prepared.counts))
    if let present = prepared.present {
      printer.line("What is in use now:")
      printer.line("  " + Texts.counts(present))
    } else {
      printer.line("Nothing is recorded here yet.")
    }
    if prepared.hasSameBooks == false {
      printer.line("These are other books: their invoices are not those of the \(name).")
    }
    if !prepared.changedFiles.isEmpty {
      printer.line(
        "Your files that become those of the \(name): "
          + prepared.changedFiles.map(neutralised).joined(separator: ", "))
    }
  }

  private func value(_ prepared: PreparedHome, _ outcome: PreparedHome.Outcome?) -> JSON {
    .object([
      ("schema", .int(1)), ("done", .bool(outcome != nil)), ("made", .string(prepared.made)),
      ("counts", prepared.counts.json),
      ("present", prepared.present?.json ?? .null),
      ("same_books", prepared.hasSameBooks.map(JSON.bool) ?? .null),
      ("files", .strings(prepared.changedFiles)),
      ("kept", .strings([outcome?.dataAside, outcome?.configAside].compactMap { $0 })),
    ])
  }
}
