import ArgumentParser
import Workflow

/// `[RANGE | ID...]` and the filters, for commands on entries.
struct SelectionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A day or range such as 'today', '2026-11-20' or 'last-month', or ids of entries.",
      valueName: "RANGE-OR-ID"))
  var words: [String] = []

  @Option(help: ArgumentHelp("Only this client's, by its key.", valueName: "CLIENT"))
  var client: String?

  @Option(
    help: ArgumentHelp("Only this project's: 'acme/website' or 'website'.", valueName: "PROJECT"))
  var project: String?

  @Option(
    help: ArgumentHelp("Only proposed, approved, invoiced or rejected ones.", valueName: "STATE"))
  var state: String?

  @Flag(help: "Only time that no rule places.")
  var unassigned = false

  func selection(in home: Home) throws -> EntrySelection {
    let ranges = words.compactMap { DateRange($0, today: home.today) }
    let ids = words.filter { DateRange($0, today: home.today) == nil }
    guard ranges.count <= 1, ranges.isEmpty || ids.isEmpty else {
      throw Refusal(.usage, "Give one range of days, or ids of entries, not both.")
    }
    for id in ids where id.wholeMatch(of: /[0-9a-f]{1,12}/) == nil {
      throw Refusal(
        .usage,
        "\"\(id)\" is neither a day nor an entry's id. Use a day such as \(DateRange.examples), "
          + "or an id that \"daybook entries\" lists.")
    }
    return EntrySelection(
      ids: ids, range: try ranges.first ?? home.range(nil), client: client, project: project,
      state: state, unassignedOnly: unassigned)
  }
}
