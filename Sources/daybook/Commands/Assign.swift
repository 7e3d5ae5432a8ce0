import ArgumentParser
import Workflow

struct AssignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Give proposed time to a project.",
    discussion: """
      It proposes the days first. The last word is the project: acme/website, with
      a task acme/website/development, or 'website' where one client alone has
      such a project. No rule moves the entries afterwards; hands-off time still
      waits for a yes of its own.

        daybook assign 3fa9 77b0 acme/website/development
        daybook assign today --unassigned acme/support
        daybook assign 3fa9 acme/website --nobill
      """)

  @Argument(
    help: ArgumentHelp(
      "A day or range, or ids of entries; then the project.", valueName: "RANGE-OR-ID-AND-PROJECT"),
    completion: .dayEntryOrProject)
  var words: [String]
  @Option(help: ArgumentHelp("A task of the project.", valueName: "TASK"), completion: .task)
  var task: String?
  @Flag var billing: BillingFlag?
  @OptionGroup var filter: FilterOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let selection = try filter.deliberateSelection(of: words.dropLast(), in: home)
    let target = try home.target(words.last ?? "", task: task)
    let outcome = try home.assign(
      selection, to: target, billable: billing.map { $0 == .bill }, why: change.reason,
      dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "assign", "Assigned")
  }
}
