import ArgumentParser
import Workflow

struct InvoiceAdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Take in an invoice of Xero's that the books have lost.",
    discussion: """
      After a restored backup Xero may have a draft that the books don't know; a
      push stops there. It is taken in only if these entries give exactly its
      reference and its lines. One that other books made is called --not-mine;
      later ones of the same books then only warn.

        daybook invoice adopt 243216c5-369e-4056-ac67-05388f86dc81 --entries 3f2a
        daybook invoice adopt --not-mine 243216c5-369e-4056-ac67-05388f86dc81
      """)

  @Argument(help: ArgumentHelp("Its id in Xero.", valueName: "ID")) var id: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The entries that it bills, by their ids.", valueName: "ID"),
    completion: .entry)
  var entries: [String] = []
  @Option(
    name: .customLong("not-mine"),
    help: ArgumentHelp("An invoice that other books made, by its id.", valueName: "ID"))
  var notMine: String?
  @Flag(help: "Do it without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (id == nil) != (notMine == nil) else {
      throw ValidationError("Give an invoice's ID with --entries, or --not-mine ID.")
    }
  }

  func run() async throws {
    let home = try common.home(needsRules: false)
    let printer = Printer()
    if let notMine { return try await disown(notMine, home, printer) }
    guard let id else { return }
    let adoption = try await home.adoption(of: id, entries: entries)
    let what =
      "\(adoption.number) (\(adoption.status), \"\(adoption.reference)\") with "
      + plural(adoption.entries.count, "entry", "entries")
    if change.dryRun, json {
      let invoice = adoption.invoice(at: home.world.now())
      return printer.json(
        .list("invoices", [InvoiceOutput.json(invoice, adoption.push, lines: true)]))
    }
    if change.dryRun || !yes {
      showPlan(json: json) { $0.line(neutralised("Would take in \(what).")) }
    }
    if change.dryRun { return }
    try confirm("Take in \(adoption.number)? It can't be undone.", yes: yes)
    let invoice = try home.adopt(adoption, why: change.reason)
    if json {
      let (record, push) = try home.invoice(invoice.number)
      printer.json(.list("invoices", [InvoiceOutput.json(record, push, lines: true)]))
    } else {
      printer.line(neutralised("Took in \(what). They are invoiced on it."))
    }
  }

  private func disown(_ id: String, _ home: Home, _ printer: Printer) async throws {
    let invoice = try await home.strangeInvoice(id)
    if change.dryRun, json { return printer.json(.list("invoices", [])) }
    if change.dryRun || !yes {
      showPlan(json: json) {
        $0.line(neutralised("Would remember that \(invoice.number) is of other books."))
      }
    }
    if change.dryRun { return }
    try confirm("Is \(invoice.number) of other books than these?", yes: yes)
    try home.disown(invoice, why: change.reason)
    if json {
      printer.json(.list("invoices", []))
    } else {
      printer.line(neutralised("\(invoice.number) is of other books; it stops no push any more."))
    }
  }
}
