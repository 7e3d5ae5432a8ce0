import ArgumentParser
import Billing
import Foundation
import Workflow

struct RatesCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare the rates in force with the prices of Xero's items.",
    discussion: """
      It is the item that clients.yaml names for the work; else one whose code is
      the task's, project's or client's key, or whose name is its name. It goes
      by what 'daybook xero sync' fetched. Exit code 8 where a price differs.

        daybook rates check
        daybook rates check --on 2026-12-01
      """)

  @Option(help: ArgumentHelp("Rates in force on this day; today without.", valueName: "DATE"))
  var on: String?
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let checks = try home.checkRates(on: on.map { try home.dates.day($0) } ?? home.today)
    let printer = Printer()
    json ? printer.json(.list("rows", checks.map(value))) : show(checks, printer)
    if checks.contains(where: { $0.state == .differs }) {
      throw ExitCode(Refusal.Kind.verification.rawValue)
    }
  }

  private func value(_ check: RateCheck) -> JSON {
    .object(
      [("owner", .string(check.owner)), ("state", .string(check.state.rawValue))]
        + UnitPrice.json(check.price) + [
          ("currency", .string(check.currency.code)), ("file", .string(check.place.file)),
          ("line", .int(Int64(check.place.line))),
          ("organisation", .optional(check.organisation)), ("item", .optional(check.item?.code)),
          ("item_name", .optional(check.item?.name)),
          ("item_price", .optional(check.item?.unitPrice)),
        ])
  }

  private func show(_ checks: [RateCheck], _ printer: Printer) {
    guard !checks.isEmpty else { return printer.line("No rate is in force.") }
    var table = Table([
      .init(title: "rate of", flexible: true), .init(title: "hourly", alignment: .right),
      .init(title: ""), .init(title: "item", flexible: true),
      .init(title: "price", alignment: .right), .init(title: "stands in"), .init(title: ""),
    ])
    for check in checks {
      table.add([
        check.owner, check.price.cell, check.currency.code,
        check.item?.code ?? "",
        check.item?.unitPrice.flatMap { Decimal(plain: $0) }?.text(places: 2) ?? "",
        check.place.description, word(check.state),
      ])
    }
    printer.table(table)
  }

  private func word(_ state: RateCheck.State) -> String {
    switch state {
    case .same: "the same"
    case .differs: "DIFFERS"
    case .noItem: "no such item"
    case .otherCurrency: "another currency"
    case .notLinked: "not linked or fetched"
    }
  }
}
