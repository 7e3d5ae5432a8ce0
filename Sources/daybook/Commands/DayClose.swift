import ArgumentParser
import Timesheet
import Workflow

struct DayCloseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Declare a day done.",
    discussion: """
      It proposes the day first. Each entry must be approved or rejected, and no
      more than 10 minutes in all unassigned. The day shows as late in 'daybook
      day list' once its record is another, more was worked on it, or an entry has
      another project, other times or another decision; notes and billing may
      change. Closing it again is how you say that you saw it.

        daybook day close
        daybook day close yesterday
        daybook day close 2026-11-20 --anyway
      """)

  @Argument(help: ArgumentHelp("The day; today without.", valueName: "DAY"), completion: .day)
  var words: [String] = []
  @Flag(help: "Leave more than 10 minutes unassigned.") var anyway = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let range = try oneDay(words, "close", in: home)
    let date = range.days.lowerBound
    let outcome = try home.closeDay(
      date, anyway: anyway, why: change.reason, dryRun: change.dryRun)
    let printer = Printer()
    if json {
      let standings = try home.dayStandings(range)
      return printer.json(.list("days", standings.map { DayListCommand.json($0, home.days) }))
    }
    let day = outcome.day
    let told =
      "\(date): \(Texts.clockLength(day.entries)) on projects, "
      + "\(Texts.clockLength(day.unassigned)) unassigned."
    if outcome.wasClosed {
      printer.line("Closed already by \(day.closedBy). \(told)")
    } else {
      printer.line((change.dryRun ? "Would close " : "Closed ") + told)
    }
  }
}

private func oneDay(_ words: [String], _ verb: String, in home: Home) throws -> DateRange {
  let range = try home.range(words.isEmpty ? nil : words.joined(separator: " "))
  guard range.days.lowerBound == range.days.upperBound else {
    throw Refusal(
      .usage, "\(verb.capitalized) one day at a time, such as \"daybook day \(verb) yesterday\".")
  }
  return range
}

struct DayReopenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Take back that a day was declared done.",
    discussion: """
      Nothing of its entries changes: what is approved stays so.

        daybook day reopen yesterday
        daybook day reopen 2026-11-20 --reason "The call was not in it"
      """)

  @Argument(help: ArgumentHelp("The day; today without.", valueName: "DAY"), completion: .day)
  var words: [String] = []
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: json)
    let range = try oneDay(words, "reopen", in: home)
    let date = range.days.lowerBound
    let closed = try home.reopenDay(date, why: change.reason, dryRun: change.dryRun)
    if json {
      let standings = try home.dayStandings(range)
      return Printer().json(.list("days", standings.map { DayListCommand.json($0, home.days) }))
    }
    guard let closed else { return Printer().line("\(date) is not closed.") }
    Printer().line(
      "\(change.dryRun ? "Would reopen" : "Reopened") \(date), which \(neutralised(closed.closedBy)) "
        + "had closed.")
  }
}

struct DayListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List days: open, closed or late, and what is left to decide.",
    discussion: """
      A day is late where its record, or what was decided of its time, is another
      than when it was closed. A gap is ten minutes and more, between a day's
      first and last work, with neither work nor entry.

        daybook day list this-week
        daybook day list last-month --json
      """)

  @OptionGroup var days: RangeArgument
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let standings = try home.dayStandings(days.rangeOrToday(in: home))
    let printer = Printer()
    if list.json {
      printer.json(.list("days", standings.map { DayListCommand.json($0, home.days) }))
    } else if list.csv {
      printer.csv(
        header: ["date", "state", "undecided", "unassigned", "presence_only", "gaps", "seconds"]
          + DayBalance().parts.map(\.name),
        rows: standings.map { standing in
          [
            standing.report.date.description, standing.state.name,
            String(standing.undecided.count), String(standing.unassigned),
            String(standing.handsOff), String(standing.gapSeconds),
            String(standing.report.balance.seconds),
          ] + standing.report.balance.parts.map { String($0.seconds) }
        })
    } else if standings.isEmpty {
      printer.line("No day of this range has begun.")
    } else {
      show(standings, printer)
    }
  }

  private func show(_ standings: [DayStanding], _ printer: Printer) {
    var table = Table([
      .init(title: "day"), .init(title: "state"), .init(title: "entries", alignment: .right),
      .init(title: "undecided", alignment: .right), .init(title: "unassigned", alignment: .right),
      .init(title: "hands off", alignment: .right), .init(title: "gaps", alignment: .right),
    ])
    for standing in standings {
      table.add([
        standing.report.date.description, standing.state.name,
        Texts.clockLength(standing.report.balance.entries), String(standing.undecided.count),
        Texts.clockLength(standing.unassigned), Texts.clockLength(standing.handsOff),
        Texts.clockLength(standing.gapSeconds),
      ])
    }
    printer.table(table)
    for standing in standings {
      guard case .late(let reasons) = standing.state else { continue }
      printer.line(
        "\(standing.report.date) is late: \(reasons.joined(separator: "; ")). Look at it, then run "
          + "\"daybook day close \(standing.report.date)\".")
    }
  }

  static func json(_ standing: DayStanding, _ days: WorkingDays) -> JSON {
    var late: [String] = []
    if case .late(let reasons) = standing.state { late = reasons }
    return .object(
      DayOutput.members(standing.report, days) + [
        ("state", .string(standing.state.name)),
        (
          "closed",
          standing.closed.map {
            .object([
              ("at", .string(Texts.moment($0.closedAt.flooredSeconds, in: days))),
              ("by", .string($0.closedBy)),
            ])
          } ?? .null
        ),
        ("late", .strings(late)), ("undecided", .int(Int64(standing.undecided.count))),
        ("unassigned", .int(standing.unassigned)),
        ("presence_only", .int(standing.handsOff)),
        (
          "gaps",
          .array(
            standing.gaps.map {
              .object([
                ("start", .string(Texts.moment($0.start, in: days))),
                ("end", .string(Texts.moment($0.end, in: days))),
                ("seconds", .int($0.end - $0.start)),
              ])
            })
        ),
      ])
  }
}

extension DayStanding {
  var gapSeconds: Int64 { gaps.reduce(0) { $0 + $1.end - $1.start } }
}
