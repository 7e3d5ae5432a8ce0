import Activity
import ArgumentParser
import Timesheet
import Workflow

struct DateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "date",
    abstract: "Show what days or times mean, as every command reads them.",
    discussion: """
      Days are working days: they begin at 'day_start' of config.yaml, and are 23
      or 25 hours long where clocks change. docs/dates.md has every form.

        daybook date last-month
        daybook date since monday
        daybook date 9:00-11:00
        daybook date -20m --json
      """)

  @Argument(
    help: ArgumentHelp("Days, a time or a range of times.", valueName: "RANGE-OR-TIME"),
    completion: .day)
  var words: [String]
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let text = words.joined(separator: " ")
    let output = DateOutput(meaning: try home.dates.meaning(of: text), days: home.days)
    let printer = Printer()
    if json { printer.json(output.json) } else { output.show(printer) }
  }
}

/// Days and times, spelt out.
private struct DateOutput {
  let meaning: DateMeaning
  let days: WorkingDays

  /// More days than these are shown by the first and the last.
  private static let longestList = 14

  private var range: DateRange {
    switch meaning {
    case .days(let range): range
    case .time(let time): DateRange(day: time.day)
    case .times(let times): DateRange(day: times.day)
    }
  }

  private var list: [DayRange] {
    var list: [DayRange] = []
    var date = range.days.lowerBound
    while date <= range.days.upperBound {
      let day = days.range(of: date)
      if day.seconds > 0 { list.append(day) }
      date = date.adding(days: 1)
    }
    return list
  }

  func show(_ printer: Printer) {
    let list = list
    switch meaning {
    case .time(let time):
      printer.line("\(days.text(time.instant)), in the working day")
    case .times(let times):
      printer.line(
        "\(days.text(times.start)) to \(days.text(times.end)), "
          + "\(Texts.clockLength(Int64(times.seconds.count))), in the working day")
    case .days(let range):
      let seconds = list.reduce(0) { $0 + $1.seconds }
      let count = plural(list.count, "day", "days")
      printer.line("\(range): \(count), \(hours(seconds))")
    }
    printer.table(table(list))
    for day in list {
      if let change = days.change(in: day) { printer.line(remark(day, change)) }
    }
  }

  private func table(_ list: [DayRange]) -> Table {
    var table = Table([
      .init(title: "day"), .init(title: ""), .init(title: "from"), .init(title: "to"),
      .init(title: "h:mm:ss", alignment: .right),
    ])
    let isShort = list.count <= DateOutput.longestList
    for day in isShort ? list : [list.first, list.last].compactMap(\.self) {
      table.add([
        day.date.description, String(day.date.weekdayName.prefix(3)),
        days.text(Instant(seconds: day.start)), days.text(Instant(seconds: day.end)),
        Texts.clockLength(day.seconds),
      ])
    }
    return table
  }

  private func remark(_ day: DayRange, _ change: ClockChange) -> String {
    let before = Texts.clock(change.at - 1, in: days.shown(in: days.zone(inForceAt: change.at - 1)))
    let then = days.shown(in: days.zone(inForceAt: change.at))
    let after = Texts.clock(change.at, in: then)
    return "\(day.date) has \(hours(day.seconds)): clocks go from \(before) to "
      + "\(after) on \(then.civil(change.at).date)."
  }

  /// `744 h`, where it is that even.
  private func hours(_ seconds: Int64) -> String {
    seconds % 3600 == 0 ? "\(seconds / 3600) h" : "\(Texts.clockLength(seconds)) h"
  }

  var json: JSON {
    let list = list
    var members: [(String, JSON)] = [("schema", .int(1)), ("range", .string(range.description))]
    switch meaning {
    case .days: break
    case .time(let time): members.append(("time", .string(days.text(time.instant))))
    case .times(let times):
      members += [
        ("start", .string(days.text(times.start))), ("end", .string(days.text(times.end))),
        ("seconds", .int(Int64(times.seconds.count))),
      ]
    }
    members.append(("days", .array(list.map(json))))
    return .object(members)
  }

  private func json(_ day: DayRange) -> JSON {
    .object([
      ("date", .string(day.date.description)), ("weekday", .string(day.date.weekdayName)),
      ("start", .string(Texts.moment(day.start, in: days))),
      ("end", .string(Texts.moment(day.end, in: days))), ("seconds", .int(day.seconds)),
      (
        "clock_change",
        .optional(days.change(in: day).map { Texts.moment($0.at, in: days) })
      ),
    ])
  }
}
