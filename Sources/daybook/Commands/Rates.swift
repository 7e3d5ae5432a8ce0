import ArgumentParser
import Billing
import Timesheet
import Workflow

struct RatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rates", abstract: "Explain what an hour costs.",
    subcommands: [RatesWhyCommand.self])
}

struct RatesWhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say which rate holds for an entry, and where it stands.",
    discussion: """
      The most specific rate in force on the entry's working day wins: the task's,
      else the project's, else the client's. Approval keeps it; later edits of
      clients.yaml don't move it.

        daybook rates why 3fa9
      """)

  @Argument(help: ArgumentHelp("An entry's id.", valueName: "ENTRY")) var entry: String
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let why = try common.home().explainRate(ofEntry: entry)
    let printer = Printer()
    json ? printer.json(value(why)) : show(why, printer)
  }

  private func value(_ why: RateExplanation) -> JSON {
    let winner = why.chain.firstIndex { $0.inForce != nil }
    return .object([
      ("schema", .int(1)), ("entry", .string(why.booked.entry.id.text)),
      ("day", .string(why.booked.entry.day.description)),
      ("hourly", .optional(why.used?.hourly.plainText)),
      ("currency", .optional(why.used?.currency.code)),
      ("stored", .bool(why.booked.rate != nil)), ("moved", .bool(why.hasMoved)),
      ("billable", .bool(why.isBillable)),
      (
        "unbilled_by",
        why.unbilledBy.map { source in
          .object([
            ("owner", .string(source.owner)), ("file", .string(source.place.file)),
            ("line", .int(Int64(source.place.line))),
          ])
        } ?? .null
      ),
      (
        "rows",
        .array(
          why.chain.enumerated().map { index, attempt in
            .object([
              ("owner", .string(attempt.owner)), ("level", .string(attempt.level.rawValue)),
              ("hourly", .optional(attempt.inForce?.hourly.plainText)),
              ("from", .optional(attempt.inForce?.from.description)),
              ("file", .optional(attempt.inForce?.place.file)),
              ("line", attempt.inForce.map { .int(Int64($0.place.line)) } ?? .null),
              ("wins", .bool(index == winner)),
            ])
          })
      ),
    ])
  }

  private func show(_ why: RateExplanation, _ printer: Printer) {
    let entry = why.booked.entry
    let what = [entry.key?.project.description, entry.key?.task].compactMap { $0 }
      .joined(separator: "/")
    let rate = why.used.map { "\($0.hourly.text(places: 2)) \($0.currency) an hour" }
    let told = rate ?? "no rate is in force"
    if why.isBillable {
      printer.line(neutralised("\(entry.id) \(what), \(entry.day): \(told)"))
    } else {
      printer.line(neutralised("\(entry.id) \(what), \(entry.day): not billed"))
      printer.line(
        neutralised(
          why.unbilledBy.map { "\($0.owner) has billable: false (\($0.place))." }
            ?? "A rule or a person said so: see \"daybook rules why \(entry.id)\" and "
            + "\"daybook history \(entry.id)\"."))
      printer.line(neutralised("Were it billed: \(told)."))
    }
    var table = Table([
      .init(title: "  tried", flexible: true), .init(title: "hourly", alignment: .right),
      .init(title: "from"), .init(title: "stands in"),
    ])
    for attempt in why.chain {
      table.add([
        "  " + attempt.owner, attempt.inForce?.hourly.text(places: 2) ?? "none",
        attempt.inForce?.from.description ?? "",
        attempt.inForce?.place.description ?? "",
      ])
    }
    printer.table(table)
    if let stored = why.booked.rate {
      printer.line(neutralised("Stored at its approval, from \(stored.place)."))
    }
    if why.hasMoved {
      printer.line("clients.yaml says something else by now; the stored rate stays.")
    }
    if why.used == nil, why.isBillable {
      printer.line(
        neutralised("Add one to clients.yaml: rates: [{ from: \(entry.day), hourly: 100 }]."))
    }
  }
}
