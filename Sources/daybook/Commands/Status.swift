import Activity
import ArgumentParser
import Control
import Workflow

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what is recorded now, today's sums, and what is wrong.",
    discussion: """
      Without a running agent it shows what the record knows. '--short' is one
      line for a status bar, without any title.

        daybook status
        daybook status --short
        daybook status --json
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @Flag(help: "Print one line, for status bars.") var short = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if json && short { throw ValidationError("Use --json or --short, not both.") }
  }

  func run() async throws {
    let world = try common.world()
    let output = StatusOutput(status: try await world.recordingStatus(), world: world)
    let printer = Printer()
    if json {
      printer.json(output.json)
    } else if short {
      printer.line(output.short)
    } else {
      output.show(printer)
    }
  }
}

/// The recording's status in words.
private struct StatusOutput {
  let status: RecordingStatus
  let world: World

  private var days: WorkingDays { WorkingDays(zone: world.zone, dayStart: 0) }

  /// One word for how it stands.
  private var state: String {
    switch status.agent {
    case .running(let agent):
      agent.presence == .active
        ? (agent.filter == .closed ? "recording, no titles" : "recording") : agent.presence.name
    case .silent: "not answering"
    case .absent: "off"
    }
  }

  var short: String {
    var line = state
    if let end = status.pause.end, state == "paused" {
      line += " until \(Texts.time(end.flooredSeconds, in: days))"
    }
    guard let balance = status.today?.balance else { return line }
    line += "  \(Texts.length(balance.entries + balance.unassigned))"
    return balance.unassigned > 0
      ? line + ", \(Texts.length(balance.unassigned)) unassigned" : line
  }

  func show(_ printer: Printer) {
    printer.line(neutralised(sentence))
    if let write = status.lastWrite {
      printer.line("Last write: \(moment(write)).")
    }
    if let balance = status.today?.balance {
      printer.line(
        "Today: active \(Texts.clockLength(balance.entries + balance.unassigned)), assigned "
          + "\(Texts.clockLength(balance.entries)), unassigned "
          + "\(Texts.clockLength(balance.unassigned)).")
    }
    if let budget = status.budget { printer.line(BudgetOutput.line(budget)) }
    for check in status.checks {
      printer.line("\(check.isFine ? "ok     " : "PROBLEM") \(neutralised(check.sentence))")
    }
  }

  private var sentence: String {
    switch status.agent {
    case .absent, .silent:
      let pause =
        status.pause == .none
        ? "" : " Recording is paused \(PauseOutput.length(status.pause, in: world))."
      guard case .absent = status.agent else {
        return "It is not known what is recorded now." + pause
      }
      let ending =
        status.lastWrite == nil
        ? "" : status.wasCutOff ? "; the last agent was cut off" : "; the last agent was stopped"
      return "Nothing is recorded now\(ending)." + pause
    case .running(let agent):
      let since = "since \(moment(agent.since))"
      guard agent.presence != .paused else {
        return "Paused \(PauseOutput.length(status.pause, in: world)), \(since)."
      }
      guard agent.presence == .active else {
        return "Nobody is there: \(agent.presence.name) \(since)."
      }
      return "Recording \(SpanOutput.name(of: agent.subject)) \(since)."
    }
  }

  var json: JSON {
    .object([
      ("schema", .int(1)), ("state", .string(state)),
      ("agent", .string(agentWord)), ("tray", tray), ("now", now),
      ("last_write", .optional(status.lastWrite.map(text))),
      ("pause", PauseOutput.json(status.pause, in: world)), ("today", today),
      ("budget", status.budget.map(BudgetOutput.json) ?? .null),
      (
        "checks",
        .array(
          status.checks.map {
            .object([
              ("name", .string($0.name)), ("ok", .bool($0.isFine)),
              ("message", .string($0.sentence)),
            ])
          })
      ),
    ])
  }

  private var agentWord: String {
    switch status.agent {
    case .running: "running"
    case .silent: "silent"
    case .absent: "absent"
    }
  }

  /// Which kind of panel shows the icon; null without an agent to say it.
  private var tray: JSON {
    guard case .running(let agent) = status.agent else { return .null }
    return .string(agent.tray.rawValue)
  }

  private var now: JSON {
    guard case .running(let agent) = status.agent else { return .null }
    let window = agent.subject.window
    return .object([
      ("presence", .string(agent.presence.name)), ("since", .string(text(agent.since))),
      ("app", .optional(window?.app)), ("title", .optional(window?.title)),
      ("private", .bool(agent.subject == .private)), ("process", .int(Int64(agent.process))),
    ])
  }

  private var today: JSON {
    guard let report = status.today else { return .null }
    let balance = report.balance
    return .object([
      ("date", .string(report.date.description)),
      ("active", .int(balance.entries + balance.unassigned)), ("assigned", .int(balance.entries)),
      ("unassigned", .int(balance.unassigned)),
      ("balance", .object(balance.parts.map { ($0.name, .int($0.seconds)) })),
    ])
  }

  private func text(_ instant: Instant) -> String {
    Moment.text(instant, offset: days.offset(at: instant.flooredSeconds))
  }

  /// `14:05:09`, with the day where it is another one.
  private func moment(_ instant: Instant) -> String {
    let day = days.date(at: instant.flooredSeconds)
    let isToday = day == days.date(at: status.at.flooredSeconds)
    return (isToday ? "" : "\(day) ") + Texts.clock(instant.flooredSeconds, in: days)
  }
}
