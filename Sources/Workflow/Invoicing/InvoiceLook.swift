import Activity
import Billing
import Books
import Crypto
import Foundation
import Timesheet

/// What of an invoice is not its lines: period and batch in its reference, theme, locks.
extension Home {
  /// `Nov 2026`, `Nov-Dec 2026`.
  func period(of days: [CivilDate]) -> String {
    guard let first = days.min(), let last = days.max() else { return "" }
    func month(_ date: CivilDate) -> String {
      [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
      ][date.month - 1]
    }
    if (first.year, first.month) == (last.year, last.month) {
      return "\(month(last)) \(last.year)"
    }
    if first.year == last.year { return "\(month(first))-\(month(last)) \(last.year)" }
    return "\(month(first)) \(first.year)-\(month(last)) \(last.year)"
  }

  /// The same books, organisation, client, generation and entries give the same batch: a restored
  /// backup finds the draft it made.
  ///
  /// - Parameter generation: how many invoices of the client were released before.
  func batchDigest(
    link: ClientLink, generation: Int, entries: [EntryID], books: Books
  ) throws -> [UInt8] {
    let parts =
      [
        try books.id(), link.environment, link.tenant, link.client, String(generation),
      ]
      + entries.map(\.text).sorted()
    return Array(SHA256.hash(data: Data(parts.joined(separator: "\u{0}").utf8)))
  }

  func brandingTheme(of client: Client, in copy: OrganisationCopy) throws -> String? {
    guard let name = client.xero.branding else { return nil }
    let found = copy.brandingThemes.filter { $0.name.lowercased() == name.lowercased() }
    guard found.count == 1 else {
      throw Refusal(
        .usage,
        "\(copy.name) has \(found.isEmpty ? "no" : "several") branding theme \"\(name)\" "
          + "(\(client.place)). There is \(copy.brandingThemes.map(\.name).joined(separator: ", "))."
      )
    }
    return found[0].id
  }

  /// Work may be in a retainer that Xero bills by itself.
  ///
  /// - Parameter first: the earliest day that is billed; what ended before can't bill it.
  func repeatingWarning(
    for contact: String, billedFrom first: CivilDate?, in copy: OrganisationCopy
  ) -> String? {
    let found = (copy.repeatingInvoices ?? []).filter { template in
      guard let first, let end = template.end.flatMap({ CivilDate($0) }) else {
        return template.contact == contact.lowercased()
      }
      return template.contact == contact.lowercased() && end >= first
    }
    guard let template = found.min(by: { ($0.next ?? "~") < ($1.next ?? "~") }) else { return nil }
    let facts = [template.rhythm, template.next.map { "next on \($0)" } ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
    let count = found.count == 1 ? "a repeating invoice" : "\(found.count) repeating invoices"
    return "\(copy.name) has \(count) for this contact\(facts.isEmpty ? "" : " (\(facts))"): make "
      + "sure that this work is not billed twice"
  }

  /// Xero takes a draft of a locked period, and refuses to approve it.
  func lockWarning(for date: CivilDate, in copy: OrganisationCopy) -> String? {
    guard let locked = copy.lockedUntil.flatMap({ CivilDate($0) }), date <= locked else {
      return nil
    }
    return "\(copy.name) is locked up to \(locked): Xero takes this draft of \(date), but will not "
      + "let it be approved. Give it another --date, or have the lock date moved"
  }
}
