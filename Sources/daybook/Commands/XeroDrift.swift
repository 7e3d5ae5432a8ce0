import ArgumentParser
import Workflow

struct XeroDriftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Say what is other in Xero than when you linked it.",
    discussion: """
      It fetches the organisations and compares: contacts renamed, archived or
      merged, accounts closed, tax rates changed, currencies. Exit code 8 where
      something drifted. --accept agrees to new names and rates; an archived or
      merged contact asks for a new link.

        daybook xero drift
        daybook xero drift --accept
      """)

  @Flag(help: "Compare with the copy of the last sync, and ask nobody.") var offline = false
  @Flag(help: "Agree to what is in Xero now.") var accept = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let home = try common.home(needsRules: false)
    var disconnected: [OrganisationCopy] = []
    if !offline {
      let report = try await common.account().sync()
      disconnected = report.disconnected
      if let failure = report.failures.first {
        throw Refusal(
          .network, "\(failure.organisation) was not fetched: \(failure.error)")
      }
    }
    let found = try home.drift(disconnected: disconnected)
    if accept { try home.acceptDrift() }
    let left = accept ? found.filter { !$0.canBeAccepted } : found
    let printer = Printer()
    if json {
      printer.json(.list("findings", found.map(value)))
    } else if found.isEmpty {
      printer.line("Nothing drifted: Xero is as you linked it.")
    } else {
      for finding in found {
        let agreed = accept && finding.canBeAccepted ? " Agreed." : ""
        printer.line(neutralised(finding.sentence + agreed))
      }
    }
    if !left.isEmpty { throw ExitCode(Refusal.Kind.verification.rawValue) }
  }

  private func value(_ finding: DriftFinding) -> JSON {
    .object([
      ("kind", .string(finding.kind.rawValue)), ("client", .optional(finding.client)),
      ("organisation", .string(finding.organisation)), ("before", .optional(finding.before)),
      ("now", .optional(finding.now)), ("sentence", .string(finding.sentence)),
      ("accepted", .bool(accept && finding.canBeAccepted)),
    ])
  }
}
