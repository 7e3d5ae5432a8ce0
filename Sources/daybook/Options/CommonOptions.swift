import ArgumentParser
import Workflow

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fix the clock, such as 2026-11-20T17:30:00+13:00.", valueName: "TIME"))
  var now: String?

  func world() throws -> World { try World.live(fixedNow: now) }
  func account() throws -> XeroAccount { try XeroAccount(world()) }
  func home() throws -> Home { try Home(world()) }
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
}

extension Home {
  /// - Throws: `Refusal` (2) with examples, where `text` is no range.
  func range(_ text: String?) throws -> DateRange {
    let text = text ?? "today"
    guard let range = DateRange(text, today: today) else {
      throw Refusal(
        .usage, "\"\(text)\" is no day or range of days. Use one such as \(DateRange.examples).")
    }
    return range
  }
}
