import ArgumentParser
import Billing
import Foundation
import Workflow

struct InvoiceSimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Show what another rounding would bill, before it is used.",
    discussion: """
      Hours and money of approved time that waits, by client, as they are rounded
      now and as they would be. Nothing is changed.

        daybook invoice simulate --rounding 'per: day, mode: up, step: 6m'
        daybook invoice simulate acme 2026-11 --rounding \\
          'per: entry, mode: nearest, step: 15m'
      """)

  @OptionGroup var billing: BillingOptions
  @Option(help: ArgumentHelp("As behind 'rounding:' in clients.yaml.", valueName: "POLICY"))
  var rounding: String
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let rows = try home.simulateRounding(rounding, billing.selection(in: home))
    let printer = Printer()
    if list.json {
      printer.json(.list("rows", rows.map(value)))
    } else if list.csv {
      printer.csv(
        header: [
          "client", "seconds", "currency", "hours", "amount", "simulated_hours",
          "simulated_amount",
        ],
        rows: rows.map { row in
          [row.client, String(row.seconds), row.currency.code] + cells(row.present)
            + cells(row.simulated)
        })
    } else if rows.isEmpty {
      printer.line("Nothing is approved and waiting to be billed.")
    } else {
      printer.table(table(rows))
    }
  }

  private func table(_ rows: [RoundingSimulation]) -> Table {
    var table = Table([
      .init(title: "client", flexible: true), .init(title: "counted", alignment: .right),
      .init(title: "now", alignment: .right), .init(title: ""),
      .init(title: "amount", alignment: .right), .init(title: "then", alignment: .right),
      .init(title: "amount", alignment: .right), .init(title: "more", alignment: .right),
    ])
    for row in rows {
      let more = row.simulated.money - row.present.money
      table.add([
        row.client, Texts.clockLength(row.seconds), row.present.hours.text(places: 4),
        row.currency.code, row.present.money.text(places: 2), row.simulated.hours.text(places: 4),
        row.simulated.money.text(places: 2), (more > 0 ? "+" : "") + more.text(places: 2),
      ])
    }
    return table
  }

  private func cells(_ bill: RoundingSimulation.Bill) -> [String] {
    [bill.hours.plainText, bill.money.text(places: 2)]
  }

  private func value(_ row: RoundingSimulation) -> JSON {
    func bill(_ bill: RoundingSimulation.Bill) -> JSON {
      .object([
        ("hours", .string(bill.hours.plainText)), ("amount", .string(bill.money.text(places: 2))),
      ])
    }
    return .object([
      ("client", .string(row.client)), ("seconds", .int(row.seconds)),
      ("currency", .string(row.currency.code)), ("present", bill(row.present)),
      ("simulated", bill(row.simulated)),
    ])
  }
}
