import ArgumentParser
import Workflow

struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change an entry's project, times or note.",
    discussion: """
      One line, of which every part may be left out: the project, the times, and what it was for.
      It proposes the day first. Evidence moves with the times: what they let go of is proposed
      anew, and what they reach for is counted, unless another entry counts it already.

        daybook edit 3fa9 acme/website/meetings 9:00-10:30 "Kick-off call"
        daybook edit 3fa9 --end 10:15
        daybook edit 3fa9 --start 8:50 --trim-other
      """)

  @Argument(help: ArgumentHelp("An entry's id.", valueName: "ID")) var id: String
  @Argument(
    help: ArgumentHelp("A project, times, a note: as many as change.", valueName: "LINE"))
  var line: [String] = []
  @Option(help: ArgumentHelp("When it begins.", valueName: "TIME")) var start: String?
  @Option(help: ArgumentHelp("When it ends.", valueName: "TIME")) var end: String?
  @Option(help: ArgumentHelp("Its project.", valueName: "PROJECT")) var project: String?
  @Option(help: ArgumentHelp("A task of its project.", valueName: "TASK")) var task: String?
  @Option(help: ArgumentHelp("What it was for.", valueName: "TEXT")) var note: String?
  @Flag var billing: BillingFlag?
  @OptionGroup var overlap: OverlapOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let outcome = try home.edit(
      id, edit(in: home), overlap: overlap.choice, why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "change", "Changed")
  }

  private func edit(in home: Home) throws -> EntryEdit {
    var words = EntryWords(line)
    words.project = try one(words.project, project, "project")
    words.start = start
    words.end = end
    words.task = task
    words.note = try one(words.note, note, "note")
    words.billable = billing.map { $0 == .bill }
    return try home.entryEdit(words, of: id)
  }

  private func one(_ inLine: String?, _ option: String?, _ name: String) throws -> String? {
    guard inLine == nil || option == nil else {
      throw Refusal(.usage, "Give the \(name) in the line or with --\(name), not both.")
    }
    return inLine ?? option
  }
}
