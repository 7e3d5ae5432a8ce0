import ArgumentParser
import Workflow

struct InvoiceOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Show an invoice in Xero.",
    discussion: """
      Prints its address, and on a terminal opens it in your browser.

        daybook invoice open INV-0042
        daybook invoice open INV-0042 --print
      """)

  @OptionGroup var wanted: InvoiceArgument
  @Flag(help: "Print the address alone.") var print = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let address = try common.home(needsRules: false).address(ofInvoice: wanted.name)
    Printer().line(address)
    if !print, isAttended { openBrowser(address) }
  }
}
