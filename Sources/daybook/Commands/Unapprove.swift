import ArgumentParser
import Workflow

struct UnapproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unapprove",
    abstract: "Take an approval or a rejection back.",
    discussion: """
      The entries are proposed again. An approval needs a reason, which the
      history keeps. What is on an invoice is not touched. By days it means what
      is approved; rejected entries are meant by their ids, or with --state
      rejected.

        daybook unapprove 3fa9 --reason "It was an hour less"
        daybook unapprove yesterday --client acme --reason "Wrong project"
        daybook unapprove today --state rejected
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let outcome = try home.unapprove(
      selection.deliberateSelection(in: home), why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "take back", "Took back")
  }
}
