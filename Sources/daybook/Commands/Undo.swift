import ArgumentParser
import Workflow

struct UndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back the last step.",
    discussion: """
      One command is one step. Undo has no limit, survives restarts, and is in the
      history itself; 'daybook redo' makes the step again. What was only proposed
      since stays where it can, and is taken back last. It stops at a push: Xero
      knows of that. With the id of an entry it takes back that entry's last step
      alone, if nothing later depends on it.

        daybook undo
        daybook undo --dry-run
        daybook undo --list
        daybook undo 3fa9
      """)

  @Argument(
    help: ArgumentHelp("An entry, for its last step alone.", valueName: "ID"), completion: .entry)
  var id: String?
  @Flag(help: "Show what would be undone, the next step first, and change nothing.")
  var list = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if list && id != nil { throw ValidationError("Use --list without an id.") }
  }

  func run() async throws {
    let home = try common.home(needsRules: false)
    let printer = Printer()
    let output = try ChangeOutput(home)
    guard list else {
      let outcome = try home.undo(entry: id, dryRun: change.dryRun)
      return show(
        outcome, change.dryRun ? "Would undo" : "Undone", "Nothing to undo.",
        back: id == nil ? true : nil, json: json, output, printer)
    }
    let events = try home.undoable()
    if json {
      printer.json(.list("events", events.map(output.json)))
    } else if events.isEmpty {
      printer.line("Nothing to undo.")
    } else {
      for event in events { printer.line(output.heading(event)) }
    }
  }
}

struct RedoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo",
    abstract: "Make the step again that was undone last.",
    discussion: """
      A new change leaves nothing to make again; what was only proposed does not.

        daybook redo
        daybook redo --dry-run
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let outcome = try home.redo(dryRun: change.dryRun)
    show(
      outcome, change.dryRun ? "Would make again" : "Made again", "Nothing to redo.", back: false,
      json: json, try ChangeOutput(home), Printer())
  }
}

/// - Parameter back: whether the whole step was taken back or made again; nil for a part of it.
private func show(
  _ outcome: UndoOutcome, _ verb: String, _ nothing: String, back: Bool?, json: Bool,
  _ output: ChangeOutput, _ printer: Printer
) {
  let with = if case .together(let numbers) = outcome.proposals { numbers } else { [Int64]() }
  if json {
    return printer.json(
      .object([
        ("schema", .int(1)), ("step", outcome.step.map { .int($0.sequence) } ?? .null),
        ("what", .optional(outcome.step?.reason.what)),
        ("with", .array(with.map { .int($0) })),
        ("rules", .strings(outcome.rules.map(\.sentence))),
        ("entries", .array(outcome.changes.map(output.json))),
      ]))
  }
  guard let step = outcome.step else { return printer.line(nothing) }
  printer.line("\(verb): \(output.heading(step))")
  switch outcome.proposals {
  case .none: break
  case .stayed: printer.line("What was proposed since stays.")
  case .together where back == false:
    printer.line("What was proposed after it comes back with it.")
  case .together: printer.line("What was proposed since stood on it, and goes with it.")
  }
  for rule in outcome.rules { printer.line(rule.sentence) }
  output.show(outcome.changes, printer)
  let gone = outcome.changes.filter { $0.after == nil && $0.before?.entry.source == .rules }
  if step.reason.what != "propose", let day = gone.first?.before?.entry.day {
    printer.line("The step had proposed them too; \"daybook propose \(day)\" makes them again.")
  }
  if let back { output.showBeside(step, back: back, printer) }
}
