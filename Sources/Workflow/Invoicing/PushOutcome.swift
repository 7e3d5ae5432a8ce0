import Billing
import Books
import Foundation
import Timesheet
import Xero

/// What became of one client's draft.
public struct PushOutcome: Sendable {
  public enum State: String, Sendable, CaseIterable {
    /// Xero has the draft, and the books know it.
    case created
    /// Xero has it and computed other totals than were predicted.
    case totalsDiffer = "totals_differ"
    /// Xero refused; the entries wait as before.
    case rejected
    /// Nothing left the machine, or nothing of it is at Xero; the entries wait as before.
    case notSent = "not_sent"
    /// Nobody knows yet; the entries are held until a push has asked.
    case unknown
    /// Xero has something else under this reference; a person decides.
    case conflict
  }

  public var client: String
  public var state: State
  public var invoice: InvoiceID?
  public var number: String?
  public var reference: String
  public var total: Decimal?
  public var currency: Currency
  public var messages: [String]
  /// Nil where all is well.
  public var refusal: Refusal?

  /// Every further call to the organisation would be refused alike.
  var endsRun = false

  public var isInXero: Bool { state == .created || state == .totalsDiffer }
}

/// What a push did, client by client.
public struct PushReport: Sendable {
  public var outcomes: [PushOutcome]
  /// Clients that could not be billed as things stand.
  public var stopped: [(client: String, refusal: Refusal)]
  /// What was there to send once open pushes were settled.
  public var preview = InvoicePreview(drafts: [], stopped: [])
  /// Organisations that take no more calls in this run, by tenant.
  var ended: [String: Refusal] = [:]
}
