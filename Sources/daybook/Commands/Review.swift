import ArgumentParser
import Review
import Workflow

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Go through a day at the terminal and approve it, in two minutes.",
    discussion: """
      Left the day, right its entries, below what it comes to. It changes nothing
      that the commands could not: a approves, p gives time to a project, u takes
      the last step back, h shows all keys with their commands, q ends with a
      summary. docs/review.md has pictures.

        daybook review
        daybook review yesterday
        daybook review 2026-11-16..2026-11-20
        daybook review --demo           a made day, to try it on
      """)

  @Argument(help: ArgumentHelp("The days.", valueName: "RANGE"), completion: .day) var range:
    String?

  @Flag(help: "Try it on a made day; your own records are not touched.")
  var demo = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let lines: [String]
    if demo {
      let example = try ExampleHome(common.world())
      lines = try ReviewSession.run(
        example.home, days: example.home.today...example.home.today, isDemo: true)
    } else {
      let home = try common.home()
      lines = try ReviewSession.run(home, days: home.range(range).days)
    }
    for line in lines { Printer().line(neutralised(line)) }
    if demo { Printer().line("That was a made day. Your own begins with: daybook init") }
  }
}
