import ArgumentParser
import Foundation
import Workflow

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make books and record anew from a full export.",
    discussion: """
      All of the file is taken, or nothing: each line must be as Daybook writes
      it, and the books it makes must verify. What is there already is kept aside.
      The agent must not run. Spans alone are brought in with 'daybook activity
      import'.

        daybook import --full daybook.jsonl
        daybook import --full daybook.jsonl --dry-run
      """)

  @Option(
    help: ArgumentHelp(
      "What 'daybook export --full' wrote; '-' reads standard input.", valueName: "FILE"))
  var full: String
  @OptionGroup var options: ReplaceOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let prepared = try common.world().prepareImport(
      try InputFile.source(full), named: full == "-" ? "Standard input" : full)
    try options.carryOut(prepared, "export")
  }
}
