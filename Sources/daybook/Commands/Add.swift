import Activity
import ArgumentParser
import Timesheet
import Workflow

struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Enter time that nobody recorded, such as a meeting.",
    discussion: """
      One line: the project, the times, and what it was for. It proposes the day
      first. The entry counts all of its time and takes what is unassigned beneath
      it; where another entry counts some of it already, it is refused. It is
      proposed until it is approved.

        daybook add acme/website 9:00-10:30 "Kick-off call"
        daybook add acme/website/meetings 14:00-15:00 Weekly call --approve
        daybook add acme/website 9:00-9:30 Post --on yesterday
        daybook add acme/website 9:00-10:30 --trim-other
        daybook add acme/website 12:00-13:20 --away
      """)

  @Argument(
    help: ArgumentHelp(
      "A project, with a task or without: acme/website/meetings.", valueName: "PROJECT"),
    completion: .project)
  var project: String
  @Argument(help: ArgumentHelp("From when to when, such as 9:00-10:30.", valueName: "TIMES"))
  var times: String
  @Argument(help: ArgumentHelp("What it was for.", valueName: "NOTE")) var note: [String] = []
  @Option(help: ArgumentHelp("The day; today without.", valueName: "DAY"), completion: .day) var on:
    String?
  @Option(help: ArgumentHelp("A task of the project.", valueName: "TASK"), completion: .task)
  var task: String?
  @Flag var billing: BillingFlag?
  @Flag(
    help: "It is time away from the keyboard: approved by its id or --presence-only alone.")
  var away = false
  @Flag(help: "Approve it in the same step.") var approve = false
  @OptionGroup var overlap: OverlapOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let target = try home.target(project, task: task)
    let stretch = try home.timeRange(times, on: on.map { try home.dates.day($0) }).seconds
    EditOutput.tellClock(home, at: stretch.lowerBound)
    let outcome = try home.add(
      NewEntry(
        target: target, stretch: Visit(start: stretch.lowerBound, end: stretch.upperBound),
        note: note.joined(separator: " "), billable: billing.map { $0 == .bill }, isAway: away),
      approve: approve, overlap: overlap.choice, why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "add", "Added")
  }
}
