import ArgumentParser
import Billing
import Workflow

import struct Books.InvoiceRecord
import struct Books.PushRecord

struct InvoiceListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the invoices that were pushed.",
    discussion: """
      RANGE goes by the invoice's date; all of them without.

        daybook invoice list
        daybook invoice list 2026-11 --json
      """)

  @OptionGroup var days: RangeArgument
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let range = try days.range(in: home)
    let invoices = try home.invoices(range)
    let printer = Printer()
    if list.json {
      printer.json(.list("invoices", invoices.map { InvoiceOutput.json($0.invoice, $0.push) }))
    } else if list.csv {
      printer.csv(
        header: ["id", "number", "status", "client", "date", "reference", "currency", "total"],
        rows: invoices.map { InvoiceOutput.cells($0.invoice, $0.push) })
    } else if invoices.isEmpty {
      printer.line("No invoices yet. \"daybook invoice push\" makes drafts of approved time.")
    } else {
      var table = Table([
        .init(title: "number"), .init(title: "status"), .init(title: "client"),
        .init(title: "date"), .init(title: "reference", flexible: true), .init(title: ""),
        .init(title: "total", alignment: .right),
      ])
      for (invoice, push) in invoices {
        table.add(Array(InvoiceOutput.cells(invoice, push).dropFirst()))
      }
      printer.table(table)
    }
  }
}

struct InvoiceShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one invoice with its lines, as it was pushed.",
    discussion: """
        daybook invoice show INV-0042
      """)

  @OptionGroup var wanted: InvoiceArgument
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let (invoice, push) = try home.invoice(wanted.name)
    let printer = Printer()
    if json {
      printer.json(.list("invoices", [InvoiceOutput.json(invoice, push, lines: true)]))
      return
    }
    printer.line(
      neutralised(
        "\(invoice.number) (\(invoice.status)) to \(push.contactName), \(push.organisation)"))
    printer.line("  " + neutralised(DraftOutput.facts(of: push.draft)))
    printer.table(
      DraftOutput.table(push.draft, tax: push.draft.tax, total: push.draft.total))
  }
}

/// Invoices as JSON and in lists.
enum InvoiceOutput {
  static func json(_ invoice: InvoiceRecord, _ push: PushRecord, lines: Bool = false) -> JSON {
    var members: [(String, JSON)] = [
      ("id", .string(invoice.id.text)), ("number", .string(invoice.number)),
      ("status", .string(invoice.status)), ("client", .string(push.draft.client)),
      ("contact", .string(push.contactName)), ("organisation", .string(push.organisation)),
      ("date", .string(push.draft.date.description)),
      ("due", .optional(push.draft.due?.description)),
      ("reference", .string(push.draft.reference)),
      ("currency", .string(push.draft.currency.code)),
      ("total", .string(invoice.total.text(places: 2))),
    ]
    if lines {
      members.append(
        ("lines", .array(push.draft.lines.map { DraftOutput.json($0, linked: true) })))
    }
    return .object(members)
  }

  static func cells(_ invoice: InvoiceRecord, _ push: PushRecord) -> [String] {
    [
      invoice.id.text, invoice.number, invoice.status, push.draft.client,
      push.draft.date.description, push.draft.reference, push.draft.currency.code,
      invoice.total.text(places: 2),
    ]
  }
}
