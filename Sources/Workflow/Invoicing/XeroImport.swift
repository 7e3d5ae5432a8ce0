import Activity
import Billing
import Books
import Foundation
import Timesheet
import Xero

/// Drafts as rows of Xero's own import template for sales invoices, for those who may not connect
/// an app.
///
/// Source of the columns: `SalesInvoiceTemplate.csv`, which Xero gives under Business, Invoices,
/// Import ("Import or create invoices using a CSV file", Xero Central); on 2026-11-25 held against
/// three copies of it in public repositories, which agree on these 29 and their order.
public struct XeroImport: Sendable {
  public static let header = [
    "*ContactName", "EmailAddress", "POAddressLine1", "POAddressLine2", "POAddressLine3",
    "POAddressLine4", "POCity", "PORegion", "POPostalCode", "POCountry", "*InvoiceNumber",
    "Reference", "*InvoiceDate", "*DueDate", "Total", "InventoryItemCode", "*Description",
    "*Quantity", "*UnitAmount", "Discount", "*AccountCode", "*TaxType", "TaxAmount",
    "TrackingName1", "TrackingOption1", "TrackingName2", "TrackingOption2", "Currency",
    "BrandingTheme",
  ]

  public var rows: [[String]]
  public var drafts: [ClientDraft]
  public var stopped: [(client: String, refusal: Refusal)]
}

extension Home {
  /// One row a line. Nothing changes in the books: the entries still wait.
  public func xeroImport(_ selection: BillingSelection) throws -> XeroImport {
    let preview = try previewInvoices(selection)
    var made = XeroImport(rows: [], drafts: [], stopped: preview.stopped)
    for draft in preview.drafts {
      do {
        made.rows += try rows(of: draft)
        made.drafts.append(draft)
      } catch let refusal as Refusal {
        made.stopped.append((draft.client.key, refusal))
      }
    }
    return made
  }

  private func rows(of draft: ClientDraft) throws -> [[String]] {
    let client = draft.client
    let books = try books()
    let copy = try draft.link.flatMap { try books.organisationCopy($0.tenant, in: $0.environment) }
    let contact = draft.link.flatMap { copy?.contact($0.contact) }
    let billed = try books.entries(draft.draft.lines.flatMap { $0.shares.map(\.entry) })
    let period = period(of: billed.map(\.entry.day))
    let keys = Dictionary(billed.map { ($0.entry.id, $0.entry.key) }) { first, _ in first }
    let token = try importToken(draft, books)
    let number =
      client.xero.number?.text(period: period, client: client.name, token: token) ?? token
    let reference = client.xero.reference.text(period: period, client: client.name, token: token)
    let date = importDate(draft.draft.date, in: copy)
    let due = importDate(draft.draft.due ?? draft.draft.date, in: copy)
    return try draft.draft.lines.map { line in
      guard !line.account.isEmpty, let type = line.taxType else {
        throw Refusal(
          .usage,
          "Xero's import wants an account and a tax rate on every line, and clients.yaml has none "
            + "for \(client.key) (\(client.place)). Add xero: { account: \"200\", tax: \"15% GST on "
            + "Income\" }, the tax rate as it is called in Xero.")
      }
      // No line mixes tracking.
      let key = line.shares.first.flatMap { keys[$0.entry] ?? nil }
      var tracking = key.map { client.tracking(for: $0).options } ?? []
      tracking += Array(
        repeating: NamedTracking(category: "", option: ""), count: max(0, 2 - tracking.count))
      let tax = copy?.taxRates.first { $0.type == type }?.name ?? type
      return [
        contact?.name ?? client.name, contact?.email ?? "", "", "", "", "", "", "", "", "",
        number, reference, date, due, "", line.item ?? "", line.description,
        line.quantity.plainText,
        line.unitAmount.plainText, "", line.account, tax, "",
      ] + tracking.flatMap { [$0.category, $0.option] } + [
        draft.draft.currency.code, client.xero.branding ?? "",
      ]
    }
  }

  /// The one of a push; without a link, one of the client and entries alone.
  private func importToken(_ draft: ClientDraft, _ books: Books) throws -> String {
    let entries = draft.draft.lines.flatMap { $0.shares.map(\.entry) }
    let link =
      draft.link
      ?? ClientLink(
        client: draft.client.key, clientName: "", environment: "import", tenant: "",
        organisation: "", contact: "", contactName: "", linkedAt: Instant(milliseconds: 0))
    let digest = try batchDigest(
      link: link, generation: books.releases(ofClient: draft.client.key), entries: entries,
      books: books)
    return ReferenceToken(batchDigest: digest, books: try books.id()).text
  }

  /// As the organisation's country writes dates: the import goes by that.
  private func importDate(_ date: CivilDate, in copy: OrganisationCopy?) -> String {
    let (day, month) = (ClockText.two(Int64(date.day)), ClockText.two(Int64(date.month)))
    return copy?.countryCode == "US"
      ? "\(month)/\(day)/\(date.year)" : "\(day)/\(month)/\(date.year)"
  }
}
