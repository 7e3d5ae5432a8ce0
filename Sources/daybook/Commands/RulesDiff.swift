import Activity
import ArgumentParser
import Billing
import Foundation
import Timesheet
import Workflow

struct RulesDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what the rule files as they stand would move, in hours and money.",
    discussion: """
      Compares with what the books hold, so run it after editing and before
      'daybook propose'. Approved, invoiced, rejected and corrected time does not
      move. Money is by the rates in force on each day, before rounding. Nothing
      is changed.

        daybook rules diff this-week
        daybook rules diff 2026-11 --against ~/old   other files, a checkout say
      """)

  @OptionGroup var days: RangeArgument
  @Option(
    help: ArgumentHelp(
      "Compare with the files of DIRECTORY (clients.yaml, rules.d, config.yaml) instead.",
      valueName: "DIRECTORY"), completion: .directory)
  var against: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let comparison = try home.compareRules(days.rangeOrToday(in: home), against: against)
    let printer = Printer()
    if list.json {
      printer.json(json(comparison))
    } else if list.csv {
      printer.csv(header: RulesDiffCommand.csvHeader, rows: comparison.rows.map(cells))
    } else {
      show(comparison, printer)
    }
  }

  private func show(_ comparison: RulesComparison, _ printer: Printer) {
    if comparison.moves.isEmpty, comparison.rows.isEmpty {
      printer.line("The rules as they stand move nothing.")
    } else {
      printer.table(table(comparison))
      for move in comparison.moves.prefix(20) {
        printer.line(neutralised(RulesDiffCommand.sentence(move)))
      }
      if comparison.moves.count > 20 {
        printer.line("and \(comparison.moves.count - 20) smaller moves: see --json.")
      }
    }
    if comparison.newSeconds > 0 {
      printer.line(
        "\(Texts.clockLength(comparison.newSeconds)) were not in the books yet: recorded since the "
          + "days were proposed, or now counted.")
    }
    if comparison.goneSeconds > 0 {
      printer.line("\(Texts.clockLength(comparison.goneSeconds)) would no longer be counted.")
    }
    printer.line(
      "\(Texts.clockLength(comparison.decidedSeconds)) are approved or otherwise decided, and do "
        + "not move.")
    if !comparison.unproposed.isEmpty {
      let days = comparison.unproposed.map(\.description)
      printer.line(
        "Not compared, for nothing was proposed there yet: "
          + days.prefix(5).joined(separator: ", ")
          + (days.count > 5 ? " and \(days.count - 5) more" : "") + ".")
    }
  }

  private func table(_ comparison: RulesComparison) -> Table {
    var table = Table([
      .init(title: "project", flexible: true), .init(title: "before", alignment: .right),
      .init(title: "after", alignment: .right), .init(title: "change", alignment: .right),
      .init(title: ""), .init(title: "before", alignment: .right),
      .init(title: "after", alignment: .right), .init(title: "change", alignment: .right),
    ])
    for row in comparison.rows {
      table.add([
        row.project?.description ?? "(unassigned)", Texts.clockLength(row.before.seconds),
        Texts.clockLength(row.after.seconds), signed(row.after.seconds - row.before.seconds),
        row.after.currency?.code ?? "", money(row.before), money(row.after), change(row),
      ])
    }
    return table
  }

  static func sentence(_ move: RulesComparison.Move) -> String {
    "\(Texts.clockLength(move.seconds)) from \(name(move.from)) to \(name(move.to))"
  }

  private static func name(_ key: WorkKey?) -> String {
    guard let key else { return "(unassigned)" }
    return "\(key.project)" + (key.task.map { " \($0)" } ?? "")
      + (key.billable ? "" : " (not billable)") + (key.handsOff ? " (hands off)" : "")
  }

  private func signed(_ seconds: Int64) -> String {
    (seconds < 0 ? "-" : "+") + Texts.clockLength(abs(seconds))
  }

  private func money(_ sum: RulesComparison.Sum) -> String {
    guard let amount = sum.amount else { return "" }
    return sum.secondsWithoutRate > 0 && amount == 0 ? "no rate" : amount.text(places: 2)
  }

  private func change(_ row: RulesComparison.Row) -> String {
    guard let before = row.before.amount, let after = row.after.amount else { return "" }
    return (after < before ? "" : "+") + (after - before).text(places: 2)
  }

  private func json(_ comparison: RulesComparison) -> JSON {
    .object([
      ("schema", .int(1)),
      (
        "rows",
        .array(
          comparison.rows.map { row in
            .object([
              ("client", .optional(row.project?.client)),
              ("project", .optional(row.project?.project)),
              ("before_seconds", .int(row.before.seconds)),
              ("after_seconds", .int(row.after.seconds)),
              ("currency", .optional(row.after.currency?.code)),
              ("before_amount", .optional(row.before.amount?.text(places: 2))),
              ("after_amount", .optional(row.after.amount?.text(places: 2))),
            ])
          })
      ),
      ("moves", .array(comparison.moves.map(RulesDiffCommand.json))),
      ("decided_seconds", .int(comparison.decidedSeconds)),
      ("new_seconds", .int(comparison.newSeconds)),
      ("gone_seconds", .int(comparison.goneSeconds)),
      ("unproposed", .strings(comparison.unproposed.map(\.description))),
    ])
  }

  static func json(_ move: RulesComparison.Move) -> JSON {
    .object([
      ("from", place(move.from)), ("to", place(move.to)), ("seconds", .int(move.seconds)),
    ])
  }

  private static func place(_ key: WorkKey?) -> JSON {
    guard let key else { return .null }
    return .object([
      ("client", .string(key.project.client)), ("project", .string(key.project.project)),
      ("task", .optional(key.task)), ("billable", .bool(key.billable)),
      ("presence_only", .bool(key.handsOff)),
    ])
  }

  private static let csvHeader = [
    "client", "project", "before_seconds", "after_seconds", "currency", "before_amount",
    "after_amount",
  ]

  private func cells(_ row: RulesComparison.Row) -> [String] {
    [
      row.project?.client ?? "", row.project?.project ?? "", String(row.before.seconds),
      String(row.after.seconds), row.after.currency?.code ?? "",
      row.before.amount?.text(places: 2) ?? "", row.after.amount?.text(places: 2) ?? "",
    ]
  }
}
