import ArgumentParser
import Billing
import Foundation
import Timesheet
import Workflow

struct UninvoicedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninvoiced",
    abstract: "Show approved time that is not on an invoice yet, by client.",
    discussion: """
      Without a RANGE: everything up to now.

        daybook uninvoiced
        daybook uninvoiced last-month --json
      """)

  @OptionGroup var days: RangeArgument
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let rows = try home.uninvoiced(days.range(in: home))
    let printer = Printer()
    if list.json {
      printer.json(.list("rows", rows.map(json)))
    } else if list.csv {
      printer.csv(
        header: ["client", "seconds", "currency", "amount", "oldest"], rows: rows.map(cells))
    } else if rows.isEmpty {
      printer.line("Nothing is approved and waiting to be billed.")
    } else {
      var table = Table([
        .init(title: "client", flexible: true), .init(title: "hours", alignment: .right),
        .init(title: ""), .init(title: "about", alignment: .right), .init(title: "oldest"),
      ])
      for row in rows {
        table.add([
          row.client, Texts.clockLength(row.seconds), row.currency?.code ?? "",
          row.amount?.text(places: 2) ?? "no rate", row.oldest.description,
        ])
      }
      printer.table(table)
    }
  }

  private func json(_ row: UninvoicedRow) -> JSON {
    .object([
      ("client", .string(row.client)), ("seconds", .int(row.seconds)),
      ("currency", .optional(row.currency?.code)),
      ("amount", .optional(row.amount?.text(places: 2))),
      ("oldest", .string(row.oldest.description)),
    ])
  }

  private func cells(_ row: UninvoicedRow) -> [String] {
    [
      row.client, String(row.seconds), row.currency?.code ?? "",
      row.amount?.text(places: 2) ?? "", row.oldest.description,
    ]
  }
}
