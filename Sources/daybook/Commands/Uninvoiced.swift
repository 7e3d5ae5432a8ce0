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
      Without a RANGE: everything up to now. Beside it, what is proposed and not
      approved yet; beneath it, time in a period that an invoice has billed
      already, entries whose stored rate is not the one of today, and invoices
      that 'xero reconcile' found gone, which hold time until they are released.

        daybook uninvoiced
        daybook uninvoiced last-month --json
      """)

  @OptionGroup var days: RangeArgument
  @OptionGroup var list: ListOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let found = try home.uninvoiced(days.range(in: home))
    let rows = found.rows
    let printer = Printer()
    if list.json {
      printer.json(
        .object([
          ("schema", .int(1)), ("rows", .array(rows.map(json))),
          ("unassigned_seconds", .int(found.unassigned)),
          ("gone_invoices", .array(found.gone.map(json))),
        ]))
    } else if list.csv {
      printer.csv(
        header: ["client", "seconds", "currency", "amount", "oldest", "unapproved_seconds"],
        rows: rows.map(cells))
    } else if rows.isEmpty {
      printer.line("Nothing is approved and waiting to be billed.")
      showBeside(found, printer)
    } else {
      var table = Table([
        .init(title: "client", flexible: true), .init(title: "hours", alignment: .right),
        .init(title: ""), .init(title: "about", alignment: .right), .init(title: "oldest"),
        .init(title: "unapproved", alignment: .right),
      ])
      for row in rows {
        table.add([
          row.client, Texts.clockLength(row.seconds), row.currency?.code ?? "",
          row.amount?.text(places: 2) ?? "no rate", row.oldest.description,
          row.unapproved > 0 ? Texts.clockLength(row.unapproved) : "",
        ])
      }
      printer.table(table)
      for row in rows { showRemarks(row, printer) }
      showBeside(found, printer)
    }
  }

  private func showRemarks(_ row: UninvoicedRow, _ printer: Printer) {
    for late in row.late { printer.line(neutralised("\(row.client): \(late.sentence).")) }
    for moved in row.moved {
      printer.line(
        neutralised("\(row.client): \(moved.sentence)."))
    }
    for homeless in row.homeless { printer.line(neutralised(homeless.sentence)) }
  }

  private func showBeside(_ found: Uninvoiced, _ printer: Printer) {
    for gone in found.gone {
      printer.line(
        neutralised(
          "\(gone.number) is \(gone.status) in Xero and still holds "
            + "\(plural(gone.entries.count, "entry", "entries")) "
            + "(\(Texts.clockLength(gone.seconds))): \"daybook invoice release \(gone.number) "
            + "--reason TEXT\" lets them be billed again."))
    }
    for (client, seconds) in found.unapprovedElsewhere {
      printer.line(neutralised("\(client): \(Texts.clockLength(seconds)) proposed, not approved."))
    }
    if found.unassigned > 0 {
      printer.line("Unassigned in these days: \(Texts.clockLength(found.unassigned)).")
    }
  }

  private func json(_ row: UninvoicedRow) -> JSON {
    .object([
      ("client", .string(row.client)), ("seconds", .int(row.seconds)),
      ("currency", .optional(row.currency?.code)),
      ("amount", .optional(row.amount?.text(places: 2))),
      ("oldest", .string(row.oldest.description)),
      ("unapproved_seconds", .int(row.unapproved)),
      ("homeless", .strings(row.homeless.map(\.path))),
      (
        "late",
        .array(
          row.late.map { late in
            .object([
              ("invoice", .string(late.invoice)), ("seconds", .int(late.seconds)),
              ("entries", .strings(late.entries.map(\.text))),
            ])
          })
      ),
      ("moved_rates", .strings(row.moved.flatMap(\.entries).map(\.text))),
    ])
  }

  private func json(_ gone: GoneInvoice) -> JSON {
    .object([
      ("number", .string(gone.number)), ("status", .string(gone.status)),
      ("seconds", .int(gone.seconds)), ("entries", .strings(gone.entries.map(\.text))),
    ])
  }

  private func cells(_ row: UninvoicedRow) -> [String] {
    [
      row.client, String(row.seconds), row.currency?.code ?? "",
      row.amount?.text(places: 2) ?? "", row.oldest.description, String(row.unapproved),
    ]
  }
}
