import Billing
import Foundation
import Workflow

/// Drafts as JSON and for people.
enum DraftOutput {
  /// What a preview shows.
  ///
  /// - Parameter open: references of what an earlier push left open; nil where nobody asks.
  static func json(_ preview: InvoicePreview, open: [String]? = nil) -> JSON {
    json(preview.drafts.map(json), of: preview, open: open)
  }

  /// The drafts or what became of them, the clients that can't be billed as things stand, and what
  /// makes no line now.
  static func json(_ drafts: [JSON], of preview: InvoicePreview, open: [String]? = nil) -> JSON {
    let stopped = preview.stopped.map { client, refusal in
      JSON.object([
        ("client", .string(client)), ("reason", .string(refusal.description)),
        ("exit_code", .int(Int64(refusal.kind.rawValue))),
      ])
    }
    let resting = (preview.drafts.flatMap(\.resting) + preview.resting).map { resting in
      JSON.object([
        ("client", .string(resting.client)), ("why", .string(resting.reason.rawValue)),
        ("entries", .strings(resting.entries.map(\.text))),
      ])
    }
    return .object(
      [
        ("schema", .int(1)), ("drafts", .array(drafts)), ("stopped", .array(stopped)),
        ("resting", .array(resting)),
      ] + (open.map { [("open", .strings($0))] } ?? []))
  }

  static func json(_ draft: ClientDraft) -> JSON {
    .object([
      ("client", .string(draft.client.key)),
      ("organisation", .optional(draft.link?.organisation)),
      ("contact", .optional(draft.link?.contactName)),
      ("currency", .string(draft.draft.currency.code)),
      ("reference", draft.link == nil ? .null : .string(draft.draft.reference)),
      ("number", draft.link == nil ? .null : .optional(draft.draft.number)),
      ("branding_theme_id", .optional(draft.draft.brandingTheme)),
      ("date", .string(draft.draft.date.description)),
      ("due", .optional(draft.draft.due?.description)),
      ("lines", .array(draft.draft.lines.map { json($0, linked: draft.link != nil) })),
      ("subtotal", .string(draft.draft.subtotal.text(places: 2))),
      ("tax", .optional(draft.tax?.text(places: 2))),
      ("total", .optional(draft.total?.text(places: 2))),
      ("warnings", .strings(draft.warnings)),
    ])
  }

  static func json(_ line: InvoiceLine, linked: Bool) -> JSON {
    .object([
      ("description", .string(line.description)),
      ("quantity", .string(line.quantity.plainText)), ("unit", .string(line.unit.rawValue)),
      ("unit_amount", .string(line.unitAmount.plainText)),
      ("line_amount", .string(line.lineAmount.text(places: 2))),
      ("account", line.account.isEmpty ? .null : .string(line.account)),
      ("tax", .optional(line.taxType)), ("item", .optional(line.item)),
      (
        "tracking",
        .array(
          line.tracking.map {
            .object([("category_id", .string($0.category)), ("option_id", .string($0.option))])
          })
      ),
      ("tax_amount", .optional(linked ? line.tax?.text(places: 2) : nil)),
      ("entries", .strings(line.shares.map(\.entry.text))),
    ])
  }

  static func show(_ draft: ClientDraft, _ printer: Printer) {
    let invoice = draft.draft
    var heading = draft.client.name
    if let link = draft.link { heading += " -> \(link.contactName), \(link.organisation)" }
    printer.line(neutralised(heading))
    printer.line("  " + neutralised(facts(of: invoice, isLinked: draft.link != nil)))
    printer.table(table(invoice, tax: draft.tax, total: draft.total))
    for warning in draft.warnings { printer.line("  Note: " + neutralised(warning)) }
    printer.line()
  }

  static func show(resting: [RestingTime], _ printer: Printer) {
    for one in resting { printer.line(neutralised("\(one.client): \(one.sentence).")) }
  }

  /// `2026-11-21, due 2026-12-05, reference Nov 2026 DB-7F3K9QXA-K7QM`.
  static func facts(of invoice: InvoiceDraft, isLinked: Bool = true) -> String {
    var facts = "\(invoice.date)"
    if let due = invoice.due { facts += ", due \(due)" }
    if isLinked { facts += ", reference \(invoice.reference)" }
    return facts
  }

  /// Up to four decimals, so that hours × rate is the amount.
  private static func price(_ amount: Decimal) -> String {
    let cents = amount.rounded(places: 2)
    return cents == amount ? cents.text(places: 2) : amount.plainText
  }

  static func table(_ invoice: InvoiceDraft, tax: Decimal?, total: Decimal?) -> Table {
    var table = Table([
      .init(title: "  #", alignment: .right), .init(title: "line", flexible: true),
      .init(title: "hours", alignment: .right), .init(title: "rate", alignment: .right),
      .init(title: invoice.currency.code, alignment: .right), .init(title: "account"),
      .init(title: "tax"),
    ])
    for (index, line) in invoice.lines.enumerated() {
      table.add([
        "  \(index + 1)", line.description,
        line.quantity.text(places: 4) + (line.unit == .hour ? "" : " d"),
        price(line.unitAmount), line.lineAmount.text(places: 2), line.account,
        line.taxType ?? "",
      ])
    }
    table.addFooter(["", "subtotal", "", "", invoice.subtotal.text(places: 2), "", ""])
    if let tax, let total {
      table.addFooter(["", "tax, as Xero should compute it", "", "", tax.text(places: 2), "", ""])
      table.addFooter(["", "total", "", "", total.text(places: 2), "", ""])
    }
    return table
  }
}
