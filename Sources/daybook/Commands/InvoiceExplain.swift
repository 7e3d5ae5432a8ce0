import Activity
import ArgumentParser
import Billing
import Workflow

struct InvoiceExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Walk an invoice's lines back to the windows they came from.",
    discussion: """
      For each line: its entries, what each counts and bills, their spans, and the
      file and line of the rule behind them. Titles are shown here alone, never to
      a client.

        daybook invoice explain INV-0042
        daybook invoice explain INV-0042 --line 1
      """)

  @OptionGroup var wanted: InvoiceArgument
  @Option(help: ArgumentHelp("Only this line, from 1.", valueName: "N")) var line: Int?
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home()
    let lines = try home.explainInvoice(wanted.name, line: line)
    let printer = Printer()
    if json {
      printer.json(.list("rows", lines.map { json($0, home.days) }))
    } else {
      for line in lines { show(line, home.days, printer) }
    }
  }

  private func show(_ line: ExplainedLine, _ days: WorkingDays, _ printer: Printer) {
    let amount = line.line
    printer.line(
      neutralised(
        "Line \(line.number): \(amount.description)"
          + "  \(amount.quantity.text(places: 4)) \(amount.unit.sign) x \(amount.unitAmount.plainText)"
          + " = \(amount.lineAmount.text(places: 2))"))
    for entry in line.entries {
      let booked = entry.booked.entry
      printer.line(
        neutralised(
          "  entry \(booked.id.text.prefix(6)), \(booked.day) "
            + "\(Texts.extent(booked, in: days)): counted "
            + "\(Texts.clockLength(booked.seconds)), billed "
            + billed(entry, amount.unit)
            + (booked.note.isEmpty ? "" : ", \"\(booked.note)\"")))
      if let rate = entry.booked.rate {
        printer.line(
          "    rate \(rate.price.amount.plainText) \(rate.currency)"
            + (rate.price.unit == .hour ? "" : " a day") + " from \(rate.from), \(rate.place)")
      }
      var table = Table([
        .init(title: "    from"), .init(title: "to"), .init(title: "length", alignment: .right),
        .init(title: "app"), .init(title: "title", flexible: true), .init(title: "rule"),
      ])
      for piece in entry.spans { table.add(cells(piece, days.shown(in: booked.zone))) }
      printer.table(table)
    }
  }

  private func billed(_ entry: ExplainedLine.Entry, _ unit: RateUnit) -> String {
    switch unit {
    case .hour: Texts.clockLength(entry.billed)
    case .day: "\(quantity(of: entry.billed, .day).text(places: 4)) d"
    }
  }

  private func cells(_ piece: EvidencePiece, _ days: WorkingDays) -> [String] {
    let window = piece.span?.subject.window
    let rule: String =
      if piece.share.absorbed {
        "(absorbed)"
      } else {
        piece.rule.map { "\($0.place)" } ?? ""
      }
    return [
      "    " + Texts.clock(piece.share.from, in: days), Texts.clock(piece.share.to, in: days),
      Texts.clockLength(piece.share.seconds), window?.app ?? "",
      piece.span == nil ? "(no evidence)" : window?.title ?? "", rule,
    ]
  }

  private func json(_ line: ExplainedLine, _ days: WorkingDays) -> JSON {
    .object([
      ("line", .int(Int64(line.number))), ("description", .string(line.line.description)),
      ("quantity", .string(line.line.quantity.plainText)),
      ("unit_amount", .string(line.line.unitAmount.plainText)),
      ("line_amount", .string(line.line.lineAmount.text(places: 2))),
      (
        "entries",
        .array(
          line.entries.map { entry in
            .object([
              ("id", .string(entry.booked.entry.id.text)),
              ("seconds", .int(entry.booked.entry.seconds)),
              (
                "billed_seconds", line.line.unit == .hour ? .int(entry.billed) : .null
              ),
              (
                "billed_days",
                line.line.unit == .day
                  ? .string(quantity(of: entry.billed, .day).plainText) : .null
              ),
              (
                "spans",
                .array(
                  entry.spans.map { json($0, days.shown(in: entry.booked.entry.zone)) })
              ),
            ])
          })
      ),
    ])
  }

  private func json(_ piece: EvidencePiece, _ days: WorkingDays) -> JSON {
    .object([
      ("id", .optional(piece.share.span?.text)),
      ("from", .string(Texts.moment(piece.share.from, in: days))),
      ("to", .string(Texts.moment(piece.share.to, in: days))),
      ("seconds", .int(piece.share.seconds)),
      ("absorbed", .bool(piece.share.absorbed)),
      ("app", .optional(piece.span?.subject.window?.app)),
      ("title", .optional(piece.span?.subject.window?.title)),
      (
        "rule",
        piece.rule.map {
          .object([
            ("rule", .string($0.name)), ("file", .string($0.place.file)),
            ("line", .int(Int64($0.place.line))),
          ])
        } ?? .null
      ),
    ])
  }
}
