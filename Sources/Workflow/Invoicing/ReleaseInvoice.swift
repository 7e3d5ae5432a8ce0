import Books
import Timesheet
import Xero

extension Home {
  /// The invoice and the entries that a release of it would let go.
  public func releasePlan(
    _ name: String
  ) throws -> (invoice: InvoiceRecord, push: PushRecord, entries: [BookedEntry]) {
    let (invoice, push) = try invoice(name)
    let books = try books()
    guard let ids = try books.invoicedEntries()[invoice.id] else {
      throw Refusal(.locked, "\(invoice.number) is released already: no entry is on it.")
    }
    return (invoice, push, try books.entries(ids))
  }

  /// Lets the entries of an invoice that is no more in Xero be billed again. Asks Xero first.
  ///
  /// - Throws: `Refusal` (5) while the invoice lives there, with what to do about it.
  public func releaseInvoice(_ name: String, why: String) async throws -> [BookedEntry] {
    guard !why.isEmpty else {
      throw Refusal(.usage, "Say why, for the history: --reason 'The contact was wrong'.")
    }
    let (invoice, push, _) = try releasePlan(name)
    let access = try XeroAccount(world).access
    guard push.environment == access.addresses.environmentName else {
      throw Refusal(
        .usage,
        "\(invoice.number) was pushed to \(push.environment), and the DAYBOOK_XERO addresses "
          + "name \(access.addresses.environmentName). Point them to the former.")
    }
    let status = try await status(of: invoice, in: push.tenant, access)
    guard Home.isGone(status) else {
      throw Refusal(
        .locked,
        "\(invoice.number) is \(status) in \(push.organisation). Open it in Xero and "
          + (status == "DRAFT" || status == "SUBMITTED" ? "delete it" : "void it")
          + " there, then run this again. Nothing was changed.")
    }
    return try books().change(reason("invoice release", why: why)) { change in
      try change.setStatus(status, of: invoice.id)
      return try change.release(invoice)
    }.result
  }

  private func status(
    of invoice: InvoiceRecord, in tenant: String, _ access: XeroAccess
  ) async throws -> String {
    let id = invoice.id.text
    if let theirs = try await invoiceIfAny(id, in: tenant, access) { return theirs.status.text }
    // Anything on the way can say "not found"; an empty list is Xero's own word.
    let found = try await access.client(reaching: tenant).invoices(tenant: tenant, .ids([id]))
    return found.first { $0.id.lowercased() == id.lowercased() }?.status.text
      ?? ReconciledInvoice.missing
  }
}
