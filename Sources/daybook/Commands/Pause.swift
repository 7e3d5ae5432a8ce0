import Activity
import ArgumentParser
import Control
import Workflow

struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Record no window for a while.",
    discussion: """
      The time itself stays in the day, as paused. A pause outlives the agent, the
      session and a restart of the machine; without --for or --until it lasts
      until 'daybook resume'.

        daybook pause
        daybook pause --for 30m
        daybook pause --until 14:00
      """)

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("End it after LENGTH, such as '30m' or '1h30m'.", valueName: "LENGTH"))
  var length: String?
  @Option(
    help: ArgumentHelp(
      "End it at TIME, such as '14:00' or '2026-11-20T14:00'.", valueName: "TIME"))
  var until: String?
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if length != nil, until != nil { throw ValidationError("Use --for or --until, not both.") }
  }

  func run() async throws {
    let world = try common.world()
    let end = try end(in: world)
    let printer = Printer()
    guard !change.dryRun else {
      let pause = Pause(until: end)
      return json
        ? printer.json(PauseOutput.json(pause, agentWasTold: false, in: world))
        : printer.line("Would pause \(PauseOutput.length(pause, in: world)).")
    }
    let outcome = try await world.pause(until: end)
    if json { return printer.json(PauseOutput.json(outcome, in: world)) }
    printer.line("Paused \(PauseOutput.length(outcome.after, in: world)).")
    PauseOutput.show(outcome.agent, absent: "it will start paused", printer)
  }

  private func end(in world: World) throws -> Instant? {
    if let length {
      return world.now().advanced(by: try seconds(length, of: "--for") * 1000)
    }
    guard let until else { return nil }
    let end = try world.dates.time(until, leaning: .future).instant
    guard end > world.now() else {
      throw Refusal(.usage, "\"\(until)\" is over. Give a time that is still to come.")
    }
    return end
  }
}

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Record again after 'pause'.",
    discussion: """
        daybook resume
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let world = try common.world()
    let printer = Printer()
    guard !change.dryRun else {
      return json
        ? printer.json(PauseOutput.json(.none, agentWasTold: false, in: world))
        : printer.line("Would end the pause, if there is one.")
    }
    let outcome = try await world.resume()
    if json { return printer.json(PauseOutput.json(outcome, in: world)) }
    printer.line(
      outcome.before.holds(at: world.now()) ? "The pause has ended." : "There was no pause.")
    PauseOutput.show(outcome.agent, absent: "nothing is recorded until it runs", printer)
  }
}

/// Pauses in words.
enum PauseOutput {
  /// `until 14:00`, with the day where it is another one.
  static func length(_ pause: Pause, in world: World) -> String {
    guard let end = pause.end else { return "until you run 'daybook resume'" }
    let days = WorkingDays(zone: world.zone, dayStart: 0)
    let seconds = end.flooredSeconds
    let day = days.date(at: seconds)
    let isToday = day == days.date(at: world.now().flooredSeconds)
    return "until \(isToday ? "" : "\(day) ")\(Texts.time(seconds, in: days))"
  }

  static func json(_ pause: Pause, in world: World) -> JSON {
    let days = WorkingDays(zone: world.zone, dayStart: 0)
    let word =
      switch pause {
      case .none: "none"
      case .until, .untilResumed: "paused"
      case .unreadable: "unreadable"
      }
    return .object([
      ("state", .string(word)),
      ("until", .optional(pause.end.map { Texts.moment($0.flooredSeconds, in: days) })),
    ])
  }

  static func json(_ outcome: PauseOutcome, in world: World) -> JSON {
    json(outcome.after, agentWasTold: outcome.agent == .told, in: world)
  }

  static func json(_ pause: Pause, agentWasTold: Bool, in world: World) -> JSON {
    .object([
      ("schema", .int(1)), ("pause", json(pause, in: world)), ("agent", .bool(agentWasTold)),
    ])
  }

  static func show(_ agent: PauseOutcome.Agent, absent: String, _ printer: Printer) {
    switch agent {
    case .told: return
    case .absent: printer.line("daybook-agent is not running; \(absent).")
    case .silent(let why):
      printer.line(neutralised("\(why) It looks at the pause file by itself."))
    }
  }
}
