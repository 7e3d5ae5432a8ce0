import ArgumentParser
import Workflow

struct TrimCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trim",
    abstract: "Cut time off an entry, or out of it.",
    discussion: """
      What the record showed in the time cut off is rejected with it, so that no
      rule proposes it again; 'daybook edit --end 10:00' gives it back to the
      rules instead.

        daybook trim 3fa9 to 9:15-10:00
        daybook trim 3fa9 without 12:00-12:30
      """)

  @Argument(help: ArgumentHelp("An entry's id.", valueName: "ID"), completion: .entry) var id:
    String
  @Argument(help: ArgumentHelp("'to' what stays, or 'without' what goes.", valueName: "HOW"))
  var how: TrimWord
  @Argument(help: ArgumentHelp("Times, such as 9:15-10:00.", valueName: "TIMES"))
  var words: [String]
  @OptionGroup var list: ListOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  enum TrimWord: String, ExpressibleByArgument, CaseIterable {
    case to, without
  }

  func run() async throws {
    let home = try common.home()
    let stretches = try home.stretches(words, ofEntry: id)
    EditOutput.tellClock(home, at: stretches.first?.start)
    let outcome: EditOutcome
    switch how {
    case .to:
      guard stretches.count == 1 else {
        throw Refusal(.usage, "Give one stretch of time that stays, such as 9:15-10:00.")
      }
      outcome = try home.trim(id, to: stretches[0], why: change.reason, dryRun: change.dryRun)
    case .without:
      outcome = try home.trim(id, of: stretches, why: change.reason, dryRun: change.dryRun)
    }
    try EditOutput(home, list, change).show(outcome, "trim", "Trimmed")
  }
}
