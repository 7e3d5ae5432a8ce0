import ArgumentParser
import Foundation
import Workflow

struct InvoiceAttachCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Hang an invoice's timesheet on it in Xero.",
    discussion: """
      Date, project, task, hours and note of each entry, as PDF and CSV; never a
      window title. It needs a permission of its own, which you give once:

        daybook xero login --add-scopes accounting.attachments
        daybook invoice attach INV-0042
        daybook invoice attach INV-0042 --csv --for-customer
        daybook invoice attach INV-0042 --dry-run
      """)

  @OptionGroup var wanted: InvoiceArgument
  @Flag(help: "Only as CSV.") var csv = false
  @Flag(help: "Only as PDF.") var pdf = false
  @Flag(name: .customLong("for-customer"), help: "Let the customer see it with the online invoice.")
  var forCustomer = false
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Hits of the safety scan that may pass.", valueName: "HIT"))
  var allow: [String] = []
  @Flag(help: "Do it without asking.") var yes = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    let printer = Printer()
    let sheet = try home.timesheet(ofInvoice: wanted.name, allowed: Set(allow))
    let files = try files(sheet)
    if change.dryRun, json {
      let names = files.map { sheet.fileName($0.suffix) }
      return printer.json(.list("files", names.map { value($0, wasThere: nil) }))
    }
    if change.dryRun || !yes {
      showPlan(json: json) {
        $0.line(
          neutralised(
            "Would attach \(plural(sheet.rows.count, "entry", "entries")), "
              + "\(Texts.clockLength(sheet.seconds)), to \(sheet.number) as "
              + files.map(\.suffix).joined(separator: " and ") + "."))
      }
    }
    if change.dryRun { return }
    try confirm("Attach it to \(sheet.number)?", yes: yes)
    let attached = try await home.attach(
      files, of: sheet, toInvoice: wanted.name, forCustomer: forCustomer)
    if json {
      printer.json(.list("files", attached.map { value($0.name, wasThere: $0.wasThere) }))
      return
    }
    for file in attached {
      printer.line("\(file.name): \(file.wasThere ? "hangs there already" : "attached")")
    }
  }

  private func value(_ name: String, wasThere: Bool?) -> JSON {
    .object([("name", .string(name)), ("was_there", wasThere.map(JSON.bool) ?? .null)])
  }

  private func files(
    _ sheet: InvoiceTimesheet
  ) throws -> [(suffix: String, mediaType: String, bytes: Data)] {
    var files: [(suffix: String, mediaType: String, bytes: Data)] = []
    if pdf || !csv {
      files.append(("pdf", "application/pdf", try TimesheetPDF.bytes(sheet)))
    }
    if csv || !pdf {
      let text = CSV.text([InvoiceTimesheet.header] + sheet.cells)
      files.append(("csv", "text/csv", Data(text.utf8)))
    }
    return files
  }
}
