import ArgumentParser
import Billing
import Workflow

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Sum hours and money by client, project, task, day, week, month or app.",
    discussion: """
      It sums the entries in the books, in any order of grouping. Money is counted
      time times the rate, before an invoice's rounding; currencies are never
      added up. Rejected and unassigned time is told beneath, or shown by '--state
      rejected' and '--unassigned'.

        daybook report this-month
        daybook report last-month --by client,week
        daybook report yesterday --by app --client acme
        daybook report since monday --by day --chart
      """)

  @OptionGroup var selection: SelectionOptions
  @Option(
    help: ArgumentHelp(
      "One or more of client, project, task, day, week, month, app, such as 'client,day'.",
      valueName: "FIELDS"))
  var by = "project"
  @Flag(help: "Draw bars instead of a table.") var chart = false
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if chart && (list.json || list.csv) {
      throw ValidationError("Use --chart, --json or --csv: one of them.")
    }
  }

  func run() async throws {
    let home = try common.home(needsRules: false)
    let output = ReportOutput(try home.report(selection.selection(in: home), by: fields()))
    let printer = Printer()
    if list.json {
      printer.json(output.json)
    } else if list.csv {
      printer.csv(header: output.csvHeader, rows: output.csvRows)
    } else if output.isEmpty {
      printer.line("No entries to sum. \"daybook propose\" makes them from the record.")
    } else {
      printer.raw(chart ? output.chart(width: printer.width) : output.table(width: printer.width))
    }
  }

  private func fields() throws -> [ReportField] {
    var fields: [ReportField] = []
    for word in by.split(separator: ",", omittingEmptySubsequences: false) {
      guard let field = ReportField(rawValue: String(word)), !fields.contains(field) else {
        throw Refusal(
          .usage,
          "\"\(by)\" is no way to group. Use each of "
            + ReportField.allCases.map(\.rawValue).joined(separator: ", ")
            + " at most once, such as --by client,day.")
      }
      fields.append(field)
    }
    return fields
  }
}
