import Activity
import Billing
import Books
import Crypto
import Foundation
import Timesheet
import Xero

/// The time behind one invoice, as its customer may see it: no window titles, no rules.
public struct InvoiceTimesheet: Sendable {
  public struct Row: Sendable {
    public var day: CivilDate
    public var project: String
    public var task: String
    /// Counted.
    public var seconds: Int64
    public var note: String
  }

  public var number: String
  public var client: String
  public var reference: String
  public var rows: [Row]

  public static let header = ["date", "project", "task", "hours", "note"]
  /// Hours with 4 decimals.
  public var cells: [[String]] {
    rows.map {
      [
        $0.day.description, $0.project, $0.task,
        (Decimal($0.seconds) / 3600).rounded(places: 4).plainText, $0.note,
      ]
    }
  }
  public var seconds: Int64 { rows.reduce(0) { $0 + $1.seconds } }

  /// By what it says, for a PDF has the time of its making in it.
  public func fileName(_ suffix: String) -> String {
    let text = cells.map { $0.joined(separator: "\u{0}") }.joined(separator: "\u{1}")
    return "timesheet-\(hexadecimal(SHA256.hash(data: Data(text.utf8)).prefix(4))).\(suffix)"
  }
}

/// A file that was attached, or was there already.
public struct AttachedFile: Hashable, Sendable {
  public var name: String
  public var wasThere: Bool
}

extension Home {
  /// - Throws: `Refusal` (6) where the safety scan finds what is not the client's.
  public func timesheet(
    ofInvoice name: String, allowed: Set<String>
  ) throws -> InvoiceTimesheet {
    let (invoice, push) = try invoice(name)
    let entries = try books().entries(push.draft.lines.flatMap { $0.shares.map(\.entry) })
      .sorted { ($0.entry.day, $0.entry.start) < ($1.entry.day, $1.entry.start) }
    let client = try knownClient(push.draft.client)
    let found = try scan(
      [], entries.map { ($0.entry.note, "entry \($0.entry.id)") }, of: client, entries: entries)
    let stopping = found.filter { !allowed.contains($0.hit.id) }
    guard stopping.isEmpty else { throw refusal(of: stopping, in: client) }
    return InvoiceTimesheet(
      number: invoice.number, client: client.name, reference: push.draft.reference,
      rows: entries.map { booked in
        let key = booked.entry.key
        let project = key.flatMap { client.project($0.project.project) }
        return InvoiceTimesheet.Row(
          day: booked.entry.day, project: project?.name ?? key?.project.project ?? "",
          task: key?.task.map { project?.task($0)?.name ?? $0 } ?? "",
          seconds: booked.entry.seconds, note: booked.entry.note)
      })
  }

  /// Hangs files on an invoice in Xero; one that hangs there already is not sent again, because it
  /// is called by its content.
  ///
  /// - Parameter files: what each is called by, its media type and bytes.
  public func attach(
    _ files: [(suffix: String, mediaType: String, bytes: Data)], of sheet: InvoiceTimesheet,
    toInvoice name: String, forCustomer: Bool
  ) async throws -> [AttachedFile] {
    let (invoice, push) = try invoice(name)
    let access = try XeroAccount(world).access
    guard push.environment == access.addresses.environmentName else {
      throw Refusal(
        .usage,
        "\(invoice.number) was pushed to \(push.environment), and the DAYBOOK_XERO addresses "
          + "name \(access.addresses.environmentName). Point them to the former.")
    }
    let client = try access.client(reaching: push.tenant)
    let there = try await client.attachments(of: invoice.id.text, tenant: push.tenant)
    var attached: [AttachedFile] = []
    for file in files {
      let name = sheet.fileName(file.suffix)
      if there.contains(name) {
        attached.append(AttachedFile(name: name, wasThere: true))
        continue
      }
      try await client.attach(
        Attachment(
          name: name, mediaType: file.mediaType, bytes: file.bytes, isForCustomer: forCustomer),
        to: invoice.id.text, tenant: push.tenant,
        key: IdempotencyKey(randomBytes: world.randomBytes(16)))
      attached.append(AttachedFile(name: name, wasThere: false))
      try books().change(reason("invoice attach", why: "\(name) to \(invoice.number)")) {
        $0.noteAside()
      }
    }
    return attached
  }
}
