import ArgumentParser
import Workflow

import struct ConfigurationFiles.BadFile
import enum ConfigurationFiles.SettingsError

struct RulesCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read the rule files, and say what is wrong or of no use, and where.",
    discussion: """
      What is wrong is an error with file, line and column, and no rule is used.
      Warnings name rules that can never win, that matched nothing in the last 30
      days, and slow patterns; the rules work all the same.

        daybook rules check
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let printer = Printer()
    let world = try common.world()
    let home: Home
    do {
      home = try Home(world)
    } catch SettingsError.badFile(let error) where json {
      printer.json(.list("checks", [RulesCheckCommand.json(error)]))
      throw SettingsError.badFile(error)
    }
    let review = try home.reviewRules()
    let files = Dictionary(grouping: home.rules.rules) { $0.place.file }
      .map { (file: $0.key, rules: $0.value.count) }.sorted { $0.file < $1.file }
    let failed = home.failedRuleTests().count
    if json {
      let read = files.map { file in
        JSON.object([
          ("check", .string(file.file)), ("state", .string("ok")),
          ("rules", .int(Int64(file.rules))),
        ])
      }
      return printer.json(.list("checks", read + review.warnings.map(RulesCheckCommand.json)))
    }
    for file in files {
      printer.line(
        neutralised("ok  \(file.file): \(plural(file.rules, "rule", "rules"))"))
    }
    for warning in review.warnings {
      printer.line(
        neutralised("\(warning.place): \(warning.message)"))
    }
    let warnings = review.warnings.count
    printer.line(
      plural(home.rules.rules.count, "rule", "rules") + ", "
        + (warnings == 0 ? "no warnings" : plural(warnings, "warning", "warnings"))
        + "; \(plural(home.ruleTestCount, "test", "tests")) beside them, "
        + (failed == 0 ? "all pass." : "\(failed) fail: daybook rules test."))
    if !review.hasEvidence {
      printer.line("Nothing is recorded yet, so nothing is said of rules that match nothing.")
    }
  }

  private static func json(_ warning: RuleWarning) -> JSON {
    var members: [(String, JSON)] = [
      ("check", .string(warning.kind.rawValue)), ("state", .string("warning")),
      ("rule", .string(warning.rule.name)), ("file", .string(warning.rule.place.file)),
      ("line", .int(Int64(warning.pattern?.line ?? warning.rule.place.line))),
    ]
    if let mark = warning.pattern { members.append(("column", .int(Int64(mark.column)))) }
    return .object(members + [("message", .string(warning.message))])
  }

  private static func json(_ error: BadFile) -> JSON {
    .object([
      ("check", .string("files")), ("state", .string("error")), ("file", .string(error.file)),
      ("line", .int(Int64(error.line))), ("column", .int(Int64(error.column))),
      ("message", .string(error.description)),
    ])
  }
}

struct RulesTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests beside the rules, or write one from the record.",
    discussion: """
      '--from' prints a recorded span and what the rules make of it now, as an
      entry of 'tests:' to be put into a rule file. It holds what exclude and
      redact left; private time gives none.

        daybook rules test
        daybook rules test --from 2026-11-20T10:15
      """)

  @Option(help: ArgumentHelp("Print the span of this time as a test.", valueName: "TIME"))
  var from: String?
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    if let from { return try write(from, home) }
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
      printer.line(
        "\(home.ruleTestCount - failed.count) of "
          + "\(plural(home.ruleTestCount, "test passes", "tests pass")).")
    }
    if !failed.isEmpty { throw ExitCode(Refusal.Kind.failed.rawValue) }
  }

  private func write(_ time: String, _ home: Home) throws {
    let test = try home.ruleTest(from: time)
    if json {
      Printer().json(
        .list(
          "tests", [.object([("from", .string(time)), ("text", .string(test))])]))
    } else {
      Printer().raw(test)
    }
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
