import ArgumentParser
import Workflow

import struct Books.Check

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that the books are whole and agree with the record.",
    discussion: """
      It recomputes the chain of the history and names the first broken link,
      plays the history again, adds up entries, days and invoices, and looks for
      the evidence that entries name. It changes nothing. Exit code 8 where
      something is wrong.

        daybook verify
        daybook verify --json
      """)

  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let checks = try common.home(needsRules: false).verify()
    let printer = Printer()
    if json {
      printer.json(.list("checks", checks.map(value)))
    } else {
      for check in checks { show(check, printer) }
    }
    let broken = checks.filter { !$0.holds }
    guard !broken.isEmpty else { return }
    throw Refusal(
      .verification,
      "\(broken.count) of \(checks.count) checks failed: "
        + broken.map(\.name).joined(separator: ", ")
        + ". Nothing was changed. "
        + (broken.map(\.name) == ["keys"]
          ? "The books are whole; give that time its new keys before you bill it."
          : "Restore a backup before you bill from these books."))
  }

  private func value(_ check: Check) -> JSON {
    .object([
      ("name", .string(check.name)), ("claim", .string(check.claim)),
      ("holds", .bool(check.holds)), ("problems", .strings(check.problems)),
    ])
  }

  private func show(_ check: Check, _ printer: Printer) {
    printer.line("\(check.holds ? "ok    " : "BROKEN")  \(check.name): \(check.claim)")
    for problem in check.problems { printer.line("        " + neutralised(problem)) }
  }
}
