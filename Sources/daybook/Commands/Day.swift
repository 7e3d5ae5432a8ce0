import Activity
import ArgumentParser
import Billing
import Timesheet
import Workflow

struct DayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "day",
    abstract: "Show where a day went, close or reopen it, or list days.",
    discussion: """
        daybook day
        daybook day 2026-11-16..2026-11-20 --json
        daybook day close
        daybook day reopen yesterday
        daybook day list this-week
      """,
    subcommands: [
      DayShowCommand.self, DayCloseCommand.self, DayReopenCommand.self, DayListCommand.self,
    ],
    defaultSubcommand: DayShowCommand.self)
}

struct DayShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show where a day went: every second of it, once. The default of 'day'.",
    discussion: """
      Entries, unassigned, idle, locked, asleep, paused, off and unknown time add
      up to the day's length: 24 h, on a night of the clock change 23 or 25. Today
      is measured up to now. Rejected time is unassigned, and told beneath it.

        daybook day
        daybook day 2026-11-16..2026-11-20 --json
      """)

  @OptionGroup var days: RangeArgument
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let home = try common.home()
    let reports = try home.dayReports(days.rangeOrToday(in: home))
    let printer = Printer()
    if list.json {
      printer.json(
        .list(
          "days",
          try reports.map { report in
            let budgets = try self.budgets(report, home).map(BudgetOutput.json)
            return .object(
              DayOutput.members(report, home.days)
                + (budgets.isEmpty ? [] : [("budgets", .array(budgets))]))
          }))
    } else if list.csv {
      printer.csv(
        header: ["date", "seconds"] + DayBalance().parts.map(\.name),
        rows: reports.map { report in
          [report.date.description, String(report.balance.seconds)]
            + report.balance.parts.map { String($0.seconds) }
        })
    } else if reports.isEmpty {
      printer.line("No day of this range has begun.")
    } else {
      for report in reports {
        if reports.count > 1, report.isEmpty {
          printer.line("\(report.date): nobody worked; \(away(report)).")
        } else {
          try show(report, home, printer)
        }
      }
      if reports.count > 1 {
        printer.line("Together, \(reports.count) days")
        printer.table(table(of: reports, footer: "the days"))
      }
    }
  }

  /// Of this day's projects, as they stand in its month.
  private func budgets(_ report: DayReport, _ home: Home) throws -> [BudgetStanding] {
    try home.budgetStandings(
      on: report.date, of: Set(report.entries.compactMap(\.entry.key?.project)))
  }

  private func show(_ report: DayReport, _ home: Home, _ printer: Printer) throws {
    let days = home.days
    printer.line(
      "\(report.date), \(Texts.border(report.start, in: days)) to "
        + "\(Texts.border(report.end, in: days))")
    printer.table(table(of: [report], footer: "the day"))
    for budget in try budgets(report, home) { printer.line(BudgetOutput.line(budget)) }
    let waits = report.open == report.balance.unassigned - report.rejected && report.open > 0
    if report.entries.isEmpty, !waits {
      printer.line("Nothing is proposed for this day yet: run \"daybook propose \(report.date)\".")
    }
    if waits && report.entries.isEmpty || report.open >= 60 {
      printer.line(Texts.stillOpen(report.open))
    }
    if !report.conflicts.isEmpty {
      let seconds = report.conflicts.reduce(0) { $0 + $1.end - $1.start }
      printer.line(
        "\(Texts.clockLength(seconds)) were recorded twice and are counted once.")
    }
  }

  private func table(of reports: [DayReport], footer: String) -> Table {
    let balance = DayBalance(sum: reports.map(\.balance))
    let rejected = reports.reduce(0) { $0 + $1.rejected }
    var table = Table([
      .init(title: ""), .init(title: "h:mm:ss", alignment: .right), .init(title: ""),
    ])
    for part in balance.parts where part.seconds > 0 || part.name == "unassigned" {
      table.add([
        part.name, Texts.clockLength(part.seconds), part.name == "entries" ? states(reports) : "",
      ])
      if part.name == "unassigned", rejected > 0 {
        table.add(["  of it rejected", Texts.clockLength(rejected), ""])
      }
    }
    table.addFooter([footer, Texts.clockLength(balance.seconds), ""])
    return table
  }

  private func states(_ reports: [DayReport]) -> String {
    ["proposed", "approved", "invoiced"].compactMap { state in
      let seconds = reports.reduce(0) { $0 + $1.seconds(in: state) }
      return seconds > 0 ? "\(state) \(Texts.clockLength(seconds))" : nil
    }.joined(separator: ", ")
  }

  private func away(_ report: DayReport) -> String {
    report.balance.parts.filter { $0.seconds > 0 }
      .map { "\($0.name) \(Texts.clockLength($0.seconds))" }.joined(separator: ", ")
  }
}

extension DayReport {
  /// Nobody was seen to work, and nothing is booked.
  fileprivate var isEmpty: Bool {
    entries.isEmpty && balance.entries == 0 && balance.unassigned == 0
  }
}

/// A day's balance as JSON, the same everywhere.
enum DayOutput {
  static func members(_ report: DayReport, _ days: WorkingDays) -> [(String, JSON)] {
    [
      ("date", .string(report.date.description)),
      ("start", .string(days.text(Instant(seconds: report.start)))),
      ("end", .string(days.text(Instant(seconds: report.end)))),
      ("seconds", .int(report.end - report.start)),
      ("balance", .object(report.balance.parts.map { ($0.name, .int($0.seconds)) })),
    ] + (report.rejected > 0 ? [("rejected_seconds", .int(report.rejected))] : [])
      + (report.conflicts.isEmpty ? [] : [("conflicts", conflicts(report.conflicts, days))])
  }

  /// Where evidence overlapped and one piece of it was counted.
  private static func conflicts(_ visits: [Visit], _ days: WorkingDays) -> JSON {
    .array(
      visits.map {
        .object([
          ("start", .string(days.text(Instant(seconds: $0.start)))),
          ("end", .string(days.text(Instant(seconds: $0.end)))),
        ])
      })
  }
}
