import ArgumentParser
import Workflow

struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make one entry of several.",
    discussion: """
      It counts what they counted, keeps the first one's id, and joins their
      notes. They must be of one day and agree in project, task and billing;
      unassigned time joins whatever it is named with.

        daybook merge 3fa9 77b0
      """)

  @Argument(help: ArgumentHelp("Ids of entries.", valueName: "ID"), completion: .entry) var ids:
    [String]
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let outcome = try home.merge(ids, why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "merge into", "Merged into")
  }
}
