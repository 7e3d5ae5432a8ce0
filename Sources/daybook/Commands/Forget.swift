import Activity
import ArgumentParser
import Workflow

struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Erase windows and titles from the record.",
    discussion: """
      The time stays, without names, so that the day still adds up. Titles go from
      the agent's memory, the database and its files' free space. Notes that rules
      made of that time go too, from proposals and from the history; an approved
      entry keeps its note, and its draft stops until you changed the note or
      passed it with '--allow'. This can't be undone.

        daybook forget --last 10m
        daybook forget --from 14:00 --to 14:20
        daybook forget --last 1h --dry-run
        daybook forget --excluded       what your rules exclude or redact by now
      """)

  @Option(help: ArgumentHelp("The last LENGTH, such as '10m' or '1h30m'.", valueName: "LENGTH"))
  var last: String?
  @Option(
    help: ArgumentHelp("From TIME, such as '14:00' or '2026-11-20T14:00'.", valueName: "TIME"))
  var from: String?
  @Option(help: ArgumentHelp("Up to TIME; now without.", valueName: "TIME")) var to: String?
  @Flag(help: "What rules exclude or redact by now, whenever it was recorded.")
  var excluded = false
  @Flag(help: "Erase without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    let ways = [last != nil, from != nil, excluded].filter { $0 }.count
    guard ways == 1, to == nil || from != nil else {
      throw ValidationError(
        "Say what to forget: --last LENGTH, --from TIME [--to TIME], or --excluded.")
    }
  }

  func run() async throws {
    let world = try common.world()
    let begin = try start(in: world)
    let plan = try world.erasure(try what(from: begin, in: world), dryRun: change.dryRun)
    if change.dryRun { return tell(plan, in: world, done: false) }
    if !yes { showPlan(json: json) { show(plan, in: world, $0, done: false) } }
    try confirm("Erase these names for good?", yes: yes)
    // Now: what was recorded while we asked is forgotten too.
    let forgotten = try what(from: begin, in: world)
    let erased = try await world.forget(forgotten)
    var reachesNow = false
    if case .time(_, let end) = forgotten { reachesNow = world.now() <= end }
    tell(erased, in: world, done: true, reachesNow: reachesNow)
  }

  private func start(in world: World) throws -> Instant? {
    if let last {
      return world.now().advanced(by: -1000 * (try seconds(last, of: "--last")))
    }
    return try from.map { try world.dates.time($0, leaning: .past).instant }
  }

  private func what(from begin: Instant?, in world: World) throws -> Forgetting {
    guard let begin else { return .excluded }
    let now = world.now()
    // The agent's clock may be a moment before ours.
    let end =
      try to.map { try world.dates.time($0, leaning: .past).instant }
      ?? now.advanced(by: world.clockIsFixed ? 0 : 5_000)
    guard begin < end else {
      throw Refusal(.usage, "The time to forget ends before it begins. Give --from before --to.")
    }
    return .time(from: max(begin, Instant(milliseconds: 0)), to: end)
  }

  private func tell(_ erased: Erased, in world: World, done: Bool, reachesNow: Bool = false) {
    let printer = Printer()
    json
      ? printer.json(value(erased, in: world, done: done))
      : show(erased, in: world, printer, done: done, reachesNow: reachesNow)
  }

  private func value(_ erased: Erased, in world: World, done: Bool) -> JSON {
    let days = WorkingDays(zone: world.zone, dayStart: 0)
    func moment(_ instant: Instant?) -> JSON {
      .optional(instant.map { Moment.text($0, offset: days.offset(at: $0.flooredSeconds)) })
    }
    return .object([
      ("schema", .int(1)), ("done", .bool(done)), ("spans", .int(Int64(erased.spans))),
      ("seconds", .int(erased.seconds)), ("from", moment(erased.from)),
      ("to", moment(erased.to)), ("agent", .bool(erased.agentForgot)),
      ("notes_erased", .int(Int64(erased.notes.erased))),
      ("notes_kept", .strings(erased.notes.kept.map(\.entry.id.text))),
    ])
  }

  private func show(
    _ erased: Erased, in world: World, _ printer: Printer, done: Bool, reachesNow: Bool = false
  ) {
    let days = WorkingDays(zone: world.zone, dayStart: 0)
    let verb = done ? "Erased" : "Would erase"
    defer {
      if erased.agentForgot {
        printer.line(
          "What the agent held of it in memory is erased"
            + (reachesNow ? "; the window in focus stays unnamed until it changes." : "."))
      }
      erased.notes.show(verb, printer)
    }
    guard erased.spans > 0, let from = erased.from, let to = erased.to else {
      return printer.line(
        done
          ? "No window or title of that time was on disk."
          : "No window or title of that time is on disk. What a running agent holds in memory "
            + "would be erased.")
    }
    let day = days.date(at: from.flooredSeconds)
    let lastDay = days.date(at: to.flooredSeconds)
    printer.line(
      "\(verb) the names of \(plural(erased.spans, "span", "spans")), "
        + "\(Texts.clockLength(erased.seconds)), \(day) \(Texts.clock(from.flooredSeconds, in: days)) to "
        + (lastDay == day ? "" : "\(lastDay) ") + Texts.clock(to.flooredSeconds, in: days)
        + ". The time stays.")
  }
}

/// A person's LENGTH in seconds.
///
/// - Throws: `Refusal` (2) for anything else, and for nothing at all.
func seconds(_ text: String, of option: String) throws -> Int64 {
  guard let seconds = spokenLength(text), (1...366 * 86_400).contains(seconds) else {
    throw Refusal(
      .usage, "\"\(text)\" is no length for \(option). Write one such as 90s, 30m or 1h30m.")
  }
  return seconds
}
