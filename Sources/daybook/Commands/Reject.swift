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

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let outcome = try home.reject(
      selection.deliberateSelection(in: home), why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "reject", "Rejected")
  }
}
