import ArgumentParser
import Workflow

struct SplitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Make several entries of one.",
    discussion: """
      The parts add up to the whole, to the second. 'at' cuts at times of the
      entry's day; 'into' gives each project its percentage, in the order of the
      day. The first part keeps the id.

        daybook split 3fa9 at 10:20
        daybook split 3fa9 at 10:20 11:05
        daybook split 3fa9 into acme/website:60% acme/support:40%
      """)

  @Argument(help: ArgumentHelp("An entry's id.", valueName: "ID"), completion: .entry) var id:
    String
  @Argument(help: ArgumentHelp("'at' or 'into'.", valueName: "HOW")) var how: SplitWord
  @Argument(
    help: ArgumentHelp("Times, or projects with their percentages.", valueName: "TIME-OR-PART"))
  var words: [String]
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  enum SplitWord: String, ExpressibleByArgument, CaseIterable {
    case at, into
  }

  func run() async throws {
    let home = try common.home()
    let outcome =
      switch how {
      case .at:
        try home.split(
          id, at: times(in: home), why: change.reason, dryRun: change.dryRun)
      case .into:
        try home.split(
          id, into: words.map { try home.splitPart($0) }, why: change.reason,
          dryRun: change.dryRun)
      }
    try EditOutput(home, list, change).show(outcome, "split into", "Split into")
  }

  private func times(in home: Home) throws -> [Int64] {
    let times = try home.times(words, ofEntry: id)
    EditOutput.tellClock(home, at: times.first)
    return times
  }
}
