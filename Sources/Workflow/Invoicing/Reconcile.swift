import Activity
import Billing
import Books
import Foundation
import Timesheet
import Xero

/// An invoice of the books beside what Xero says of it by now.
public struct ReconciledInvoice: Sendable {
  /// As the books had it.
  public var invoice: InvoiceRecord
  public var push: PushRecord
  /// DRAFT, AUTHORISED, PAID, …; MISSING where Xero has none of its id.
  public var status: String
  public var amountDue: Decimal?
  public var paidOn: CivilDate?
  /// What a person should know, in sentences.
  public var remarks: [String]

  static let missing = "MISSING"
}

extension Home {
  /// Asks Xero what became of the invoices that were pushed, and notes their states.
  ///
  /// Nothing else changes: entries of an invoice that was deleted there wait for a person, who
  /// releases it.
  ///
  /// - Parameter range: by the invoice's date; nil for all.
  /// - Returns: the invoices, and the organisations that could not be asked for theirs.
  public func reconcile(_ range: DateRange?) async throws -> (
    invoices: [ReconciledInvoice], failures: [(organisation: String, error: XeroError)]
  ) {
    let access = try XeroAccount(world).access
    let asked = try invoices(range).filter {
      $0.push.environment == access.addresses.environmentName
    }
    var found: [String: Invoice] = [:]
    var failures: [(organisation: String, error: XeroError)] = []
    var answered: Set<String> = []
    let byTenant = Dictionary(grouping: asked, by: \.push.tenant).sorted { $0.key < $1.key }
    for (tenant, invoices) in byTenant {
      do {
        let client = try access.client(reaching: tenant)
        found.merge(try await theirs(invoices.map(\.invoice.id.text), tenant, client)) { $1 }
        answered.insert(tenant)
      } catch {
        failures.append((invoices[0].push.organisation, error))
      }
    }
    let released = try released(asked.map(\.invoice))
    let reconciled = try asked.filter { answered.contains($0.push.tenant) }.map { invoice, push in
      try compared(
        invoice, push, with: found[invoice.id.text.lowercased()],
        isReleased: released.contains(invoice.id))
    }
    try books().change(reason("xero reconcile")) { change in
      for one in reconciled where one.status != one.invoice.status {
        try change.setStatus(one.status, of: one.invoice.id)
      }
    }
    return (reconciled, failures)
  }

  /// By their ids.
  private func theirs(
    _ ids: [String], _ tenant: String, _ client: XeroClient
  ) async throws(XeroError) -> [String: Invoice] {
    var found: [String: Invoice] = [:]
    for start in stride(from: 0, to: ids.count, by: 40) {
      let some = Array(ids[start..<min(start + 40, ids.count)])
      for invoice in try await client.invoices(tenant: tenant, .ids(some)) {
        found[invoice.id.lowercased()] = invoice
      }
    }
    return found
  }

  private func compared(
    _ invoice: InvoiceRecord, _ push: PushRecord, with theirs: Invoice?, isReleased: Bool
  ) throws -> ReconciledInvoice {
    var result = ReconciledInvoice(
      invoice: invoice, push: push, status: ReconciledInvoice.missing, remarks: [])
    if let theirs {
      result.status = theirs.status.text
      result.amountDue = theirs.amountDue
      result.paidOn = theirs.fullyPaidOn
      if theirs.number != invoice.number {
        result.remarks.append("Its number in Xero is \(theirs.number).")
      }
      let expected = try push.expected()
      let leftOut = PushState(text: push.state)?.leftOut
      if let leftOut, expected.leftOut(of: theirs) == leftOut {
        result.remarks.append("Xero left out \(leftOut) when it made it. Set it there.")
      }
      if let difference = expected.anyDifference(from: theirs, leftOut: leftOut) {
        result.remarks.append("It was edited in Xero: \(difference).")
      } else if let total = theirs.total, total != invoice.total {
        result.remarks.append("Its total in Xero is \(total.text(places: 2)).")
      }
    }
    if Home.isGone(result.status), !isReleased {
      result.remarks.append(
        "Its entries wait: \"daybook invoice release \(invoice.number) --reason TEXT\" lets them "
          + "be billed again.")
    }
    return result
  }

  /// Those of which no entry is billed any more.
  private func released(_ invoices: [InvoiceRecord]) throws -> Set<InvoiceID> {
    let numbers = try books().invoicedEntries()
    return Set(invoices.map(\.id).filter { numbers[$0] == nil })
  }

  /// Nobody will ever pay it.
  static func isGone(_ status: String) -> Bool {
    ["DELETED", "VOIDED", ReconciledInvoice.missing].contains(status)
  }
}

extension PushRecord {
  /// What Xero should have of it, from the bytes that were sent.
  func expected() throws -> ExpectedInvoice {
    ExpectedInvoice(try DraftBody(stored: body), of: draft)
  }
}
