import ArgumentParser
import Workflow

struct RulesCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read the rule files and say what is wrong, with file, line and column.",
    discussion: """
        daybook rules check
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let files = Dictionary(grouping: home.rules.rules) { $0.place.file }
      .map { (file: $0.key, rules: $0.value.count) }.sorted { $0.file < $1.file }
    let printer = Printer()
    if json {
      printer.json(
        .list(
          "checks",
          files.map {
            .object([
              ("check", .string($0.file)), ("state", .string("ok")),
              ("rules", .int(Int64($0.rules))),
            ])
          }))
      return
    }
    for file in files { printer.line(neutralised("ok  \(file.file): \(file.rules) rules")) }
    printer.line("\(home.rules.rules.count) rules, \(home.ruleTestCount) tests beside them.")
  }
}

struct RulesTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests that stand beside the rules.",
    discussion: """
        daybook rules test
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let failed = home.failedRuleTests()
    let printer = Printer()
    if json {
      printer.json(
        .list(
          "checks",
          failed.map {
            .object([
              ("check", .string("\($0.place)")), ("state", .string("failed")),
              ("problems", .strings($0.problems)),
            ])
          }))
    } else {
      for test in failed {
        printer.line(neutralised("\(test.place): \(test.problems.joined(separator: "; "))."))
      }
      printer.line("\(home.ruleTestCount - failed.count) of \(home.ruleTestCount) tests pass.")
    }
    if !failed.isEmpty { throw ExitCode(Refusal.Kind.failed.rawValue) }
  }
}

struct RulesCompileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile the rules for the agent, which excludes and redacts by them.",
    discussion: """
      The agent runs this itself when a rule file changes.

        daybook rules compile
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let path = try common.home().compileRules()
    Printer().line(neutralised("Compiled the rules into \(path)"))
  }
}
