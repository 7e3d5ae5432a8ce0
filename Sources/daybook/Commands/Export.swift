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

      With '--full', all there is, as text: your files, the record with its window
      titles, every row of the books with their history. 'daybook import --full'
      makes the same of it again.

        daybook export --full daybook.jsonl
      """)

  @Option(
    help: ArgumentHelp("Write all there is to a new FILE; '-' prints it.", valueName: "FILE"))
  var full: String?

  @OptionGroup var days: RangeArgument
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if full != nil, !days.words.isEmpty {
      throw ValidationError("Use a RANGE or --full, not both: a full export has every day.")
    }
  }

  func run() async throws {
    if let full { return try exportAll(to: full) }
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

  private func exportAll(to file: String) throws {
    let printer = Printer()
    guard file != "-" else {
      _ = try common.world().exportAll { printer.raw($0) }
      return
    }
    let lines = try common.world().exportAll(to: file)
    printer.line(
      "Wrote \(lines) lines to \(neutralised(file)). Window titles are in it, and no token.")
  }
}
