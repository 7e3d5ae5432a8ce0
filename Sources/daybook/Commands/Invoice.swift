import ArgumentParser

struct InvoiceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invoice",
    abstract: "Preview, push and explain draft invoices.",
    subcommands: [
      InvoicePreviewCommand.self, InvoicePushCommand.self, InvoiceListCommand.self,
      InvoiceShowCommand.self, InvoiceExplainCommand.self,
    ])
}
