import ArgumentParser
import Billing
import Timesheet
import Workflow

struct RatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rates", abstract: "Explain what time costs, and compare it with Xero.",
    subcommands: [RatesWhyCommand.self, RatesCheckCommand.self])
}

struct RatesWhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say which rate holds for an entry, and where it stands.",
    discussion: """
      The most specific rate in force on the entry's working day wins: the
      task's, else the project's, the client's, or the one for all clients; of
      one list, the one for the work's role and complexity. Multipliers come on
      top. Approval keeps it; later edits of clients.yaml don't move it.

        daybook rates why 3fa9
      """)

  @Argument(help: ArgumentHelp("An entry's id.", valueName: "ENTRY"), completion: .entry) var entry:
    String
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let why = try common.home(needsRules: false).explainRate(ofEntry: entry)
    let printer = Printer()
    json ? printer.json(value(why)) : show(why, printer)
  }

  private func value(_ why: RateExplanation) -> JSON {
    let winner = why.chain.firstIndex { $0.inForce != nil }
    return .object(
      [
        ("schema", .int(1)), ("entry", .string(why.booked.entry.id.text)),
        ("day", .string(why.booked.entry.day.description)),
      ] + UnitPrice.json(why.used?.price) + [
        ("base", .optional(why.used?.base.plainText)),
        ("role", .optional(why.search.role)), ("complexity", .optional(why.search.complexity)),
        (
          "multipliers",
          .array(
            (why.used?.multipliers ?? []).map { multiplier in
              .object([
                ("name", .string(multiplier.name)),
                ("factor", .string(multiplier.factor.plainText)),
                ("file", .string(multiplier.place.file)),
                ("line", .int(Int64(multiplier.place.line))),
              ])
            })
        ),
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
              .object(
                [
                  ("owner", .string(attempt.owner)), ("level", .string(attempt.level.rawValue)),
                ] + UnitPrice.json(attempt.inForce?.price) + [
                  ("role", .optional(attempt.inForce?.role)),
                  ("complexity", .optional(attempt.inForce?.complexity)),
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
    let rate = why.used.map { $0.price.sentence($0.currency) }
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
    printer.table(chain(why))
    showTerms(why, printer)
    if let stored = why.booked.rate {
      printer.line(neutralised("Stored at its approval, from \(stored.place)."))
    }
    if why.hasMoved {
      printer.line("clients.yaml says something else by now; the stored rate stays.")
    }
    if why.used == nil, why.isBillable { showProblem(why, printer) }
  }

  private func chain(_ why: RateExplanation) -> Table {
    let rows = why.chain.map(\.inForce)
    // A column only where a row is for some work alone.
    let hasWords = rows.contains { $0?.role != nil || $0?.complexity != nil }
    var table = Table(
      [
        .init(title: "  tried", flexible: true),
        .init(
          title: rows.contains { $0?.price.unit == .day } ? "rate" : "hourly", alignment: .right),
      ] + (hasWords ? [.init(title: "for")] : [])
        + [.init(title: "from"), .init(title: "stands in")])
    for attempt in why.chain {
      let row = attempt.inForce
      let words = [row?.role, row?.complexity].compactMap { $0 }.joined(separator: ", ")
      table.add(
        [
          "  " + (attempt.level == .workspace ? "all clients" : attempt.owner),
          row?.price.cell ?? "none",
        ] + (hasWords ? [words] : [])
          + [row?.from.description ?? "", row?.place.description ?? ""])
    }
    return table
  }

  /// What the rate was looked up by, and what it was multiplied by.
  private func showTerms(_ why: RateExplanation, _ printer: Printer) {
    let named = [
      why.search.role.map { "role \($0)" }, why.search.complexity.map { "complexity \($0)" },
    ].compactMap { $0 }
    if !named.isEmpty {
      printer.line(neutralised("Looked up for \(named.joined(separator: ", "))."))
    }
    guard let used = why.used else { return }
    for multiplier in used.multipliers {
      printer.line(
        neutralised(
          "Times \(multiplier.factor.plainText) for \(multiplier.name), \(multiplier.place)."))
    }
  }

  private func showProblem(_ why: RateExplanation, _ printer: Printer) {
    let day = why.booked.entry.day
    switch why.problem {
    case .otherCurrency(let rate):
      printer.line(
        neutralised(
          "The rate of \(rate.place) is in \(rate.currency?.code ?? "another currency"), and the "
            + "client is billed in \(why.currency?.code ?? "none")."))
    case .noMultiplier(let name):
      printer.line(neutralised("clients.yaml defines no multiplier \(name): add it there."))
    case .noClient, .noneInForce, nil:
      printer.line(
        neutralised("Add one to clients.yaml: rates: [{ from: \(day), hourly: 100 }]."))
    }
  }
}
