import ArgumentParser
import Workflow

struct InvoiceReplaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replace",
    abstract: "Give a draft in Xero its lines anew.",
    discussion: """
      After a change of texts, grouping, account, tax or rounding in clients.yaml:
      the same entries at the rates they were approved with, made into lines by
      what it says today. Only while the invoice is a DRAFT that nobody has edited
      in Xero; its number and reference stay.

        daybook invoice replace INV-0042
        daybook invoice replace INV-0042 --dry-run
      """)

  @OptionGroup var wanted: InvoiceArgument
  @Flag(help: "Do it without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    if !change.dryRun { try home.refuseFixedClock() }
    let printer = Printer()
    let plan = try home.replacePlan(wanted.name)
    if change.dryRun, json {
      var push = plan.before
      push.draft = plan.draft
      return printer.json(
        .list("invoices", [InvoiceOutput.json(plan.invoice, push, lines: true)]))
    }
    if change.dryRun || !yes {
      showPlan(json: json) {
        $0.line(neutralised("\(plan.invoice.number) would be, if it is unedited in Xero:"))
        $0.table(DraftOutput.table(plan.draft, tax: plan.draft.tax, total: plan.draft.total))
      }
    }
    if change.dryRun { return }
    try confirm("Replace the lines of \(plan.invoice.number)?", yes: yes)
    let replaced = try await home.replace(plan, why: change.reason)
    if json {
      let (invoice, push) = try home.invoice(wanted.name)
      printer.json(.list("invoices", [InvoiceOutput.json(invoice, push, lines: true)]))
    } else {
      tell(replaced, of: plan, printer)
    }
    switch replaced {
    case .done(let invoice, let leftOut?), .settled(let invoice, let leftOut?):
      throw Refusal(
        .verification,
        "\(invoice.number) has its lines anew, but Xero left out \(leftOut). Set it there.")
    case .done, .settled, .unchanged: break
    }
  }

  private func tell(_ replaced: Replaced, of plan: ReplacePlan, _ printer: Printer) {
    switch replaced {
    case .done(let invoice, _):
      printer.line(neutralised("\(invoice.number) has its lines anew, a draft in Xero."))
    case .settled(let invoice, _):
      printer.line(
        neutralised("\(invoice.number) had its lines anew already; the books know it now."))
    case .unchanged:
      printer.line(neutralised("\(plan.invoice.number) would be the same again. Nothing was sent."))
    }
  }
}
