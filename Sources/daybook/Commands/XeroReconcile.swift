import ArgumentParser
import Billing
import Foundation
import Workflow

struct XeroReconcileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Ask Xero what became of the invoices that were pushed.",
    discussion: """
      It notes their states and says what was edited, paid, voided or deleted
      there. Entries don't change by it. RANGE goes by the invoice's date.

        daybook xero reconcile
        daybook xero reconcile last-month --json
      """)

  @OptionGroup var days: RangeArgument
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let (reconciled, failures) = try await home.reconcile(try days.range(in: home))
    let printer = Printer()
    if json {
      printer.json(.list("invoices", reconciled.map(value)))
    } else if reconciled.isEmpty && failures.isEmpty {
      printer.line("No invoices yet. \"daybook invoice push\" makes drafts of approved time.")
    } else {
      if !reconciled.isEmpty { show(reconciled, printer) }
    }
    if let first = failures.first {
      throw Refusal(
        Refusal(first.error)?.kind ?? .network,
        failures.map { "\($0.organisation) was not asked: \($0.error)" }.joined(separator: "\n"))
    }
  }

  private func show(_ reconciled: [ReconciledInvoice], _ printer: Printer) {
    var table = Table([
      .init(title: "number"), .init(title: "client", flexible: true), .init(title: "was"),
      .init(title: "is"), .init(title: "due", alignment: .right),
      .init(title: "total", alignment: .right), .init(title: ""),
    ])
    for one in reconciled {
      table.add([
        one.invoice.number, one.push.draft.client, one.invoice.status, one.status,
        one.amountDue?.text(places: 2) ?? "", one.invoice.total.text(places: 2),
        one.push.draft.currency.code,
      ])
    }
    printer.table(table)
    for one in reconciled {
      for remark in one.remarks {
        printer.line(neutralised("\(one.invoice.number): \(remark)"))
      }
    }
  }

  private func value(_ one: ReconciledInvoice) -> JSON {
    .object([
      ("id", .string(one.invoice.id.text)), ("number", .string(one.invoice.number)),
      ("client", .string(one.push.draft.client)), ("was", .string(one.invoice.status)),
      ("status", .string(one.status)),
      ("currency", .string(one.push.draft.currency.code)),
      ("total", .string(one.invoice.total.text(places: 2))),
      ("amount_due", .optional(one.amountDue?.text(places: 2))),
      ("paid_on", .optional(one.paidOn?.description)), ("remarks", .strings(one.remarks)),
    ])
  }
}
