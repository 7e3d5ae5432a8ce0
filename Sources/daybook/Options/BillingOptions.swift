import Activity
import ArgumentParser
import Workflow

/// `[CLIENT...] [RANGE]`, for what is billed.
struct BillingOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Keys of clients, and a day or range; all approved time up to now without.",
      valueName: "CLIENT-OR-RANGE"))
  var words: [String] = []

  @Option(help: ArgumentHelp("The invoices' date; today without.", valueName: "DATE"))
  var date: String?

  @Flag(help: "Bill notes as they are, also those made of time that you have forgotten since.")
  var allow = false

  func selection(in home: Home) throws -> BillingSelection {
    var clients: [String] = []
    var ranges: [DateRange] = []
    for word in joinedDates(words) {
      if let range = try home.dates.rangeIfAny(word) {
        ranges.append(range)
      } else {
        clients.append(word)
      }
    }
    guard ranges.count <= 1 else { throw Refusal(.usage, "Give one range of days.") }
    return BillingSelection(
      clients: clients, range: ranges.first, date: try date.map { try home.dates.day($0) },
      allowsNotesInDoubt: allow)
  }
}
