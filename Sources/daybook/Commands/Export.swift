import ArgumentParser
import Workflow

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the books' entries as JSON Lines, one entry a line.",
    discussion: """
      All that the books hold of each entry: state, times, what it counts, note,
      rate. Neither window titles nor the history are in it.

        daybook export > entries.jsonl
        daybook export last-month
      """)

  @OptionGroup var days: RangeArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let printer = Printer()
    var pending = ""
    try home.exportEntries(try days.range(in: home)) { line in
      pending += line + "\n"
      if pending.utf8.count > 1 << 16 {
        printer.raw(pending)
        pending = ""
      }
    }
    printer.raw(pending)
  }
}
