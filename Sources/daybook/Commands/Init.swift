import ArgumentParser
import Workflow

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write commented starter files.",
    discussion: """
      Files that are there already stay as they are.

        daybook init
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let written = try common.world().initialise()
    let printer = Printer()
    for path in written { printer.line("Wrote \(neutralised(path))") }
    printer.line(
      written.isEmpty
        ? "Everything is there already; nothing was changed."
        : "Name your clients in clients.yaml, then run \"daybook rules check\".")
  }
}
