import ArgumentParser
import Workflow

struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show what changed the books: who, when, what, why, before and after.",
    discussion: """
      Newest last. With an id, the events of that entry, also of one that is gone.
      With days, the events that happened on them.

        daybook history
        daybook history 3fa9
        daybook history yesterday --json
      """)

  @Argument(
    help: ArgumentHelp("An entry, or the days on which it happened.", valueName: "ID-OR-RANGE"),
    completion: .dayOrEntry)
  var words: [String] = []
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let (ids, ranges) = try FilterOptions.sorted(words, in: home, unknown: .noMatch)
    guard ranges.count <= 1, ids.count <= 1 else {
      throw Refusal(.usage, "Give one entry's id, one range of days, or one of each.")
    }
    let events = try home.history(entry: ids.first, range: ranges.first)
    let printer = Printer()
    let output = try ChangeOutput(home)
    if list.json {
      printer.json(.list("events", events.map(output.json)))
    } else if list.csv {
      printer.csv(
        header: ["seq", "at", "who", "what", "why", "entries"],
        rows: events.map { event in
          [
            String(event.sequence), Texts.moment(event.reason.at.flooredSeconds, in: home.days),
            event.reason.who, event.reason.what, event.reason.why,
            event.entries.map(\.id.text).joined(separator: " "),
          ]
        })
    } else if events.isEmpty {
      printer.line(
        ranges.isEmpty
          ? "Nothing has changed the books."
          : "Nothing changed the books on these days. An id shows what became of an entry, whenever "
            + "it was.")
    } else {
      for event in events { output.show(event, only: ids.first, printer) }
    }
  }
}
