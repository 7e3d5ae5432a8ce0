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

  @OptionGroup var options: EntryEditOptions

  func run() async throws {
    try options.run("bill", "Will bill") { home, selection, change in
      try home.setBillable(selection, true, why: change.reason, dryRun: change.dryRun)
    }
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

  @OptionGroup var options: EntryEditOptions

  func run() async throws {
    try options.run("not bill", "Won't bill") { home, selection, change in
      try home.setBillable(selection, false, why: change.reason, dryRun: change.dryRun)
    }
  }
}
