import Activity
import ArgumentParser
import Workflow

struct CadenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cadence",
    abstract: "Show where you stand in this period of your cadence.",
    discussion: """
      'cadence' in config.yaml says how often hours are to be in, from which day
      on, by when, and how many. Worked is what counts on projects, approved or
      not; nothing is changed.

        daybook cadence
        daybook cadence last-week --json
      """)

  @Argument(
    help: ArgumentHelp("A day of the period; today without.", valueName: "DAY"))
  var day: [String] = []
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    let home = try common.home()
    let day =
      day.isEmpty ? home.today : try home.range(day.joined(separator: " ")).days.lowerBound
    guard let standing = try home.cadenceStanding(on: day) else {
      throw Refusal(
        .noMatch,
        "config.yaml has no cadence. Add one such as: cadence: { every: weekly, deadline: "
          + "\"fri 17:00\", target: 40h }.")
    }
    let printer = Printer()
    json ? printer.json(self.json(standing, home)) : show(standing, home, printer)
  }

  private func show(_ standing: CadenceStanding, _ home: Home, _ printer: Printer) {
    let (first, last) = (standing.period.lowerBound, standing.period.upperBound)
    printer.line(
      "\(standing.cadence.every.rawValue.capitalized): "
        + (first == last ? "\(first)" : "\(first) to \(last)"))
    var table = Table([.init(title: ""), .init(title: "h:mm:ss", alignment: .right)])
    table.add(["worked", Texts.clockLength(standing.worked)])
    table.add(["approved", Texts.clockLength(standing.approved)])
    if standing.unassigned > 0 {
      table.add(["unassigned", Texts.clockLength(standing.unassigned)])
    }
    if let target = standing.cadence.target, let left = standing.left {
      table.add(["target", Texts.clockLength(target)])
      table.add(["left", Texts.clockLength(left)])
    }
    printer.table(table)
    if let deadline = standing.deadline {
      let clock = home.days.shown(in: home.days.zone(inForceAt: deadline))
      let when = "\(clock.civil(deadline).date) \(Texts.time(deadline, in: clock))"
      let isPast = deadline <= home.world.now().flooredSeconds
      printer.line(
        "\(isPast ? "Was due" : "Due") \(when)"
          + (standing.isMet
            ? ": all is in."
            : standing.waiting > 0
              ? ": \(Texts.clockLength(standing.waiting)) wait for your review." : "."))
    }
  }

  private func json(_ standing: CadenceStanding, _ home: Home) -> JSON {
    .object([
      ("schema", .int(1)),
      (
        "rows",
        .array([
          .object([
            ("every", .string(standing.cadence.every.rawValue)),
            ("first_day", .string(standing.period.lowerBound.description)),
            ("last_day", .string(standing.period.upperBound.description)),
            ("worked_seconds", .int(standing.worked)),
            ("approved_seconds", .int(standing.approved)),
            ("unassigned_seconds", .int(standing.unassigned)),
            ("target_seconds", standing.cadence.target.map { .int($0) } ?? .null),
            ("left_seconds", standing.left.map { .int($0) } ?? .null),
            (
              "deadline",
              .optional(
                standing.deadline.map {
                  Texts.moment($0, in: home.days.shown(in: home.days.zone(inForceAt: $0)))
                })
            ),
            ("met", .bool(standing.isMet)),
          ])
        ])
      ),
    ])
  }
}
