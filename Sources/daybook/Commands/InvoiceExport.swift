import ArgumentParser
import Foundation
import Workflow

struct InvoiceExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write drafts as a file that Xero imports.",
    discussion: """
      For those who may not connect an app: the rows of Xero's import template for
      sales invoices. Import them in Xero under Business, Invoices, Import, as
      amounts without tax. Nothing is marked as billed here, and Xero makes the
      invoices again if the file is imported twice under other numbers.

        daybook invoice export --xero-csv > invoices.csv
        daybook invoice export --xero-csv acme 2026-11
      """)

  @OptionGroup var billing: BillingOptions
  @Flag(name: .customLong("xero-csv"), help: "As Xero's import template for sales invoices.")
  var xeroCSV = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard xeroCSV else { throw ValidationError("Say in which form: --xero-csv.") }
  }

  func run() async throws {
    let home = try common.home(needsRules: false)
    let made = try home.xeroImport(billing.selection(in: home))
    Printer().csv(header: XeroImport.header, rows: made.rows)
    for draft in made.drafts {
      for warning in draft.warnings {
        writeToStandardError(neutralised("\(draft.client.key): \(warning)") + "\n")
      }
    }
    try refuse(made.stopped)
  }
}
