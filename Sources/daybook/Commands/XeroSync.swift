import Activity
import ArgumentParser
import Workflow

struct XeroSyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Fetch the organisations with their contacts and settings.",
    discussion: """
      Contacts, accounts, tax rates, items, tracking categories, branding themes
      and currencies: previews and tax predictions are made from this copy. Of the
      contacts it asks for what changed since the last time, and for all of them
      once a week or with --full.

        daybook xero sync
      """)

  @Flag(help: "Fetch every contact, not those alone that changed.") var full = false
  @Flag(help: "Print JSON with stable fields.") var json = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let report = try await common.account().sync(inFull: full)
    let printer = Printer()
    if json {
      printer.json(.list("organisations", report.copies.map(OrganisationOutput.json)))
    } else {
      for copy in report.copies { show(copy, printer) }
      for copy in report.disconnected {
        printer.line(
          neutralised(
            "\(copy.name) is no longer connected; what was fetched of it before stays."))
      }
    }
    if let first = report.failures.first {
      throw Refusal(
        Refusal(first.error)?.kind ?? .network,
        report.failures.map { "\($0.organisation) was not fetched: \($0.error)" }
          .joined(separator: "\n"))
    }
  }

  private func show(_ copy: OrganisationCopy, _ printer: Printer) {
    let counts = [
      plural(copy.contacts.count, "contact", "contacts"),
      plural(copy.accounts.count, "account", "accounts"),
      plural(copy.taxRates.count, "tax rate", "tax rates"),
      plural(copy.items.count, "item", "items"),
      plural(copy.tracking.count, "tracking category", "tracking categories"),
      plural(copy.brandingThemes.count, "branding theme", "branding themes"),
      plural(copy.currencies.count, "currency", "currencies"),
    ]
    printer.line(
      neutralised("\(copy.name) (\(copy.baseCurrency)): " + counts.joined(separator: ", ")))
  }
}

/// A fetched organisation as JSON.
enum OrganisationOutput {
  static func json(_ copy: OrganisationCopy) -> JSON {
    .object([
      ("tenant", .string(copy.tenant)), ("name", .string(copy.name)),
      ("short_code", .string(copy.shortCode)), ("currency", .string(copy.baseCurrency)),
      ("country", .optional(copy.countryCode)), ("demo", .bool(copy.isDemoCompany)),
      ("contacts", .int(Int64(copy.contacts.count))),
      ("accounts", .int(Int64(copy.accounts.count))),
      ("tax_rates", .int(Int64(copy.taxRates.count))),
      ("items", .int(Int64(copy.items.count))),
      ("tracking", .int(Int64(copy.tracking.count))),
      ("branding_themes", .int(Int64(copy.brandingThemes.count))),
      ("currencies", .strings(copy.currencies)),
      (
        "fetched_at",
        .object(
          OrganisationCopy.Part.allCases.map { part in
            (part.rawValue, .optional(copy.fetchedAt(part).map(utcText)))
          })
      ),
    ])
  }

  /// `2026-11-20T04:30:00+00:00`.
  static func utcText(_ instant: Instant) -> String {
    Moment.text(instant.flooredSeconds, offset: 0)
  }
}
