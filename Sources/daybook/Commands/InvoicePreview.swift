import ArgumentParser
import Workflow

struct InvoicePreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show the drafts that a push would send now.",
    discussion: """
      Nothing leaves the machine. Quantities, rates and texts are exactly what is
      sent; amounts and tax are what Xero should compute from them.

        daybook invoice preview
        daybook invoice preview acme 2026-11
        daybook invoice preview --json
      """)

  @OptionGroup var billing: BillingOptions
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let preview = try home.previewInvoices(billing.selection(in: home))
    let printer = Printer()
    if json {
      printer.json(DraftOutput.json(preview))
    } else if preview.drafts.isEmpty && preview.stopped.isEmpty && preview.resting.isEmpty {
      printer.line("Nothing is approved and waiting to be billed.")
    } else {
      for draft in preview.drafts { DraftOutput.show(draft, printer) }
      DraftOutput.show(resting: preview.resting, printer)
    }
    try refuse(preview.stopped)
  }
}

/// Tells each client that could not be billed; the first one's kind is the exit code.
func refuse(_ stopped: [(client: String, refusal: Refusal)]) throws {
  guard let first = stopped.first else { return }
  throw Refusal(
    first.refusal.kind,
    stopped.map { "\($0.client): \($0.refusal)" }.joined(separator: "\n"))
}
