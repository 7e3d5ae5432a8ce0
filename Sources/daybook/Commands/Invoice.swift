import ArgumentParser

struct InvoiceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invoice",
    abstract: "Preview, push, explain, open and release draft invoices.",
    subcommands: [
      InvoicePreviewCommand.self, InvoiceSimulateCommand.self, InvoicePushCommand.self,
      InvoiceListCommand.self, InvoiceShowCommand.self, InvoiceExplainCommand.self,
      InvoiceOpenCommand.self, InvoiceReleaseCommand.self, InvoiceAdoptCommand.self,
      InvoiceReplaceCommand.self, InvoiceAttachCommand.self, InvoiceExportCommand.self,
    ])
}
