import ArgumentParser
import Control
import Foundation
import Workflow

struct NotifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notify",
    abstract: "Say what is due to be told: the agent shows it as notifications.",
    discussion: """
      Each thing is told once: the evening's review, a month's end, a deadline of
      'cadence', a budget's threshold, a long absence. 'next' says when to look
      again. '--dry-run' shows it without marking it as told.

        daybook notify --due --dry-run
        daybook notify --due --json
      """)

  @Flag(help: "What is due now and was not told before.") var due = false
  @Option(
    help: ArgumentHelp("Tell what has this id again in an hour.", valueName: "ID"))
  var later: String?
  @Option(
    help: ArgumentHelp(
      "Tell what has this id once more, where it still holds: it was lost before an answer.",
      valueName: "ID"))
  var again: [String] = []
  @Flag(help: "Print JSON with stable fields.") var json = false
  @Flag(help: "Print lines for the agent, who knows that somebody is there.") var lines = false
  @Flag(name: .customLong("dry-run"), help: "Leave it to be told again.") var dryRun = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if json && lines { throw ValidationError("Use --json or --lines, not both.") }
    guard due != (later != nil) else {
      throw ValidationError("Say --due, or --later with an id.")
    }
    if later != nil && !again.isEmpty { throw ValidationError("--again goes with --due.") }
  }

  func run() throws {
    let world = try common.world()
    let printer = Printer()
    if let later {
      try world.putOffNotice(later, for: 3600)
      return printer.line("It is told again in an hour.")
    }
    let due = try world.dueNotices(isBack: lines, again: Set(again), dryRun: dryRun)
    if lines {
      let said = NoticeLines(
        next: due.next, away: due.away.map { $0 * 1000 }, waits: due.waits,
        notices: due.notices)
      FileHandle.standardOutput.write(Data(said.bytes))
    } else if json {
      printer.json(self.json(due, world))
    } else {
      show(due, world, printer)
    }
  }

  private func show(_ due: DueNotices, _ world: World, _ printer: Printer) {
    if due.notices.isEmpty { printer.line("Nothing is due.") }
    for notice in due.notices {
      printer.line(neutralised(notice.title))
      printer.line("  " + neutralised(notice.body))
      for action in notice.actions where action.way != .none {
        printer.line(
          "  \(neutralised(action.label)): daybook \(neutralised(action.command.joined(separator: " ")))"
        )
      }
    }
    printer.line("Look again at \(text(due, world)).")
  }

  private func text(_ due: DueNotices, _ world: World) -> String {
    Moment.text(
      due.next.flooredSeconds,
      offset: WorkingDays(zone: world.zone, dayStart: 0).offset(at: due.next.flooredSeconds))
  }

  private func json(_ due: DueNotices, _ world: World) -> JSON {
    .object([
      ("schema", .int(1)),
      (
        "notices",
        .array(
          due.notices.map { notice in
            .object([
              ("id", .string(notice.id)), ("title", .string(notice.title)),
              ("body", .string(notice.body)), ("urgency", .string(notice.urgency.rawValue)),
              (
                "actions",
                .array(
                  notice.actions.map { action in
                    .object([
                      ("id", .string(action.id)), ("label", .string(action.label)),
                      ("way", .string(action.way.rawValue)),
                      (
                        "command", .strings(action.way == .none ? [] : ["daybook"] + action.command)
                      ),
                    ])
                  })
              ),
            ])
          })
      ),
      ("next", .string(text(due, world))),
      ("away_seconds", due.away.map { .int($0) } ?? .null), ("waits", .bool(due.waits)),
    ])
  }
}
