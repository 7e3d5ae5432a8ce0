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

  @OptionGroup var options: EntryEditOptions

  func run() async throws {
    try options.run("take back", "Took back", needsRules: false) { home, selection, change in
      try home.unapprove(selection, why: change.reason, dryRun: change.dryRun)
    }
  }
}
