import ArgumentParser
import Workflow

struct RejectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Decide that proposed time is not work.",
    discussion: """
      Rejected time counts as unassigned and is not proposed again, whatever rules
      say later. 'daybook unapprove ID' takes a rejection back.

        daybook reject 3fa9
        daybook reject today --unassigned
        daybook reject 2026-11-20 --presence-only --dry-run
      """)

  @OptionGroup var options: EntryEditOptions

  func run() async throws {
    try options.run("reject", "Rejected") { home, selection, change in
      try home.reject(selection, why: change.reason, dryRun: change.dryRun)
    }
  }
}
