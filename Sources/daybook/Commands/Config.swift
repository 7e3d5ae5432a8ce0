import ArgumentParser
import Workflow

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Check the files you write.",
    subcommands: [ConfigCheckCommand.self])
}

struct ConfigCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read config.yaml, clients.yaml and the rules, and say what is wrong.",
    discussion: """
        daybook config check
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let clients = home.settings.clients.clients
    let facts = [
      plural(clients.count, "client", "clients") + ", "
        + plural(clients.reduce(0) { $0 + $1.projects.count }, "project", "projects"),
      plural(home.rules.rules.count, "rule", "rules"),
    ]
    let printer = Printer()
    if json {
      printer.json(
        .list(
          "checks",
          facts.map { .object([("check", .string($0)), ("state", .string("ok"))]) }))
    } else {
      for fact in facts { printer.line("ok  \(fact)") }
    }
  }
}
