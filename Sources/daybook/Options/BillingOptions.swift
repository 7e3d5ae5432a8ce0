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

  func selection(in home: Home) throws -> BillingSelection {
    let ranges = words.compactMap { DateRange($0, today: home.today) }
    guard ranges.count <= 1 else { throw Refusal(.usage, "Give one range of days.") }
    var day: CivilDate?
    if let date {
      guard let parsed = CivilDate(date) else {
        throw Refusal(.usage, "\"\(date)\" is no date. Write one such as 2026-11-30.")
      }
      day = parsed
    }
    return BillingSelection(
      clients: words.filter { DateRange($0, today: home.today) == nil }, range: ranges.first,
      date: day)
  }
}
