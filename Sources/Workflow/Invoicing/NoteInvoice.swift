import Activity
import Billing
import Books
import Timesheet
import Xero

extension Home {
  /// Says in the invoice's history what it was made of, where clients.yaml wants that.
  ///
  /// - Returns: why it could not be written: a warning, for the invoice stands.
  func note(_ created: CreatedInvoice, _ push: PushRecord, _ client: XeroClient) async -> String? {
    guard settings.clients.client(push.draft.client)?.xero.history == true,
      created.status == Invoice.Status.draft.rawValue,
      let text = try? historyText(push)
    else { return nil }
    do {
      try await client.addNote(
        HistoryNote(text), to: created.id, tenant: push.tenant,
        key: IdempotencyKey(randomBytes: world.randomBytes(16)))
      return nil
    } catch {
      return "The note in its history was not written: \(error)"
    }
  }

  /// Counts and days alone: nothing in it is private.
  private func historyText(_ push: PushRecord) throws -> String {
    let ids = push.draft.lines.flatMap { $0.shares.map(\.entry) }
    let entries = try books().entries(ids).map(\.entry)
    let worked = entries.map(\.day)
    let seconds = entries.reduce(0) { $0 + $1.seconds }
    let period =
      if let first = worked.min(), let last = worked.max() {
        first == last ? " of \(first)" : " of \(first) to \(last)"
      } else {
        ""
      }
    return "Made by Daybook from \(plural(entries.count, "entry", "entries"))"
      + "\(period), \(ClockText.lengthInMinutes(seconds)) h counted."
  }
}
