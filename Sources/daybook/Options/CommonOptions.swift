import ArgumentParser
import Glibc
import Workflow

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fix the clock, such as 2026-11-20T17:30:00+13:00.", valueName: "TIME"))
  var now: String?

  @Flag(help: "Say on standard error what is asked of Xero, and how it answers.")
  var verbose = false

  func world() throws -> World {
    var world = try World.live(fixedNow: now)
    world.warn = { writeToStandardError(neutralised($0) + "\n") }
    if isatty(STDERR_FILENO) == 1 {
      world.progress = WorkProgress(clock: world.sinceBoot) { writeToStandardError($0) }
    }
    if verbose { world.tell = { writeToStandardError(neutralised($0) + "\n") } }
    return world
  }
  func account() throws -> XeroAccount { try XeroAccount(world()) }

  /// - Parameter needsRules: false for a command that a bad rule file must not keep from going on.
  func home(needsRules: Bool = true) throws -> Home {
    try Home(world(), needsRules: needsRules)
  }
}

/// How a list is printed.
struct ListOptions: ParsableArguments {
  @Flag(help: "Print JSON with stable fields.")
  var json = false

  @Flag(help: "Print CSV.")
  var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("Use --json or --csv, not both.") }
  }
}

/// What every command takes that changes the books.
struct ChangeOptions: ParsableArguments {
  @Flag(name: .customLong("dry-run"), help: "Show what would change, and change nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("Why, for the history.", valueName: "TEXT"))
  var reason = ""
}

/// `[RANGE]`, of one word or two.
struct RangeArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A day or days, such as 'yesterday', '2026-11' or 'since monday'.", valueName: "RANGE"),
    completion: .day)
  var words: [String] = []

  /// Nil where none is given.
  ///
  /// - Throws: `Refusal` (2) with examples.
  func range(in home: Home) throws -> DateRange? {
    words.isEmpty ? nil : try home.range(words.joined(separator: " "))
  }

  func rangeOrToday(in home: Home) throws -> DateRange { try range(in: home) ?? home.range(nil) }
}
