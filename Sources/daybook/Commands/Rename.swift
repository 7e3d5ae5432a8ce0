import ArgumentParser
import Workflow

struct RenameCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Move time to the new key of its client, project or task.",
    discussion: """
      Entries keep the keys of clients.yaml. Where one was changed there, this
      moves all of its time after it, invoiced time and a client's link too. The
      old key must be gone from clients.yaml, the new one be there. One step,
      which undo takes back.

        daybook rename acme/site acme/website
        daybook rename acme-corp acme --dry-run
      """)

  @Argument(help: ArgumentHelp("The key as it was.", valueName: "OLD")) var old: String
  @Argument(help: ArgumentHelp("The key as it is now.", valueName: "NEW")) var new: String
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let outcome = try home.rename(old, to: new, why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "move", "Moved")
  }
}
