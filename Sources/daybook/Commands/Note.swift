import ArgumentParser
import Workflow

struct NoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Write what an entry was for, in your own words.",
    discussion: """
      The last word is the note; put it into quotes. Empty quotes take the note
      away.

        daybook note 3fa9 "Kick-off call with Priya"
        daybook note today --client acme "Website launch"
      """)

  @Argument(
    help: ArgumentHelp(
      "Ids of entries, or a day or range; then the note.", valueName: "RANGE-OR-ID-AND-NOTE"),
    completion: .dayOrEntry)
  var words: [String]
  @OptionGroup var filter: FilterOptions
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let selection = try selection(in: home)
    let outcome = try home.note(
      selection, words.last ?? "", why: change.reason, dryRun: change.dryRun)
    try EditOutput(home, list, change).show(outcome, "note", "Noted")
  }

  /// A note without its quotes leaves words that are no entries.
  private func selection(in home: Home) throws -> EntrySelection {
    do {
      return try filter.deliberateSelection(of: words.dropLast(), in: home)
    } catch let refusal as Refusal
      where [.usage, .noMatch].contains(refusal.kind) && words.count != 2
    {
      let meant = words.prefix { (try? FilterOptions.plainSelection(of: [$0], in: home)) != nil }
      if words.count == 1, !meant.isEmpty {
        throw Refusal(
          .usage,
          "What was it for? Put the note in quotes: daybook note \(words[0]) \"Call with Priya\"")
      }
      guard !meant.isEmpty, meant.count < words.count - 1 else { throw refusal }
      let note = words.dropFirst(meant.count).joined(separator: " ")
      throw Refusal(
        .usage,
        "\"\(words[meant.count])\" is neither a day nor an entry's id. Put the note in quotes: "
          + "daybook note \(meant.joined(separator: " ")) \"\(note)\"")
    }
  }
}
