import Activity
import ArgumentParser
import Workflow

struct PurgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Erase titles that are older than config.yaml keeps them.",
    discussion: """
      'retention: { titles: 90d }' says for how long. Window titles, addresses and
      directories of older days go, from all of the record's files; programs,
      times, sums and the history's chain stay. Notes that rules made of them go
      as with 'forget'. Days with proposed or unassigned time keep their titles
      until you decided on it, or closed the day. This can't be undone.

        daybook purge --dry-run
        daybook purge
        daybook purge --undecided       these days too
      """)

  @Flag(help: "Take days with proposed or unassigned time too.") var undecided = false
  @Flag(name: .customLong("dry-run"), help: "Show what would go, and change nothing.")
  var dryRun = false
  @Flag(help: "Erase without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    if dryRun || !yes {
      let plan = try home.purgePlan(undecided: undecided)
      if dryRun { return tell(plan, "Would erase", home, done: false) }
      showPlan(json: json) { show(plan, "Would erase", home, $0) }
    }
    try confirm("Erase these titles for good?", yes: yes)
    tell(try await home.purge(undecided: undecided), "Erased", home, done: true)
  }

  private func tell(_ plan: PurgePlan, _ verb: String, _ home: Home, done: Bool) {
    let printer = Printer()
    json ? printer.json(value(plan, home, done: done)) : show(plan, verb, home, printer)
  }

  private func show(_ plan: PurgePlan, _ verb: String, _ home: Home, _ printer: Printer) {
    let erased = plan.erased
    if erased.spans > 0, let from = erased.from, let to = erased.to {
      let last = home.days.date(at: to.advanced(by: -1).flooredSeconds)
      printer.line(
        "\(verb) the titles of \(plural(erased.spans, "span", "spans")), "
          + "\(home.days.date(at: from.flooredSeconds)) to \(last). Programs, times and sums stay.")
    } else {
      printer.line("No title before \(plan.before) is left to erase (titles: \(plan.days)d).")
    }
    erased.notes.show(verb, printer, invoiced: false)
    guard !plan.kept.isEmpty else { return }
    printer.line(
      "\(plural(plan.kept.count, "day keeps its titles", "days keep their titles")), for "
        + "not all of the time is decided (--undecided takes them too):")
    for day in plan.kept {
      printer.line(
        "  \(day.date)  \(Texts.length(day.proposed)) proposed, "
          + "\(Texts.length(day.unassigned)) unassigned")
    }
  }

  private func value(_ plan: PurgePlan, _ home: Home, done: Bool) -> JSON {
    func moment(_ instant: Instant?) -> JSON {
      .optional(instant.map { Texts.moment($0.flooredSeconds, in: home.days) })
    }
    return .object([
      ("schema", .int(1)), ("done", .bool(done)), ("before", .string("\(plan.before)")),
      ("spans", .int(Int64(plan.erased.spans))), ("seconds", .int(plan.erased.seconds)),
      ("from", moment(plan.erased.from)), ("to", moment(plan.erased.to)),
      ("notes_erased", .int(Int64(plan.erased.notes.erased))),
      ("notes_kept", .strings(plan.erased.notes.kept.map(\.entry.id.text))),
      (
        "days",
        .array(
          plan.kept.map {
            .object([
              ("date", .string("\($0.date)")), ("proposed", .int($0.proposed)),
              ("unassigned", .int($0.unassigned)),
            ])
          })
      ),
    ])
  }
}
