import Activity
import ArgumentParser
import Billing
import Workflow

/// `[CLIENT...] [RANGE]`, for what is billed.
struct BillingOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Keys of clients, and a day or range; all approved time up to now without.",
      valueName: "CLIENT-OR-RANGE"), completion: .clientOrDay)
  var words: [String] = []

  @Option(help: ArgumentHelp("The invoices' date; today without.", valueName: "DATE"))
  var date: String?

  @Flag(
    help: ArgumentHelp(
      "Bill notes as they are, also those made of time that you have forgotten since; with 'hit:…' "
        + "behind it, let what a draft was stopped for pass."))
  var allow = false

  @Flag(help: "Show work of those days that is not billed, as lines at 0.00.")
  var courtesy = false

  func selection(in home: Home) throws -> BillingSelection {
    var clients: [String] = []
    var ranges: [DateRange] = []
    let hits = words.filter { $0.hasPrefix(SafetyHit.prefix) }
    guard hits.isEmpty || allow else {
      throw Refusal(
        .usage, "\(hits[0]) names something that stopped a draft: write --allow \(hits[0]).")
    }
    for word in joinedDates(words.filter { !$0.hasPrefix(SafetyHit.prefix) }) {
      if let range = try home.dates.rangeIfAny(word) {
        ranges.append(range)
      } else {
        clients.append(word)
      }
    }
    guard ranges.count <= 1 else { throw Refusal(.usage, "Give one range of days.") }
    return BillingSelection(
      clients: clients, range: ranges.first, date: try date.map { try home.dates.day($0) },
      allowsNotesInDoubt: allow && hits.isEmpty, allowed: Set(hits),
      courtesy: courtesy)
  }
}
