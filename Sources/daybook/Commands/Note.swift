import ArgumentParser
import Workflow

struct NoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Write what an entry was for, in your own words.",
    discussion: """
      The last word is the note; put it into quotes. Empty quotes take the note away.

        daybook note 3fa9 "Kick-off call with Priya"
        daybook note today --client acme "Website launch"
      """)

  @Argument(
    help: ArgumentHelp(
      "Ids of entries, or a day or range; then the note.", valueName: "RANGE-OR-ID-AND-NOTE"))
  var words: [String]
  @OptionGroup var filter: FilterOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let selection = try filter.deliberateSelection(of: words.dropLast(), in: home)
    let outcome = try home.note(
      selection, words.last ?? "", why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "note", "Noted")
  }
}
