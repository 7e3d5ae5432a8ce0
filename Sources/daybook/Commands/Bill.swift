import ArgumentParser
import Workflow

struct BillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bill",
    abstract: "Bill proposed entries, whatever clients.yaml says.",
    discussion: """
        daybook bill 3fa9
        daybook bill today --project acme/support
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let outcome = try home.setBillable(
      selection.deliberateSelection(in: home), true, why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "bill", "Will bill")
  }
}

struct NobillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nobill",
    abstract: "Don't bill proposed entries.",
    discussion: """
      They still count as work of their project.

        daybook nobill 3fa9
        daybook nobill today --project acme/website
      """)

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let outcome = try home.setBillable(
      selection.deliberateSelection(in: home), false, why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "not bill", "Won't bill")
  }
}
